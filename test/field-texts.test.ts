import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldText, ownWords } from '#api/field-texts';

const sources = readdirSync('api', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && file !== 'field-texts.ts')
  .map((file) => readFileSync(`api/${file}`, 'utf8'));

/** What schemas say in their own words: the second argument of `regex`, and every `message`. */
const said = sources.flatMap((code) =>
  [...code.matchAll(/(?:\.regex\(\/.*?\/u?, |\bmessage: )(['`])(.+?)\1/g)].map(([, , words = '']) => words),
);

describe('what is wrong with a field', () => {
  it.each([...new Set(said)])('is said in Indonesian too: %s', (words) => {
    expect(ownWords(words)).toMatch(/\S/);
  });

  it('has been found in the schemas', () => {
    expect(said.length).toBeGreaterThan(15);
  });

  it('is said in Indonesian by the library where the words are its own', () => {
    const { error } = z.strictObject({ a: z.int().min(3), b: z.enum(['x', 'y']) }).safeParse({ a: 1, b: 'z', c: 1 });
    const texts = (error?.issues ?? []).map(fieldText);
    expect(texts).toHaveLength(3);
    for (const { id, en } of texts) expect([id === en, /diharapkan|tidak/i.test(id)]).toEqual([false, true]);
  });
});

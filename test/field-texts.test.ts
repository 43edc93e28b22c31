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

  const Form = z.strictObject({
    name: z.string().min(3).max(5),
    many: z.int().max(9),
    above: z.number().gt(2),
    kind: z.enum(['a', 'b']),
    only: z.literal(true),
    day: z.iso.date(),
    id: z.uuid(),
    list: z.array(z.string()).min(1),
    odd: z.string().regex(/^x$/),
    one: z.union([z.string(), z.number()]),
    by: z.discriminatedUnion('kind', [z.object({ kind: z.literal('x') }), z.object({ kind: z.literal('y') })]),
  });
  const right = {
    name: 'nama',
    many: 1,
    above: 3,
    kind: 'a',
    only: true,
    day: '2026-01-01',
    id: 'bd2bd5a8-94c1-4be2-8d7a-9b2f2ee6ae6b',
    list: ['a'],
    odd: 'x',
    one: 1,
    by: { kind: 'x' },
  };

  it.each<[string, object, string]>([
    ['a field that nobody knows', { extra: 1, more: 2 }, 'isian tidak dikenal: extra, more'],
    ['a field that is missing', { name: undefined }, 'wajib diisi: diharapkan teks'],
    ['another type', { name: 7 }, 'diharapkan teks, bukan angka'],
    ['a broken number', { many: 1.5 }, 'diharapkan bilangan bulat, bukan angka'],
    ['a text that is too short', { name: 'a' }, 'paling sedikit 3 karakter'],
    ['a text that is too long', { name: 'abcdef' }, 'paling banyak 5 karakter'],
    ['a number that is too large', { many: 10 }, 'paling banyak 9'],
    ['a number that is not above', { above: 2 }, 'harus lebih dari 2'],
    ['an empty list', { list: [] }, 'paling sedikit 1 butir'],
    ['no choice', { kind: 'c' }, 'diharapkan salah satu dari "a", "b"'],
    ['not the only value', { only: false }, 'diharapkan true'],
    ['no day', { day: 'kemarin' }, 'diharapkan tanggal, contoh 2026-12-01'],
    ['no UUID', { id: 'x' }, 'diharapkan UUID'],
    ['another pattern', { odd: 'y' }, 'tidak sesuai pola /^x$/'],
    ['none of two forms', { one: true }, 'tidak sesuai dengan satu pun bentuk yang boleh'],
    ['no kind of it', { by: { kind: 'z' } }, 'diharapkan salah satu dari "x", "y"'],
  ])('is said in plain Indonesian where the library has no words of ours: %s', (_what, wrong, indonesian) => {
    const { error } = Form.safeParse({ ...right, ...wrong });
    const texts = (error?.issues ?? []).map(fieldText);
    expect(texts).toMatchObject([{ id: indonesian, en: expect.stringMatching(/^(Invalid|Unrecognized|Too)/) }]);
  });

  it('is nothing where the form is right', () => {
    expect(Form.safeParse(right).success).toBe(true);
  });
});

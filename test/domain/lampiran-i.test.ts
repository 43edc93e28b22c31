import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LegalBasis } from '#domain/legal-basis';
import { statusOf } from '#domain/legal-basis';

interface Component {
  readonly code: string;
  readonly name: string;
  readonly row: string;
  readonly classification: string;
  readonly basis: LegalBasis;
}

const file = new URL('../../prisma/seed/lampiran-i.json', import.meta.url);
const components = JSON.parse(readFileSync(file, 'utf8')) as Component[];
const codes = components.map(({ code }) => code);

/** What may stand behind a code: the next letter, the next component, or the first of the next row. */
function followers(code: string): string[] {
  const [row = '', place = '', letter] = code.split('.');
  const next = [`${row}.${Number(place) + 1}`, `${Number(row) + 1}.1`];
  const sibling = letter && `${row}.${place}.${String.fromCodePoint((letter.codePointAt(0) ?? 0) + 1)}`;
  return [...(sibling ? [sibling] : []), ...next, ...next.map((first) => `${first}.a`)];
}

describe('the components of Lampiran I', () => {
  it('have codes that are unique and well formed', () => {
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[1-9]\d*\.[1-9]\d*(\.[a-z])?$/);
  });

  it('stand in the order of the annex, none left out', () => {
    expect(codes[0]).toBe('1.1');
    for (const [at, code] of codes.slice(1).entries()) expect(followers(codes[at] ?? '')).toContain(code);
  });

  it('cite their own place in 28/24', () => {
    for (const { code, basis } of components) {
      expect(basis.startsWith(`28/24 L-I ${code}`)).toBe(true);
      expect(statusOf(basis, '2026-03-17')).toBe('in-force');
    }
  });

  it('are named, each once in its row', () => {
    for (const { name, row, classification } of components)
      for (const words of [name, row, classification]) expect(words).toBe(words.trim().replaceAll(/\s+/g, ' '));
    expect(components.filter(({ name }) => name === '')).toEqual([]);
    expect(new Set(components.map(({ row, name }) => `${row}: ${name}`)).size).toBe(components.length);
  });

  it('include Realisasi ekspor Indonesia as 20.1', () => {
    expect(components.find(({ code }) => code === '20.1')?.name).toMatch(/realisasi ekspor indonesia/i);
  });
});

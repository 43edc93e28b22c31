import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeLists, isValidIn, listNames, listsOf } from '#domain/code-list';
import { standardFor } from '#domain/standard';

const codesOf = (name: keyof typeof codeLists) => codeLists[name].codes.map(({ code }) => code);
const real = readFileSync('local/demo-data/realisasi-ekspor-hs84-85-2025.csv', 'utf8').trim().split('\r\n').slice(1);
const column = (at: number) => [...new Set(real.map((line) => line.split(',')[at] ?? ''))].filter(Boolean);

describe.each(listNames)('the list %s', (name) => {
  const { codes, authority, basis, version, ...list } = codeLists[name];

  it('names itself, who keeps it and on what basis', () => {
    expect(list.name).toBe(name);
    for (const text of [authority, basis, version, list.title.id, list.title.en]) expect(text).toMatch(/\S/);
  });

  it('gives every way of writing to one code alone', () => {
    const words = codes.flatMap(({ code, spellings = [] }) => [code, ...spellings]);
    expect(words.filter((word, at) => words.indexOf(word) < at)).toEqual([]);
  });

  it('holds codes with labels in two languages, months that are months and successors that exist', () => {
    const known = new Set(codesOf(name));
    for (const { code, label, from = '2000-01', to = '2000-01', replacedBy = code } of codes) {
      for (const text of [code, label.id, label.en]) expect(text).toBe(text.trim());
      expect(code).not.toBe('');
      for (const month of [from, to]) expect(month).toMatch(/^\d{4}-(0[1-9]|1[0-2])$/);
      expect(known).toContain(replacedBy);
    }
  });
});

describe('the lists', () => {
  it('hold all provinces and regencies', () => {
    expect(codesOf('provinces')).toHaveLength(38);
    const now = codeLists.regencies.codes.filter((code) => isValidIn(code, { from: '2026-01', to: '2026-01' }));
    expect(now).toHaveLength(514);
    const provinces = new Set(codesOf('provinces'));
    expect(codesOf('regencies').filter((code) => !provinces.has(code.slice(0, 2)))).toEqual([]);
  });

  it('hold twelve months and 98 chapters: 77 is reserved', () => {
    expect(codesOf('months')).toHaveLength(12);
    expect(codesOf('hs-chapters')).toHaveLength(98);
    expect(codesOf('hs-chapters')).not.toContain('77');
  });

  it('hold every country and port of the real exports as the spelling in use', () => {
    expect(column(3)).toHaveLength(200);
    expect(codesOf('countries')).toEqual(expect.arrayContaining(column(3)));
    expect(codesOf('ports').toSorted()).toEqual(column(4).toSorted());
  });

  it('give countries two letters of ISO 3166-1, each once', () => {
    const letters = codeLists.countries.codes.flatMap(({ iso3166, to }) => (to === undefined ? [iso3166] : []));
    expect(letters.filter((two) => !/^[A-Z]{2}$/.test(two ?? ''))).toEqual([]);
    expect(new Set(letters).size).toBe(letters.length);
  });

  it('are chosen by what a standard names', () => {
    expect(listsOf(standardFor('20.1')).map(({ name }) => name)).toEqual([
      'months',
      'hs-chapters',
      'countries',
      'ports',
    ]);
    expect(listsOf(standardFor('1.1'))).toEqual([]);
  });
});

describe('regencies that moved to another province', () => {
  const { codes } = codeLists.regencies;
  const former = codes.filter(({ replacedBy }) => replacedBy !== undefined);

  it('keep their former code, its end and what ended it, and name the present one', () => {
    expect(former).toHaveLength(31);
    for (const { code, label, to, replacedBy, basis } of former) {
      const now = codes.find((each) => each.code === replacedBy);
      expect([code, now?.label]).toEqual([code, label]);
      expect((to ?? '') >= (now?.from ?? '9999')).toBe(true);
      expect(basis).toMatch(/^UU \d+\/\d{4}; (Per|Kep)mendagri /);
      expect(basis?.startsWith(now?.basis ?? '?')).toBe(true);
    }
  });

  it('fill the new provinces, whose codes begin with the law that formed them', () => {
    const formed = codeLists.provinces.codes.filter(({ from }) => from !== undefined);
    expect(formed.map(({ code, from, basis }) => `${code} ${from} ${basis}`)).toEqual([
      '65 2012-11 UU 20/2012',
      '93 2022-07 UU 14/2022',
      '94 2022-07 UU 15/2022',
      '95 2022-07 UU 16/2022',
      '96 2022-12 UU 29/2022',
    ]);
    for (const { code: province, from } of formed)
      for (const { code, from: since } of codes.filter((each) => each.code.startsWith(`${province}.`)))
        expect([code, since]).toEqual([code, from]);
  });

  it('leave no gap: in each month of the years about, one of both codes may stand', () => {
    for (const month of ['2012-10', '2012-11', '2013-01', '2016-01', '2022-06', '2022-07', '2023-01', '2026-01'])
      for (const { code, replacedBy } of former) {
        const both = codes.filter((each) => [code, replacedBy].includes(each.code));
        expect(both.filter((each) => isValidIn(each, { from: month, to: month })).length).toBeGreaterThan(0);
      }
  });
});

describe('a code', () => {
  const code = { code: 'x', label: { id: 'x', en: 'x' }, from: '2022-07', to: '2024-12' };

  it.each<[string, string, boolean]>([
    ['2022-06', '2022-06', false],
    ['2022-06', '2022-07', true],
    ['2024-12', '2025-03', true],
    ['2025-01', '2025-03', false],
    ['2023-01', '2023-01', true],
  ])('is valid in some month of %s to %s: %s', (from, to, expected) => {
    expect(isValidIn(code, { from, to })).toBe(expected);
  });
});

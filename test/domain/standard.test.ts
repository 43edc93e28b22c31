import { describe, expect, it } from 'vitest';
import { listsOf } from '#domain/code-list';
import { type Standard, standardFor, standards } from '#domain/standard';

const names = (standard: Standard) => standard.schema.fields.map((field) => field.name);

describe('the standard of Realisasi ekspor Indonesia', () => {
  it('names its columns in order', () => {
    expect(names(standardFor('20.1'))).toEqual([
      'tahun',
      'bulan',
      'kode_hs',
      'negara_tujuan',
      'pelabuhan_muat',
      'nilai_fob_usd',
    ]);
  });
});

describe('the standards', () => {
  it('belong to components of Lampiran I, one to each', () => {
    const components = standards.map((standard) => standard['sip:component']);
    expect(components).toEqual(['2.4', '3.2', '15.7', '20.1', '20.2', '27.2']);
    expect(new Set(standards.map(({ name }) => name)).size).toBe(standards.length);
  });
});

describe.each(standards.map((standard) => [standard.name, standard] as const))('the standard %s', (_, standard) => {
  const { schema, version } = standard;

  it('has a version, and is found by its component', () => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(standardFor(standard['sip:component'] ?? '')).toBe(standard);
  });

  it('admits that no regulation gives its columns', () => {
    expect(new Set(schema.fields.map((field) => field['sip:status']))).toEqual(new Set(['house draft']));
  });

  it('says of each column concept, definition, measure and, of what is measured, the unit', () => {
    for (const field of schema.fields) {
      for (const part of ['sip:title', 'sip:concept', 'sip:definition', 'sip:measure', 'sip:expects'] as const)
        for (const text of Object.values(field[part])) expect(text).toMatch(/\S/);
      const measures = field.type !== 'string' && field.name !== 'volume';
      expect([field.name, measures && !field['sip:unit']]).toEqual([field.name, false]);
    }
  });

  it('gives examples that satisfy their own column', () => {
    for (const { name, example, constraints, 'sip:codes': list } of schema.fields) {
      expect([name, new RegExp(`^(?:${constraints.pattern ?? '.+'})$`).test(example)]).toEqual([name, true]);
      expect(constraints.enum ?? [example]).toContain(example);
      const codes = listsOf(standard).find((known) => known.name === list)?.codes ?? [];
      expect(list === undefined ? [example] : codes.map(({ code }) => code)).toContain(example);
    }
  });

  it('builds keys, periods, rules, totals and comparisons of columns that exist', () => {
    const columns = names(standard);
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns).toEqual(expect.arrayContaining(schema.uniqueKeys.flat()));
    expect(columns).toEqual(expect.arrayContaining(Object.values(schema['sip:period'] ?? {})));
    const { key = [], value = columns[0] } = schema['sip:compare'] ?? {};
    expect(columns).toEqual(expect.arrayContaining([...key, value]));
    for (const match of JSON.stringify([schema['sip:rules'], schema['sip:totals']]).matchAll(
      /"(?:column|value|filled|blank)":"([^"]+)"/g,
    ))
      expect(columns).toContain(match[1]);
  });
});

describe('a component without a standard of its own', () => {
  it('gets the generic one', () => {
    expect(standardFor('1.1')).toMatchObject({ name: 'tabel-terbaca', schema: { fields: [] } });
  });
});

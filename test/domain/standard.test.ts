import { describe, expect, it } from 'vitest';
import { standardFor } from '#domain/standard';

describe('the standard of Realisasi ekspor Indonesia', () => {
  const { schema, version } = standardFor('20.1');
  const names = schema.fields.map((field) => field.name);

  it('names its columns in order', () => {
    expect(names).toEqual(['tahun', 'bulan', 'kode_hs', 'negara_tujuan', 'pelabuhan_muat', 'nilai_fob_usd']);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('admits that no regulation gives them', () => {
    expect(new Set(schema.fields.map((field) => field['sip:status']))).toEqual(new Set(['house draft']));
  });

  it('gives examples that satisfy their own column', () => {
    const unlike = schema.fields.filter(
      ({ example, constraints }) => !new RegExp(`^(?:${constraints.pattern ?? '.+'})$`).test(example),
    );
    expect(unlike).toEqual([]);
  });

  it('builds keys and periods of columns that exist', () => {
    expect(names).toEqual(expect.arrayContaining(schema.uniqueKeys.flat()));
    expect(names).toEqual(expect.arrayContaining(Object.values(schema['sip:period'] ?? {})));
  });
});

describe('a component without a standard of its own', () => {
  it('gets the generic one', () => {
    expect(standardFor('1.1')).toMatchObject({ name: 'tabel-terbaca', schema: { fields: [] } });
  });
});

import { describe, expect, it } from 'vitest';
import { found, row, table } from './check.ts';
import { column, standardOf } from './planted.ts';

describe('a row of totals', () => {
  const total = { column: 'provinsi', marker: 'TOTAL', by: [], value: 'nilai' } as const;
  const fields = [column('provinsi', { constraints: { required: true } }), column('nilai', { type: 'number' })];
  const content = 'provinsi,nilai\nJAWA,1\nTOTAL,1\n';

  it('is data where the standard declares it', async () => {
    expect(await found(content, { standard: standardOf(fields, { 'sip:totals': [total] }) })).toEqual([]);
    expect(await found(content, { standard: standardOf(fields) })).toEqual(['3 totals-row']);
  });

  it.each(['2025,01,84,JAPAN,TOTAL BANGUN PERSADA,9', '2025,01,84,JAPAN,TOTAL,9', '2025,01,84,,PORT,9'])(
    'is not made of %s: one name or one gap makes no total',
    async (last) => {
      expect(await found(table(row(1), last))).not.toContain('3 totals-row');
    },
  );

  it('is only looked for at the end, below other rows', async () => {
    expect(await found(table('2025,,,,TOTAL,4', row(1)))).not.toContain('2 totals-row');
    expect(await found(table('2025,,,,TOTAL,4'))).not.toContain('2 totals-row');
  });
});

describe('a second header', () => {
  it.each(['x,y,z,JAPAN,P,n', 'tahun ini,01,84,JAPAN,P,1', 'Tahun,Bulan,Kode HS,,,'])(
    'is not made of %s',
    async (first) => {
      expect(await found(table(first, row(1)))).not.toContain('2 second-header');
    },
  );

  it('is only looked for below the header', async () => {
    expect(await found(table(row(1), 'Tahun,Bulan,Kode HS,Negara tujuan,Pelabuhan,Nilai FOB (US$)'))).not.toContain(
      '3 second-header',
    );
  });
});

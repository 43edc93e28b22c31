import { describe, expect, it } from 'vitest';
import { check, table } from './check.ts';
import { column, listOf, standardOf } from './planted.ts';

const repeats = async (...rows: string[]) => {
  const { report } = await check(table(...rows));
  return report.findings.filter(({ code }) => code === 'unique-key').map(({ row, message }) => [row, message.en]);
};

const first = '2025,01,84,VIET NAM,TANJUNG PRIOK,1';
const label = (word: string) => ({ id: word, en: word });

describe('two rows repeat each other', () => {
  it.each([
    '2025,01,84,VIETNAM,TANJUNG PRIOK,2',
    '2025,01,84,Vietnam,TANJUNG PRIOK,2',
    '2025,01,84,VIET NAM ,TANJUNG PRIOK,2',
    '2025,01,84,VIET NAM, TANJUNG PRIOK,2',
    '2025,01,84,VIET NAM,Tanjung Priok,2',
    '2025,01,84,VIET NAM,TANJUNG  PRIOK,2',
    '2025,01,84,VIET NAM,TANJUNG\u00A0PRIOK,2',
    '2025,01,84,viet nam,tanjung priok,2',
  ])('where a person reads the same: %j', async (again) => {
    const key = 'tahun, bulan, kode_hs, negara_tujuan, pelabuhan_muat';
    const written = again.slice(0, -2).replaceAll(',', ', ').replaceAll('\u00A0', '[U+00A0]');
    expect(await repeats(first, again)).toEqual([
      [
        3,
        `The row repeats row 2: ${key} are the same (${written}; row 2 writes 2025, 01, 84, VIET NAM, TANJUNG PRIOK).`,
      ],
    ]);
  });

  it('is not said of other codes and other names', async () => {
    expect(
      await repeats(
        first,
        '2025,01,84,JAPAN,TANJUNG PRIOK,2',
        '2025,01,84,VIET NAM,TANJUNG PERAK,3',
        '2025,01,84,,TANJUNG PRIOK,4',
        '2025,01,84,Vietnam (south),TANJUNG PRIOK,5',
      ),
    ).toEqual([]);
  });

  it('is not said of codes that differ in their letters, nor of a name that two codes have', async () => {
    const judged = async (content: string, codes: readonly (readonly [code: string, name: string])[]) => {
      const standard = standardOf([column('a', { 'sip:codes': 'countries' })], { uniqueKeys: [['a']] });
      const lists = [listOf(codes.map(([code, name]) => ({ code, label: label(name) })))];
      const { report } = await check(content, { standard, lists });
      return report.findings.filter(({ code }) => code === 'unique-key').map(({ row }) => row);
    };
    expect(
      await judged('a\nmg\nMg\nmg\n', [
        ['mg', 'miligram'],
        ['Mg', 'megagram'],
      ]),
    ).toEqual([4]);
    expect(
      await judged('a\nX\nkota\nY\n', [
        ['X', 'Kota'],
        ['Y', 'Kota'],
      ]),
    ).toEqual([]);
    expect(
      await judged('a\nX\nkota\nY\n', [
        ['X', 'Kota'],
        ['Y', 'Desa'],
      ]),
    ).toEqual([3]);
  });
});

describe('a row meets that of the time before', () => {
  const fields = [column('nama'), column('satuan', { 'sip:codes': 'countries' }), column('n', { type: 'number' })];
  const compare = { against: 'period-before', key: ['nama', 'satuan'], value: 'n', factor: 10 } as const;
  const units = listOf([
    { code: 'kg', label: label('kilogram') },
    { code: 'g', label: label('gram') },
  ]);
  const changed = async (now: string, previous: string) => {
    const standard = standardOf(fields, { 'sip:compare': compare });
    const { report } = await check(`nama,satuan,n\n${now}\n`, {
      standard,
      lists: [units],
      previous: `nama,satuan,n\n${previous}\n`,
    });
    return report.findings.filter(({ code }) => code === 'implausible-change').length;
  };

  it.each(['beras,kilogram,1', 'BERAS,KG,1', ' Beras ,kg ,1'])('that says %j', async (before) => {
    expect(await changed('Beras,kg,1000', before)).toBe(1);
    expect(await changed(before, 'Beras,kg,1000')).toBe(1);
  });

  it('of its own unit alone', async () => {
    expect(await changed('Beras,kg,1000', 'Beras,gram,1')).toBe(0);
  });
});

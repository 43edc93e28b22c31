import { describe, expect, it } from 'vitest';
import { plainDay, plainMonth, plainNumber, plainYear } from '#activities/checks/plain-values';
import { check } from './check.ts';
import { column, listOf, standardOf } from './planted.ts';

describe('the plain value', () => {
  it.each<[string, string | undefined]>([
    ['45658', '2025-01-01'],
    ['45716.0', '2025-02-28'],
    ['2025/01/31', '2025-01-31'],
    ['2025-1-5', '2025-01-05'],
    ['20250131', '2025-01-31'],
    ['2025-01-31 00:00:00', '2025-01-31'],
    ['31/01/2025', '2025-01-31'],
    ['01/31/2025', '2025-01-31'],
    ['02.02.2025', '2025-02-02'],
    ['3 Maret 2025', '2025-03-03'],
    ['31-Des-2025', '2025-12-31'],
    ['03/04/2025', undefined],
    ['30/02/2025', undefined],
    ['12345', undefined],
    ['3 Mars 2025', undefined],
    ['2025-13-45', undefined],
    ['kemarin', undefined],
  ])('of the day %j is %s', (written, day) => {
    expect(plainDay(written)?.value).toBe(day);
  });

  it.each<[string, string | undefined]>([
    ['Januari', '01'],
    ['MARET', '03'],
    ['Agt', '08'],
    ['Nopember', '11'],
    ['Dec-25', '12'],
    ["Jan '25", '01'],
    ['Juni 2025', '06'],
    ['bulan Mei', '05'],
    ['2025-07', '07'],
    ['7/2025', '07'],
    ['2.0', '02'],
    ['2025-01-31', '01'],
    ['45658', '01'],
    ['13', undefined],
    ['1.2', undefined],
    ['Ja', undefined],
    ['Januari-Maret', undefined],
    ['2025-13', undefined],
  ])('of the month %j is %s', (written, month) => {
    expect(plainMonth(written)?.value).toBe(month);
  });

  it.each<[string, string | undefined]>([
    ['2025.0', '2025'],
    ['2025,00', '2025'],
    ['Tahun 2025', '2025'],
    ['2025*', '2025'],
    ['2025-01', '2025'],
    ['01/2025', '2025'],
    ['31/12/2025', '2025'],
    ['45658', '2025'],
    ['25', undefined],
    ['2025.5', undefined],
    ['2024/2025', undefined],
  ])('of the year %j is %s', (written, year) => {
    expect(plainYear(written)?.value).toBe(year);
  });

  it.each<[string, string | undefined]>([
    ['99,5', '99.5'],
    ['0,125', '0.125'],
    ['1234,567', '1234.567'],
    ['Rp 5.000', '5000'],
    ['Rp5.000.000,50', '5000000.50'],
    ['Rp 5.000,-', '5000'],
    ['US$ 5,000', '5000'],
    ['US$ 5,000.25', '5000.25'],
    ['5000 USD', '5000'],
    ['+5', '5'],
    ['-99,5', '-99.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1,234', undefined],
    ['+1.234', undefined],
    ['5 kg', undefined],
    ['1.2.3', undefined],
    ['1,23,456', undefined],
    ['', undefined],
    ['.', undefined],
  ])('of the number %j is %s', (written, number) => {
    expect(plainNumber(written, '.')?.value).toBe(number);
  });
});

const months = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));
const lists = [
  listOf(
    months.map((code) => ({ code, label: { id: code, en: code } })),
    { name: 'months' },
  ),
];
const chapters = listOf([{ code: '84', label: { id: 'x', en: 'x' } }], { name: 'hs-chapters' });

/** The remedy for one cell of a column, in both languages. */
async function remedyFor(cell: string, more: Parameters<typeof column>[1], name = 'a') {
  const standard = standardOf([column(name, more), column('b')]);
  const { report } = await check(`${name},b\n"${cell}",x\n`, { standard, lists: [...lists, chapters] });
  expect(report.findings).toHaveLength(1);
  return report.findings[0]?.remedy;
}

const eight = { constraints: { pattern: '[0-9]{8}' }, example: '84713010' };
const chapter = { constraints: { pattern: '[0-9]{2}' }, 'sip:codes': 'hs-chapters' };
const month = { constraints: { pattern: '0[1-9]|1[0-2]' }, 'sip:codes': 'months' };
const regency = { constraints: { pattern: '[0-9]{2}[.][0-9]{2}' } };

describe('the remedy for a cell', () => {
  it.each<[string, Parameters<typeof column>[1], string, string]>([
    [
      '45658',
      { type: 'date' },
      '45658 adalah 1 Januari 2025 di Excel: tulis 2025-01-01',
      '45658 is 1 January 2025 in Excel: write 2025-01-01',
    ],
    ['45658', month, '45658 adalah 1 Januari 2025 di Excel: tulis 01', '45658 is 1 January 2025 in Excel: write 01'],
    ['31/01/2025', { type: 'date' }, 'Tulis 2025-01-31.', 'Write 2025-01-31.'],
    ['Januari', month, 'Tulis 01.', 'Write 01.'],
    ['2025.0', { type: 'year' }, 'Tulis 2025.', 'Write 2025.'],
    ['99,5', { type: 'number' }, 'Tulis 99.5.', 'Write 99.5.'],
    ['Rp 5.000', { type: 'number' }, 'Tulis 5000; angka saja', 'Write 5000; the number alone'],
    ['+5', { type: 'integer' }, 'Tulis 5; angka saja', 'Write 5; the number alone'],
    ['5.0', { type: 'integer' }, 'Tulis 5.', 'Write 5.'],
    ['-', { type: 'number' }, 'Tulis 0 bila nilainya memang nol', 'Write 0 where it is zero indeed'],
    ['8471', eight, 'Tulis semua 8 angkanya; 8471 hanya 4 angka.', 'Write all its 8 digits; 8471 has 4 only.'],
    ['8471.30.10', eight, 'Tulis 84713010.', 'Write 84713010.'],
    ['8471', chapter, 'Tulis 84: kolom ini memuat bab', 'Write 84: the column holds chapters'],
    ['84.0', chapter, 'Tulis 84.', 'Write 84.'],
    ['32-73', regency, 'Tulis 32.73.', 'Write 32.73.'],
    ['3273', regency, 'Tulis 32.73.', 'Write 32.73.'],
    ['kg', { constraints: { pattern: 'KG|TON' } }, 'Tulis KG.', 'Write KG.'],
  ])('%s names the plain value where it is certain', async (cell, more, id, en) => {
    const remedy = await remedyFor(cell, more, more === eight ? 'kode_hs' : 'a');
    expect(remedy?.id.startsWith(id)).toBe(true);
    expect(remedy?.en.startsWith(en)).toBe(true);
  });

  it.each<[string, Parameters<typeof column>[1]]>([
    ['8.4', chapter],
    ['1.2', month],
    ['03/04/2025', { type: 'date' }],
    ['25', { type: 'year' }],
    ['5,5', { type: 'integer' }],
    ['5 kg', { type: 'number' }],
  ])('%s does not where it may mean more than one', async (cell, more) => {
    expect((await remedyFor(cell, more))?.id).toBe('Tulis x, contoh contoh.');
  });

  it('4 of an HS code of eight digits is not filled up with zeros, one zero that a spreadsheet took is', async () => {
    expect((await remedyFor('4', eight, 'kode_hs'))?.id).toMatch(/^Tulis semua 8 angkanya; 4 hanya 1 angka/);
    expect((await remedyFor('4713010', eight, 'kode_hs'))?.id).toMatch(
      /^Tulis 04713010; Excel menghapus angka nol di depan/,
    );
  });
});

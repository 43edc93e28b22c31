import { describe, expect, it } from 'vitest';
import { readableTable } from '#domain/standard/readable-table';
import { check, inShort } from './check.ts';
import { workbook } from './workbooks.ts';

const given = { standard: readableTable, lists: [] };
const judged = async (content: string | Buffer) => (await check(content, given)).report;
const said = async (...rows: string[]) =>
  (await judged(`${rows.join('\n')}\n`)).findings.map((finding) => `${finding.severity} ${inShort(finding)}`);

const titles = 'Provinsi,Komoditas,Nilai,Volume';
const rows = ['Jawa Barat,Kopi,10,2.5', 'Bali,Teh,7,1.5', 'Papua,Kopi,,3.5'];

describe('a table that no standard of its own judges', () => {
  it('may hold anything as long as it is a table', async () => {
    expect(await said(titles, ...rows)).toEqual([]);
    expect(await said('nama,catatan', 'PT Total Oil,semua', 'Toko #1,-', 'Toko 2,= sama')).toEqual([
      'error 4 catatan formula-text',
    ]);
    expect(await said('tahun,Nilai', '2024,1', '2025,1')).toEqual([]);
  });

  it.each([
    [titles, 'error second-header'],
    ['PROVINSI,KOMODITAS,NILAI,VOLUME', 'error second-header'],
    ['Total,,17,7.5', 'error totals-row'],
    ['JUMLAH,Kopi,17,7.5', 'error totals-row'],
    ['Bali,Jumlah,17,7.5', 'error totals-row'],
    ['Kopi Total,,,7.5', 'error totals-row'],
    ['Sumber: BPS,,,', 'error footnote'],
    ['Sumber: BPS', 'error footnote'],
    ['(1),(2),(3),(4)', 'error column-numbers'],
    ['Bali,Kopi,#N/A,1', 'error Nilai says-nothing'],
    ['Bali,Kopi,=A1+1,1', 'error Nilai formula-text'],
    [rows[0] ?? '', 'warning repeated-row'],
  ])('has no row %s: %s', async (odd, expected) => {
    const [severity = '', ...rest] = expected.split(' ');
    const told = (line: number) => [`${severity} ${line} ${rest.join(' ')}`];
    expect(await said(titles, ...rows, odd)).toEqual(told(5));
    expect(await said(titles, ...rows, odd, 'Aceh,Lada,1,1')).toEqual(told(5));
  });

  it('is told how to write what a spreadsheet left there, and which row stands there twice', async () => {
    const { findings } = await judged(`${[titles, ...rows, 'Bali,Kopi,#N/A,=A1', rows[0]].join('\n')}\n`);
    expect(findings.map(({ message, remedy }) => [message.en, message.id, remedy.en])).toEqual([
      [
        'Column Nilai holds the error #N/A of a spreadsheet, no value.',
        'Kolom Nilai berisi galat lembar kerja #N/A, bukan nilai.',
        expect.stringContaining('Paste the result as a value'),
      ],
      [expect.stringContaining('a formula as text (=A1)'), expect.any(String), expect.stringContaining('Paste')],
      [
        'The row is exactly the same as row 2.',
        'Baris ini sama persis dengan baris 2.',
        expect.stringContaining('Delete one of them'),
      ],
    ]);
  });

  it('that has months across is advised to have them below each other, and no row of months is called a note', async () => {
    const titled = ['Nilai Ekspor menurut Pelabuhan (Juta US$)'];
    const months = [undefined, 'Januari', 'Februari', 'Maret'];
    const body = [
      ['Tanjung Priok', 1, 2, 3],
      ['Belawan', 4, 5, 6],
    ];
    const merged = await workbook([titled, [undefined], ['Pelabuhan', '2025'], months, ...body], (sheet) => {
      sheet.mergeCells('A1:D1');
      sheet.mergeCells('B3:D3');
    });
    for (const [content, row] of [
      [await workbook([titled, [undefined], ['Pelabuhan', '2025'], months, ...body]), 4],
      [await workbook([['Pelabuhan', '2025'], months, ...body]), 2],
      [merged, 4],
      ['Pelabuhan,Januari,Februari,Maret\nBelawan,1,2,3\n', 1],
    ] as const) {
      const { findings } = await judged(content);
      expect(findings).toContainEqual(expect.objectContaining({ code: 'pivot-table', severity: 'warning', row }));
      expect(findings.map(({ code }) => code)).not.toContain('footnote');
      expect(findings.map(({ code }) => code)).not.toContain('blank-column');
    }
  });
});

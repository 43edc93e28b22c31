import { describe, expect, it } from 'vitest';
import { check, found, header, row, table } from './check.ts';
import { cells, columns, workbook } from './workbooks.ts';

const keys = 'tahun,kode_hs,negara_tujuan,pelabuhan_muat';
const wide = (...months: string[]) => `${[keys, ...months].join(',')}\n2025,84,JAPAN,P${',1'.repeat(months.length)}\n`;

describe('a table that runs months across beside columns of the standard', () => {
  it.each([
    ['Januari', 'Februari', 'Maret'],
    ['Jan-25', 'Feb-25', 'Mar-25'],
    ['2025-01', '2025-02', '2025-03'],
    ['01/2025', '02/2025', '03/2025'],
    ['2025M01', '2025M02', '2025M03'],
    ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'],
    ['1', '2', '3'],
    ['nilai_januari', 'nilai_februari', 'nilai_maret'],
    ['Nilai FOB Januari 2025', 'Nilai FOB Februari 2025', 'Nilai FOB Maret 2025'],
    ['nilai_01', 'nilai_02', 'nilai_03'],
    ['M1', 'M2', 'M3'],
    ['Januari', 'Februari', 'Jumlah'],
    ['Triwulan I', 'Triwulan II', 'Triwulan III'],
    ['2023', '2024', '2025*'],
  ])('as %s, %s, %s is one finding, which says how to turn it', async (...months) => {
    const { report } = await check(wide(...months));
    expect(report.findings).toMatchObject([{ code: 'pivot-table', severity: 'blocker', row: 1 }]);
    expect(report.findings[0]?.remedy.id).toContain('Unpivot Columns');
    expect(report.findings[0]?.remedy.en).toContain('Unpivot Columns');
    expect(await found(wide(...months).replaceAll(',', ';'))).toEqual(['1 pivot-table']);
    const rows = wide(...months)
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    expect(await found(await workbook(rows))).toEqual(['1 pivot-table']);
  });

  it('is told also where titles stand above it, in quotation marks and with semicolons', async () => {
    const titles = ['"Ekspor ""menurut"" pelabuhan"', 'Ekspor "sementara" 2025', 'Ekspor; 2025', 'tahun 2025'];
    for (const title of titles)
      for (const lines of [
        wide('Januari', 'Februari', 'Maret'),
        '"Negara";"Januari";"Februari";"Maret"\nJAPAN;1;2;3\n',
      ])
        expect(await found(`${title}\n\n${lines}`)).toEqual(['3 pivot-table']);
  });

  it.each([
    'tahun,bulan,kode_hs,negara_tujuan,TANJUNG PRIOK,TANJUNG PERAK,BELAWAN',
    'tahun,bulan,kode_hs,pelabuhan_muat,JAPAN,Vietnam',
    'kode_hs,Jepang,CHINA',
  ])('is told of codes across as well: %s', async (names) => {
    const { report } = await check(`${names}\n${names.replaceAll(/[^,]+/g, '1')}\n`);
    expect(report.findings).toMatchObject([{ code: 'pivot-table', severity: 'blocker', row: 1 }]);
    expect(report.findings[0]?.message.id).toContain('kode (pelabuhan, negara) berjajar sebagai kolom');
    expect(report.findings[0]?.remedy.en).toContain('one row per month or code');
  });

  it('is none of a single code, nor of codes beside every column of the standard', async () => {
    const names = header.replace('nilai_fob_usd', 'BELAWAN,lain');
    expect(await found(`${names}\n2025,01,84,JAPAN,P,1,2\n`)).toContain('1 BELAWAN unknown-column');
    expect(await found(`${header},JAPAN,CHINA\n${row(1)},1,2\n`)).toEqual([
      '1 JAPAN unknown-column',
      '1 CHINA unknown-column',
    ]);
  });

  it('is none where every column of the standard is there, or but one month is', async () => {
    const more = ['Januari', 'Februari', 'Maret'];
    expect(await found(`${header},${more.join(',')}\n${row(1)},1,2,3\n`)).toEqual(
      more.map((name) => `1 ${name} unknown-column`),
    );
    expect(await found(wide('Januari', 'x'))).not.toContain('1 pivot-table');
    expect(await found(wide('catatan_1', 'catatan_2', 'catatan_3'))).not.toContain('1 pivot-table');
    expect(await found('Januari,Februari\n1,2\n')).toEqual(['1 no-header']);
    expect(await found(`1,2,3,4,5,6\n${row(1)}\n`)).toEqual(['1 no-header']);
    expect(await found('Januari,Febr"uari,Maret\n1,2,3\n', { component: '1.1' })).toEqual(['1 broken-header']);
  });
});

describe('a header below other lines', () => {
  it.each([
    'Realisasi Ekspor Januari 2025\n\n',
    'Ekspor Januari, Februari, Maret 2025\n',
    'Laporan; sementara\n',
    'Laporan "sementara" ini\n',
    'Tahun,2025\n\nDisusun oleh:,PDSI\n\n',
    'baris sampul\n'.repeat(25),
  ])('%j is told the line in which it stands, and to delete what is above', async (above) => {
    const line = above.split('\n').length;
    const { report } = await check(`${above}${table(row(1))}`);
    expect(report.findings).toMatchObject([
      { code: 'header-below', severity: 'blocker', row: line, value: columns.join(', ') },
    ]);
    expect(report.findings[0]?.remedy.id).toMatch(/^Hapus semua baris di atas/);
  });

  it('is told in a workbook by the row of its sheet', async () => {
    const titles = [['Realisasi Ekspor'], [], ['Januari 2025', undefined, 'PDSI']];
    expect(await found(await workbook([...titles, columns, cells(1)]))).toEqual(['4 header-below']);
  });

  it('is none where the first line names as many columns, and a row of values is none either', async () => {
    expect(await found(table(header, row(1)))).toEqual(['2 second-header']);
    expect(await found(`nama,alamat\n${row(1)}\n`)).toEqual(['1 no-header']);
  });
});

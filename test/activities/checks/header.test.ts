import { describe, expect, it } from 'vitest';
import type { Delimiter } from '#domain/standard';
import { check, found, header, row, table } from './check.ts';
import { column, standardOf } from './planted.ts';

const columns = header.split(',');
const without = (name: string) => columns.filter((each) => each !== name).join(',');
const renamed = (name: string, other: string) => header.replace(name, other);
const values = row(1);

describe('a header', () => {
  it('as the standard has it is right', async () => {
    expect(await found(table(values))).toEqual([]);
  });

  it('that lacks a column is told which, what belongs there and an example', async () => {
    const { report } = await check(`${without('pelabuhan_muat')}\n2025,01,84,JAPAN,1.5\n`);
    expect(report.findings).toMatchObject([
      { code: 'missing-column', severity: 'error', item: 'satu-data-principles', row: 1, column: 'pelabuhan_muat' },
    ]);
    expect(report.findings[0]?.remedy).toEqual({
      id: 'Tambahkan kolom pelabuhan_muat: nama pelabuhan muat, contoh TANJUNG PRIOK.',
      en: 'Add the column pelabuhan_muat: the name of the port of loading, for example TANJUNG PRIOK.',
    });
  });

  it('with a column too many is told to delete it, and the rest is judged', async () => {
    expect(await found(`${header},catatan\n2025,13,84,JAPAN,P,1.5,x\n`)).toEqual([
      '1 catatan unknown-column',
      '2 bulan pattern',
    ]);
  });

  it.each(['Negara Tujuan', 'NEGARA_TUJUAN', 'negara_tujuann', 'negra_tujuan', ' negara_tujuan'])(
    'that misspells a column as "%s" is told what is meant, and its cells are judged in the same round',
    async (name) => {
      const { report } = await check(`${renamed('negara_tujuan', name)}\n2025,01,84,,P,1.5\n`);
      expect(report.findings).toMatchObject([
        { code: 'misspelt-column', row: 1, column: name, remedy: { id: 'Ganti nama kolom menjadi negara_tujuan.' } },
        { code: 'required', row: 2, column: 'negara_tujuan' },
      ]);
    },
  );

  it('in another order is only warned of, and the cells are found', async () => {
    const { report } = await check(
      `bulan,tahun,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\n13,2025,84,JAPAN,P,1\n`,
    );
    expect(report).toMatchObject({ errors: 1, warnings: 1 });
    expect(report.findings).toMatchObject([
      { code: 'reordered-column', severity: 'warning', row: 1 },
      { code: 'pattern', row: 2, column: 'bulan', value: '13' },
    ]);
  });

  it('with a column without a name is told its number', async () => {
    const { report } = await check(`${header},\n${values},\n`);
    expect(report.findings).toMatchObject([{ code: 'blank-column', row: 1, column: '7' }]);
  });

  it('with one name twice is told both places; the first counts', async () => {
    const { report } = await check(`${header},bulan\n${values},99\n`);
    expect(report.findings).toMatchObject([{ code: 'duplicate-column', row: 1, column: 'bulan' }]);
    expect(report.findings[0]?.message.en).toContain('as number 2 and number 7');
  });

  it('in quotation marks and behind a byte order mark is read like any other', async () => {
    const quoted = columns.map((name) => `"${name}"`).join(',');
    expect(await found(`\uFEFF${quoted}\r\n${values}\r\n`)).toEqual([]);
  });

  it('that holds SQL is a name like any other', async () => {
    const name = `"x""; drop table rows; --'"`;
    expect(await found(`${header},${name}\n${values},1\n`)).toEqual([`1 x"; drop table rows; --' unknown-column`]);
  });

  it('that holds no name of the standard stops the check', async () => {
    const { report } = await check(`${values}\n${row(2)}\n`);
    expect(report.findings).toMatchObject([{ code: 'no-header', severity: 'blocker', row: 1 }]);
    expect(report.errors).toBe(1);
  });

  it('of more than 1,000 columns stops the check', async () => {
    const wide = [header, ...Array.from({ length: 1000 }, (_, at) => `x${at}`)].join(',');
    expect(await found(`${wide}\n`)).toEqual(['1 too-many-columns']);
  });

  it('that is no CSV stops the check', async () => {
    expect(await found(`tahun,bu"lan\n`)).toEqual(['1 broken-header']);
  });

  it.each<[Delimiter, string]>([
    [';', 'titik koma'],
    ['\t', 'tab'],
  ])('separated by %j is what a standard may ask for, and then commas are none', async (delimiter, named) => {
    const fields = [column('a', { type: 'number' }), column('b'), column('c')];
    const { dialect, ...rest } = standardOf(fields, { uniqueKeys: [['b']] }, ',');
    const given = { standard: { ...rest, dialect: { ...dialect, delimiter } } };
    const rows = ['a,b,c', '1.5,"x, y; z",ya', '2.5,w'].map((line) => line.split(/,(?! )/).join(delimiter));
    const [names = '', sound = '', short = ''] = rows.map((line) => line.replace('.5', ',5'));
    expect(await found(`${names}\n${sound}\n`, given)).toEqual([]);
    expect(await found(`${names}\r\n${sound}\r\n${sound}\r\n${short}\r\n`, given)).toEqual([
      '3 b unique-key',
      '4 too-few-cells',
    ]);
    expect(await found(`sep=${delimiter}\n${names}\n${sound}\n`, given)).toEqual(['1 separator-line']);
    const { report } = await check('a,b,c\n"1,5",x,y\n', given);
    expect(report.findings).toMatchObject([{ code: 'wrong-delimiter', severity: 'blocker', row: 1 }]);
    expect(report.findings[0]?.message.id).toBe(`Kolom tidak dipisah dengan ${named}.`);
    const quoted = await check(`"${names}"\n"${short}"\n`, given);
    expect(quoted.report.findings).toMatchObject([{ code: 'quoted-lines' }]);
    expect(quoted.report.findings[0]?.remedy.id).toContain(`memuat ${named} yang`);
  });

  it.each([';', '\t'])('separated by %j is told to use commas', async (delimiter) => {
    const { report } = await check(table(values).replaceAll(',', delimiter));
    expect(report.findings).toMatchObject([{ code: 'wrong-delimiter', severity: 'blocker', row: 1 }]);
    expect(report.findings[0]?.remedy.id).toContain('koma');
  });

  it.each([
    ['semicolons', Buffer.from(table(values).replaceAll(',', ';'))],
    ['Windows-1252', Buffer.from(table(values.replace('JAPAN', 'CÔTE')), 'latin1')],
    ['UTF-16', Buffer.from(`\uFEFF${table(values)}`, 'utf16le')],
  ])('and rows in %s are told that the workbook itself is the simplest to send', async (_what, content) => {
    const { report } = await check(content);
    const [{ remedy } = { remedy: undefined }] = report.findings;
    expect(remedy?.id).toMatch(
      /^Paling mudah: kirim buku kerja Excel \(\.xlsx\).*pengaturan regional Indonesia.*titik koma/,
    );
    expect(remedy?.en).toMatch(
      /^The simplest way is to send the Excel workbook.*Indonesian regional settings.*semicolons/,
    );
  });

  it.each([';', '\t', ','])('separated by %j is fine where the component has no standard', async (delimiter) => {
    const content = `a,b\n1,2\n1\n`.replaceAll(',', delimiter);
    expect(await found(content, { component: '1.1' })).toEqual(['3 too-few-cells']);
  });
});

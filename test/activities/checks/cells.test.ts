import { describe, expect, it } from 'vitest';
import type { Finding } from '#domain/finding';
import { anyPeriod } from '#domain/standard/named';
import { check, found, inShort, row, table } from './check.ts';

const cells = { tahun: '2025', bulan: '01', kode_hs: '84', negara_tujuan: 'JAPAN', pelabuhan_muat: 'P', nilai: '1' };
/** A row like any other, but for one cell. */
const but = (other: Partial<typeof cells>) => Object.values({ ...cells, ...other }).join(',');

describe('a cell', () => {
  it.each<[string, string, string]>([
    ['tahun', '25', 'type'],
    ['tahun', '2025.0', 'type'],
    ['tahun', ' 2025', 'type'],
    ['bulan', '1', 'pattern'],
    ['bulan', '00', 'pattern'],
    ['bulan', '13', 'pattern'],
    ['bulan', 'Januari', 'pattern'],
    ['kode_hs', '8471', 'pattern'],
    ['kode_hs', '00', 'pattern'],
    ['nilai', '1.234,5', 'type'],
    ['nilai', '1e5', 'type'],
    ['nilai', 'NaN', 'type'],
    ['nilai', '1,5', 'decimal-mark'],
    ['nilai', '-0.01', 'range'],
    ['nilai', '-19308.94', 'range'],
    ['tahun', '', 'required'],
    ['bulan', '', 'required'],
    ['kode_hs', '', 'required'],
    ['negara_tujuan', '', 'required'],
    ['negara_tujuan', '   ', 'required'],
    ['nilai', '', 'required'],
  ])('of %s that holds "%s" breaks one rule: %s', async (column, value, rule) => {
    const written = value.includes(',') ? `"${value}"` : value;
    const name = column === 'nilai' ? 'nilai_fob_usd' : column;
    expect(await found(table(but({ [column]: written })))).toEqual([`2 ${name} ${rule}`]);
  });

  it.each(['0', '0.0', '0.00', '00', '99999999999999999999', '0.0000000001'])(
    'may hold the value %s',
    async (nilai) => {
      expect(await found(table(but({ nilai })))).toEqual([]);
    },
  );

  it('that is wrong is shown with what is expected, in two languages', async () => {
    const { report } = await check(table(but({ bulan: '1' })));
    expect(report.findings).toEqual([
      {
        code: 'pattern',
        severity: 'error',
        item: 'satu-data-principles',
        row: 2,
        column: 'bulan',
        value: '1',
        message: {
          id: 'Kolom bulan berisi "1"; diharapkan bulan dengan dua angka, 01 sampai 12.',
          en: 'Column bulan holds "1"; expected is a month of two digits, 01 to 12, with its leading zero.',
        },
        remedy: {
          id: 'Tulis 01; Excel menghapus angka nol di depan bila kolom bulan tidak diformat sebagai Teks.',
          en: 'Write 01; Excel removes leading zeros where column bulan is not formatted as Text.',
        },
      },
    ]);
  });

  it('below the least value is told the least value', async () => {
    const { report } = await check(table(but({ nilai: '-5' })));
    expect(report.findings[0]?.message.id).toBe('Kolom nilai_fob_usd berisi -5; diharapkan paling kecil 0.');
  });

  it.each(["'; drop table rows; --", `"`, `' or '1'='1`, '\\', '$$', '\u{1F6A2}', 'NULL;', '%s', '{}'])(
    'may say %j: it is data and is never run',
    async (text) => {
      const written = `"${text.replaceAll('"', '""')}"`;
      expect(await found(table(but({ pelabuhan_muat: written }), row(2)))).toEqual([]);
      const { report } = await check(table(but({ bulan: written })));
      expect(report.findings).toMatchObject([{ row: 2, column: 'bulan', code: 'pattern', value: text }]);
    },
  );

  it('of many letters is shown cut, never within a letter', async () => {
    const { report } = await check(table(but({ bulan: '\u{1F6A2}'.repeat(500) })));
    const value = report.findings[0]?.value ?? '';
    expect(value).toBe('\u{1F6A2}'.repeat(200));
  });

  it('over several lines counts them, and its row is where it begins', async () => {
    expect(await found(table(but({ pelabuhan_muat: '"SATU\nDUA\r\nTIGA"' }), but({ bulan: '13' })))).toEqual([
      '5 bulan pattern',
    ]);
  });
});

describe('the period of a submission', () => {
  const period = { from: '2025-03', to: '2026-02' };

  it.each<[string, string, string[]]>([
    ['2025', '03', []],
    ['2026', '02', []],
    ['2025', '12', []],
    ['2025', '02', ['2 bulan outside-period']],
    ['2026', '03', ['2 bulan outside-period']],
    ['2024', '12', ['2 tahun outside-period']],
    ['2027', '01', ['2 tahun outside-period']],
  ])('holds or leaves out %s-%s', async (tahun, bulan, expected) => {
    expect(await found(table(but({ tahun, bulan })), { period })).toEqual(expected);
  });

  it('is named in the finding, with a remedy', async () => {
    const { report } = await check(table(but({ tahun: '2024' })), { period });
    expect(report.findings[0]).toMatchObject({
      item: 'belongs-to-component',
      value: '2024',
    } satisfies Partial<Finding>);
    expect(report.findings[0]?.message.id).toContain('2025-03 sampai 2026-02');
  });

  it('is not asked of a month that is none', async () => {
    expect(await found(table(but({ tahun: '1999', bulan: '13' })), { period })).toEqual(['2 bulan pattern']);
  });
});

describe('a check without a period', () => {
  const given = { period: anyPeriod, today: '2025-11-30' };

  it.each<[string, string, string[]]>([
    ['2025', '11', []],
    ['1945', '08', []],
    ['1960', '01', []],
    ['2025', '12', ['2 bulan implausible-period']],
    ['2026', '01', ['2 tahun implausible-period']],
    ['9999', '01', ['2 tahun implausible-period']],
    ['1800', '01', ['2 tahun implausible-period']],
    ['0000', '01', ['2 tahun implausible-period']],
    ['1945', '07', ['2 bulan implausible-period']],
  ])('refuses months that have not come or cannot be meant: %s-%s', async (tahun, bulan, expected) => {
    const { report } = await check(table(but({ tahun, bulan, negara_tujuan: 'EGYPT' })), given);
    expect(report.findings.map(inShort)).toEqual(expected);
    for (const { remedy } of report.findings) expect(remedy.id).toContain('paling lambat 2025-11');
  });

  it('takes a month that has come since, and one with a period is judged by that alone', async () => {
    const content = table(but({ tahun: '2026', bulan: '02' }));
    expect(await found(content, { ...given, today: '2026-02-01' })).toEqual([]);
    expect(await found(content, { ...given, period: { from: '2026-01', to: '2026-12' } })).toEqual([]);
  });
});

describe('the business key', () => {
  it('is held by one row: the others name the first', async () => {
    const { report } = await check(table(but({ nilai: '1' }), row(2), but({ nilai: '2' }), but({ nilai: '3' })));
    expect(report.findings).toMatchObject([
      { row: 4, code: 'unique-key', item: 'validated' },
      { row: 5, code: 'unique-key' },
    ]);
    for (const { message, remedy } of report.findings) {
      expect(message.id).toMatch(/^Baris ini mengulang baris 2:/);
      expect(remedy.id).toBe('Gabungkan dengan baris 2, atau perbaiki kolom yang keliru.');
    }
    expect(report.totals).toEqual([{ code: 'unique-key', severity: 'error', total: 2 }]);
  });

  it('is not the same where cells only read alike when joined', async () => {
    const one = but({ negara_tujuan: '"A, B"', pelabuhan_muat: 'C' });
    const other = but({ negara_tujuan: 'A', pelabuhan_muat: '"B, C"' });
    const { report } = await check(table(one, other));
    expect(report.totals.map(({ code }) => code)).toEqual(['unknown-code']);
  });
});

describe('many findings', () => {
  const rows = Array.from({ length: 250 }, (_, at) => but({ bulan: '99', pelabuhan_muat: `P${at}` }));

  it('are counted in full, shown to one hundred, and all in the complete list', async () => {
    const { report, list } = await check(table(...rows));
    expect(report).toMatchObject({ errors: 250, totals: [{ code: 'pattern', total: 250 }] });
    expect(report.findings.map((finding) => finding.row)).toEqual(Array.from({ length: 100 }, (_, at) => at + 2));
    const lines = list.trimEnd().split('\r\n');
    expect(lines[0]).toBe('code,severity,item,row,column,value,message_id,message_en,remedy_id,remedy_en');
    expect(lines).toHaveLength(251);
    expect(lines.at(-1)).toMatch(/^pattern,error,satu-data-principles,251,bulan,99,/);
  });

  it('of several rules stand in the order of the file, and of the columns in a row', async () => {
    const bad = but({ tahun: 'x', bulan: 'y', kode_hs: 'z' });
    expect(await found(table(row(1), bad, but({ nilai: '-1' }), `${row(9)},9`))).toEqual([
      '3 tahun type',
      '3 bulan pattern',
      '3 kode_hs pattern',
      '4 nilai_fob_usd range',
      '5 too-many-cells',
    ]);
  });
});

describe('the complete list', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('never hands %j to a spreadsheet as a formula', async (value) => {
    const { list } = await check(table(but({ tahun: value })));
    expect(list).toContain(`,'${value},`);
    expect(list).not.toContain(`,${value},`);
  });

  it('can be read as CSV whatever stood in the cell', async () => {
    const { list } = await check(table(but({ bulan: '"=cmd(""x"",\n1)"' })));
    expect(list).toContain(`,"'=cmd(""x"",\n1)",`);
  });
});

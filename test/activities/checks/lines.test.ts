import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { check, found, header, row, table } from './check.ts';
import { column, standardOf } from './planted.ts';

describe('rows', () => {
  it('with too few or too many cells are told how many, and the others are judged', async () => {
    const { report } = await check(table('2025,01,84', row(1), `${row(2)},7,8`, '2025,99,84,JAPAN,P,1'));
    expect(report.rows).toBe(4);
    expect(report.findings).toMatchObject([
      { row: 2, code: 'too-few-cells', message: { id: 'Baris memuat 3 sel; baris judul memuat 6 kolom.' } },
      { row: 4, code: 'too-many-cells', message: { id: 'Baris memuat 8 sel; baris judul memuat 6 kolom.' } },
      { row: 5, code: 'pattern', column: 'bulan' },
    ]);
  });

  it('with a stray quotation mark are set aside', async () => {
    expect(await found(table('2025,01,84,JA"PAN,P,1', '2025,01,84,"JAPAN"x,P,1', row(3)))).toEqual([
      '2 stray-quote',
      '3 stray-quote',
    ]);
  });

  it.each<[string, number, string[]]>([
    ['one quoted further down', 3, ['2025,01,84,"JAPAN,P,1', row(2), row(3), '2025,01,84,"KOREA, REPUBLIC OF",P,3']],
    ['the next one alone', 1, ['2025,01,84,"JAPAN,P,1', '2025,01,84,"KOREA, REPUBLIC OF",P,3']],
    ['one that makes a cell of free text of them', 1, ['2025,01,84,JAPAN,"P,1', '2025,01,84,CHINA,Q",2']],
    ['one behind CRLF', 2, ['2025,01,84,JAPAN,"P,1\r', '2025,01,84,CHINA,Q,3\r', '2025,01,84,CHINA,Q",2']],
  ])(
    'that an open quotation mark swallows are told where it opens, and how many, closed by %s',
    async (_what, lines, odd) => {
      for (const content of [table(row(1), ...odd, '2025,99,84,CHINA,P,1'), table(row(1), ...odd).trimEnd()]) {
        const { report } = await check(content);
        const [first, ...others] = report.findings;
        expect(first).toMatchObject({ row: 3, code: 'swallowed-rows', severity: 'error', value: odd[0]?.trim() });
        expect(first?.message.id).toContain(`${lines} baris itu terbaca`);
        expect(first?.message.en).toContain(`${lines} lines were read`);
        expect(others.map(({ row: line, code }) => [line, code])).toEqual(
          content.endsWith('\n') ? [[odd.length + 3, 'pattern']] : [],
        );
      }
    },
  );

  it('of cells that are meant to run over several lines are none of that', async () => {
    const standard = standardOf(['a', 'b', 'c'].map((name) => column(name)));
    const lines = ['"Jl. A, No. 1\nKota, Provinsi",b,c', 'a,b,"satu\ndua, tiga\nempat"', '"a\nb",b,"c\nd"'];
    for (const content of [`a,b,c\n${lines.join('\n')}\n`, `a,b,c\n${lines.join('\n')}`])
      expect((await check(content, { standard })).report).toMatchObject({ rows: 3, findings: [] });
  });

  it('that are set aside are shown, cut', async () => {
    const long = `2025,"a ""b""\nc",${'\u{1F6A2}'.repeat(300)}`;
    const { report } = await check(
      table(header, '2025,01,84', '2025,01,84,JA"PAN,P,1', long, 'a\rb,c', row(1), 'Total,,,,,4'),
    );
    expect(report.findings.map(({ row: line, code, value }) => [line, code, value])).toEqual([
      [2, 'second-header', header],
      [3, 'too-few-cells', '2025,01,84'],
      [4, 'stray-quote', '2025,01,84,JA"PAN,P,1'],
      [5, 'too-few-cells', Array.from(long).slice(0, 200).join('')],
      [7, 'lone-return', 'a\rb,c'],
      [9, 'totals-row', 'Total,,,,,4'],
    ]);
  });

  it('with a lone carriage return are set aside', async () => {
    expect(await found(table('2025,01,84,JA\rPAN,P,1', row(3)))).toEqual(['2 lone-return']);
  });

  it('between blank lines keep the number of their own line', async () => {
    const { report } = await check(`${header}\n\n\n${row(1)}\n\r\n2025,99,84,JAPAN,P,1\n\n`);
    expect(report.rows).toBe(2);
    expect(report.findings).toMatchObject([{ row: 6, column: 'bulan' }]);
  });

  it.each<[string, (content: string) => string]>([
    ['LF', (content) => content],
    ['CRLF', (content) => content.replaceAll('\n', '\r\n')],
    ['LF, and the last line not at all', (content) => content.trimEnd()],
    ['CRLF, and the last line not at all', (content) => content.replaceAll('\n', '\r\n').trimEnd()],
    ['a byte order mark before, CRLF behind', (content) => `\uFEFF${content.replaceAll('\n', '\r\n')}`],
    ['LF and CRLF by turns', (content) => content.replace('\n', '\r\n')],
  ])('ended by %s are read alike', async (_, written) => {
    const { report } = await check(written(table(row(1), '2025,99,84,JAPAN,P,1', row(3))));
    expect(report.rows).toBe(3);
    expect(report.findings).toMatchObject([{ row: 3, column: 'bulan', value: '99' }]);
  });

  it('must be there: a header alone is an error', async () => {
    for (const content of [header, table(), `${header}\r\n\r\n`]) {
      const { report } = await check(content);
      expect(report).toMatchObject({ rows: 0, errors: 1 });
      expect(report.findings).toMatchObject([{ code: 'no-rows', item: 'collected-and-processed', row: 1 }]);
    }
  });

  it('that come in small pieces are read like those that come at once', async () => {
    const content = Buffer.from(
      `\uFEFF${table('2025,01,84,JAPAN,"CÔTE\r\nD\'IVOIRE",1', '2025,01,84,JAPAN,"A ""B""",x')}`,
    );
    const bytes = Readable.from([...content].map((byte) => Buffer.from([byte])));
    const pieces = await check(content, { source: bytes });
    expect(pieces).toEqual(await check(content));
    expect(pieces.report.findings).toMatchObject([{ row: 4, column: 'nilai_fob_usd' }]);
  });
});

describe('a file that is no table', () => {
  it.each<[string, string | Buffer]>([
    ['empty-file', ''],
    ['empty-file', '\uFEFF'],
    ['damaged-archive', Buffer.from('PK\x03\x04\x14\x00\x06\x00[Content_Types].xml')],
    ['pdf', Buffer.from('%PDF-1.7\n%\xE2\xE3', 'latin1')],
    ['not-delimited-text', gzipSync(table(row(1)))],
    ['not-delimited-text', Buffer.from('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1', 'latin1')],
    ['encoding', Buffer.from(`\uFEFF${table(row(1))}`, 'utf16le')],
    ['encoding', Buffer.from(table(row(1)), 'utf16le')],
  ])('is stopped as %s', async (rule, content) => {
    const { report } = await check(content);
    expect(report).toMatchObject({ errors: 1, totals: [{ code: rule, severity: 'blocker', total: 1 }] });
    expect(report.findings[0]?.remedy.id).toMatch(/\S/);
  });

  it('but Latin-1 is told the cell that cannot be read', async () => {
    const content = Buffer.from(table(row(1), '2025,01,84,CÔTE D`IVOIRE,P,1'), 'latin1');
    const { report } = await check(content);
    expect(report.findings).toMatchObject([
      { code: 'encoding', severity: 'blocker', row: 3, column: 'negara_tujuan', value: 'CÔTE D`IVOIRE' },
    ]);
  });

  it('but holds a NUL byte is told where', async () => {
    const { report } = await check(table(row(1), '2025,01,84,JA\0PAN,P,1'));
    expect(report.findings).toMatchObject([
      { code: 'nul-byte', row: 3, column: 'negara_tujuan', value: 'JA\u2400PAN' },
    ]);
  });

  it('but never closes a quotation mark is told where it was opened', async () => {
    expect(await found(table(row(1), '2025,01,84,"JAPAN,P,1', row(3)))).toEqual(['3 unclosed-quote']);
  });

  it('but has a line longer than 1 MiB is told which', async () => {
    const long = 'x'.repeat(1024 * 1024);
    expect(await found(table(row(1), `2025,01,84,${long},P,1`))).toEqual(['3 line-too-long']);
    expect(await found(table(row(1), `2025,01,84,${long}${long}`))).toEqual(['3 line-too-long']);
    expect(await found(table(row(1), `2025,01,84,"${long}`))).toEqual(['3 unclosed-quote']);
  });

  it('but has a line of just 1 MiB is read', async () => {
    const short = '2025,01,84,JAPAN,,1'.length;
    expect(await found(table(`2025,01,84,JAPAN,${'x'.repeat(1024 * 1024 - short)},1`, row(2)))).toEqual([]);
  });
});

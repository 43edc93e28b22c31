import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { check, checkApart, header, inShort, row, table } from './check.ts';
import { cells, columns, headerXml, parts, workbook, zip } from './workbooks.ts';

const compound = (...streams: string[]) =>
  Buffer.concat([
    Buffer.from('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1', 'latin1'),
    Buffer.alloc(100_000, 1),
    ...streams.map((name) => Buffer.from(`${name}\0`, 'utf16le')),
  ]);

const with02 = (before: string, after: string) => table(row(1).replace(before, after));
const titled = ['Ekspor Menurut Negara Tujuan (Ribu US$)', '', 'Negara Tujuan,Januari,Februari,Maret,Jumlah'];
const bpsCsv = [...titled, 'JAPAN,1,2,3,6', 'CHINA,4,5,6,15', 'Total,5,7,9,21', '', 'Catatan: angka sementara'].join(
  '\n',
);
const bpsRows = bpsCsv
  .split('\n')
  .map((line) => line.split(',').map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell)));

/** A kilobyte for each megabyte that comes out of it. */
const texts = (inner: string) => zip(parts('', { 'xl/sharedStrings.xml': `<sst>${inner}</sst>` }));
const bomb = () => texts(`<si a="${' '.repeat(1024 * 1024)}"/>`.repeat(70));
const silentBomb = () => texts(' '.repeat(10 * 1024 * 1024));
const manyParts = () =>
  zip(Object.fromEntries(Array.from({ length: 10_001 }, (_, at): [string, string] => [`part${at}`, ''])));

async function damaged(): Promise<Buffer> {
  const bytes = await zip(parts(headerXml + '<row r="2"><c><v>2025</v></c></row>'));
  const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 60;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes;
}

async function locked(): Promise<Buffer> {
  const bytes = await workbook([columns, cells(1)]);
  for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 1))
    bytes.writeUInt16LE(bytes.readUInt16LE(at + 8) | 1, at + 8);
  return bytes;
}

const entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
const withEntity = () => zip(parts('', { 'xl/sharedStrings.xml': `${entity}<sst><si><t>&e;</t></si></sst>` }));

type Foul = readonly [what: string, content: () => string | Buffer | Promise<Buffer>, said: readonly string[]];

/** What is foul, and all that is said of it: severity, row, column and code. */
const foul: readonly Foul[] = [
  ['a byte order mark', () => `\uFEFF${table(row(1))}`, []],
  [
    'UTF-16, little end first, with its mark',
    () => Buffer.from(`\uFEFF${table(row(1))}`, 'utf16le'),
    ['blocker 1 encoding'],
  ],
  ['UTF-16, little end first, without its mark', () => Buffer.from(table(row(1)), 'utf16le'), ['blocker 1 encoding']],
  [
    'UTF-16, big end first, with its mark',
    () => Buffer.from(`\uFEFF${table(row(1))}`, 'utf16le').swap16(),
    ['blocker 1 encoding'],
  ],
  [
    'UTF-16, big end first, without its mark',
    () => Buffer.from(table(row(1)), 'utf16le').swap16(),
    ['blocker 1 encoding'],
  ],
  ['Windows-1252', () => Buffer.from(with02('JAPAN', 'CÔTE D`IVOIRE'), 'latin1'), ['blocker 2 negara_tujuan encoding']],
  ['a NUL byte', () => with02('JAPAN', 'JA\0PAN'), ['blocker 2 negara_tujuan nul-byte']],
  ['semicolons', () => table(row(1)).replaceAll(',', ';'), ['blocker 1 wrong-delimiter']],
  [
    'semicolons and decimal commas',
    () => table(row(1)).replaceAll(',', ';').replace('.', ','),
    ['blocker 1 wrong-delimiter'],
  ],
  ['pipes', () => table(row(1)).replaceAll(',', '|'), ['blocker 1 wrong-delimiter']],
  ['quotation marks around every line', () => table(row(1)).replaceAll(/^.+$/gm, '"$&"'), ['blocker 1 quoted-lines']],
  [
    'quotation marks around every row',
    () => table(`"${row(1)}"`, `"${row(2).replace('JAPAN', '""JAPAN""')}"`),
    ['error 2 quoted-row'],
  ],
  [
    'a page of the web, called a table',
    () => `\r\n<html xmlns:o="urn:x"><body><table><tr><td>tahun</td></tr></table></body></html>`,
    ['blocker 1 html'],
  ],
  [
    'a table of HTML alone',
    () => '<!-- x --><TABLE border=1><tr><td>tahun, bulan</td></tr></TABLE>',
    ['blocker 1 html'],
  ],
  [
    'XML Spreadsheet 2003',
    () => '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook></Workbook>',
    ['blocker 1 xml-spreadsheet'],
  ],
  ['other XML', () => '\uFEFF<?xml version="1.0"?>\n<data><a>1</a></data>', ['blocker 1 xml']],
  ['JSON', () => '[\n  {"tahun": 2025, "bulan": "01"}\n]', ['blocker 1 json']],
  ['RTF', () => String.raw`{\rtf1\ansi tahun,bulan}`, ['blocker 1 rtf']],
  [
    'a decimal comma among points',
    () => table(row(1), row(2).replace('2.5', '"2,5"')),
    ['error 3 nilai_fob_usd decimal-mark'],
  ],
  [
    'a decimal comma that isn’t in quotes',
    () => table(row(1), row(2).replace('2.5', '2,5')),
    ['error 3 too-many-cells'],
  ],
  ['points between thousands', () => with02('1.5', '1.234.567'), ['error 2 nilai_fob_usd thousands-separator']],
  ['points between thousands, a decimal comma', () => with02('1.5', '"1.234,5"'), ['error 2 nilai_fob_usd type']],
  ['more digits than any number has', () => with02('1.5', '1'.repeat(21)), ['error 2 nilai_fob_usd type']],
  [
    'a quotation mark never closed',
    () => table(row(1), row(2).replace('JAPAN', '"JAPAN')),
    ['blocker 3 unclosed-quote'],
  ],
  ['a quotation mark inside a cell', () => with02('JAPAN', 'JA"PAN'), ['error 2 stray-quote']],
  ['quotation marks as they should be', () => with02('PELABUHAN 1', '"PELABUHAN ""MAJU"", 1"'), []],
  ['ragged rows', () => table('2025,01', row(1), `${row(2)},x`), ['error 2 too-few-cells', 'error 4 too-many-cells']],
  [
    '10,000 columns',
    () => `${Array.from({ length: 10_000 }, (_, at) => `x${at}`).join(',')}\n`,
    ['blocker 1 too-many-columns'],
  ],
  ['nothing', () => '', ['blocker 1 empty-file']],
  ['blank lines alone', () => '\n\r\n  \n,,,\n', ['blocker 1 blank-lines']],
  [
    'a header with commas, rows with semicolons and decimal commas',
    () => table(...[1, 2, 3].map((at) => row(at).replaceAll(',', ';').replace('.', ','))),
    ['error 2 other-separator'],
  ],
  ['surplus commas behind every row', () => table(`${row(1)},,,`, `${row(2)},,,`), ['error 2 surplus-separators']],
  [
    'surplus semicolons behind every line',
    () => table(row(1), row(2)).replaceAll('\n', ';;\n'),
    ['error 1 surplus-separators'],
  ],
  ['surplus commas behind the header', () => `${header},,,\n${row(1)}\n${row(2)},,,\n`, ['error 1 7-9 blank-column']],
  [
    'a blank behind every comma',
    () => table(row(1), row(2).replace('JAPAN', '"KOREA, REPUBLIC OF"')).replaceAll(/,(?! R)/g, ', '),
    ['error 1 blank-after-separator'],
  ],
  ['a line for Excel above the header', () => `sep=,\r\n${table(row(1))}`, ['error 1 separator-line']],
  ['a line for Excel that names semicolons', () => `"sep=;"\n${table(row(1))}`, ['blocker 1 wrong-delimiter']],
  ['lines that end with CR', () => table(row(1), row(2)).replaceAll('\n', '\r'), ['error 1 line-ends']],
  ['lines that end with CR CR LF', () => table(row(1), row(2)).replaceAll('\n', '\r\r\n'), ['error 1 line-ends']],
  ['lines that end with LF CR', () => table(row(1), row(2)).replaceAll('\n', '\n\r'), ['error 1 line-ends']],
  [
    'a name less in the header than cells in the rows',
    () => [header.replace('tahun,', ''), row(1), row(2), row(3)].join('\n'),
    ['error 1 tahun missing-column', 'error 2 too-many-cells'],
  ],
  ['rows that were cleared', () => table(row(1), ',,,,,', row(2), ',,,,,', ',,,,,'), []],
  ['a header alone', () => `${header}\n`, ['error 1 no-rows']],
  ['no header', () => table(row(1)).split('\n').slice(1).join('\n'), ['blocker 1 no-header']],
  [
    'a second header in the words of people',
    () => table('Tahun,Bulan,Kode HS,Negara tujuan,Pelabuhan,Nilai FOB (US$)', row(1)),
    ['error 2 second-header'],
  ],
  ['the header a second time', () => table(header, row(1)), ['error 2 second-header']],
  [
    'the numbers of the columns below the header',
    () => table('(1),(2),(3),(4),(5),(6)', row(1)),
    ['error 2 column-numbers'],
  ],
  ['a row of totals', () => table(row(1), row(2), 'Total,,,,,4.0'), ['error 4 totals-row']],
  ['a row of totals in another column', () => table(row(1), row(2), '2025,,,JUMLAH,,4.0'), ['error 4 totals-row']],
  ['a row of totals with a grand name', () => table(row(1), row(2), ',,,Grand total:,,"4,0"'), ['error 4 totals-row']],
  ['a row of totals without a name', () => table(row(1), row(2), ',,,,,4.0'), ['error 4 totals-row']],
  ['a cross table of BPS as CSV', () => bpsCsv, ['blocker 3 pivot-table']],
  ['a cross table of BPS with semicolons', () => bpsCsv.replaceAll(',', ';'), ['blocker 3 pivot-table']],
  ['a cross table with years across', () => 'negara_tujuan,2023,2024,2025\nJAPAN,1,2,3\n', ['blocker 1 pivot-table']],
  [
    'a cross table of BPS as a workbook',
    () => workbook(bpsRows, (sheet) => sheet.mergeCells('A1:E1')),
    ['blocker 3 pivot-table'],
  ],
  ['a PDF', () => Buffer.from('%PDF-1.7\n%\xE2\xE3', 'latin1'), ['blocker 1 pdf']],
  ['something packed by gzip', () => gzipSync(table(row(1))), ['blocker 1 not-delimited-text']],
  ['an old workbook (.xls)', () => compound('Root Entry', 'Workbook'), ['blocker 1 legacy-workbook']],
  ['a very old workbook (.xls)', () => compound('Book'), ['blocker 1 legacy-workbook']],
  [
    'a workbook behind a password',
    () => compound('EncryptionInfo', 'EncryptedPackage'),
    ['blocker 1 encrypted-workbook'],
  ],
  ['an old document (.doc)', () => compound('WordDocument'), ['blocker 1 not-delimited-text']],
  ['an archive of other files', () => zip({ 'data.csv': table(row(1)) }), ['blocker 1 other-archive']],
  ['an empty archive', () => zip({}), ['blocker 1 other-archive']],
  [
    'a document (.docx)',
    () => zip({ ...parts(''), '_rels/.rels': parts('')['_rels/.rels']?.replace('xl/workbook', 'word/document') ?? '' }),
    ['blocker 1 other-archive'],
  ],
  [
    'a workbook that ends too early',
    async () => (await workbook([columns, cells(1)])).subarray(0, 3000),
    ['blocker 1 damaged-archive'],
  ],
  ['a workbook with a damaged byte', damaged, ['blocker 1 damaged-archive']],
  ['a workbook whose XML is none', () => zip(parts('<row r="1"><c></row>')), ['blocker 1 damaged-archive']],
  [
    'a workbook that asks for a text it does not have',
    () => zip(parts('<row r="1"><c t="s"><v>7</v></c></row>')),
    ['blocker 1 damaged-archive'],
  ],
  ['a bomb of one part', bomb, ['blocker 1 archive-bomb']],
  ['a bomb of blanks', silentBomb, ['blocker 1 archive-bomb']],
  ['a bomb of tags in tags', () => texts('<si>'.repeat(1000)), ['blocker 1 damaged-archive']],
  [
    'a bomb of one text',
    () => texts(`<si>${`<t>${' '.repeat(1000)}</t>`.repeat(1200)}</si>`),
    ['blocker 1 archive-bomb'],
  ],
  ['a workbook that would read files of ours', withEntity, ['blocker 1 damaged-archive']],
  ['a workbook whose parts are locked', locked, ['blocker 1 encrypted-workbook']],
  ['a bomb of many parts', manyParts, ['blocker 1 archive-bomb']],
  ['a workbook without cells', () => workbook([]), ['blocker 1 empty-workbook']],
  ['a workbook of a header alone', () => workbook([columns]), ['error 1 no-rows']],
  [
    'a workbook of 10,000 columns',
    () => workbook([Array.from({ length: 10_000 }, (_, at) => `x${at}`)]),
    ['blocker 1 too-many-columns'],
  ],
  [
    'a workbook with two headers and totals',
    () =>
      workbook([
        columns,
        ['Tahun', 'Bulan', 'HS', 'Negara', 'Pelabuhan', 'Nilai'],
        cells(1),
        ['Total', '', '', '', '', 1.5],
      ]),
    ['error 2 second-header', 'error 4 totals-row'],
  ],
];

function hashOf(piece: Buffer, times: number): string {
  const digest = createHash('sha256');
  for (let at = 0; at < times; at += 1) digest.update(piece);
  return digest.digest('hex');
}

describe('foul input', () => {
  it.each(foul)('%s: what is said of it is all that is said', async (_, content, said) => {
    const { report } = await check(await content());
    expect(report.findings.map((finding) => `${finding.severity} ${inShort(finding)}`)).toEqual(said);
    for (const { message, remedy } of report.findings)
      expect([message.id, message.en, remedy.id, remedy.en].every((text) => /\S/.test(text))).toBe(true);
  });

  it('is known by its bytes, which the name of a file does not change: none is ever asked for', async () => {
    expect((await check(Buffer.from('%PDF-1.4 as data.csv'))).report.findings[0]?.message.id).toContain('PDF');
  });

  it('of one line without end costs no memory: a gigabyte is stopped at 1 MiB, and proven to its end', {
    timeout: 120_000,
  }, async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x');
    const content = Readable.from(
      (function* () {
        for (let at = 0; at < 1024; at += 1) yield piece;
      })(),
    );
    const before = process.memoryUsage.rss();
    const outcome = await check('', { source: content, hash: hashOf(piece, 1024) });
    expect(outcome.report.findings.map(inShort)).toEqual(['1 line-too-long']);
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
  });

  it('in a process of its own is told alike', async () => {
    const { report } = await checkApart(await bomb());
    expect(report.findings).toMatchObject([{ code: 'archive-bomb', severity: 'blocker' }]);
  });
});

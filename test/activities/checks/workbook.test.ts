import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { writeWorkbook } from '#api/standards/template';
import { listsOf } from '#domain/code-list';
import { standardFor } from '#domain/standard';
import { readableTable } from '#domain/standard/readable-table';
import { check, checkApart, found, inShort, row, table } from './check.ts';
import { column, listOf, standardOf } from './planted.ts';
import { cells, columns, fields, given, headerXml, names, parts, sheetOf, workbook, zip } from './workbooks.ts';

const withComma = { standard: standardOf(fields, {}, ',') };

describe('a workbook', () => {
  it('is judged like the same rows as text', async () => {
    const rows = [row(1), '2025,13,84,JAPAN,P,1', '2025,01,84,,Q,x', row(1)];
    const sheet = await workbook([columns, ...rows.map((line) => line.split(','))]);
    const [asSheet, asText] = [await check(sheet), await check(table(...rows))];
    expect(asSheet).toEqual(asText);
    expect(asSheet.report.findings.map(inShort)).toEqual(
      expect.arrayContaining(['3 bulan pattern', '4 negara_tujuan required']),
    );
  });

  it('is read in a process of its own as it is here', async () => {
    const content = await workbook([columns, cells(1), ['2025', '13', '84', 'JAPAN', 'P', 1]]);
    expect(await checkApart(content)).toEqual(await check(content));
  });

  it('that comes in small pieces is read like one that comes at once', async () => {
    const content = await workbook([columns, cells(1), ['2025', '13', '84', 'JAPAN', 'P', 1]]);
    const pieces = Readable.from(Array.from(content, (byte) => Buffer.from([byte])));
    expect(await check(content, { source: pieces })).toEqual(await check(content));
  });

  it('is read as Excel shows it: a finding bears the row of the sheet, blank rows above and between and hidden ones counted', async () => {
    const content = await workbook(
      [[], columns, [], cells(1), [], ['2025', '13', '84', 'JAPAN', 'P', 1], [' '], []],
      (sheet) => {
        sheet.getRow(6).hidden = true;
        sheet.getCell('J20').style = { font: { bold: true } };
      },
    );
    const { report } = await check(content);
    expect(report.rows).toBe(2);
    expect(report.findings.map(inShort)).toEqual(['6 bulan pattern']);
  });

  it('says of its header in the row where it stands', async () => {
    expect(await found(await workbook([[], ['catatan', ...columns], ['x', ...cells(1)]]))).toEqual([
      '2 catatan unknown-column',
    ]);
  });

  it('names a column without a name once, however many cells it has, and none that is blank', async () => {
    const rows = Array.from({ length: 5 }, (_, at) => [...cells(at), undefined, at === 3 ? 'catatan' : undefined]);
    expect(await found(await workbook([columns, ...rows]))).toEqual(['1 8 blank-column']);
  });

  it('keeps texts as they are: shared or in place, in pieces, in quotes, of several lines', async () => {
    const text = 'A "B",\nC; D';
    const content = await workbook([
      names,
      [1, '12.34', undefined, text],
      [2, '12.35', undefined, { richText: [{ text: 'A "B",' }, { text: '\nC; D' }] }],
    ]);
    const twice = { standard: standardOf(fields, { uniqueKeys: [['nama']] }) };
    const { report } = await check(content, twice);
    expect(report.findings).toMatchObject([{ row: 3, code: 'unique-key', value: text }]);
    const inPlace = await sheetOf(
      '<c r="D2" t="inlineStr"><is><r><t>KO</t></r><r><t>TA_x0041_</t></r><rPh><t>sound</t></rPh></is></c>',
    );
    const list = { standard: standardOf([...fields.slice(0, 3), column('nama', { constraints: { enum: ['x'] } })]) };
    expect((await check(inPlace, list)).report.findings).toMatchObject([
      { code: 'unknown-column' },
      { code: 'enum', value: 'KOTAA' },
    ]);
  });

  it.each([
    ['1E-7', '0.0000001'],
    ['1.5E+20', '150000000000000000000'],
    ['-2.5000000000000001E-3', '-0.0025'],
    ['19308.939999999999', '19308.94'],
    ['0.30000000000000004', '0.3'],
    ['1234567890.1234567', '1234567890.1234567'],
    ['12345678901234567890', '12345678901234567890'],
    ['7', '7'],
  ])('writes the number %s as %s', async (stored, written) => {
    const bounded = { standard: standardOf([column('jumlah', { constraints: { enum: ['x'] } })]) };
    const content = await zip(parts(`<row><c t="str"><v>jumlah</v></c></row><row><c><v>${stored}</v></c></row>`));
    expect((await check(content, bounded)).report.findings).toMatchObject([{ row: 2, value: written }]);
  });

  it('has numbers with the mark of the standard, and codes with their point', async () => {
    const content = await workbook([names, [1.5, 32.73]]);
    expect(await found(content, given)).toEqual([]);
    expect(await found(content, withComma)).toEqual([]);
  });

  it('whose codes have lost their zeros says how to keep them', async () => {
    const { report } = await check(await workbook([names, [1, 1], [2, 32.7], [3, 327]]), given);
    expect(report.findings.map(({ row: line, code, remedy }) => `${line} ${code} ${remedy.id}`)).toEqual([
      '2 pattern Tulis 01; Excel menghapus angka nol di depan bila kolom kode tidak diformat sebagai Teks.',
      '3 pattern Tulis 32.70; Excel menghapus angka nol di ujung bila kolom kode tidak diformat sebagai Teks.',
      '4 pattern Tulis x, contoh contoh.',
    ]);
    const coded = standardOf([column('negara', { 'sip:codes': 'countries' })]);
    const lists = [listOf([{ code: '007', label: { id: 'x', en: 'x' } }])];
    const unknown = await check(await workbook([['negara'], [7]]), { standard: coded, lists });
    expect(unknown.report.findings).toMatchObject([
      { code: 'unknown-code', remedy: { id: expect.stringContaining('Tulis 007;') } },
    ]);
  });

  it('has booleans as true and false', async () => {
    expect(
      await found(
        await workbook([names, [1, '12.34', undefined, 'x', true], [1, '12.34', undefined, 'x', false]]),
        given,
      ),
    ).toEqual([]);
  });
});

describe('the sheet that is read', () => {
  const second = ['2025', '13', '84', 'JAPAN', 'P', 1];

  const onSheets = (...sheets: readonly [name: string, rows: readonly (readonly unknown[])[], isHidden?: boolean][]) =>
    workbook([], (empty, book) => {
      empty.name = 'kosong';
      for (const [name, rows, isHidden = false] of sheets)
        book.addWorksheet(name, { state: isHidden ? 'hidden' : 'visible' }).addRows(rows.map((one) => [...one]));
    });
  const sheetsTold = async (content: Buffer) => {
    const { report } = await check(content);
    return report.findings.map((finding) => `${finding.severity} ${inShort(finding)}`);
  };

  it('is told, with the others that have cells: of an empty one nothing is said', async () => {
    const { report } = await check(await onSheets(['data', [columns, second]], ['lain', [['x']]]));
    expect(report.findings.map(inShort)).toEqual(['1 other-sheets', '2 bulan pattern']);
    expect(report.findings[0]?.message.id).toBe('Yang diperiksa hanya lembar "data"; lembar lain juga berisi: "lain".');
  });

  it('is the one with the header, though a cover stands before it, and titles above it', async () => {
    const content = await onSheets(['Sampul', [['Laporan ekspor'], ['2025']]], ['data', [columns, second]]);
    const { report } = await check(content);
    expect(report.findings.map(inShort)).toEqual(['1 other-sheets', '2 bulan pattern']);
    expect(report.findings[0]?.message.en).toBe('Only the sheet "data" was checked; others have cells too: "Sampul".');
    const titled = await onSheets(['Sampul', [['Laporan']]], ['data', [['Ekspor 2025'], columns, second]]);
    expect((await check(titled)).report.findings.find(({ code }) => code === 'other-sheets')?.message.en).toContain(
      '"data" was checked',
    );
  });

  it('is not all of the table where another has the header and rows too: an error, whichever table it is', async () => {
    const content = await onSheets(['jan', [columns, cells(1)]], ['feb', [columns, cells(2)]], ['isi', [columns]]);
    expect(await sheetsTold(content)).toEqual(['error 1 divided-sheets', 'warning 1 other-sheets']);
    expect((await check(content)).report.findings[0]?.message.id).toContain('juga ada di lembar "feb".');
    expect(await sheetsTold(await onSheets(['jan', [columns, cells(1)]], ['lanjutan', [cells(2), cells(3)]]))).toEqual([
      'error 1 divided-sheets',
    ]);
    expect(
      await sheetsTold(await onSheets(['jan', [columns, cells(1)]], ['kode', [['a', 'b', 'c', 'd', 'e', 'f']]])),
    ).toEqual(['warning 1 other-sheets']);
    const readable = { standard: readableTable };
    const rows = [
      ['a', 'b'],
      ['1', '2'],
    ];
    expect(await found(await onSheets(['jan', rows], ['feb', rows]), readable)).toEqual(['1 divided-sheets']);
    expect(
      await found(
        await onSheets(
          ['jan', rows],
          [
            'feb',
            [
              ['c', 'd'],
              ['1', '2'],
            ],
          ],
        ),
        readable,
      ),
    ).toEqual(['1 other-sheets']);
  });

  it('is never a hidden one, and a hidden one before it or with the table is an error', async () => {
    const data = ['data', [columns, cells(1)]] as const;
    const rows = [columns, cells(2)];
    expect(await sheetsTold(await onSheets(['lama', rows, true], [...data]))).toEqual(['error 1 hidden-sheet']);
    expect(await sheetsTold(await onSheets(['lama', [['x']], true], [...data]))).toEqual(['error 1 hidden-sheet']);
    expect(await sheetsTold(await onSheets([...data], ['lama', rows, true]))).toEqual(['error 1 hidden-sheet']);
    const list = await onSheets([...data], ['pilihan', [['x']], true]);
    expect(await sheetsTold(list)).toEqual(['warning 1 other-sheets']);
    expect((await check(list)).report.findings[0]?.message.en).toContain('"pilihan" (hidden)');
    expect(await sheetsTold(await onSheets(['Sampul', [['Laporan']]], ['lama', rows, true]))).toEqual([
      'blocker 1 no-header',
      'error 1 hidden-sheet',
    ]);
  });

  it('is not one of the code lists of our own template, of which nothing is said', async () => {
    const lists = standardFor('20.1').schema.fields.flatMap((field) => field['sip:codes'] ?? []);
    const content = await workbook([columns, cells(1)], (_, book) => {
      for (const list of lists) book.addWorksheet(list).addRow(['kode', 'arti']);
    });
    expect(await found(content)).toEqual([]);
  });

  it('is that of our own template, which says nothing amiss once it is filled in', async () => {
    const written = new PassThrough();
    const [bytes] = await Promise.all([
      buffer(written),
      writeWorkbook(standardFor('20.1'), listsOf(standardFor('20.1')), written),
    ]);
    const book = new exceljs.Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    book.worksheets[0]?.addRow(cells(1));
    expect((await check(Buffer.from(await book.xlsx.writeBuffer()))).report).toMatchObject({ rows: 1, findings: [] });
  });

  it('is told beside what stops the check', async () => {
    const content = await workbook([['Petunjuk pengisian']], (_, book) => book.addWorksheet('isi').addRow(['x']));
    expect(await found(content)).toEqual(['1 no-header', '1 other-sheets']);
  });
});

describe('a workbook for the time before', () => {
  it('is compared with', async () => {
    const previous = await workbook([columns, ['2024', '01', '84', 'JAPAN', 'P', 1]]);
    expect(await found(table('2025,01,84,JAPAN,P,1000'), { previous })).toEqual(['2 nilai_fob_usd implausible-change']);
  });
});

describe('a workbook that other programs write', () => {
  it('may prefix names, leave out the places of cells, and keep sizes of 64 bits', async () => {
    const sheet = `${headerXml}<row><c t="str"><v>2025</v></c><c t="str"><v>13</v></c></row>`.replaceAll(
      /<(\/?)(row|c|v|is|t)\b/g,
      '<$1x:$2',
    );
    for (const content of [await zip(parts(sheet)), wide(await zip(parts(sheet)))])
      expect((await found(content))[0]).toBe('2 bulan pattern');
  });
});

/** The same archive with its sizes and places written in 64 bits. */
function wide(archive: Buffer): Buffer {
  const end = archive.length - 22;
  const start = archive.readUInt32LE(end + 16);
  const entries: Buffer[] = [];
  for (let at = start; at < end; ) {
    const next = at + 46 + archive.readUInt16LE(at + 28);
    const entry = Buffer.from(archive.subarray(at, next));
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    for (const [index, from] of [24, 20, 42].entries()) {
      extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(from)), 4 + 8 * index);
      entry.writeUInt32LE(0xffffffff, from);
    }
    entry.writeUInt16LE(extra.length, 30);
    entries.push(entry, extra);
    at = next;
  }
  const directory = Buffer.concat(entries);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  for (const [at, number] of [
    [32, entries.length / 2],
    [40, directory.length],
    [48, start],
  ] as const)
    record.writeBigUInt64LE(BigInt(number), at);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(start + directory.length), 8);
  const last = Buffer.from(archive.subarray(end));
  last.fill(0xff, 8, 20);
  return Buffer.concat([archive.subarray(0, start), directory, record, locator, last]);
}

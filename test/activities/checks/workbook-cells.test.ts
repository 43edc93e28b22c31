import { describe, expect, it } from 'vitest';
import { check, found, inShort } from './check.ts';
import { column, standardOf } from './planted.ts';
import { cells, columns, given, names, parts, sheetOf, workbook } from './workbooks.ts';

const dates =
  '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="4"/></cellXfs></styleSheet>';

describe('a date of a workbook', () => {
  it.each([
    ['<c r="C2" s="1"><v>45658</v></c>', 'a built-in format'],
    ['<c r="C2" s="2"><v>45658</v></c>', 'a format of its own'],
    ['<c r="C2" t="d"><v>2025-01-01T00:00:00Z</v></c>', 'ISO 8601'],
    ['<c r="C2" t="inlineStr"><is><t>2025-01-01</t></is></c>', 'text'],
  ])('in a column of dates is read: %s, %s', async (xml) => {
    const bound = [
      column('jumlah', { type: 'number' }),
      column('kode'),
      column('tanggal', { type: 'date', constraints: { enum: ['2025-01-01'] } }),
    ];
    expect(
      (await found(await sheetOf(xml, { 'xl/styles.xml': dates }), { standard: standardOf(bound) })).filter((each) =>
        each.startsWith('2'),
      ),
    ).toEqual([]);
  });

  it('is no date where it shows a number, or has a time', async () => {
    const content = await sheetOf('<c r="C2" s="3"><v>45658</v></c>', { 'xl/styles.xml': dates });
    expect(await found(content, given)).toEqual(['2 tanggal type']);
    const timed = await check(await sheetOf('<c r="C2" s="1"><v>45658.5</v></c>', { 'xl/styles.xml': dates }), given);
    expect(timed.report.findings).toMatchObject([{ code: 'type', value: '2025-01-01T12:00:00' }]);
  });

  it('is counted from 1904 where the workbook says so, and knows that 1900 had no 29 February', async () => {
    const value = async (serial: number, since1904 = false) => {
      const book =
        parts('')['xl/workbook.xml']?.replace('<sheets>', `<workbookPr date1904="${since1904}"/><sheets>`) ?? '';
      const content = await sheetOf(`<c r="B2" s="1"><v>${serial}</v></c>`, {
        'xl/styles.xml': dates,
        'xl/workbook.xml': book,
      });
      return (await check(content, given)).report.findings[0]?.value;
    };
    expect(await Promise.all([value(1), value(59), value(61), value(44196, true)])).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '2025-01-01',
    ]);
  });

  it('in another column is told once, with what Excel did', async () => {
    const { report } = await check(
      await workbook([names, [1, new Date('2025-01-01'), undefined, new Date('2025-02-01')]]),
      given,
    );
    expect(report.findings).toMatchObject([
      {
        row: 2,
        column: 'kode',
        code: 'date-cell',
        value: '2025-01-01',
        remedy: { id: expect.stringContaining('format kolom kode sebagai Teks') },
      },
      { row: 2, column: 'nama', code: 'date-cell' },
    ]);
  });

  it('in a column of years or months is told the year or the month that it is of', async () => {
    const day = new Date('2025-03-01');
    const { report } = await check(await workbook([columns, [day, day, '84', 'JAPAN', 'P', 1]]));
    expect(report.findings).toMatchObject([
      { column: 'tahun', code: 'date-cell', remedy: { id: expect.stringMatching(/sebagai Teks, lalu tulis 2025\.$/) } },
      { column: 'bulan', code: 'date-cell', remedy: { en: expect.stringMatching(/as Text, then write 03\.$/) } },
    ]);
  });
});

describe('a cell of a workbook', () => {
  it('with a formula counts with its stored result, which is told once for each column', async () => {
    const formula = (result: number) => ({ formula: 'A1*2', result });
    const { report } = await check(
      await workbook([names, [formula(1), '12.34'], [formula(2), '12.34'], [3, { formula: '""', result: '' }]]),
      given,
    );
    expect(report).toMatchObject({ errors: 0, warnings: 1 });
    expect(report.findings).toMatchObject([
      {
        row: 2,
        column: 'jumlah',
        code: 'formula-cell',
        severity: 'warning',
        message: { id: expect.stringContaining('2 sel berisi rumus') },
      },
    ]);
  });

  it('with a formula that has no stored result is an error, and not also a gap', async () => {
    const needed = { standard: standardOf([column('jumlah', { type: 'number', constraints: { required: true } })]) };
    expect(await found(await workbook([['jumlah'], [{ formula: '1+1' }], ['']]), needed)).toEqual([
      '2 jumlah formula-without-result',
    ]);
  });

  it.each(['#N/A', '#REF!', '#DIV/0!'])('with Excel’s error %s is one error, in a formula or not', async (error) => {
    const broken = { error } as { error: '#N/A' };
    const content = await workbook([names, [broken, '12.34'], [{ formula: 'A1', result: broken }, '12.34']]);
    const { report } = await check(content, given);
    expect(report.findings.map(inShort)).toEqual([
      '3 jumlah formula-cell',
      '2 jumlah error-cell',
      '3 jumlah error-cell',
    ]);
    expect(report.findings[1]).toMatchObject({ severity: 'error', value: error });
  });

  it('in a column that the standard does not have is named by the header, else by its letter', async () => {
    const content = await workbook([
      [...names, 'catatan'],
      [1, '12.34', undefined, 'x', true, { error: '#N/A' }, { error: '#N/A' }],
    ]);
    expect(await found(content, given)).toEqual([
      '1 7 blank-column',
      '1 catatan unknown-column',
      '2 catatan error-cell',
      '2 G error-cell',
    ]);
  });

  it('merged with others is one error that names the range; what it covers is not also missing', async () => {
    const content = await workbook([columns, cells(1), cells(2), cells(3)], (sheet) => sheet.mergeCells('D2:D4'));
    const { report } = await check(content);
    expect(report.findings).toMatchObject([
      { row: 2, column: 'negara_tujuan', code: 'merged-cells', severity: 'error', value: 'D2:D4' },
    ]);
    expect(report.errors).toBe(1);
  });

  it('merged downwards means its value for every row: none repeats another by it, or looks like a total', async () => {
    const content = await workbook(
      [columns, ...[1, 2, 3].map((at) => ['2025', '01', String(10 + at), 'JAPAN', 'P', at])],
      (sheet) => {
        for (const letter of ['A', 'B', 'D', 'E']) sheet.mergeCells(`${letter}2:${letter}4`);
      },
    );
    const { report } = await check(content);
    expect(report.rows).toBe(3);
    expect(report.findings.map(({ row, code, value }) => `${row} ${code} ${value}`)).toEqual(
      ['A', 'B', 'D', 'E'].map((letter) => `2 merged-cells ${letter}2:${letter}4`),
    );
    const same = await workbook([columns, ...[1, 2].map((at) => ['2025', '01', '84', 'JAPAN', 'P', at])], (sheet) =>
      sheet.mergeCells('E2:E3'),
    );
    expect((await check(same)).report.findings.map(inShort)).toContain(
      '3 tahun, bulan, kode_hs, negara_tujuan, pelabuhan_muat unique-key',
    );
  });

  it('merged over two names of columns is told with the column that is lost by it, and not as one without a name', async () => {
    const content = await workbook([columns, cells(1)], (sheet) => sheet.mergeCells('A1:B1'));
    expect(await found(content)).toEqual(['1 bulan missing-column', '1 tahun merged-cells']);
  });
});

describe('a cell far away', () => {
  it('to the right is named as what is to be deleted, and the table is judged', async () => {
    const content = await workbook([columns, cells(1), ['2025', '13', '84', 'JAPAN', 'P', 1]], (sheet) => {
      sheet.getCell('XFD1').value = 'a';
      sheet.getCell('XFD1048576').value = 'b';
    });
    const { report } = await check(content);
    expect(report.rows).toBe(2);
    expect(report.findings.map(inShort)).toEqual(['1 stray-cell', '3 bulan pattern']);
    expect(report.findings[0]).toMatchObject({ severity: 'error', value: 'a' });
    expect(report.findings[0]?.message.id).toBe(
      'Sel XFD1 berisi, jauh di kanan tabel (begitu juga 1 sel lain); isinya tidak dibaca.',
    );
    expect(report.findings[0]?.remedy.en).toContain('type XFD1, Enter, Delete');
  });

  it('in a column without a name is named too', async () => {
    const content = await workbook([columns, cells(1)], (sheet) => {
      sheet.getCell('AZ2').value = 'x';
    });
    const { report } = await check(content);
    expect(report.findings).toMatchObject([{ code: 'blank-column', column: '52' }]);
    expect(report.findings[0]?.message.en).toBe('Column number 52 has no name; it has cells from AZ2 on.');
  });
});

describe('a number of a workbook', () => {
  const numbers = standardOf([column('a', { type: 'number', example: '1.5' }), column('b')]);
  const judged = async (values: readonly (number | string)[], standard = numbers) =>
    (await check(await workbook([['a', 'b'], ...values.map((cell, at) => [cell, `x${at}`])]), { standard })).report;

  it('is sound with all the digits that a division leaves', async () => {
    expect((await judged([28_000 / 3, 1 / 30_000, -2 / 3, 0.1 + 0.2])).findings).toEqual([]);
  });

  it.each([[[1.125, 2.375, 12.345]], [[1.125, '1.234.567']], [[1.125, '99,5']]])(
    'is in no doubt about its point, unlike a text beside it: %j',
    async (values) => {
      const { findings } = await judged(values);
      expect(findings.map(({ value }) => value)).toEqual(values.filter((cell) => typeof cell === 'string'));
    },
  );

  it('keeps no text of the same column from being suspected', async () => {
    const { findings } = await judged([4.5, 1.125, '1.111', '2.222', '1.234.567']);
    expect(findings.map(({ code, value }) => [code, value])).toEqual(
      ['1.111', '2.222', '1.234.567'].map((value) => ['thousands-separator', value]),
    );
  });

  it('with decimals where whole ones are asked for is not taken for separated thousands', async () => {
    const whole = standardOf([column('a', { type: 'integer', example: '15' }), column('b')]);
    const { findings } = await judged([1.125, '1.125'], whole);
    expect(findings.map(({ code, remedy }) => [code, remedy.en])).toEqual([
      ['type', 'Write a whole number: the cell holds decimals, not separated thousands.'],
      ['type', expect.stringMatching(/^Write 1125, /)],
    ]);
  });

  it('has the zeros before it that its format shows', async () => {
    const content = await workbook([columns, [2025, 1, 1, 'JAPAN', 'P', 1.5]], (sheet) => {
      sheet.getCell('B2').numFmt = '00';
      sheet.getCell('C2').numFmt = '00000000';
    });
    const { report } = await check(content);
    expect(report.findings.map(({ column: of, value }) => [of, value])).toEqual([['kode_hs', '00000001']]);
  });
});

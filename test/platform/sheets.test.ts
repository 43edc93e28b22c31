import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { headerXml, rowXml, sheetNames, workbookOf } from '#platform/sheets';

async function readBack(content: AsyncIterable<Buffer>): Promise<exceljs.Workbook> {
  const book = new exceljs.Workbook();
  const bytes = await buffer(Readable.from(content));
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  return book;
}

describe('a workbook that is written piece by piece', () => {
  it('is read back as it was meant: texts as texts, numbers as numbers', async () => {
    const texts = ['=1+1', '<a & "b">', 'dua\nbaris', ' x ', '', '007', 'KÔTA 印 😀'];
    const sheets = [
      { name: 'satu', rows: [headerXml(['a', 'b']), rowXml(2, [1.5, 'x'])], widths: [10, 10] },
      { name: 'dua', rows: [headerXml(['a']), rowXml(2, texts)], widths: [10] },
    ];
    const book = await readBack(workbookOf(sheets));
    expect(book.worksheets.map(({ name }) => name)).toEqual(['satu', 'dua']);
    expect(['A2', 'B2'].map((place) => book.worksheets[0]?.getCell(place).value)).toEqual([1.5, 'x']);
    const cells = texts.map((_, at) => book.worksheets[1]?.getRow(2).getCell(at + 1).value ?? '');
    expect(cells).toEqual(texts);
  });

  it('escapes what XML cannot carry, and what only looks like an escape', () => {
    expect(rowXml(2, ['\0\r_x0041_'])).toContain('>_x0000__x000D__x005F_x0041_<');
  });

  it('waits for its reader: of a million rows no more are made than are read', async () => {
    let made = 0;
    function* rows() {
      for (let number = 2; number < 1_000_000; number += 1) {
        made += 1;
        yield rowXml(number, [Math.random().toString(36)]);
      }
    }
    const content = workbookOf([{ name: 'data', rows: rows(), widths: [10] }]);
    for (let pieces = 0; pieces < 20; pieces += 1) await content.next();
    expect(made).toBeLessThan(50_000);
    await content.return(undefined);
  });

  it('fails for its reader when a row cannot be made', async () => {
    function* rows(): Generator<string> {
      yield headerXml(['a']);
      throw new Error('the disk is gone');
    }
    await expect(readBack(workbookOf([{ name: 'data', rows: rows(), widths: [] }]))).rejects.toThrow(
      'the disk is gone',
    );
  });
});

describe('names of sheets', () => {
  it.each([
    [
      ['unique-key', 'pattern'],
      ['unique-key', 'pattern'],
    ],
    [
      ['a/b:c', "'x'", ''],
      ['a-b-c', '-x-', '-'],
    ],
    [
      ['History', 'satu', 'SATU'],
      ['History 2', 'satu', 'SATU 2'],
    ],
    [
      ['x'.repeat(40), 'x'.repeat(41)],
      ['x'.repeat(31), `${'x'.repeat(29)} 2`],
    ],
  ])('%j become %j', (wished, names) => {
    expect(sheetNames(wished)).toEqual(names);
  });
});

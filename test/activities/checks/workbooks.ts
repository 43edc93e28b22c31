import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import exceljs from 'exceljs';
import { zipped } from '#platform/zip';
import { header } from './check.ts';
import { column, standardOf } from './planted.ts';

type Cells = readonly (exceljs.CellValue | undefined)[];

/** A workbook as Excel writes it; its first sheet holds these rows, from row 1 on. */
export async function workbook(
  rows: readonly Cells[],
  more: (sheet: exceljs.Worksheet, book: exceljs.Workbook) => void = () => undefined,
): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('data');
  for (const [at, cells] of rows.entries()) sheet.getRow(at + 1).values = ['', ...cells].slice(1);
  more(sheet, book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export const columns = header.split(',');

/** A row of the export standard without fault, its codes as text. */
export const cells = (number: number): Cells => ['2025', '01', '84', 'JAPAN', `PELABUHAN ${number}`, number + 0.5];

export const zip = (parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> =>
  buffer(Readable.from(zipped(Object.entries(parts).map(([name, content]) => ({ name, content: [content] })))));

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const related = (...all: readonly (readonly [id: string, type: string, target: string])[]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/** The parts of a workbook with one sheet, written by hand: what no library would write. */
export const parts = (sheet: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  '_rels/.rels': related(['r1', 'officeDocument', 'xl/workbook.xml']),
  'xl/workbook.xml': `<workbook xmlns="${spreadsheet}" xmlns:r="${relationships}"><sheets><sheet name="data" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': related(
    ['r1', 'worksheet', 'worksheets/sheet1.xml'],
    ['r2', 'sharedStrings', 'sharedStrings.xml'],
    ['r3', 'styles', '/xl/styles.xml'],
  ),
  'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet xmlns="${spreadsheet}"><sheetData>${sheet}</sheetData></worksheet>`,
  ...more,
});

/** The header of the export standard as a row of XML. */
export const headerXml = `<row r="1">${columns.map((name) => `<c t="inlineStr"><is><t>${name}</t></is></c>`).join('')}</row>`;

/** A number, a code, a date, a text and a truth. */
export const fields = [
  column('jumlah', { type: 'number' }),
  column('kode', { constraints: { pattern: '[0-9]{2}[.][0-9]{2}|0[0-9]' } }),
  column('tanggal', { type: 'date' }),
  column('nama'),
  column('aktif', { type: 'boolean' }),
];
export const names = fields.map(({ name }) => name);
export const given = { standard: standardOf(fields) };

/** A sheet of one row in these columns, written as XML. */
export const sheetOf = (xml: string, more: Readonly<Record<string, string>> = {}) =>
  zip(
    parts(
      `<row r="1">${names.map((name) => `<c t="str"><v>${name}</v></c>`).join('')}</row><row r="2">${xml}</row>`,
      more,
    ),
  );

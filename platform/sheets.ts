import { type Part, zipped } from './zip.ts';

/** A sheet to be written: its rows as `rowXml` gives them, the first being the header. */
export interface SheetToWrite {
  readonly name: string;
  readonly rows: Iterable<string> | AsyncIterable<string | Buffer>;
  /** Of the columns, in letters. */
  readonly widths: readonly number[];
}

type Cell = string | number;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Writes an Office Open XML workbook piece by piece, with the header of each sheet in bold and always in sight. */
export function workbookOf(sheets: readonly SheetToWrite[]): AsyncGenerator<Buffer> {
  const names = sheetNames(sheets.map(({ name }) => name));
  return zipped([...frame(names), ...sheets.map(sheetPart)]);
}

/** One row; texts stand in their cells and are never formulas. */
export function rowXml(number: number, cells: readonly Cell[], style = 0): string {
  const written = cells.map((cell, at) => {
    const place = `r="${String.fromCharCode(65 + at)}${number}"${style ? ` s="${style}"` : ''}`;
    if (cell === '') return '';
    return typeof cell === 'number'
      ? `<c ${place}><v>${cell}</v></c>`
      : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

export const headerXml = (cells: readonly string[]) => rowXml(1, cells, 1);

/** Names that a spreadsheet allows: at most 31 characters, none of its signs, no two alike whatever their case. */
export function sheetNames(wished: readonly string[]): string[] {
  const taken = new Set<string>(['history']);
  return wished.map((wish) => {
    const plain = wish.replaceAll(/[[\]:*?/\\\p{Cc}]/gu, '-').replaceAll(/^'|'$/g, '-');
    let name = plain.slice(0, 31) || '-';
    for (let again = 2; taken.has(name.toLowerCase()); again += 1)
      name = `${plain.slice(0, 30 - String(again).length)} ${again}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '\n',
  '\t': '\t',
};

/** What XML cannot carry is written as spreadsheets do, `_x0001_`, and what only looks like that as itself. */
const escaped = (text: string) =>
  text.replaceAll(
    /[&<>"\p{Cc}\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)/gu,
    (sign) => entities[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );

function sheetPart({ rows, widths }: SheetToWrite, at: number): Part {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  async function* content() {
    yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
    yield* rows;
    yield '</sheetData></worksheet>';
  }
  return { name: `xl/worksheets/sheet${at + 1}.xml`, content: content() };
}

const part = (name: string, xml: string): Part => ({ name, content: [declaration + xml] });
const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;

/** What stands around the sheets. */
function frame(names: readonly string[]): Part[] {
  const each = (write: (number: number, name: string) => string) =>
    names.map((name, at) => write(at + 1, name)).join('');
  return [
    part(
      '[Content_Types].xml',
      `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`)}</Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((number, name) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packaged}/relationships">${each((number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${names.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ),
    part(
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ),
  ];
}

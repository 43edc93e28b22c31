import { type RawRecord, type RecordFault, splitCells } from './record.ts';

/** A row that cannot be laid out in columns and is set aside. */
export type AsideFault =
  | RecordFault
  | 'too-few-cells'
  | 'too-many-cells'
  | 'quoted-row'
  | 'other-separator'
  | 'blank-after-separator';

/** The header, as the rows are measured by it. */
export interface Measure {
  readonly delimiter: string;
  readonly columns: number;
  /** Columns before those at the end that have no name. */
  readonly named: number;
  /** Its last name was followed by semicolons, which are no part of it. */
  readonly hasSemicolons: boolean;
}

/** Where a row ends once separators that say nothing are left out, and how many are to be added; or why it is set aside. */
export type Layout =
  | { readonly fault: AsideFault }
  | { readonly end: number; readonly missing: number; readonly isSurplus: boolean };

const separators = [',', ';', '\t', '|'];

export function layoutOf(bytes: Buffer, record: RawRecord, measure: Measure): Layout {
  const { columns, named, delimiter } = measure;
  const { start, end, cells, fault } = record;
  const text = () => bytes.toString('utf8', start, end);
  if (fault) return { fault: fault === 'stray-quote' ? strayFault(text(), measure) : fault };
  if (cells === columns) {
    if (isSpacedAt(bytes, record, measure)) return { fault: 'blank-after-separator' };
    const trimmed = delimiter === ',' ? withoutSemicolons(bytes, record, measure) : end;
    return { end: trimmed, missing: 0, isSurplus: trimmed < end };
  }
  if (cells > columns) {
    const trimmed = withoutBlanks(bytes, record, measure);
    const isSurplus = trimmed !== undefined;
    return isSurplus ? { end: trimmed, missing: 0, isSurplus } : { fault: 'too-many-cells' };
  }
  if (cells >= named && cells > 1) return { end, missing: columns - cells, isSurplus: false };
  return { fault: shortFault(text(), bytes[start] === 0x22 && cells === 1, measure) };
}

/** A quotation mark in the middle of a cell may be one at its edge, by other separators than those of the header. */
function strayFault(text: string, measure: Measure): AsideFault {
  if (isSpaced(text, measure)) return 'blank-after-separator';
  const whole = text.replace(/(?<="),*;+$/, '');
  if (whole !== text && isQuotedRow(whole, measure)) return 'quoted-row';
  return isOtherwiseSeparated(text, measure) ? 'other-separator' : 'stray-quote';
}

function shortFault(text: string, isQuoted: boolean, measure: Measure): AsideFault {
  if (isQuoted && isQuotedRow(text, measure)) return 'quoted-row';
  return isOtherwiseSeparated(text, measure) ? 'other-separator' : 'too-few-cells';
}

function holds(text: string, by: string, { columns, named }: Measure): boolean {
  const cells = splitCells(text, by).length;
  return cells >= named && cells <= columns;
}

function isQuotedRow(text: string, measure: Measure): boolean {
  const [only = '', ...more] = splitCells(text, measure.delimiter);
  return more.length === 0 && holds(only, measure.delimiter, measure);
}

const isOtherwiseSeparated = (text: string, measure: Measure) =>
  measure.named > 1 && separators.some((other) => other !== measure.delimiter && holds(text, other, measure));

/** Cheap for the many rows in which no blank stands behind the first separator. */
function isSpacedAt(bytes: Buffer, { start, end }: RawRecord, measure: Measure): boolean {
  const first = bytes.indexOf(measure.delimiter, start, 'latin1');
  return (
    first !== -1 && first < end && bytes[first + 1] === 0x20 && isSpaced(bytes.toString('utf8', start, end), measure)
  );
}

/** Whether a blank follows every separator, also before a quotation mark. */
function isSpaced(text: string, { delimiter, columns }: Measure): boolean {
  const cells = splitCells(text.replaceAll(`${delimiter} "`, `${delimiter}"`), delimiter);
  return columns > 2 && cells.length === columns && spaces(text, delimiter) === columns - 1;
}

/** How many separators outside of quotation marks have a blank behind them. */
const spaces = (text: string, delimiter: string) =>
  text.replaceAll(/"(?:[^"]|"")*"/g, '""').split(`${delimiter} `).length - 1;

/** Where a row ends before its surplus cells; undefined where one of them is filled. */
function withoutBlanks(
  bytes: Buffer,
  { start, end, cells }: RawRecord,
  { columns, delimiter }: Measure,
): number | undefined {
  let surplus = cells - columns;
  let at = end;
  while (surplus > 0 && at > start) {
    at -= 1;
    if (bytes[at] === delimiter.charCodeAt(0)) surplus -= 1;
    else if (bytes[at] !== 0x20) return undefined;
  }
  return at;
}

/** What Excel leaves of columns that it wrote with semicolons behind a row that is separated by commas. */
function withoutSemicolons(bytes: Buffer, { start, end }: RawRecord, { hasSemicolons }: Measure): number {
  let at = end;
  while (at > start && bytes[at - 1] === 0x3b) at -= 1;
  return end - at > 1 || hasSemicolons ? at : end;
}

/** The names of a header without what its separators left in them. */
export function namesIn(
  text: string,
  delimiter: string,
): { names: string[]; hasBlanks: boolean; hasSemicolons: boolean } {
  const trimmed = delimiter === ',' && text.includes(',') ? text.replace(/;+$/, '') : text;
  const names = splitCells(trimmed, delimiter);
  const others = names.slice(1);
  const hasBlanks =
    names.length > 2 &&
    others.some((name) => name !== '') &&
    others.every((name) => name === '' || name.startsWith(' '));
  return {
    names: hasBlanks ? names.map((name) => name.trim()) : names,
    hasBlanks,
    hasSemicolons: trimmed.length < text.length,
  };
}

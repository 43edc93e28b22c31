import { isUtf8 } from 'node:buffer';
import { documentOf, type Kind, kindOf, tellingText } from './kind.ts';
import { nextRecord, type RawRecord, type RecordFault, splitCells } from './record.ts';
import { swallowedLines } from './swallowed.ts';
import { Unreadable, type UnreadableCode } from './unreadable.ts';

/** Without a delimiter the header decides between comma, semicolon and tab. */
export interface Dialect {
  readonly delimiter?: ',';
}

export const longestRecord = 1024 * 1024;
export const mostColumns = 1000;

/** A row that cannot be laid out in columns and is set aside. */
export type RowFault = RecordFault | 'swallowed-rows' | 'too-few-cells' | 'too-many-cells' | 'quoted-row';

/** So much of a row set aside is kept: 200 characters at least. */
const shownBytes = 800;

/** One of the first rows of a table. */
export interface TopRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** So many rows show what kind of table it is. */
export const topRows = 50;

const refusals: Record<Exclude<Kind, 'text'>, UnreadableCode> = {
  empty: 'empty-file',
  'utf-16': 'encoding',
  pdf: 'pdf',
  other: 'not-delimited-text',
  zip: 'not-delimited-text',
  'compound-file': 'not-delimited-text',
  'legacy-workbook': 'legacy-workbook',
  'encrypted-workbook': 'encrypted-workbook',
};

interface Output {
  /** Readable rows: the number of the line, a delimiter, the cells as the producer wrote them, LF. */
  rows(bytes: Buffer): void;
  /** Rows set aside, as lines of `line,fault,cells,text`, the text quoted and cut. */
  faults(lines: string): void;
}

/**
 * Reads the file once, as bytes, before any engine sees it: finds what makes it unreadable (throws `Unreadable`), sets rows
 * aside that have no columns, and gives every other row the number of its line in the producer's own file. Blank lines,
 * also those that hold delimiters alone, count as lines and are no rows.
 */
export class FirstLook {
  header: readonly string[] | undefined;
  readonly headerRow = 1;
  /** The first rows as they are, with the header, for whoever asks what kind of table this is. */
  readonly top: TopRow[] = [];
  /** All rows, also those set aside. */
  rows = 0;
  #setAside = 0;
  #delimiter = ',';
  #multiline = false;
  #line = 1;
  #carry: Buffer = Buffer.alloc(0);
  #begun = false;
  readonly #dialect: Dialect;
  readonly #output: Output | undefined;

  /** Without an output the rows are read and dropped. */
  constructor(dialect: Dialect, output?: Output) {
    this.#dialect = dialect;
    this.#output = output;
  }

  push(chunk: Buffer): void {
    this.#push(chunk, false);
  }

  /** To be called once, behind the last chunk. */
  end(): void {
    this.#push(Buffer.alloc(0), true);
    if (!this.header) throw new Unreadable('empty-file');
  }

  /** What a reader of the rows must know; a file with cells over several lines isn't cut up for parallel reading. */
  get shape(): { delimiter: string; multiline: boolean; rows: number } {
    return { delimiter: this.#delimiter, multiline: this.#multiline, rows: this.rows - this.#setAside };
  }

  #push(chunk: Buffer, last: boolean): void {
    let bytes = this.#carry.length === 0 ? chunk : Buffer.concat([this.#carry, chunk]);
    if (!this.#begun) {
      if (bytes.length < tellingText && !last) {
        this.#carry = bytes;
        return;
      }
      bytes = this.#begin(bytes);
    }
    this.#carry = bytes.subarray(this.#take(bytes, last));
  }

  #begin(bytes: Buffer): Buffer {
    const kind = kindOf(bytes);
    const why = kind === 'text' ? documentOf(bytes) : refusals[kind];
    if (why) throw new Unreadable(why);
    this.#begun = true;
    return bytes.toString('latin1', 0, 3) === '\xEF\xBB\xBF' ? bytes.subarray(3) : bytes;
  }

  /** Takes every record that is whole; answers how many bytes that were. */
  #take(bytes: Buffer, last: boolean): number {
    if (!this.header && !this.#findDelimiter(bytes, last)) return 0;
    const lines = this.#output || last ? 0 : this.#passLines(bytes);
    return lines > 0 ? lines : this.#takeRecords(bytes, last);
  }

  /** False as long as the first line has not come. */
  #findDelimiter(bytes: Buffer, last: boolean): boolean {
    const lineEnd = bytes.indexOf('\n');
    if (lineEnd === -1 && !last && bytes.length <= longestRecord) return false;
    this.#delimiter =
      this.#dialect.delimiter ?? likeliest(bytes.toString('latin1', 0, lineEnd === -1 ? bytes.length : lineEnd));
    return true;
  }

  #takeRecords(bytes: Buffer, last: boolean): number {
    const delimiter = this.#delimiter.charCodeAt(0);
    const records: [line: number, record: RawRecord][] = [];
    let at = 0;
    while (at < bytes.length) {
      const scan = nextRecord(bytes, at, delimiter, last);
      if (typeof scan === 'string') {
        this.#refuseEndless(bytes.subarray(at), scan, last);
        break;
      }
      records.push([this.#line, scan]);
      this.#line += scan.lines;
      at = scan.next;
    }
    for (const [row, { start, end }] of records.slice(0, topRows - this.top.length))
      this.top.push({ row, cells: splitCells(bytes.toString('utf8', start, end), this.#delimiter) });
    this.#judge(bytes, at, records);
    if (this.#output) this.#write(this.#output, bytes, at, records);
    return at;
  }

  /** Where nobody wants the rows: sound lines without quotation marks are but counted. Answers how many bytes they were. */
  #passLines(bytes: Buffer): number {
    const length = bytes.lastIndexOf('\n') + 1;
    const lines = bytes.subarray(0, length);
    if (!this.header || bytes.length > longestRecord || lines.includes('"') || lines.includes(0) || !isUtf8(lines))
      return 0;
    for (let at = lines.indexOf(0x0a); at !== -1; at = lines.indexOf(0x0a, at + 1)) this.#line += 1;
    return length;
  }

  #refuseEndless(rest: Buffer, scan: 'open' | 'open-quote', last: boolean): void {
    if (rest.length <= longestRecord && !last) return;
    if (rest.includes(0)) throw new Unreadable('nul-byte', { row: this.#line });
    throw new Unreadable(scan === 'open-quote' ? 'unclosed-quote' : 'line-too-long', { row: this.#line });
  }

  /** The first record is the header; it is read before the rows, so that what is wrong in them can name its column. */
  #judge(bytes: Buffer, length: number, records: readonly [number, RawRecord][]): void {
    const whole = bytes.subarray(0, length);
    const damaged = whole.includes(0) || !isUtf8(whole);
    for (const [line, record] of records) {
      if (damaged) this.#refuseDamaged(bytes.subarray(record.start, record.end), line);
      if (record.end - record.start > longestRecord) throw new Unreadable('line-too-long', { row: line });
      this.header ??= this.#readHeader(bytes, record);
    }
  }

  #refuseDamaged(record: Buffer, line: number): void {
    if (!record.includes(0) && isUtf8(record)) return;
    const cells = splitCells(record.toString('latin1'), this.#delimiter).map((cell) => Buffer.from(cell, 'latin1'));
    const index = cells.findIndex((cell) => cell.includes(0) || !isUtf8(cell));
    const cell = cells[index] ?? record;
    const column = this.header?.[index];
    const value = new TextDecoder('windows-1252').decode(cell).replaceAll('\0', '\u2400');
    throw new Unreadable(cell.includes(0) ? 'nul-byte' : 'encoding', { row: line, value, ...(column && { column }) });
  }

  #write(output: Output, bytes: Buffer, length: number, records: readonly [number, RawRecord][]): void {
    const out = Buffer.allocUnsafe(length + records.length * 18);
    let size = 0;
    let faults = '';
    const columns = this.header?.length ?? 0;
    const delimiter = this.#delimiter.charCodeAt(0);
    for (const [line, record] of records) {
      if (line === 1 || isBlank(bytes, record, delimiter)) continue;
      this.rows += 1;
      const fault = this.#faultOf(bytes, line, record, columns);
      if (fault !== undefined) {
        this.#setAside += 1;
        faults += fault;
        continue;
      }
      this.#multiline ||= runsOn(record);
      size += out.write(`${line}${this.#delimiter}`, size, 'latin1');
      size += bytes.copy(out, size, record.start, record.end);
      size = out.writeUInt8(0x0a, size);
    }
    if (size > 0) output.rows(out.subarray(0, size));
    if (faults !== '') output.faults(faults);
  }

  /** Why a row is set aside, as the faults are written. */
  #faultOf(bytes: Buffer, line: number, record: RawRecord, columns: number): string | undefined {
    const { start, end, cells } = record;
    const fault = record.fault ?? this.#raggedness(bytes, record, columns);
    const whole = runsOn(record) ? bytes.toString('utf8', start, end) : '';
    const swallowed = swallowedLines(whole, this.#delimiter, columns, fault !== undefined);
    if (!fault && swallowed === 0) return undefined;
    const text = bytes.toString('utf8', start, Math.min(end, start + shownBytes)).replaceAll('"', '""');
    return swallowed > 0
      ? `${line},swallowed-rows,${swallowed},"${text.split(/\r?\n/)[0]}"\n`
      : `${line},${fault},${cells},"${text}"\n`;
  }

  /** A row that has one cell, and within it as many as the header, stands in quotation marks as a whole. */
  #raggedness(bytes: Buffer, { start, end, cells }: RawRecord, columns: number): RowFault | undefined {
    if (cells === columns) return undefined;
    if (cells > columns) return 'too-many-cells';
    const [only = ''] =
      cells === 1 && bytes[start] === 0x22 ? splitCells(bytes.toString('utf8', start, end), this.#delimiter) : [];
    return splitCells(only, this.#delimiter).length === columns ? 'quoted-row' : 'too-few-cells';
  }

  #readHeader(bytes: Buffer, record: RawRecord): readonly string[] {
    const text = bytes.toString('utf8', record.start, record.end);
    if (record.fault) throw new Unreadable('broken-header', { row: 1, value: text });
    if (record.cells > mostColumns) throw new Unreadable('too-many-columns');
    const header = splitCells(text, this.#delimiter);
    const [only = ''] = header;
    if (!this.#dialect.delimiter || header.length > 1) return header;
    if (text !== only && /^[^\s,]+(?:,[^\s,]+)+$/.test(only))
      throw new Unreadable('quoted-lines', { row: 1, value: text });
    if (/[;\t|]/.test(text)) throw new Unreadable('wrong-delimiter', { row: 1, value: text });
    return header;
  }
}

/** Whether a cell of a record runs over more than one line. */
const runsOn = ({ lines, next, end }: RawRecord) => lines > (next > end ? 1 : 0);

/** Nothing but delimiters: what spreadsheets write of rows that were cleared. */
function isBlank(bytes: Buffer, { start, end }: RawRecord, delimiter: number): boolean {
  let at = start;
  while (at < end && bytes[at] === delimiter) at += 1;
  return at === end;
}

function likeliest(header: string): string {
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

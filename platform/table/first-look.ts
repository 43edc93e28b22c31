import { isUtf8 } from 'node:buffer';
import { documentOf, type Kind, kindOf, tellingText } from './kind.ts';
import { type AsideFault, layoutOf, type Measure, namesIn } from './layout.ts';
import { evenEnds, type OddEnds, oddEndsOf } from './line-ends.ts';
import { nextRecord, type RawRecord, splitCells } from './record.ts';
import { swallowedLines } from './swallowed.ts';
import { Unreadable, type UnreadableCode } from './unreadable.ts';

/** Without a delimiter the header decides between comma, semicolon and tab. */
export interface Dialect {
  readonly delimiter?: ',' | ';' | '\t';
}

export const longestRecord = 1024 * 1024;
export const mostColumns = 1000;

/** What is wrong with a file as text: rows that are set aside, and what is read as it was meant but has to be mended. */
export type RowFault = AsideFault | 'swallowed-rows' | 'surplus-separators' | 'line-ends' | 'separator-line';

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
  /** Lines of `line,fault,cells,text`, the text quoted and cut. */
  faults(lines: string): void;
}

/**
 * Reads the file once, as bytes, before any engine sees it: finds what makes it unreadable (throws `Unreadable`), sets rows
 * aside that have no columns, and gives every other row the number of its line in the producer's own file. Blank lines,
 * also those that hold delimiters alone, count as lines and are no rows. A line such as `sep=;`, as Excel has it, is no header.
 */
export class FirstLook {
  header: readonly string[] | undefined;
  headerRow = 1;
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
  #odd: OddEnds | undefined;
  #separator: string | undefined;
  #measure: Measure = { delimiter: ',', columns: 0, named: 0, hasSemicolons: false };
  #isWritten = false;
  #faults = '';
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
    if (!this.#isWritten) throw new Unreadable('blank-lines');
  }

  /** What a reader of the rows must know; a file with cells over several lines isn't cut up for parallel reading. */
  get shape(): { delimiter: string; multiline: boolean; rows: number } {
    return { delimiter: this.#delimiter, multiline: this.#multiline, rows: this.rows - this.#setAside };
  }

  #push(chunk: Buffer, last: boolean): void {
    const next = this.#odd ? evenEnds(chunk, this.#odd) : chunk;
    let bytes = this.#carry.length === 0 ? next : Buffer.concat([this.#carry, next]);
    if (!this.#begun) {
      if (bytes.length < tellingText && !last) {
        this.#carry = bytes;
        return;
      }
      bytes = this.#begin(bytes, last);
    }
    this.#carry = bytes.subarray(this.#take(bytes, last));
  }

  #begin(bytes: Buffer, last: boolean): Buffer {
    const kind = kindOf(bytes);
    const why = kind === 'text' ? documentOf(bytes) : refusals[kind];
    if (why) throw new Unreadable(why);
    this.#begun = true;
    const text = bytes.toString('latin1', 0, 3) === '\xEF\xBB\xBF' ? bytes.subarray(3) : bytes;
    this.#odd = oddEndsOf(text.subarray(0, tellingText), last && text.length <= tellingText);
    if (this.#odd) this.#tell(1, 'line-ends', 1, this.#odd);
    return this.#withoutSeparatorLine(this.#odd ? evenEnds(text, this.#odd) : text);
  }

  #withoutSeparatorLine(bytes: Buffer): Buffer {
    const [line, separator] = /^"?sep=([^"\r\n])"?\r?\n/i.exec(bytes.toString('latin1', 0, 10)) ?? [];
    if (line === undefined || separator === undefined) return bytes;
    const named = line.trimEnd();
    if (separator !== (this.#dialect.delimiter ?? separator))
      throw new Unreadable('wrong-delimiter', { row: 1, value: named });
    this.#separator = separator;
    this.#line = 2;
    this.headerRow = 2;
    this.#tell(1, 'separator-line', 1, named);
    return bytes.subarray(line.length);
  }

  #tell(line: number, fault: RowFault, cells: number, text: string): void {
    this.#faults += `${line},${fault},${cells},"${text.replaceAll('"', '""')}"\n`;
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
      this.#dialect.delimiter ??
      this.#separator ??
      likeliest(bytes.toString('latin1', 0, lineEnd === -1 ? bytes.length : lineEnd));
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
    if (
      !this.header ||
      !this.#isWritten ||
      bytes.length > longestRecord ||
      lines.includes('"') ||
      lines.includes(0) ||
      !isUtf8(lines)
    )
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
      this.#isWritten ||=
        bytes.toString('latin1', record.start, record.end).replaceAll(this.#delimiter, '').trim() !== '';
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
    const delimiter = this.#delimiter.charCodeAt(0);
    const out = Buffer.allocUnsafe(length + records.length * 18 + this.#padding(records));
    let size = 0;
    for (const [line, record] of records) {
      if (line <= this.headerRow || isBlank(bytes, record, delimiter)) continue;
      this.rows += 1;
      const layout = layoutOf(bytes, record, this.#measure);
      const text = () => bytes.toString('utf8', record.start, Math.min(record.end, record.start + shownBytes));
      const swallowed = this.#swallowed(bytes, record, 'fault' in layout);
      if (swallowed > 0) {
        this.#setAside += 1;
        this.#tell(line, 'swallowed-rows', swallowed, text().split(/\r?\n/)[0] ?? '');
        continue;
      }
      if ('fault' in layout) {
        this.#setAside += 1;
        this.#tell(line, layout.fault, record.cells, text());
        continue;
      }
      if (layout.isSurplus) this.#tell(line, 'surplus-separators', record.cells, text());
      this.#multiline ||= runsOn(record);
      size += out.write(`${line}${this.#delimiter}`, size, 'latin1');
      size += bytes.copy(out, size, record.start, layout.end);
      for (let missing = layout.missing; missing > 0; missing -= 1) size = out.writeUInt8(delimiter, size);
      size = out.writeUInt8(0x0a, size);
    }
    if (size > 0) output.rows(out.subarray(0, size));
    if (this.#faults !== '') output.faults(this.#faults);
    this.#faults = '';
  }

  /** How many lines an open quotation mark made a part of this record. */
  #swallowed(bytes: Buffer, record: RawRecord, isFaulty: boolean): number {
    if (!runsOn(record)) return 0;
    const { columns } = this.#measure;
    return swallowedLines(bytes.toString('utf8', record.start, record.end), this.#delimiter, columns, isFaulty);
  }

  /** Room for the cells that rows lack at the end, where columns have no name. */
  #padding(records: readonly [number, RawRecord][]): number {
    const { columns, named } = this.#measure;
    return columns === named ? 0 : records.length * (columns - named);
  }

  #readHeader(bytes: Buffer, record: RawRecord): readonly string[] {
    const row = this.headerRow;
    const text = bytes.toString('utf8', record.start, record.end);
    if (record.fault) throw new Unreadable('broken-header', { row, value: text });
    if (record.cells > mostColumns) throw new Unreadable('too-many-columns');
    const { names: header, hasBlanks, hasSemicolons } = namesIn(text, this.#delimiter);
    const named = header.findLastIndex((name) => name.trim() !== '') + 1;
    this.#measure = { delimiter: this.#delimiter, columns: header.length, named, hasSemicolons };
    if (hasBlanks) this.#tell(row, 'blank-after-separator', header.length, text);
    if (hasSemicolons) this.#tell(row, 'surplus-separators', header.length, text);
    const [only = ''] = header;
    const { delimiter } = this.#dialect;
    if (!delimiter || header.length > 1) return header;
    const names = only.split(delimiter);
    if (text !== only && names.length > 1 && names.every((name) => /^\S+$/.test(name)))
      throw new Unreadable('quoted-lines', { row, value: text });
    if (separators.some((other) => other !== delimiter && only.includes(other)))
      throw new Unreadable('wrong-delimiter', { row, value: text });
    return header;
  }
}

const separators = [',', ';', '\t', '|'];

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

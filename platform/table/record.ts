const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Why one record is no RFC 4180: it is set aside, the rest of the file is still read. */
export type RecordFault = 'stray-quote' | 'lone-return';

/** Where one record lies among bytes: `end` stands before its line end, `next` behind it. */
export interface RawRecord {
  readonly start: number;
  end: number;
  next: number;
  cells: number;
  /** Line ends: its own and those inside quoted cells. */
  lines: number;
  fault?: RecordFault;
}

/** `open` and `open-quote`: the bytes end before the record does. */
export type Scan = RawRecord | 'open' | 'open-quote';

/** The record that begins at `start`. Only with `last` may the end of the bytes end a record too. */
export function nextRecord(bytes: Buffer, start: number, delimiter: number, last: boolean): Scan {
  const record: RawRecord = { start, end: start, next: start, cells: 1, lines: 0 };
  let at = start;
  for (;;) {
    if (bytes[at] === quote) {
      const close = closingQuote(bytes, at + 1, record);
      if (close === -1 || (close === bytes.length - 1 && !last)) return 'open-quote';
      at = close + 1;
      if (!endsCell(bytes, at, delimiter)) record.fault ??= 'stray-quote';
    }
    at = plainEnd(bytes, at, delimiter, record);
    if (at === bytes.length) return last ? finished(bytes, record, at) : 'open';
    if (bytes[at] === lineFeed) return finished(bytes, record, at);
    record.cells += 1;
    at += 1;
  }
}

function closingQuote(bytes: Buffer, from: number, record: RawRecord): number {
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === lineFeed) record.lines += 1;
    if (byte !== quote) continue;
    if (bytes[at + 1] !== quote) return at;
    at += 1;
  }
  return -1;
}

/** Where a cell ends that isn't in quotes (any more): at a delimiter, a line feed or the end of the bytes. */
function plainEnd(bytes: Buffer, from: number, delimiter: number, record: RawRecord): number {
  let at = from;
  for (; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === delimiter || byte === lineFeed) return at;
    if (byte === quote) record.fault ??= 'stray-quote';
    if (byte === carriageReturn && bytes[at + 1] !== lineFeed) record.fault ??= 'lone-return';
  }
  return at;
}

function endsCell(bytes: Buffer, at: number, delimiter: number): boolean {
  const byte = bytes[at];
  return byte === undefined || byte === delimiter || byte === lineFeed || byte === carriageReturn;
}

function finished(bytes: Buffer, record: RawRecord, at: number): RawRecord {
  const ended = bytes[at] === lineFeed;
  record.end = ended && at > record.start && bytes[at - 1] === carriageReturn ? at - 1 : at;
  record.next = ended ? at + 1 : at;
  record.lines += ended ? 1 : 0;
  return record;
}

/** The cells of one record's text, without their quotes. */
export function splitCells(text: string, delimiter: string): string[] {
  const quoted = /"([^"]*(?:""[^"]*)*)"/y;
  const cells: string[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    quoted.lastIndex = at;
    const [whole = '', inner = ''] = quoted.exec(text) ?? [];
    const from = at + whole.length;
    const found = text.indexOf(delimiter, from);
    at = found === -1 ? text.length : found;
    cells.push(inner.replaceAll('""', '"') + text.slice(from, at));
  }
  return cells;
}

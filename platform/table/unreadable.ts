/** Codes of what keeps a file from being read as a table at all. */
export type UnreadableCode =
  | 'empty-file'
  | 'blank-lines'
  | 'not-delimited-text'
  | 'pdf'
  | 'html'
  | 'xml-spreadsheet'
  | 'xml'
  | 'json'
  | 'rtf'
  | 'legacy-workbook'
  | 'encrypted-workbook'
  | 'other-archive'
  | 'damaged-archive'
  | 'archive-bomb'
  | 'empty-workbook'
  | 'pivot-table'
  | 'encoding'
  | 'nul-byte'
  | 'half-character'
  | 'line-too-long'
  | 'unclosed-quote'
  | 'broken-header'
  | 'wrong-delimiter'
  | 'quoted-lines'
  | 'too-many-columns'
  | 'no-header'
  | 'header-below';

export interface Place {
  readonly row: number;
  readonly column?: string;
  readonly value?: string;
}

/** Thrown by the first look, which ends there: nothing behind this place was judged. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly code: UnreadableCode;
  readonly place: Place;
  constructor(code: UnreadableCode, place: Place = { row: 1 }) {
    super(code);
    this.code = code;
    this.place = place;
  }
}

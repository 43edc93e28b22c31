import { dateText, numberText, unescaped, withZerosShown } from './cell-text.ts';
import { Unreadable } from './unreadable.ts';
import { RichText, type Sheet, type Workbook } from './workbook.ts';
import { type Handler, joined, parseXml } from './xml.ts';

/** `lost`: a formula whose result was never stored. */
type CellKind = 'text' | 'number' | 'date' | 'error' | 'lost';

export interface Cell {
  /** Its column; the first is 0. */
  readonly at: number;
  readonly kind: CellKind;
  /** As a person writes it; empty only where it is lost. */
  readonly text: string;
  readonly isFormula: boolean;
}

/** Cells that are merged: rows from 1, columns from 0, both ends included. */
export interface Merge {
  readonly range: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

interface Reader {
  /** A row that isn't blank, with its number in the sheet and those of its cells that aren't empty. */
  row(number: number, cells: readonly Cell[]): void;
  merge(merge: Merge): void;
}

const lastRow = 1_048_576;
const lastColumn = 16_384;

/** Reads a sheet as it streams in, hidden rows included. */
export async function readSheet(workbook: Workbook, sheet: Sheet, reader: Reader): Promise<void> {
  await parseXml(workbook.archive.read(sheet.part), new SheetHandler(workbook, reader));
}

/** The first rows of a sheet that aren't blank; none of a sheet without cells. */
export async function firstRows(workbook: Workbook, sheet: Sheet, most: number): Promise<(readonly Cell[])[]> {
  const rows: (readonly Cell[])[] = [];
  const reader: Reader = {
    row(_number, cells) {
      if (rows.length < most) rows.push(cells);
    },
    merge: () => undefined,
  };
  await parseXml(workbook.archive.read(sheet.part), new SheetHandler(workbook, reader), () => rows.length >= most);
  return rows;
}

class SheetHandler implements Handler {
  readonly #workbook: Workbook;
  readonly #reader: Reader;
  #row = 0;
  #cells: Cell[] = [];
  #at = -1;
  #type = 'n';
  #style = 0;
  #isFormula = false;
  #isValue = false;
  #value = '';
  readonly #inline = new RichText();

  constructor(workbook: Workbook, reader: Reader) {
    this.#workbook = workbook;
    this.#reader = reader;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v') this.#isValue = true;
    else if (name === 'f') this.#isFormula = true;
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'mergeCell') this.#merge(attributes['ref'] ?? '');
    else this.#inline.open(name);
  }

  text(text: string): void {
    if (this.#isValue) this.#value = joined(this.#value, text);
    else this.#inline.add(text);
  }

  close(name: string): void {
    if (name === 'v') this.#isValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    else this.#inline.close(name);
  }

  #openRow({ r }: Readonly<Record<string, string>>): void {
    const number = r === undefined ? this.#row + 1 : Number(r);
    if (!Number.isInteger(number) || number <= this.#row || number > lastRow) throw new Unreadable('damaged-archive');
    this.#row = number;
    this.#cells = [];
    this.#at = -1;
  }

  #openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    const at = r === undefined ? this.#at + 1 : columnOf(r);
    if (at <= this.#at || at >= lastColumn) throw new Unreadable('damaged-archive');
    this.#at = at;
    this.#type = t;
    this.#style = Number(s);
    this.#isFormula = false;
    this.#value = '';
  }

  #closeCell(): void {
    const { kind, text } = this.#content();
    this.#value = '';
    if (text !== '' || kind === 'lost') this.#cells.push({ at: this.#at, kind, text, isFormula: this.#isFormula });
  }

  #closeRow(): void {
    if (this.#cells.some(({ kind, text }) => kind === 'lost' || text.trim() !== ''))
      this.#reader.row(this.#row, this.#cells);
    this.#cells = [];
  }

  #content(): { kind: CellKind; text: string } {
    const value = this.#value;
    switch (this.#type) {
      case 's':
        return { kind: 'text', text: value === '' ? '' : this.#shared(Number(value)) };
      case 'inlineStr':
        return { kind: 'text', text: unescaped(this.#inline.take()) };
      case 'b':
        return { kind: 'text', text: value === '' ? '' : String(value === '1') };
      case 'e':
        return { kind: 'error', text: value };
      case 'd':
        return { kind: 'date', text: value.replace(/T00:00:00(\.0+)?Z?$/, '') };
      case 'n':
        return value === '' ? { kind: this.#isFormula ? 'lost' : 'text', text: '' } : this.#number(value);
      default:
        return { kind: 'text', text: unescaped(value) };
    }
  }

  #number(value: string): { kind: CellKind; text: string } {
    const date = this.#workbook.isDate(this.#style) ? dateText(value, this.#workbook.since1904) : undefined;
    if (date !== undefined) return { kind: 'date', text: date };
    return { kind: 'number', text: withZerosShown(numberText(value), this.#workbook.digitsOf(this.#style)) };
  }

  #shared(index: number): string {
    const text = this.#workbook.strings.get(index);
    if (text === undefined) throw new Unreadable('damaged-archive');
    return unescaped(text);
  }

  #merge(range: string): void {
    const [, from = '', top, to = from, bottom = top] =
      /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/.exec(range) ?? [];
    if (from === '') throw new Unreadable('damaged-archive');
    const rows = { top: Number(top), bottom: Number(bottom) };
    this.#reader.merge({ range, ...rows, left: columnOf(from), right: columnOf(to) });
  }
}

/** `B7` stands in column 1. */
function columnOf(reference: string): number {
  let number = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    number = number * 26 + letter;
  }
  return number - 1;
}

/** The letters above column `at`. */
export function letterOf(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : letterOf(Math.floor(at / 26) - 1) + letter;
}

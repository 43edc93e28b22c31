import { closeSync, openSync, writeSync } from 'node:fs';
import { whatDamages } from './cell-text.ts';
import { longestRecord, mostColumns, type TopRow, topRows } from './first-look.ts';
import { type Cell, letterOf, type Merge, readSheet } from './sheet.ts';
import { laidOut, type OtherSheet, sheetsOf } from './sheets-of.ts';
import { storable } from './storable.ts';
import { Unreadable } from './unreadable.ts';
import { openWorkbook } from './workbook.ts';

/** What is wrong with single cells of a sheet. `merged-away` stands for the cells that a merged one covers. */
export type CellFault = 'error-cell' | 'formula-without-result' | 'date-cell' | 'merged-cells' | 'merged-away';

interface Given {
  /** Where the workbook is kept while it is read; its texts go beside it. */
  readonly path: string;
  /** The mark before the decimals of numbers in a column of this name. */
  readonly markOf: (column: string) => string;
  /** Whether a row may be the header that is looked for. */
  readonly isHeader: (row: readonly string[]) => boolean;
  /** Told of every row. */
  readonly progress: (rows: number) => void;
}

interface Output {
  /** Rows as `FirstLook` gives them; those that end early are to be filled up with blanks. */
  rows(bytes: Buffer): void;
  /** Rows set aside, as `FirstLook` gives them. */
  faults(lines: string): void;
  /**
   * Lines of `row,fault,column,value`, columns counted from 0; a formula with a stored result is a `formula-cell`, and a number
   * such as 1.125, whose point would separate thousands in a text, a `numeric-cell`: neither is a fault. What is `merged-away` downwards has the number of the row as its value in which the merged cell begins.
   */
  cellFaults(lines: string): void;
}

/** Cells farther right than any table. */
export interface StrayCells {
  readonly row: number;
  readonly cell: string;
  readonly value: string;
  count: number;
}

/** Formulas of one column. */
export interface Formulas {
  readonly row: number;
  count: number;
}

const batch = 256 * 1024;
/** So much of a row set aside is kept. */
const mostShown = 800;
const mostCovered = 200_000;
const faultOf: Record<Cell['kind'], CellFault | undefined> = {
  text: undefined,
  number: undefined,
  date: 'date-cell',
  error: 'error-cell',
  lost: 'formula-without-result',
};

/**
 * Reads a workbook as `FirstLook` reads text: the sheet of it that holds the table, the first row of it that has cells being the
 * header. A row bears the number that it has in the sheet; blank rows are no rows.
 */
export class WorkbookLook {
  headerRow = 1;
  rows = 0;
  readonly top: TopRow[] = [];
  /** The sheet that was read, and the others that hold cells too. */
  sheet = '';
  otherSheets: readonly OtherSheet[] = [];
  /** Those that have a stored result. */
  readonly formulas = new Map<number, Formulas>();
  /** Which faults stand in which column. */
  readonly faulty = new Map<CellFault, Set<number>>();
  /** The first of them, and how many there are. */
  stray: StrayCells | undefined;
  readonly #given: Given;
  readonly #output: Output;
  readonly #file: number;
  #names: string[] | undefined;
  #marks: string[] = [];
  /** The first row in which each column has a cell. */
  readonly #used = new Map<number, number>();
  readonly #unnamed = new Set<number>();
  #multiline = false;
  #last = 0;
  #setAside = 0;
  #covered = 0;
  #lines = '';
  #faultLines = '';

  constructor(given: Given, output: Output) {
    this.#given = given;
    this.#output = output;
    this.#file = openSync(given.path, 'wx', 0o600);
  }

  push(chunk: Buffer): void {
    for (let written = 0; written < chunk.length; ) written += writeSync(this.#file, chunk, written);
  }

  /** To be called once, behind the last chunk. */
  async end(): Promise<void> {
    closeSync(this.#file);
    const workbook = await openWorkbook(this.#given.path);
    try {
      const { data, others } = await sheetsOf(workbook, this.#given.isHeader);
      if (!data) throw new Unreadable('empty-workbook');
      this.sheet = data.name;
      this.otherSheets = others;
      await readSheet(workbook, data, {
        row: (number, cells) => this.#row(number, cells),
        merge: (merge) => this.#merge(merge),
      });
      this.#flush();
    } finally {
      workbook.strings.close();
    }
  }

  /** As wide as the widest row: a column that holds cells has a place here, though perhaps no name. */
  get header(): readonly string[] | undefined {
    if (!this.#names) return undefined;
    const width = Math.max(this.#names.length, ...[...this.#used.keys()].map((at) => at + 1));
    return Array.from({ length: width }, (_, at) => this.#names?.[at] ?? '');
  }

  /** A column without a name of which nothing is to be said: without a cell, or covered by the name of another. */
  isUnused(at: number): boolean {
    return (!this.#used.has(at) || this.#unnamed.has(at)) && (this.#names?.[at] ?? '').trim() === '';
  }

  /** As `H7`; undefined of a column without cells. */
  firstCellIn(at: number): string | undefined {
    const row = this.#used.get(at);
    return row === undefined ? undefined : `${letterOf(at)}${row}`;
  }

  get shape(): { delimiter: string; multiline: boolean; ragged: boolean; rows: number } {
    return { delimiter: ',', multiline: this.#multiline, ragged: true, rows: this.rows - this.#setAside };
  }

  #row(number: number, all: readonly Cell[]): void {
    this.#refuseDamaged(number, all);
    const cells = this.#withoutStray(number, all);
    const last = cells.findLast((cell) => !isBlank(cell))?.at ?? -1;
    if (last === -1) return;
    if (this.top.length < topRows) this.top.push({ row: number, cells: laidOut(cells) });
    if (this.#names && this.#isBeside(cells)) this.#setNoteAside(number, cells);
    else if (this.#names) this.#data(number, cells);
    else this.#header(number, cells.slice(0, cells.findIndex(({ at }) => at === last) + 1));
  }

  #withoutStray(row: number, cells: readonly Cell[]): readonly Cell[] {
    if ((cells.at(-1)?.at ?? 0) < mostColumns) return cells;
    const stray = cells.filter((cell) => cell.at >= mostColumns && !isBlank(cell));
    const near = cells.filter(({ at }) => at < mostColumns);
    if (stray.length > 0 && near.length === mostColumns) throw new Unreadable('too-many-columns', { row });
    for (const { at, text } of stray)
      if (this.stray) this.stray.count += 1;
      else this.stray = { row, cell: `${letterOf(at)}${row}`, value: text, count: 1 };
    return near;
  }

  /** What XML cannot carry a workbook can still name: `_x0000_`, or half a character. */
  #refuseDamaged(row: number, cells: readonly Cell[]): void {
    const damaged = cells.find(({ text }) => whatDamages(text) !== undefined);
    const code = damaged && whatDamages(damaged.text);
    if (!code) return;
    const column = this.#names?.[damaged.at]?.trim() || letterOf(damaged.at);
    throw new Unreadable(code, { row, column, value: storable(damaged.text) });
  }

  #header(number: number, cells: readonly Cell[]): void {
    this.headerRow = number;
    this.#names = laidOut(cells);
    this.#marks = this.#names.map(this.#given.markOf);
  }

  /** Whether all that a row holds stands where no column has a name. */
  #isBeside(cells: readonly Cell[]): boolean {
    return cells.every((cell) => isBlank(cell) || (this.#names?.[cell.at] ?? '').trim() === '');
  }

  #setNoteAside(number: number, cells: readonly Cell[]): void {
    const written = cells.filter((cell) => !isBlank(cell));
    const text = written.map((cell) => `${letterOf(cell.at)}${number}: ${cell.text}`).join(', ');
    this.#output.faults(`${number},footnote,${written.length},"${text.slice(0, mostShown).replaceAll('"', '""')}"\n`);
    this.#last = number;
    this.#setAside += 1;
    this.rows += 1;
  }

  #data(number: number, cells: readonly Cell[]): void {
    let line = String(number);
    let next = 0;
    for (const cell of cells) {
      if (cell.at >= (this.#names?.length ?? 0) && isBlank(cell)) continue;
      line += ','.repeat(cell.at - next + 1) + this.#written(cell);
      next = cell.at + 1;
      this.#note(number, cell);
    }
    if (line.length * 3 > longestRecord && Buffer.byteLength(line) > longestRecord)
      throw new Unreadable('line-too-long', { row: number });
    this.#multiline ||= line.includes('\n');
    this.#lines += `${line}\n`;
    this.#last = number;
    this.rows += 1;
    if (this.#lines.length > batch) this.#flush();
  }

  #written({ at, kind, text }: Cell): string {
    const shown = kind === 'number' && this.#marks[at] === ',' ? text.replace('.', ',') : text;
    return quoted(shown);
  }

  #note(row: number, cell: Cell): void {
    const { at, kind, text, isFormula } = cell;
    if (!isBlank(cell) && !this.#used.has(at)) this.#used.set(at, row);
    if (isFormula && kind !== 'lost') {
      const known = this.formulas.get(at);
      if (known) known.count += 1;
      else this.formulas.set(at, { row, count: 1 });
      this.#faultLines += `${row},formula-cell,${at},\n`;
    }
    if (kind === 'number' && looksGrouped.test(text)) this.#faultLines += `${row},numeric-cell,${at},\n`;
    const fault = faultOf[kind];
    if (fault) this.#fault(row, fault, at, text);
  }

  #fault(row: number, fault: CellFault, at: number, value: string): void {
    const columns = this.faulty.get(fault);
    if (columns) columns.add(at);
    else this.faulty.set(fault, new Set([at]));
    this.#faultLines += `${row},${fault},${at},${quoted(value)}\n`;
  }

  /** What a merged cell covers is blank because of it, and is not told again. */
  #merge({ range, top, bottom, left, right }: Merge): void {
    const width = this.header?.length ?? 0;
    if (top > this.#last || left >= width) return;
    this.#fault(top, 'merged-cells', left, range);
    for (let row = top; row <= Math.min(bottom, this.#last); row += 1)
      for (let at = row === top ? left + 1 : left; at <= Math.min(right, width - 1); at += 1)
        this.#cover(row, at, at === left ? String(top) : '');
    if (this.#faultLines.length > batch) this.#flush();
  }

  #cover(row: number, at: number, from: string): void {
    if (this.#covered === mostCovered) return;
    this.#covered += 1;
    this.#fault(row, 'merged-away', at, from);
    if (row === this.headerRow) this.#unnamed.add(at);
  }

  #flush(): void {
    if (this.#lines !== '') this.#output.rows(Buffer.from(this.#lines));
    if (this.#faultLines !== '') this.#output.cellFaults(this.#faultLines);
    this.#lines = '';
    this.#faultLines = '';
    this.#given.progress(this.rows);
  }
}

const looksGrouped = /^-?[1-9]\d{0,2}[.]\d{3}$/;
const isBlank = ({ kind, text }: Cell) => kind !== 'lost' && text.trim() === '';
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

import type { Field, Standard } from '#domain/standard';
import { formOf } from './sql.ts';

/** A row that is no data: titles a second time, the numbers of the columns, totals, or a note. */
export type OddRow = 'second-header' | 'column-numbers' | 'totals-row' | 'footnote';

/** One row, and what the engine knows of it. */
export interface Seen {
  /** By the name of the field, in the order of the file. */
  readonly cells: ReadonlyMap<string, string>;
  /** The columns of which the cell has the form, but for blanks around it. */
  readonly fits: ReadonlySet<string>;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** One of its cells is a formula whose result was never stored. */
  readonly isLost: boolean;
}

/** How cells of the columns are written that hold not just any text, as regular expressions for the engine. */
export function formsOf({ schema, dialect }: Standard): ReadonlyMap<string, string> {
  const mark = dialect['sip:decimal'] ?? '.';
  return new Map(
    schema.fields.flatMap(({ name, type, constraints }) => {
      const form = formOf(type, mark) ?? constraints.pattern;
      return form === undefined ? [] : [[name, form] as const];
    }),
  );
}

/** Why a row is no data; undefined where its cells are to be judged. */
export function oddnessOf(seen: Seen, standard: Standard): OddRow | undefined {
  const row = new Row(seen, standard);
  if (isSecondHeader(row)) return 'second-header';
  if (isColumnNumbers(row)) return 'column-numbers';
  if (!standard.schema['sip:totals'] && isTotals(row)) return 'totals-row';
  return isFootnote(row) ? 'footnote' : undefined;
}

/** The fields that the file has, in its order, with their cells. */
class Row {
  readonly seen: Seen;
  readonly fields: readonly Field[];
  readonly formed: readonly Field[];
  readonly filled: readonly Field[];
  /** Columns that must be filled and are not. */
  readonly gaps: readonly Field[];
  readonly isMostlyBlank: boolean;

  constructor(seen: Seen, standard: Standard) {
    const forms = formsOf(standard);
    this.seen = seen;
    this.fields = [...seen.cells.keys()].flatMap(
      (name) => standard.schema.fields.find((each) => each.name === name) ?? [],
    );
    this.formed = this.fields.filter(({ name }) => forms.has(name));
    this.filled = this.fields.filter((field) => this.cell(field) !== '');
    const required = this.fields.filter(({ constraints }) => constraints.required);
    this.gaps = required.filter((field) => this.cell(field) === '');
    this.isMostlyBlank = this.gaps.length > 0 && this.gaps.length * 2 >= required.length;
  }

  cell({ name }: Field): string {
    return this.seen.cells.get(name)?.trim() ?? '';
  }

  fits({ name }: Field): boolean {
    return this.seen.fits.has(name);
  }
}

/** The titles of the columns once more, perhaps in a person's words. */
function isSecondHeader(row: Row): boolean {
  const { fields, formed } = row;
  if (fields.length > 1 && fields.every((field) => row.cell(field).toLowerCase() === field.name)) return true;
  if (formed.length < 2) return false;
  const isLabel = (field: Field) => /\p{L}/u.test(row.cell(field)) && !row.fits(field);
  return (
    formed.every(isLabel) && fields.filter((field) => isTitleOf(field, row.cell(field))).length * 3 >= fields.length
  );
}

function isTitleOf(field: Field, cell: string): boolean {
  const written = plain(cell);
  const titles = [field.name, field['sip:title'].id, field['sip:title'].en].map(plain);
  return written.length > 2 && titles.some((title) => written.includes(title) || title.includes(written));
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** As BPS prints them, (1), (2), (3); without brackets only right below the header, and where no row of data could look so. */
function isColumnNumbers(row: Row): boolean {
  const { fields, formed, seen } = row;
  const cells = fields.map((field) => row.cell(field));
  if (fields.length > 1 && cells.every((cell) => /^\(?[1-9]\d?\)$/.test(cell))) return true;
  return (
    seen.isFirst &&
    fields.length > 2 &&
    cells.every((cell, at) => /^[1-9]\d?$/.test(cell) && (at === 0 || Number(cell) > Number(cells[at - 1]))) &&
    formed.some((field) => !row.fits(field))
  );
}

const total =
  /^\W*((grand|sub)\W*)?(total|jumlah)(\W+(total|keseluruhan|seluruhnya|semua|umum|akhir|nilai|ekspor|impor))?\W*$/i;

/** How a row of totals begins, as a regular expression for here and for the engine. */
export const beginsAsTotal = '^\\W*((grand|sub)\\W*)?(total|jumlah)\\b';

/** How a note below or between the rows begins. */
export const beginsAsNote = '^(\\W*(sumber|source|catatan|keterangan|notes?|ket)\\b|\\s*\\*)';

const asTotal = new RegExp(beginsAsTotal, 'i');
const asNote = new RegExp(beginsAsNote, 'i');

const isNumber = ({ type }: Field) => type === 'number' || type === 'integer';

/**
 * "Total" in place of what the numbers belong to, anywhere; numbers that belong to nothing only at the end, as in the middle they may
 * as well be a row with gaps. A standard that has rows of totals knows them itself.
 */
function isTotals(row: Row): boolean {
  const { fields, filled, gaps, seen } = row;
  const others = fields.filter((field) => !isNumber(field));
  if (row.isMostlyBlank && others.some((field) => asTotal.test(row.cell(field)))) return true;
  const hasNumber = fields.some((field) => isNumber(field) && /\d/.test(row.cell(field)));
  const totals = others.filter((field) => total.test(row.cell(field)));
  if (totals.length > 0) return hasNumber && (totals.length === others.length || (seen.isLast && gaps.length > 0));
  return (
    seen.isLast &&
    !seen.isFirst &&
    gaps.length > 0 &&
    (hasNumber || seen.isLost) &&
    filled.every((field) => isNumber(field))
  );
}

/** A text of people in a row that is blank otherwise: a source, a note, a title. */
function isFootnote(row: Row): boolean {
  const [first] = row.filled;
  if (!first || !row.isMostlyBlank || row.gaps.length < 2) return false;
  const text = row.cell(first);
  if (asNote.test(text)) return true;
  const isOfAnyText = !row.formed.includes(first);
  const isTitle = first === row.fields[0] && /\p{L}/u.test(text) && !isOfAnyText && !row.fits(first);
  return row.filled.length === 1 && (isTitle || text.length > 60 || /:\s/.test(text));
}

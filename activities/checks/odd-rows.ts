import type { CodeList } from '#domain/code-list/shape';
import type { Field, Standard } from '#domain/standard';
import { areColumnNumbers, isBareTotal, isNote, isOnlyTotal, isTotal } from './odd-texts.ts';
import { formOf } from './sql.ts';
import { endsAsTotal } from './totals-words.ts';

/** A row that is no data: titles a second time, the units or the numbers of the columns, totals, or a note. */
export type OddRow = 'second-header' | 'units-row' | 'column-numbers' | 'totals-row' | 'footnote';

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

/** What judges rows: the standard, and every list that it names. */
export interface Judge {
  readonly standard: Standard;
  readonly lists: readonly CodeList[];
  /** Whether a text names a total and nothing else. */
  readonly isTotals: (text: string) => boolean;
}

/** The list that holds every value of a column; undefined of one that is open, or of no list. */
export const closedListOf = (field: Field, { lists }: Pick<Judge, 'lists'>) =>
  lists.find(({ name, open }) => name === field['sip:codes'] && !open);

/** Why a row is no data; undefined where its cells are to be judged. */
export function oddnessOf(seen: Seen, judge: Judge): OddRow | undefined {
  const { standard } = judge;
  const row = new Row(seen, standard);
  if (isSecondHeader(row)) return 'second-header';
  if (isUnits(row)) return 'units-row';
  if (isColumnNumbers(row)) return 'column-numbers';
  if (!standard.schema['sip:totals'] && isTotals(row, judge)) return 'totals-row';
  return isFootnote(row) || isSignature(row, judge) ? 'footnote' : undefined;
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
  readonly cell = ({ name }: Field): string => this.seen.cells.get(name)?.trim() ?? '';
  readonly fits = ({ name }: Field): boolean => this.seen.fits.has(name);

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
}

/** The titles of the columns once more, perhaps in a person's words. */
function isSecondHeader(row: Row): boolean {
  const { fields, formed } = row;
  if (fields.length > 1 && fields.every((field) => row.cell(field).toLowerCase() === field.name.toLowerCase()))
    return true;
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

/** What the numbers of the columns measure, right below the header: `(USD)`. */
function isUnits({ filled, isMostlyBlank, seen, cell, fits }: Row): boolean {
  const isUnit = (field: Field) => /^[([][^()[\]]*[^()[\]\d\s][^()[\]]*[)\]]$/.test(cell(field)) && !fits(field);
  return seen.isFirst && isMostlyBlank && filled.every(isUnit) && filled.some(isNumber);
}

/** Without brackets only right below the header, and where no row of data could look so. */
function isColumnNumbers({ fields, formed, fits, cell, seen }: Row): boolean {
  const cells = fields.map(cell);
  const isNoData = formed.some((field) => !fits(field));
  if (areColumnNumbers(cells)) return isNoData || cells.some((each) => each.startsWith('('));
  return (
    seen.isFirst &&
    fields.length > 2 &&
    cells.every((each, at) => /^[1-9]\d?$/.test(each) && (at === 0 || Number(each) > Number(cells[at - 1]))) &&
    isNoData
  );
}

const isNumber = ({ type }: Field) => type === 'number' || type === 'integer';

/**
 * "Total" in place of what the numbers belong to, anywhere; numbers that belong to nothing only at the end, as in the middle they may
 * as well be a row with gaps. A standard that has rows of totals knows them itself.
 */
function isTotals(row: Row, judge: Judge): boolean {
  const { fields, seen } = row;
  const others = fields.filter((field) => !isNumber(field));
  const isLabel = (text: string) => isTotal(text) || judge.isTotals(text) || endsAsTotal(text);
  if (row.isMostlyBlank && others.some((field) => isLabel(row.cell(field)))) return true;
  if (!seen.isLost && !fields.some((field) => isNumber(field) && /\d/.test(row.cell(field)))) return false;
  if (others.some((field) => isOnlyTotal(row.cell(field)) || isNoValue(row, field, judge))) return true;
  const totals = others.filter((field) => isBareTotal(row.cell(field)));
  if (totals.length > 0 && totals.length === others.length) return true;
  return seen.isLast && row.gaps.length > 0 && (totals.length > 0 || (!seen.isFirst && row.filled.every(isNumber)));
}

/** A total where only values of a form or of a list may stand, or a name that must be there. */
function isNoValue(row: Row, field: Field, judge: Judge): boolean {
  const cell = row.cell(field);
  const isNamed = judge.isTotals(cell);
  if (!isNamed && !isTotal(cell)) return false;
  if (row.formed.includes(field)) return !row.fits(field);
  const list = judge.lists.find(({ name }) => name === field['sip:codes']);
  if (list?.codes.some(({ code, spellings = [] }) => code === cell || spellings.includes(cell))) return false;
  return closedListOf(field, judge) !== undefined || (isNamed && isOfNames(field));
}

/** A column of names, without which a row belongs to nothing; a remark may say anything. */
const isOfNames = ({ type, constraints, 'sip:codes': list }: Field) =>
  type === 'string' && (constraints.required === true || list !== undefined);

/** A text of people in a row that is blank otherwise: a source, a note, a title, a signature. */
function isFootnote(row: Row): boolean {
  const [first] = row.filled;
  if (!first || !row.isMostlyBlank || row.gaps.length < 2) return false;
  const text = row.cell(first);
  if (isNote(text) || isNote(row.filled.map((field) => row.cell(field)).join(', '))) return true;
  const isOfAnyText = !row.formed.includes(first);
  const isTitle = first === row.fields[0] && /\p{L}/u.test(text) && !isOfAnyText && !row.fits(first);
  return row.filled.length === 1 && (isTitle || text.length > 60 || /:\s/.test(text));
}

/** A name and nothing else at the end of the table, where no list has it: who signs. */
function isSignature({ filled, gaps, seen, cell, formed }: Row, { lists }: Judge): boolean {
  const [only, ...others] = filled;
  if (!only || others.length > 0 || gaps.length < 3 || seen.isFirst || !seen.isLast) return false;
  const list = lists.find(({ name }) => name === only['sip:codes']);
  const isCode = list?.codes.some(({ code, spellings = [] }) => [code, ...spellings].includes(cell(only))) ?? false;
  return !isCode && !formed.includes(only) && /^\p{Lu}[\p{L}.,' -]+ [\p{L}.,' -]+$/u.test(cell(only));
}

/** One text and nothing else: below a note it is one too, such as the name of who signs. */
export function isLoneText({ cells }: Seen): boolean {
  const filled = [...cells.values()].filter((cell) => cell.trim() !== '');
  return filled.length === 1 && cells.size > 2 && filled.every((cell) => /\p{L}/u.test(cell));
}

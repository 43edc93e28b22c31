import { hidden } from '#domain/hidden';
import type { DecimalMark, Field } from '#domain/standard';

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Before the name of every column of a file, so that none meets a name of our own statements: `line`, `value`, `total`, `h`. */
export const ofFile = 'cell:';
export const identifier = (name: string) => `"${ofFile}${name.replaceAll('"', '""')}"`;

/** A number of a standard as SQL; what is none never reaches the engine. */
export function constant(number: number | string): string {
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Error('a bound of the standard is no number');
  return String(number);
}

/** A day of a standard as SQL, to be compared with cells that have the form of one: days in order are texts in order. */
export function day(bound: number | string): string {
  if (typeof bound !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(bound))
    throw new Error('a bound of the standard is no day');
  return literal(bound);
}

export const matches = (cell: string, pattern: string) => `regexp_full_match(${cell}, ${literal(pattern)})`;

/** Whether something in a cell cannot be seen. */
export const hides = ({ name }: Field) => `regexp_matches(${identifier(name)}, ${literal(hidden)})`;

/** Whether a plain blank stands before or behind what a cell says. */
export const hasBlankAround = ({ name }: Field) =>
  `(starts_with(${identifier(name)}, ' ') or ends_with(${identifier(name)}, ' '))`;

const forms: Record<Exclude<Field['type'], 'number' | 'boolean'>, string | undefined> = {
  string: undefined,
  year: '[0-9]{4}',
  integer: '-?[0-9]{1,18}',
  date: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
};

/** How a cell of a number is written with this decimal mark: with as many decimals as a quotient has in a spreadsheet. */
const decimalForm = (mark: DecimalMark) => `-?[0-9]{1,20}([${mark}][0-9]+)?`;

/** How a filled cell of this type is written, as a regular expression; undefined where any text is, or one of some words. */
export const formOf = (type: Field['type'], mark: DecimalMark) => {
  if (type === 'boolean') return undefined;
  return type === 'number' ? decimalForm(mark) : forms[type];
};

/** Every way to write a boolean of this column. */
export const booleans = ({
  trueValues = ['true', 'True', 'TRUE', '1'],
  falseValues = ['false', 'False', 'FALSE', '0'],
}: Field): readonly string[] => [...trueValues, ...falseValues];

/** Whether a filled cell has the form of its type; undefined where any text has. */
export function hasForm(field: Field, mark: DecimalMark): string | undefined {
  const { name, type } = field;
  const cell = identifier(name);
  if (type === 'boolean') return isOneOf(cell, booleans(field));
  const form = formOf(type, mark);
  if (form === undefined) return undefined;
  return type === 'date' ? `(${matches(cell, form)} and try_cast(${cell} as date) is not null)` : matches(cell, form);
}

export const isOneOf = (cell: string, words: readonly string[]) => `${cell} in (${words.map(literal).join(', ')})`;

export const hasOtherMark = ({ name }: Field, mark: DecimalMark) =>
  matches(identifier(name), `-?[0-9]{1,20}[${mark === '.' ? ',' : '.'}][0-9]+`);

/** How a number is written whose thousands are separated by the mark of decimals: `1.234`, and beyond doubt `1.234.567`. */
export const hasThousands = ({ name }: Field, mark: DecimalMark, groups: '+' | '{2,}') =>
  `(contains(${identifier(name)}, ${literal(mark)}) and ${matches(identifier(name), `-?[1-9][0-9]{0,2}([${mark}][0-9]{3})${groups}`)})`;

/** What only a number can be whose decimals stand behind the other mark: `99,5`, `1234,567`, `1.234,5`. */
export function hasOtherDecimals({ name }: Field, mark: DecimalMark): string {
  const other = mark === '.' ? ',' : '.';
  const ways = [
    `[0-9]+[${other}]([0-9]{1,2}|[0-9]{4,})`,
    `(0|[0-9]{4,})[${other}][0-9]{3}`,
    `[0-9]{1,3}([${mark}][0-9]{3})+[${other}][0-9]+`,
  ];
  return matches(identifier(name), `-?(${ways.join('|')})`);
}

/** A number whose thousands the other mark separates, and whose decimals stand behind the mark: `1,234.56`. */
export const hasOtherThousands = ({ name }: Field, mark: DecimalMark) =>
  matches(identifier(name), `-?[0-9]{1,3}([${mark === '.' ? ',' : '.'}][0-9]{3})+[${mark}][0-9]+`);

export const isNumeric = ({ type }: Field) => type === 'number' || type === 'integer' || type === 'year';

const withPoint = ({ name }: Field, mark: DecimalMark) =>
  mark === ',' ? `replace(${identifier(name)}, ',', '.')` : identifier(name);

/** The number of a cell that has the form of one, near enough to compare with a bound, and much faster than exactly. */
export const asDouble = (field: Field, mark: DecimalMark) => `try_cast(${withPoint(field, mark)} as double)`;

/** The number that a cell holds, exact to ten decimals; null where it is empty or no number. */
export function asNumber(field: Field, mark: DecimalMark): string {
  const form = hasForm(field, mark) ?? 'false';
  return `(case when ${form} then try_cast(${withPoint(field, mark)} as decimal(38, 10)) end)`;
}

/** The columns that place a row in time. */
export interface When {
  readonly year: string;
  readonly month: string;
}

export const isDated = ({ year, month }: When) =>
  `${matches(identifier(year), '[0-9]{4}')} and ${matches(identifier(month), '0[1-9]|1[0-2]')}`;

/** The month of a row, `2025-01`; null where its cells are no year and month. */
export const monthOf = (when: When) =>
  `(case when ${isDated(when)} then ${identifier(when.year)} || '-' || ${identifier(when.month)} end)`;

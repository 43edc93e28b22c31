import type { DecimalMark, Field } from '#domain/standard';

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** A number of a standard as SQL; what is none never reaches the engine. */
export function constant(number: number): string {
  if (typeof number !== 'number' || !Number.isFinite(number)) throw new Error('a bound of the standard is no number');
  return String(number);
}

export const matches = (cell: string, pattern: string) => `regexp_full_match(${cell}, ${literal(pattern)})`;

const forms: Record<Exclude<Field['type'], 'number'>, string | undefined> = {
  string: undefined,
  year: '[0-9]{4}',
  integer: '-?[0-9]{1,18}',
  date: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  boolean: 'true|false',
};

/** How a cell of a number is written with this decimal mark. */
const decimalForm = (mark: DecimalMark) => `-?[0-9]{1,20}([${mark}][0-9]{1,10})?`;

/** How a filled cell of this type is written, as a regular expression; undefined where any text is. */
export const formOf = (type: Field['type'], mark: DecimalMark) => (type === 'number' ? decimalForm(mark) : forms[type]);

/** Whether a filled cell has the form of its type; undefined where any text has. */
export function hasForm({ name, type }: Field, mark: DecimalMark): string | undefined {
  const cell = identifier(name);
  const form = formOf(type, mark);
  if (form === undefined) return undefined;
  return type === 'date' ? `(${matches(cell, form)} and try_cast(${cell} as date) is not null)` : matches(cell, form);
}

export const hasOtherMark = ({ name }: Field, mark: DecimalMark) =>
  matches(identifier(name), `-?[0-9]{1,20}[${mark === '.' ? ',' : '.'}][0-9]{1,10}`);

export const isNumeric = ({ type }: Field) => type === 'number' || type === 'integer' || type === 'year';

const withPoint = ({ name }: Field, mark: DecimalMark) =>
  mark === ',' ? `replace(${identifier(name)}, ',', '.')` : identifier(name);

/** The number of a cell that has the form of one, near enough to compare with a bound, and much faster than exactly. */
export const asDouble = (field: Field, mark: DecimalMark) => `try_cast(${withPoint(field, mark)} as double)`;

/** The exact number that a cell holds; null where it is empty or no number. */
export function asNumber(field: Field, mark: DecimalMark): string {
  const form = hasForm(field, mark) ?? 'false';
  return `(case when ${form} then try_cast(${withPoint(field, mark)} as decimal(38, 10)) end)`;
}

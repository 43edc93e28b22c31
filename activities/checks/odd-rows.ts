import type { Field, Standard } from '#domain/standard';
import { formOf } from './sql.ts';

/** A row that is no data: titles a second time, or totals. */
export type OddRow = 'second-header' | 'totals-row';

type Row = ReadonlyMap<string, string>;

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

/**
 * The titles of the columns once more, perhaps in a person's words, or their numbers as BPS prints them: (1), (2), (3). `hasForm` holds
 * the columns of which the row's cell has the form.
 */
export function isSecondHeader(row: Row, standard: Standard, hasForm: ReadonlySet<string>): boolean {
  const { schema } = standard;
  const forms = formsOf(standard);
  const fields = schema.fields.filter(({ name }) => row.has(name));
  const cell = ({ name }: Field) => row.get(name)?.trim() ?? '';
  if (fields.length > 1 && fields.every((field) => /^\(?[1-9]\d?\)$/.test(cell(field)))) return true;
  const formed = fields.filter(({ name }) => forms.has(name));
  if (formed.length < 2) return false;
  const isLabel = (field: Field) => /\p{L}/u.test(cell(field)) && !hasForm.has(field.name);
  return formed.every(isLabel) && fields.filter((field) => isTitleOf(field, cell(field))).length * 3 >= fields.length;
}

function isTitleOf(field: Field, cell: string): boolean {
  const written = plain(cell);
  const titles = [field.name, field['sip:title'].id, field['sip:title'].en].map(plain);
  return written.length > 2 && titles.some((title) => written.includes(title) || title.includes(written));
}

const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const total =
  /^\W*((grand|sub)\W*)?(total|jumlah)(\W+(total|keseluruhan|seluruhnya|semua|umum|akhir|nilai|ekspor|impor))?\W*$/i;

const isNumber = ({ type }: Field) => type === 'number' || type === 'integer';

/** Numbers without what they belong to, or with "Total" in its place. A standard that has rows of totals knows them itself. */
export function isTotals(row: Row, { schema }: Standard): boolean {
  if (schema['sip:totals']) return false;
  const fields = schema.fields.filter(({ name }) => row.has(name));
  const cell = ({ name }: Field) => row.get(name)?.trim() ?? '';
  const others = fields.filter((field) => !isNumber(field));
  const blanks = others.filter((field) => field.constraints.required && cell(field) === '');
  const totals = others.filter((field) => total.test(cell(field)));
  if (!fields.some((field) => isNumber(field) && /\d/.test(cell(field)))) return false;
  if (totals.length > 0) return blanks.length > 0 || totals.length === others.length;
  return blanks.length > 0 && others.every((field) => cell(field) === '');
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { Finding } from '#domain/finding';
import type { Field, Standard } from '#domain/standard';
import { blocker } from '#domain/unreadable';
import { setOddRowsAside } from './aside.ts';
import type { Rule } from './compile.ts';
import { formulaText, nothingSaid } from './empty-words.ts';
import { pivotRow } from './pivot.ts';
import type { Look } from './reading.ts';
import { constant, identifier, matches } from './sql.ts';
import * as words from './words.ts';

/** A table of more columns is only read. */
const mostColumns = 300;

/** What a column of any table may hold: its name is all that is known of it. */
function fieldOf(name: string): Field {
  const named = { id: name, en: name };
  return {
    name,
    type: 'string',
    title: name,
    example: '',
    constraints: { required: true },
    'sip:title': named,
    'sip:concept': named,
    'sip:definition': named,
    'sip:measure': named,
    'sip:expects': { id: 'isi sel itu', en: 'what belongs there' },
    'sip:item': 'satu-data-principles',
    'sip:status': 'house draft',
  };
}

/** The columns of a table that no standard names, and where they stand; none where a standard does, and of a table too wide. */
export function plainColumns({ header = [] }: Look, { schema }: Standard): ReadonlyMap<string, number> {
  if (schema.fields.length > 0 || header.length < 2 || header.length > mostColumns) return new Map();
  const columns = new Map<string, number>();
  for (const [at, name] of header.entries()) {
    const written = name.trim();
    columns.set(written === '' || columns.has(written) ? `${written} (${at + 1})`.trim() : written, at);
  }
  return columns;
}

interface Given {
  readonly standard: Standard;
  readonly columns: ReadonlyMap<string, number>;
  readonly delimiter: string;
  /** The row across which months or years run. */
  readonly pivot: number | undefined;
}

/** Sets rows aside that are no data of any table: titles once more, totals, notes. */
export async function setPlainAside(connection: DuckDBConnection, given: Given): Promise<void> {
  const { standard, columns, delimiter, pivot } = given;
  if (pivot !== undefined)
    await connection.run(`delete from faults where fault = 'footnote' and line = ${constant(pivot)}`);
  const names = [...columns.keys()];
  const fields = await typed(connection, names.map(fieldOf));
  await setOddRowsAside(connection, {
    standard: { ...standard, schema: { ...standard.schema, fields } },
    lists: [],
    positions: columns,
    columns: columns.size,
    delimiter,
  });
}

/** What stands for times and codes is no number to be summed, nor is what a table begins with. */
const isOfKey = (name: string) => /tahun|year|bulan|month|tanggal|date|kode|code|nomor|number|^no\b/i.test(name);

/** Columns of numbers by what most of their cells hold. */
async function typed(connection: DuckDBConnection, fields: readonly Field[]): Promise<Field[]> {
  const shares = fields.map(({ name }) => {
    const filled = `trim(${identifier(name)}) <> ''`;
    const isNumber = matches(identifier(name), '\\s*-?[0-9][0-9.,]*\\s*');
    return `count(*) filter (${isNumber}) * 2 > count(*) filter (${filled})`;
  });
  const result = await connection.run(`select ${shares.join(', ')} from rows`);
  const [row = []] = await result.getRowsJS();
  return fields.map((field, at) =>
    at > 0 && row[at] === true && !isOfKey(field.name) ? { ...field, type: 'number' } : field,
  );
}

/** What is wrong in any table, whatever it tells: what a spreadsheet left in cells, and a row that stands there twice. */
export function plainRules(columns: ReadonlyMap<string, number>): Rule[] {
  if (columns.size === 0) return [];
  const names = [...columns.keys()];
  return [...names.map(fieldOf).flatMap((field) => leftovers(field)), repeatedRow(names)];
}

function leftovers(field: Field): Rule[] {
  const cell = identifier(field.name);
  const rule = (code: string, where: string, say: typeof formulaText): Rule => ({
    code,
    severity: 'error',
    item: field['sip:item'],
    column: field.name,
    select: `select line, ${cell} as value, '' as reference from suspects where ${where}`,
    suspicion: where,
    say: (value) => ({ message: say(field, value).message, remedy: words.writeResult }),
  });
  return [
    rule('formula-text', `(starts_with(${cell}, '=') and length(${cell}) > 1)`, formulaText),
    rule('says-nothing', `(contains(${cell}, '#') and ${matches(cell, '\\s*#[A-Z0-9/]{2,12}[!?]?\\s*')})`, nothingSaid),
  ];
}

/** As for the key of a standard, but that a table without one may have its reasons. */
function repeatedRow(names: readonly string[]): Rule {
  const cells = names.map(identifier).join(', ');
  return {
    code: 'repeated-row',
    severity: 'warning',
    item: 'validated',
    select: `
      with hashed as (select line, hash(${cells}) as h from rows),
        suspects as (select h from hashed group by h having count(*) > 1),
        met as (select * from rows where line in (select line from hashed where h in (select h from suspects))),
        compared as (select line, min(line) over (partition by ${cells}) as first from met)
      select line, '' as value, first as reference from compared where line > first order by line`,
    say: (_value, first) => words.repeatedRow(first),
  };
}

/** The row of months or years that a table without a standard has across; undefined of others. */
export const plainPivot = (look: Look, standard: Standard): number | undefined =>
  standard.schema.fields.length === 0 ? pivotRow(look.top, standard) : undefined;

/** Advice in place of what would be said of columns without a name, which such a table has above its months. */
export function withPivot(findings: readonly Finding[], row: number | undefined): readonly Finding[] {
  if (row === undefined) return findings;
  const others = findings.filter(({ code }) => code !== 'blank-column');
  return [...others, { ...blocker('pivot-table', { row }), severity: 'warning' }];
}

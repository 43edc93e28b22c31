import type { DuckDBConnection } from '@duckdb/node-api';
import type { Field } from '#domain/standard';
import { closedListOf, formsOf, isLoneText, type Judge, type OddRow, oddnessOf, type Seen } from './odd-rows.ts';
import { beginsAsTotal, onlyTotal } from './odd-texts.ts';
import { nameShortRows } from './short-rows.ts';
import { constant, identifier, isOneOf, literal, matches } from './sql.ts';
import { partsOfTotals, totalsIn } from './totals-words.ts';

/** So many rows are looked at that may be no data; cells of more are judged like any other. */
const mostLookedAt = 10_000;

interface Aside {
  readonly line: number;
  readonly fault: OddRow;
  readonly text: string;
}

/** So many different cells of a column may name totals. */
const mostNames = 1000;

interface Given extends Omit<Judge, 'isTotals'> {
  readonly positions: ReadonlyMap<string, number>;
  /** Columns of the file. */
  readonly columns: number;
  readonly delimiter: string;
}

/**
 * Takes rows out of what the rules see that are titles, totals or notes: each is told once, not cell by cell. Rows that can't be laid
 * out in columns are set aside already; where they are notes or totals they are told as such.
 */
export async function setOddRowsAside(connection: DuckDBConnection, given: Given): Promise<void> {
  const { standard, positions } = given;
  const fields = standard.schema.fields
    .filter(({ name }) => positions.has(name))
    .toSorted((one, other) => (positions.get(one.name) ?? 0) - (positions.get(other.name) ?? 0));
  const judge: Judge = { ...given, isTotals: totalsIn(given) };
  const rows = await strange(connection, judge, fields);
  const odd = new Map(rows.flatMap((row) => asideOf(row, oddnessOf(row.seen, judge))));
  for (const row of await belowNotes(connection, rows, odd)) odd.set(...row);
  await setAside(connection, [...odd.values()]);
  const first = fields.find(({ name }) => positions.get(name) === 0)?.name;
  await nameShortRows(connection, { ...given, first });
}

const asideOf = ({ line, seen }: Strange, fault: OddRow | undefined): [number, Aside][] =>
  fault ? [[line, { line, fault, text: [...seen.cells.values()].join(',') }]] : [];

async function setAside(connection: DuckDBConnection, odd: readonly Aside[]): Promise<void> {
  if (odd.length === 0) return;
  const appender = await connection.createAppender('faults');
  for (const { line, fault, text } of odd) {
    appender.appendBigInt(BigInt(line));
    appender.appendVarchar(fault);
    appender.appendBigInt(0n);
    appender.appendVarchar(text);
    appender.endRow();
  }
  appender.closeSync();
  const lines = odd.map(({ line }) => constant(line)).join(', ');
  for (const table of ['rows', 'cell_faults']) await connection.run(`delete from ${table} where line in (${lines})`);
}

/** So many rows at the end of a table may be no data. */
const longestTail = 50;

/** Lone texts below a note, at the end of the table: the names of those who sign. */
async function belowNotes(
  connection: DuckDBConnection,
  rows: readonly Strange[],
  odd: ReadonlyMap<number, Aside>,
): Promise<[number, Aside][]> {
  const lone = new Map(rows.filter(({ seen }) => isLoneText(seen)).map((row) => [row.line, row]));
  if (lone.size === 0 || odd.size === 0) return [];
  const result = await connection.run(`select line::double from rows order by line desc limit ${longestTail}`);
  const last = (await result.getRowsJS()).map(([line]) => Number(line));
  const data = last.findIndex((line) => !odd.has(line) && !lone.has(line));
  const tail = last.slice(0, data === -1 ? last.length : data);
  const highest = tail.findLastIndex((line) => odd.get(line)?.fault === 'footnote');
  return tail.slice(0, Math.max(highest, 0)).flatMap((line) => {
    const row = odd.has(line) ? undefined : lone.get(line);
    return row ? asideOf(row, 'footnote') : [];
  });
}

const begins = (text: string, as: string) => `regexp_matches(${text}, ${literal(`(?i)${as}`)})`;

interface Strange {
  readonly line: number;
  readonly seen: Seen;
}

/** The first and the last row, and those that look as if they were no data. */
async function strange(connection: DuckDBConnection, judge: Judge, fields: readonly Field[]): Promise<Strange[]> {
  const { standard } = judge;
  const forms = formsOf(standard);
  const cells = fields.map(({ name }, at) => `${identifier(name)} as "c${at}"`);
  const fits = fields.map(({ name }, at) => {
    const form = forms.get(name);
    return `${form === undefined ? 'false' : matches(identifier(name), `\\s*(?:${form})\\s*`)} as "f${at}"`;
  });
  const suspicions = [...suspicionsOf(fields, forms, judge), ...(await totalsAmong(connection, judge, fields))];
  const result = await connection.run(`
    with ends as (select min(line) as first, max(line) as last from rows)
    select line::double as line, line = first as is_first, line = last as is_last,
      exists (from cell_faults where cell_faults.line = rows.line and fault = 'formula-without-result') as is_lost,
      ${[...cells, ...fits].join(', ')}
    from rows, ends where line = first or line = last or ${suspicions.join(' or ')}
    order by rows.line limit ${constant(mostLookedAt)}`);
  return (await result.getRowObjectsJS()).map((row) => ({
    line: Number(row['line']),
    seen: {
      cells: new Map(fields.map(({ name }, at) => [name, textOf(row[`c${at}`])])),
      fits: new Set(fields.filter((_, at) => row[`f${at}`] === true).map(({ name }) => name)),
      isFirst: row['is_first'] === true,
      isLast: row['is_last'] === true,
      isLost: row['is_lost'] === true,
    },
  }));
}

const textOf = (cell: unknown) => (typeof cell === 'string' ? cell : '');

const cellOf = ({ name }: Field) => identifier(name);

/** Much cheaper than a regular expression, and true of few cells. */
const namesTotal = (field: Field) =>
  `(${partsOfTotals.map((part) => `contains(${cellOf(field)}, ${literal(part)})`).join(' or ')})`;

/** The columns that name totals, and by which cells: names of thousands of rows may begin so and are looked at once. */
async function totalsAmong(connection: DuckDBConnection, judge: Judge, fields: readonly Field[]): Promise<string[]> {
  const suspicions: string[] = [];
  for (const field of fields.filter(({ type }) => type !== 'number' && type !== 'integer')) {
    const result = await connection.run(
      `select distinct ${cellOf(field)} from rows where ${namesTotal(field)} limit ${constant(mostNames)}`,
    );
    const names = (await result.getRowsJS()).map(([cell]) => textOf(cell)).filter(judge.isTotals);
    if (names.length > 0) suspicions.push(`(${isOneOf(cellOf(field), names)})`);
  }
  return suspicions;
}

/** Cheap, and true of every row that may be none of data; of few others. */
function suspicionsOf(fields: readonly Field[], forms: ReadonlyMap<string, string>, judge: Judge): string[] {
  const [first] = fields;
  const required = fields.filter(({ constraints }) => constraints.required);
  const gaps = required.map((field) => `(trim(${cellOf(field)}) = '')::int`);
  const formed = fields.filter(({ name }) => forms.has(name));
  const others = fields.filter(({ type }) => type !== 'number' && type !== 'integer');
  return [
    ...(first
      ? [
          `starts_with(${cellOf(first)}, '(') or ${cellOf(first)} in ('-1', '1)')`,
          `lower(trim(${cellOf(first)})) = ${literal(first.name.toLowerCase())}`,
        ]
      : []),
    // Letters stand behind all digits and signs of numbers.
    ...(formed.length > 1 ? [formed.map((field) => `${cellOf(field)} > ':'`).join(' and ')] : []),
    ...(gaps.length > 0 ? [`(${gaps.join(' + ')}) * 2 >= ${constant(required.length)}`] : []),
    ...others.map((field) => {
      const isNamed = others.length === 1 || forms.has(field.name) || closedListOf(field, judge) !== undefined;
      return `${namesTotal(field)} and ${begins(cellOf(field), isNamed ? beginsAsTotal : onlyTotal)}`;
    }),
  ].map((suspicion) => `(${suspicion})`);
}

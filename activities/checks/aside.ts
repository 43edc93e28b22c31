import type { DuckDBConnection } from '@duckdb/node-api';
import type { Field, Standard } from '#domain/standard';
import { beginsAsNote, beginsAsTotal, formsOf, type OddRow, oddnessOf, type Seen } from './odd-rows.ts';
import { constant, identifier, literal, matches } from './sql.ts';

/** So many rows are looked at that may be no data; cells of more are judged like any other. */
const mostLookedAt = 10_000;

interface Aside {
  readonly line: number;
  readonly fault: OddRow;
  readonly text: string;
}

/**
 * Takes rows out of what the rules see that are titles, totals or notes: each is told once, not cell by cell. Rows that can't be laid
 * out in columns are set aside already; where they are notes or totals they are told as such.
 */
export async function setOddRowsAside(
  connection: DuckDBConnection,
  standard: Standard,
  positions: ReadonlyMap<string, number>,
): Promise<void> {
  const fields = standard.schema.fields
    .filter(({ name }) => positions.has(name))
    .toSorted((one, other) => (positions.get(one.name) ?? 0) - (positions.get(other.name) ?? 0));
  await renameFaults(connection, standard);
  const odd: Aside[] = [];
  for (const { line, seen } of await strange(connection, standard, fields)) {
    const fault = oddnessOf(seen, standard);
    if (fault) odd.push({ line, fault, text: [...seen.cells.values()].join(',') });
  }
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

const begins = (text: string, as: string) => `regexp_matches(${text}, ${literal(`(?i)${as}`)})`;

async function renameFaults(connection: DuckDBConnection, { schema }: Standard): Promise<void> {
  const rename = (fault: OddRow, as: string) =>
    connection.run(
      `update faults set fault = ${literal(fault)} where fault = 'too-few-cells' and ${begins('text', as)}`,
    );
  await rename('footnote', beginsAsNote);
  if (!schema['sip:totals']) await rename('totals-row', beginsAsTotal);
}

/** The first and the last row, and those that look as if they were no data. */
async function strange(
  connection: DuckDBConnection,
  standard: Standard,
  fields: readonly Field[],
): Promise<{ line: number; seen: Seen }[]> {
  const forms = formsOf(standard);
  const cells = fields.map(({ name }, at) => `${identifier(name)} as "c${at}"`);
  const fits = fields.map(({ name }, at) => {
    const form = forms.get(name);
    return `${form === undefined ? 'false' : matches(identifier(name), `\\s*(?:${form})\\s*`)} as "f${at}"`;
  });
  const result = await connection.run(`
    with ends as (select min(line) as first, max(line) as last from rows)
    select line::double as line, line = first as is_first, line = last as is_last,
      exists (from cell_faults where cell_faults.line = rows.line and fault = 'formula-without-result') as is_lost,
      ${[...cells, ...fits].join(', ')}
    from rows, ends where line = first or line = last or ${suspicionsOf(fields, forms).join(' or ')}
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

/** Cheap, and true of every row that may be none of data; of few others. */
function suspicionsOf(fields: readonly Field[], forms: ReadonlyMap<string, string>): string[] {
  const [first] = fields;
  const required = fields.filter(({ constraints }) => constraints.required);
  const gaps = required.map((field) => `(trim(${cellOf(field)}) = '')::int`);
  const formed = fields.filter(({ name }) => forms.has(name));
  const others = fields.filter(({ type }) => type !== 'number' && type !== 'integer');
  return [
    ...(first ? [`starts_with(${cellOf(first)}, '(')`, `lower(trim(${cellOf(first)})) = ${literal(first.name)}`] : []),
    // Letters stand behind all digits and signs of numbers.
    ...(formed.length > 1 ? [formed.map((field) => `${cellOf(field)} > ':'`).join(' and ')] : []),
    ...(gaps.length > 0 ? [`(${gaps.join(' + ')}) * 2 >= ${constant(required.length)}`] : []),
    ...(others.length === 1 ? others.map((field) => begins(cellOf(field), beginsAsTotal)) : []),
  ].map((suspicion) => `(${suspicion})`);
}

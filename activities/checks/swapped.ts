import type { DuckDBConnection } from '@duckdb/node-api';
import type { CodeList } from '#domain/code-list/shape';
import type { Finding } from '#domain/finding';
import type { Field, Standard } from '#domain/standard';
import { permutation } from './permutation.ts';
import { constant, hasForm, identifier, isOneOf, literal, matches } from './sql.ts';
import { swappedColumns } from './words.ts';

/** So many rows tell what a column holds, and so few do not. */
const looked = 1000;
const fewest = 3;

/** A field whose cells stand under the name of another. */
export interface Swapped {
  readonly field: string;
  /** The name above its cells. */
  readonly under: string;
}

/**
 * Fields that have the names of each other: hardly a cell fits where it stands, and all of them do once the names are given anew. What is
 * wrong are the names then, not the cells.
 */
export async function swappedFields(
  connection: DuckDBConnection,
  standard: Standard,
  lists: readonly CodeList[],
  positions: ReadonlyMap<string, number>,
): Promise<readonly Swapped[]> {
  const fields = standard.schema.fields.filter(({ name }) => positions.has(name));
  const sharesOf = (conditions: readonly string[]) => shares(connection, conditions, fields);
  const condition = (field: Field, column: Field) => fitOf(field, column, standard, lists) ?? 'true';
  const own = await sharesOf(fields.map((field) => condition(field, field)));
  if (!own.some(isMisfit)) return [];
  const fits: boolean[][] = [];
  for (const [at, field] of fields.entries()) {
    const all = await sharesOf(fields.map((column) => condition(field, column)));
    fits.push(all.map((share, column) => (column === at ? !isMisfit(share) : share !== undefined && share >= 0.9)));
  }
  const name = (at: number) => fields[at]?.name ?? '';
  return [...permutation(fits)].map(([field, column]) => ({ field: name(field), under: name(column) }));
}

const isMisfit = (share: number | undefined) => share !== undefined && share < 0.1;

/** What is said of a header, and of its names that are swapped: their order is no other fault then. */
export function withSwapped(
  findings: readonly Finding[],
  swapped: readonly Swapped[],
  row: number,
): readonly Finding[] {
  if (swapped.length === 0) return findings;
  return [
    ...findings.filter(({ code }) => code !== 'reordered-column'),
    { code: 'swapped-columns', severity: 'error', item: 'satu-data-principles', row, ...swappedColumns(swapped) },
  ];
}

/** Whether the cell of a column could be one of the field, as SQL; undefined where any could. */
function fitOf(field: Field, { name }: Field, { dialect }: Standard, lists: readonly CodeList[]): string | undefined {
  const cell = identifier(name);
  const { pattern, enum: words } = field.constraints;
  const list = lists.find((each) => each.name === field['sip:codes']);
  const all = [
    hasForm({ ...field, name }, dialect['sip:decimal'] ?? '.'),
    pattern !== undefined && matches(cell, pattern),
    words && isOneOf(cell, words),
    list && !list.open && `${cell} in (select "sip:word" from codes where "sip:list" = ${literal(list.name)})`,
  ].filter((each) => typeof each === 'string');
  return all.length === 0 ? undefined : all.join(' and ');
}

/** How many of the filled cells of each column satisfy its condition; undefined where too few are filled. */
async function shares(
  connection: DuckDBConnection,
  conditions: readonly string[],
  columns: readonly Field[],
): Promise<(number | undefined)[]> {
  const counts = conditions.map((condition, at) => {
    const filled = `trim(${identifier(columns[at]?.name ?? '')}) <> ''`;
    return `count(*) filter (${filled})::double, count(*) filter (${filled} and ${condition})::double`;
  });
  const result = await connection.run(
    `select ${counts.join(', ')} from (select * from rows limit ${constant(looked)})`,
  );
  const [row = []] = (await result.getRowsJS()) as number[][];
  return conditions.map((_, at) => {
    const [filled = 0, fit = 0] = row.slice(at * 2, at * 2 + 2);
    return filled < fewest ? undefined : fit / filled;
  });
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { Standard } from '#domain/standard';
import { splitCells } from '#platform/table/record';
import { formsOf, type OddRow } from './odd-rows.ts';
import { areColumnNumbers, isNote, isTotal } from './odd-texts.ts';
import { constant, literal, matches } from './sql.ts';

/** So many rows are looked at; of more it is only said that they have too few cells. */
const mostLookedAt = 10_000;

/** More of them at the end are rows of another kind, and no notes. */
const longestTail = 30;

interface Given {
  readonly standard: Standard;
  /** The field that stands in the first column of the file, where the standard has that column. */
  readonly first: string | undefined;
  /** Columns of the file. */
  readonly columns: number;
  readonly delimiter: string;
}

interface ShortRow {
  readonly text: string;
  readonly cells: readonly string[];
  /** Whether its first cell is one of the first column; undefined where any text is. */
  readonly beginsAsData: boolean | undefined;
  /** No row of data stands below it. */
  readonly isBehind: boolean;
}

/** Tells those of the rows with too few cells that are notes, totals or numbers of the columns as such. To be called when `rows` holds data alone. */
export async function nameShortRows(connection: DuckDBConnection, given: Given): Promise<void> {
  const { standard, first, delimiter } = given;
  const form = first === undefined ? undefined : formsOf(standard).get(first);
  const begins = form === undefined ? 'null' : matches(`trim(split_part(text, ${literal(delimiter)}, 1))`, form);
  const result = await connection.run(`
    select line::double, text, ${begins}, coalesce(line > (select max(line) from rows), false) from faults
    where fault = 'too-few-cells' order by line limit ${constant(mostLookedAt)}`);
  const rows = (await result.getRowsJS()) as [line: number, string, boolean | null, boolean][];
  const isTail = rows.filter(([, , , isBehind]) => isBehind).length <= longestTail;
  const lines = new Map<OddRow, number[]>();
  for (const [line, text, beginsAsData, isBehind] of rows) {
    const cells = splitCells(text, delimiter).map((cell) => cell.trim());
    const odd = oddnessOfShort(
      { text, cells, beginsAsData: beginsAsData ?? undefined, isBehind: isBehind && isTail },
      given,
    );
    if (odd) lines.set(odd, [...(lines.get(odd) ?? []), line]);
  }
  for (const [odd, of] of lines)
    await connection.run(
      `update faults set fault = ${literal(odd)} where fault = 'too-few-cells' and line in (${of.map(constant).join(', ')})`,
    );
}

function oddnessOfShort(row: ShortRow, { standard, columns }: Given): OddRow | undefined {
  const { cells, isBehind } = row;
  const text = row.text.replaceAll('"', '');
  const hasTotals = standard.schema['sip:totals'] === undefined;
  if (cells.length > 2 && areColumnNumbers(cells)) return 'column-numbers';
  if (isNote(text)) return 'footnote';
  if (hasTotals && isTotal(text)) return 'totals-row';
  if (!isBehind || !isLittle(row, columns)) return undefined;
  if (/\p{L}/u.test(text)) return 'footnote';
  return hasTotals && columns > 2 ? 'totals-row' : undefined;
}

/** Few cells, and none that a row of data begins with. */
function isLittle({ cells, beginsAsData }: ShortRow, columns: number): boolean {
  if (beginsAsData === undefined) return cells.length === 1 && columns > 2;
  return !beginsAsData && cells.length * 2 <= columns;
}

import type { DuckDBConnection } from '@duckdb/node-api';
import type { FaultyColumn } from './cell-faults.ts';
import { constant, identifier } from './sql.ts';

/**
 * A cell that is merged downwards means its value for every row that it covers: rules about whole rows see it there, so that no row
 * looks like a repeated one, or like one of totals, because of it. That it is merged is told by itself.
 */
export async function fillMerged(
  connection: DuckDBConnection,
  faulty: readonly FaultyColumn[],
  positions: ReadonlyMap<string, number>,
): Promise<void> {
  for (const { fault, at, column } of faulty) {
    if (fault !== 'merged-away' || positions.get(column) !== at) continue;
    const cell = identifier(column);
    await connection.run(`
      update rows set ${cell} = covered.value from (
        select cell_faults.line, first.${cell} as value from cell_faults join rows as first on first.line = try_cast(cell_faults.value as bigint)
        where fault = 'merged-away' and "column" = ${constant(at)}) as covered
      where rows.line = covered.line`);
  }
}

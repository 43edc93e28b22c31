import type { Client } from 'pg';
import { reasonFor } from './places.ts';
import { renamed, type Spelling } from './spelling.ts';

/** Where a name still stands, in how many rows, and why. */
export interface Remains {
  readonly place: string;
  readonly rows: number;
  readonly why: string;
}

/** Looks through every column of every table that can hold words: nothing is left unsaid because nobody thought of it. */
export async function remainsOf(client: Client, spellings: readonly Spelling[]): Promise<Remains[]> {
  const { rows: columns } = await client.query<{ table: string; column: string }>(`
    SELECT c.table_name AS "table", c.column_name AS "column"
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> '_prisma_migrations'
      AND c.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY') ORDER BY 1, 2`);
  const remains: Remains[] = [];
  for (const { table, column } of columns) {
    const found = await foundIn(client, { table, column, spellings });
    if (found > 0) remains.push({ place: `${table}.${column}`, rows: found, why: reasonFor(table, column) });
  }
  return remains;
}

interface Wanted {
  readonly table: string;
  readonly column: string;
  readonly spellings: readonly Spelling[];
}

async function foundIn(client: Client, { table, column, spellings }: Wanted): Promise<number> {
  const [from, what] = [client.escapeIdentifier(table), client.escapeIdentifier(column)];
  const { rows } = await client.query<{ value: unknown }>(
    `SELECT ${what} AS value FROM ${from} WHERE ${what}::text ~* ANY($1)`,
    [spellings.map(({ loosely }) => loosely)],
  );
  return rows.filter(({ value }) => renamed(value, spellings, '') !== value).length;
}

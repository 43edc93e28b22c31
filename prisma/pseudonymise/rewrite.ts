import type { Client } from 'pg';
import { keptActs, type Place, rewritten } from './places.ts';
import { renamed, type Spelling } from './spelling.ts';

/** One row to be changed: which, and what it says then. */
interface Change {
  readonly place: Place;
  readonly key: Readonly<Record<string, unknown>>;
  readonly values: Readonly<Record<string, unknown>>;
}

interface Erasure {
  readonly caseId: string;
  readonly seq: number;
}

export interface Plan {
  readonly changes: readonly Change[];
  readonly erasures: readonly Erasure[];
}

type Row = Readonly<Record<string, unknown>>;

/** Which rows name the person; changes nothing. */
export async function planOf(client: Client, spellings: readonly Spelling[], pseudonym: string): Promise<Plan> {
  const loosely = spellings.map((spelling) => spelling.loosely);
  const changes: Change[] = [];
  for (const place of rewritten) {
    const { table, key, columns, except = 'false' } = place;
    const named = columns.map((column) => `${column}::text ~* ANY($1)`).join(' OR ');
    const { rows } = await client.query<Row>(
      `SELECT ${[...key, ...columns].join(', ')} FROM ${table} WHERE (${named}) AND NOT (${except})`,
      [loosely],
    );
    for (const row of rows) {
      const values = columns.map((column) => [column, renamed(row[column], spellings, pseudonym)] as const);
      const changed = values.filter(([column, value]) => value !== row[column]);
      if (changed.length > 0)
        changes.push({
          place,
          key: Object.fromEntries(key.map((one) => [one, row[one]])),
          values: Object.fromEntries(changed),
        });
    }
  }
  const { rows } = await client.query<Erasure & { body: unknown }>(
    `SELECT d.case_id AS "caseId", d.seq, d.body FROM case_detail d JOIN case_event e ON e.case_id = d.case_id AND e.seq = d.seq
     WHERE d.body::text ~* ANY($1) AND e.act <> ALL($2) ORDER BY 1, 2`,
    [loosely, keptActs],
  );
  const erasures = rows.filter(({ body }) => renamed(body, spellings, pseudonym) !== body);
  return { changes, erasures: erasures.map(({ caseId, seq }) => ({ caseId, seq })) };
}

/** Inside of a transaction. A table whose rows are kept as they were written is closed to all other writers until its end. */
export async function carryOut(client: Client, { changes, erasures }: Plan, at: Date): Promise<void> {
  const places = new Set(changes.map(({ place }) => place));
  for (const place of places) {
    const its = changes.filter((change) => change.place === place);
    await unguarded(client, place, async () => {
      for (const change of its) await rewrite(client, change);
    });
  }
  for (const { caseId, seq } of erasures)
    await client.query('UPDATE case_detail SET body = NULL, erased_at = $3 WHERE case_id = $1 AND seq = $2', [
      caseId,
      seq,
      at,
    ]);
}

async function unguarded(client: Client, { table, guard }: Place, work: () => Promise<void>): Promise<void> {
  if (guard === undefined) return work();
  await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${guard}`);
  await work();
  await client.query(`ALTER TABLE ${table} ENABLE TRIGGER ${guard}`);
}

async function rewrite(client: Client, { place, key, values }: Change): Promise<void> {
  const [names, keys] = [Object.keys(values), Object.keys(key)];
  const set = names.map((name, index) => `${name} = $${index + 1}`).join(', ');
  const where = keys.map((name, index) => `${name} = $${names.length + index + 1}`).join(' AND ');
  await client.query(`UPDATE ${place.table} SET ${set} WHERE ${where}`, [
    ...Object.values(values).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
    ...Object.values(key),
  ]);
}

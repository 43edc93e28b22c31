import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { Umzug, type UmzugStorage } from 'umzug';

/** The lock that `prisma migrate deploy` takes too: two starts at once apply one after the other. */
const lock = 72_707_369;

/** Prisma's own bookkeeping, so that its tools and ours read the same history. */
const bookkeeping = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const here = fileURLToPath(new URL('migrations', import.meta.url));

/**
 * Brings a database to the newest migration and answers the names that it applied now. Forward only, each file in one transaction
 * (unless its first line is `-- no-transaction`). Safe to repeat and to run from several places at once.
 */
export async function applyMigrations(ownerUrl: string, folder: string = here): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lock]);
    await client.query(bookkeeping);
    const migrations = migrationsIn(folder);
    await checkHistory(client, migrations);
    const umzug = new Umzug({
      migrations: migrations.map((migration) => ({ name: migration.name, up: () => run(client, migration) })),
      storage: history(client),
      logger: undefined,
    });
    return (await umzug.up()).map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function migrationsIn(folder: string): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => ({ name, sql: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
    .map(({ name, sql }) => ({ name, sql, checksum: createHash('sha256').update(sql).digest('hex') }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** What was applied may be neither edited nor removed afterwards. */
async function checkHistory(client: Client, migrations: readonly Migration[]): Promise<void> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  for (const { migration_name, checksum, finished_at } of rows) {
    const known = migrations.find(({ name }) => name === migration_name);
    if (!known)
      throw new Error(
        `The database has the migration ${migration_name}, which is not in the folder: run a newer release.`,
      );
    if (known.checksum !== checksum)
      throw new Error(
        `The migration ${migration_name} was changed after it had been applied: restore its file and write a new one.`,
      );
    if (finished_at === null)
      throw new Error(
        `The migration ${migration_name} was begun and not finished: look at the database, then mark it as rolled back.`,
      );
  }
}

/** The change and its entry in the bookkeeping are one transaction: there is no moment in which one of them stands alone. */
async function run(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  if (sql.startsWith('-- no-transaction')) return runInParts(client, { name, sql, checksum });
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** What PostgreSQL refuses to do in a transaction is marked as begun first: a start that finds it unfinished says so and stops. */
async function runInParts(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  await client.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    checksum,
    name,
  ]);
  await client.query(sql);
  await client.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
}

function history(client: Client): UmzugStorage {
  return {
    /** Written by `run`, together with the change itself. */
    async logMigration() {},
    async unlogMigration() {
      throw new Error('migrations only go forward');
    },
    async executed() {
      const { rows } = await client.query<{ migration_name: string }>(
        'SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name',
      );
      return rows.map(({ migration_name }) => migration_name);
    },
  };
}

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type SchemaFiles, sqlBetween } from './engine.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The files of a schema folder, in the order of their names. */
export function schemaIn(folder: string): SchemaFiles {
  const names = readdirSync(folder).filter((name) => name.endsWith('.prisma'));
  return names.toSorted().map((path) => ({ path, content: readFileSync(join(folder, path), 'utf8') }));
}

/** The last authored schema, as one file; empty before the first migration. */
export function snapshotIn(folder: string): SchemaFiles {
  const path = join(folder, 'schema.lock.prisma');
  return existsSync(path) ? [{ path: 'schema.lock.prisma', content: readFileSync(path, 'utf8') }] : [];
}

/**
 * Writes the next migration: the difference between the snapshot of the last authored schema and the schema of today. Answers its
 * folder, or undefined when nothing changed. Triggers, grants and other things that Prisma can't say are added to the file by hand.
 */
export async function author(folder: string, name: string, now: Date): Promise<string | undefined> {
  const schema = schemaIn(join(folder, 'schema'));
  const sql = await sqlBetween(snapshotIn(folder), schema);
  if (sql === undefined) return undefined;
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const target = join(folder, 'migrations', `${stamp}_${name}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'migration.sql'), sql);
  writeFileSync(join(folder, 'schema.lock.prisma'), schema.map(({ content }) => content).join('\n'));
  return target;
}

if (import.meta.main) {
  const { name } = parseArgs({ options: { name: { type: 'string' } } }).values;
  if (name === undefined || !/^[a-z0-9_]+$/.test(name))
    throw new Error('Say what the migration does: npm run db:migrate -- --name add_something');
  const target = await author(here, name, new Date());
  process.stdout.write(
    target === undefined
      ? 'Nothing changed since the last migration.\n'
      : `Written: ${target}\nRead it, add what Prisma can't say, and commit it.\n`,
  );
}

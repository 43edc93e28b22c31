import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '#prisma/database';
import { rebuild } from '#prisma/rebuild';

const say = (line: string) => process.stdout.write(`${line}\n`);

interface Asked {
  readonly check?: boolean | undefined;
}

export const neededForRebuild =
  'Set DATABASE_OWNER_URL to the login that owns the tables; with --check DATABASE_URL will do.';

/** `--check`: compare only. */
export function askedIn(args: readonly string[]): Asked {
  return parseArgs({ args: [...args], options: { check: { type: 'boolean' } } }).values;
}

/** The record as its owner; to compare, the application's login will do. Undefined where there is neither. */
export function recordFor(
  { check }: Asked,
  owner: string | undefined,
  application: string | undefined,
): Database | undefined {
  if (owner !== undefined) return openDatabase(owner, { statementTimeout: 600_000, role: null });
  return check && application !== undefined ? openDatabase(application, { statementTimeout: 600_000 }) : undefined;
}

/** Rebuilds, or compares, and says so; true when the reading is now what the record tells, as far as it tells. */
export async function sayRebuild(database: Database, { check = false }: Asked): Promise<boolean> {
  try {
    const { cases, different, untold } = await rebuild(database, { write: !check });
    for (const { id, what } of different) say(`${check ? 'DIFFERS' : 'REBUILT'}  ${id}: ${what.join(', ')}`);
    for (const { id, what } of untold) say(`NOT TOLD ${id}: ${what}. It stays as it is.`);
    const equal = cases - different.length - untold.length;
    const [changed, not] = [`${different.length} ${check ? 'different' : 'rebuilt'}`, `${untold.length} not told`];
    say(`${cases} cases: ${equal} equal to the record, ${changed}, ${not}.`);
    return untold.length === 0 && (!check || different.length === 0);
  } finally {
    await database.$disconnect();
  }
}

if (import.meta.main) {
  const asked = askedIn(process.argv.slice(2));
  const record = recordFor(asked, process.env['DATABASE_OWNER_URL'], process.env['DATABASE_URL']);
  if (!record) throw new Error(neededForRebuild);
  process.exitCode = (await sayRebuild(record, asked)) ? 0 : 1;
}

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '#prisma/database';
import { type Cover, type Fault, type Means, verifyCase, verifyRecord } from '#prisma/verify';
import { hasDemoGrant } from './registers.ts';

/** What the command is asked for, beside the record itself. */
export interface Wanted {
  /** One case, `submission:2026-000123`; the whole record when absent. */
  readonly case?: string | undefined;
  /** A folder of exported anchors. */
  readonly anchors?: string | undefined;
  /** Compare with no exported anchors, wherever they may be. */
  readonly 'without-exports'?: boolean | undefined;
  /** Read every content that a case stands on, too. */
  readonly files?: boolean | undefined;
  /** Certificates that are believed, PEM. */
  readonly trust?: string | undefined;
}

/** `--case submission:2026-000123 --anchors FOLDER --without-exports --files --trust certificates.pem` */
export function wantedIn(args: readonly string[]): Wanted {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { case: text, anchors: text, trust: text, 'without-exports': flag, files: flag } as const;
  return parseArgs({ args: [...args], options }).values;
}

/** The folder to compare with: the one that is asked for, else the configured one, whether it is there or not. */
export function exportsFor({ anchors, 'without-exports': without }: Wanted, configured: string | undefined) {
  const named = anchors ?? (configured ? fileURLToPath(configured) : undefined);
  return without ? undefined : named;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Verifies and says so; true when everything is whole. */
export async function sayProof(url: string, of: string | undefined, means: Means): Promise<boolean> {
  const database = openDatabase(url, { statementTimeout: 600_000 });
  try {
    const faults = of === undefined ? await proveAll(database, means) : await proveOne(database, of, means);
    const erased = await database.detail.count({ where: { erasedAt: { not: null }, ...(of && { caseId: of }) } });
    if (erased > 0) say(`${erased} details were erased, and say so: the chain holds their hashes.`);
    if (await hasDemoGrant(database))
      say('The grant of a machine for trying out is on register: it was seeded, and decided by nobody.');
    return faults.length === 0;
  } finally {
    await database.$disconnect();
  }
}

async function proveAll(database: Database, means: Means): Promise<readonly Fault[]> {
  const { cases, events, refusals, anchors, faults } = await verifyRecord(database, means);
  const counted = `${cases} cases, ${events} events, ${refusals} refused attempts, ${anchors} anchors`;
  sayFaults(faults);
  say(`${faults.length === 0 ? 'Proven' : 'NOT proven'}: ${counted}.`);
  if (anchors === 0) say('No anchor has been made: an end that was cut off everywhere at once would not be noticed.');
  else if (means.exports === undefined) say('The exports were not compared: the anchors of the database stand alone.');
  return faults;
}

async function proveOne(database: Database, id: string, means: Means): Promise<readonly Fault[]> {
  const { events, head, cover, faults } = await verifyCase(database, id, means);
  const unknown = { chain: id, seq: 1, what: 'no such case is on record, and no anchor knows it' };
  const all = head === undefined && faults.length === 0 ? [unknown] : faults;
  sayFaults(all);
  say(`${all.length === 0 ? 'Proven' : 'NOT proven'}: ${id}, ${events} events, last hash ${head ?? 'none'}.`);
  say(coverText(cover));
  return all;
}

function coverText(cover: Cover | undefined): string {
  if (!cover) return 'No anchor knows it yet.';
  const { anchor, seq } = cover;
  return `Anchor ${anchor.seq} of ${anchor.at.toISOString()} knows it up to event ${seq}; root ${anchor.root}.`;
}

function sayFaults(faults: readonly Fault[]): void {
  for (const { chain, seq, what } of faults) say(`FAULT  ${chain}, row ${seq}: ${what}`);
}

import { genesis, hashOf, hashOfEvent, hashOfRefusal } from './chain.ts';
import { type Database, openDatabase } from './database.ts';
import type { Case, Detail, Event } from './generated/client.ts';

/** The first thing that is wrong with one chain. */
export interface Fault {
  /** The case's id, or `refusal` for the chain of refused attempts. */
  readonly chain: string;
  readonly seq: number;
  readonly what: string;
}

export interface Proof {
  readonly cases: number;
  readonly events: number;
  readonly refusals: number;
  readonly faults: readonly Fault[];
}

const page = 200;

/**
 * Recomputes every chain from the rows themselves and compares: altered, missing, added and reordered rows are found, and so is a
 * read model that no longer says what its last event says. Reads only; needs nothing but a connection, so a restored backup will do.
 */
export async function verifyRecord(database: Database): Promise<Proof> {
  const faults: Fault[] = [];
  let cases = 0;
  let events = 0;
  for (let after = ''; ; ) {
    const chunk = await database.case.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: page });
    const last = chunk.at(-1);
    if (!last) break;
    after = last.id;
    cases += chunk.length;
    const within = { caseId: { in: chunk.map(({ id }) => id) } };
    const links = await database.event.findMany({ where: within, orderBy: [{ caseId: 'asc' }, { seq: 'asc' }] });
    const details = await database.detail.findMany({ where: within });
    events += links.length;
    for (const row of chunk) {
      const fault = faultOfCase(
        row,
        links.filter(({ caseId }) => caseId === row.id),
        details.filter(({ caseId }) => caseId === row.id),
      );
      if (fault) faults.push(fault);
    }
  }
  const refused = await verifyRefusals(database);
  const strays = await strayEvents(database);
  return { cases, events, refusals: refused.count, faults: [...faults, ...strays, ...refused.faults] };
}

function faultOfCase(row: Case, links: readonly Event[], details: readonly Detail[]): Fault | undefined {
  let previous = genesis;
  for (const [index, link] of links.entries()) {
    const what =
      faultOfLink(link, index + 1, previous) ??
      faultOfDetail(
        link,
        details.find(({ seq }) => seq === link.seq),
      );
    if (what !== undefined) return { chain: row.id, seq: link.seq, what };
    previous = link.hash;
  }
  const last = links.at(-1);
  const at = last?.seq ?? 0;
  if (!last || last.seq !== row.seq)
    return { chain: row.id, seq: at, what: `the case stands at event ${row.seq}, the chain ends at ${at}` };
  const agrees =
    last.stage === row.stage && last.version === row.version && last.round === row.round && last.holder === row.holder;
  return agrees ? undefined : { chain: row.id, seq: at, what: 'the case does not stand as its last event says' };
}

function faultOfLink(link: Event, expected: number, previous: string): string | undefined {
  if (link.seq !== expected) return `event ${expected} is missing`;
  if (link.previous !== previous) return 'it does not follow the event before it';
  return hashOfEvent(link) === link.hash ? undefined : 'it was altered: its content does not give its hash';
}

/** What people wrote may be erased, visibly; it may not be changed, nor disappear without a trace. */
function faultOfDetail({ detailHash }: Event, detail: Detail | undefined): string | undefined {
  if (detailHash === null) return detail ? 'a detail was added' : undefined;
  if (!detail) return 'its detail is missing';
  if (detail.body === null) return detail.erasedAt ? undefined : 'its detail is empty and not marked as erased';
  return hashOf(detail.body) === detailHash ? undefined : 'its detail was altered';
}

/** Events whose case is gone: a dropped row of the read model does not hide its chain. */
async function strayEvents(database: Database): Promise<Fault[]> {
  const rows = await database.$queryRaw<{ chain: string; seq: number }[]>`
    SELECT e.case_id AS chain, min(e.seq)::int AS seq FROM case_event e
    WHERE NOT EXISTS (SELECT FROM "case" c WHERE c.id = e.case_id) GROUP BY e.case_id ORDER BY 1`;
  return rows.map((row) => ({ ...row, what: 'its case is missing' }));
}

async function verifyRefusals(database: Database): Promise<{ count: number; faults: Fault[] }> {
  let previous = genesis;
  let count = 0;
  for (;;) {
    const chunk = await database.refusal.findMany({
      where: { seq: { gt: count } },
      orderBy: { seq: 'asc' },
      take: page,
    });
    if (chunk.length === 0) return { count, faults: [] };
    for (const link of chunk) {
      count += 1;
      const what = link.seq === count ? undefined : `refusal ${count} is missing`;
      const altered =
        link.previous !== previous || hashOfRefusal(link) !== link.hash
          ? 'it was altered or does not follow'
          : undefined;
      const fault = what ?? altered;
      if (fault !== undefined) return { count, faults: [{ chain: 'refusal', seq: link.seq, what: fault }] };
      previous = link.hash;
    }
  }
}

/** Verifies and says so; true when every chain is whole. */
export async function sayProof(url: string): Promise<boolean> {
  const database = openDatabase(url, { statementTimeout: 600_000 });
  try {
    const { cases, events, refusals, faults } = await verifyRecord(database);
    for (const { chain, seq, what } of faults) process.stdout.write(`FAULT  ${chain}, row ${seq}: ${what}\n`);
    const isWhole = faults.length === 0;
    process.stdout.write(
      `${isWhole ? 'Proven' : 'NOT proven'}: ${cases} cases, ${events} events, ${refusals} refused attempts.\n`,
    );
    return isWhole;
  } finally {
    await database.$disconnect();
  }
}

if (import.meta.main) {
  const url = process.env['DATABASE_URL'];
  if (url === undefined) throw new Error('Set DATABASE_URL to the record to be proven.');
  process.exitCode = (await sayProof(url)) ? 0 : 1;
}

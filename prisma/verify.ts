import { genesis, hashOf, hashOfCase, hashOfEvent, hashOfRefusal } from './chain.ts';
import { type Database, openDatabase, type Transaction } from './database.ts';
import type { Case, CheckReport, Detail, Event, SubmissionRound } from './generated/client.ts';
import { faultsOfRegisters } from './verify/registers.ts';
import { faultOfReports, faultOfRounds } from './verify/rounds.ts';

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
 * read model that no longer says what its last event says. Reads only, and while cases move on; needs nothing but a connection, so
 * a restored backup will do.
 */
export async function verifyRecord(database: Database): Promise<Proof> {
  const faults: Fault[] = [];
  let cases = 0;
  let events = 0;
  for (let after = ''; ; ) {
    const { rows, links, details, rounds, reports } = await pageOf(database, after);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    cases += rows.length;
    events += links.length;
    for (const row of rows) {
      const isIts = ({ caseId }: { caseId: string }) => caseId === row.id;
      const its = {
        links: links.filter(isIts),
        details: details.filter(isIts),
        rounds: rounds.filter(isIts),
        reports: reports.filter(isIts),
      };
      const fault = faultOfCase(row, its) ?? faultInRounds(row, its);
      if (fault) faults.push(fault);
    }
  }
  const refused = await verifyRefusals(database);
  const strays = [...(await strayEvents(database)), ...(await missingCases(database))];
  const registers = await faultsOfRegisters(database);
  return { cases, events, refusals: refused.count, faults: [...faults, ...registers, ...strays, ...refused.faults] };
}

/** Cases with their chains as they stood at one instant: what is recorded meanwhile is no fault. */
async function pageOf(database: Database, after: string) {
  const read = async (transaction: Transaction) => {
    const rows = await transaction.case.findMany({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: page });
    const within = { caseId: { in: rows.map(({ id }) => id) } };
    const links = await transaction.event.findMany({ where: within, orderBy: [{ caseId: 'asc' }, { seq: 'asc' }] });
    const details = await transaction.detail.findMany({ where: within });
    const reports = await transaction.checkReport.findMany({ where: within });
    return { rows, links, details, reports, rounds: await transaction.submissionRound.findMany({ where: within }) };
  };
  return database.$transaction(read, { isolationLevel: 'RepeatableRead', timeout: 600_000 });
}

interface Its {
  readonly links: readonly Event[];
  readonly details: readonly Detail[];
  readonly rounds: readonly SubmissionRound[];
  readonly reports: readonly CheckReport[];
}

function faultInRounds({ id }: Case, { rounds, links, details, reports }: Its): Fault | undefined {
  const fault = faultOfRounds(rounds, links, details) ?? faultOfReports(reports, links, details);
  return fault && { chain: id, ...fault };
}

function faultOfCase(row: Case, { links, details }: Its): Fault | undefined {
  let previous = genesis;
  for (const [index, link] of links.entries()) {
    const expected = index + 1;
    if (link.seq < expected) return { chain: row.id, seq: link.seq, what: 'the event was added' };
    if (link.seq > expected) return { chain: row.id, seq: expected, what: 'the event is missing' };
    const what = faultOfLink(link, previous) ?? faultOfDetail(link, details);
    if (what !== undefined) return { chain: row.id, seq: link.seq, what };
    previous = link.hash;
  }
  return faultOfStanding(row, links.at(-1)) ?? faultOfAddition(row, details);
}

/** The chain ends where the case stands, and the case's row is the one that its last event left. */
function faultOfStanding(row: Case, last: Event | undefined): Fault | undefined {
  const end = last?.seq ?? 0;
  const chain = row.id;
  if (row.seq > end)
    return {
      chain,
      seq: end + 1,
      what: `the event is missing: the case stands at ${row.seq}, the chain ends at ${end}`,
    };
  if (!last || row.seq < end)
    return { chain, seq: row.seq + 1, what: `the case stands at ${row.seq} and knows no such event` };
  const { stage, version, round, holder, caseHash } = last;
  const agrees =
    caseHash === null
      ? stage === row.stage && version === row.version && round === row.round && holder === row.holder
      : caseHash === hashOfCase(row);
  return agrees ? undefined : { chain, seq: end, what: 'the case does not stand as this event left it' };
}

function faultOfAddition({ id, seq: end }: Case, details: readonly Detail[]): Fault | undefined {
  const added = details.find(({ seq }) => seq < 1 || seq > end);
  return added && { chain: id, seq: added.seq, what: 'a detail was added to no event' };
}

function faultOfLink(link: Event, previous: string): string | undefined {
  if (link.previous !== previous) return 'it does not follow the event before it';
  return hashOfEvent(link) === link.hash ? undefined : 'it was altered: its content does not give its hash';
}

/** What people wrote may be erased, visibly; it may not be changed, nor disappear without a trace. */
function faultOfDetail({ seq, detailHash }: Event, details: readonly Detail[]): string | undefined {
  const detail = details.find((row) => row.seq === seq);
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

/** Cases that were opened, says the request that the API answered or the number that was given, and of which nothing is left. */
async function missingCases(database: Database): Promise<Fault[]> {
  const rows = await database.$queryRaw<{ chain: string }[]>`
    SELECT r.case_id AS chain FROM request r WHERE r.act IN ('submit', 'propose') AND r.status = 201
      AND NOT EXISTS (SELECT FROM "case" c WHERE c.id = r.case_id)
    UNION SELECT n.process || ':' || n.year || '-' || lpad(n.value::text, 6, '0') FROM (
      SELECT split_part(name, ':', 1) AS process, split_part(name, ':', 2) AS year, value FROM counter WHERE name NOT LIKE 'receipt:%') n
      WHERE EXISTS (SELECT FROM "case" c WHERE c.process = n.process AND c.number LIKE n.year || '-%')
      AND NOT EXISTS (SELECT FROM slot s WHERE s.case_id = n.process || ':' || n.year || '-' || lpad(n.value::text, 6, '0'))
    ORDER BY 1`;
  return rows.map(({ chain }) => ({ chain, seq: 1, what: 'the case is missing with its whole chain' }));
}

async function verifyRefusals(database: Database): Promise<{ count: number; faults: Fault[] }> {
  let previous = genesis;
  let count = 0;
  for (;;) {
    const after = count === 0 ? {} : { seq: { gt: count } };
    const chunk = await database.refusal.findMany({ where: after, orderBy: { seq: 'asc' }, take: page });
    if (chunk.length === 0) return { count, faults: [] };
    for (const link of chunk) {
      const expected = count + 1;
      const fault = (seq: number, what: string) => ({ count, faults: [{ chain: 'refusal', seq, what }] });
      if (link.seq < expected) return fault(link.seq, 'the refused attempt was added');
      if (link.seq > expected) return fault(expected, 'the refused attempt is missing');
      if (link.previous !== previous) return fault(link.seq, 'it does not follow the one before it');
      if (hashOfRefusal(link) !== link.hash)
        return fault(link.seq, 'it was altered: its content does not give its hash');
      previous = link.hash;
      count = expected;
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

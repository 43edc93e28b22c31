import { genesis, hashOf } from '#prisma/chain';
import type { Transaction } from '#prisma/database';
import type { Access, Outbox, RegisterEntry } from '#prisma/generated/client';
import type { Kind, Leaf } from './statement.ts';

/** Reads only: a database as well as a transaction will do. */
export type Reader = Pick<
  Transaction,
  '$queryRaw' | 'access' | 'anchorLeaf' | 'outbox' | 'registerEntry' | 'counter' | 'refusal'
>;

/** How many leaves an anchor takes: more would make a proof of one case slow. What is left over goes into the next. */
export const mostLeaves = 20_000;

/**
 * Heads that have moved since the last anchor: nothing that stands where a leaf has it already. So the work follows what happened since,
 * whatever the record holds in all.
 */
export async function movedLeaves(reader: Reader, at: Date, most = mostLeaves): Promise<Leaf[]> {
  const few = [
    ...(await refusalsMoved(reader)),
    ...(await countersMoved(reader)),
    ...(await accessMoved(reader, at)),
    ...(await registersMoved(reader)),
  ];
  const cases = await casesMoved(reader, Math.max(0, most - few.length));
  const mails = await mailsMoved(reader, Math.max(0, most - few.length - cases.length));
  return [...few, ...cases, ...mails];
}

async function casesMoved(reader: Reader, most: number): Promise<Leaf[]> {
  const rows = await reader.$queryRaw<Omit<Leaf, 'kind'>[]>`
    SELECT c.id AS chain, c.seq::bigint AS seq, e.hash FROM "case" c JOIN case_event e ON e.case_id = c.id AND e.seq = c.seq
    WHERE NOT EXISTS (SELECT FROM anchor_leaf l WHERE l.kind = 'case' AND l.chain = c.id AND l.seq = c.seq) ORDER BY c.id LIMIT ${most}`;
  return rows.map((row) => ({ kind: 'case', ...row }));
}

async function refusalsMoved(reader: Reader): Promise<Leaf[]> {
  const last = await reader.refusal.findFirst({ orderBy: { seq: 'desc' } });
  return last ? unlessKnown(reader, [{ kind: 'refusal', chain: '', seq: BigInt(last.seq), hash: last.hash }]) : [];
}

async function countersMoved(reader: Reader): Promise<Leaf[]> {
  const counters = await reader.counter.findMany({ orderBy: { name: 'asc' } });
  return unlessKnown(
    reader,
    counters.map(({ name, value }) => ({
      kind: 'counter',
      chain: name,
      seq: BigInt(value),
      hash: hashOfCounter(name, value),
    })),
  );
}

async function registersMoved(reader: Reader): Promise<Leaf[]> {
  const known = new Set(await chainsOf(reader, 'register'));
  const keys = await reader.registerEntry.findMany({
    select: { kind: true, subject: true, version: true, registration: true },
    orderBy: [{ kind: 'asc' }, { subject: 'asc' }, { version: 'asc' }, { registration: 'asc' }],
  });
  const leaves: Leaf[] = [];
  for (const key of keys.filter((one) => !known.has(chainOfEntry(one)))) {
    const entry = await reader.registerEntry.findUniqueOrThrow({ where: { kind_subject_version_registration: key } });
    leaves.push({ kind: 'register', chain: chainOfEntry(key), seq: 1n, hash: hashOfEntry(entry) });
  }
  return leaves;
}

/** Lower than any id, also than one that nobody would give. */
export const beforeAll = -(2n ** 63n);

/** A row gets its id a moment before it is there: what is younger than this may still gain one that is older. */
const settling = 60_000;
const page = 5000;

/** The log of accesses as one chain over its rows, as far as it can no longer gain one in between. */
async function accessMoved(reader: Reader, at: Date): Promise<Leaf[]> {
  const before = new Date(Math.min(at.getTime(), Date.now()) - settling);
  const end = await reader.access.findFirst({ where: { at: { lt: before } }, orderBy: { id: 'desc' } });
  const last = await reader.anchorLeaf.findFirst({ where: { kind: 'access' }, orderBy: { seq: 'desc' } });
  if (!end || (last && end.id <= last.seq)) return [];
  let { seq, hash } = last ?? { seq: beforeAll, hash: genesis };
  for await (const row of accessBetween(reader, seq, end.id)) {
    hash = hashOfAccess(row, hash);
    seq = row.id;
  }
  return [{ kind: 'access', chain: '', seq, hash }];
}

export async function* accessBetween(reader: Pick<Reader, 'access'>, after: bigint, end: bigint) {
  for (let from = after; ; ) {
    const rows = await reader.access.findMany({
      where: { id: { gt: from, lte: end } },
      orderBy: { id: 'asc' },
      take: page,
    });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < page) return;
    from = last.id;
  }
}

/** The mails of an event, once each has gone out, goes nowhere or is settled: from then on they never change. */
async function mailsMoved(reader: Reader, most: number): Promise<Leaf[]> {
  const settled = await reader.$queryRaw<{ chain: string; seq: number }[]>`
    SELECT o.case_id AS chain, o.seq FROM outbox o
    WHERE NOT EXISTS (SELECT FROM anchor_leaf l WHERE l.kind = 'mail' AND l.chain = o.case_id AND l.seq = o.seq)
    GROUP BY o.case_id, o.seq HAVING bool_and(o.sent_at IS NOT NULL OR o.refused IS NOT NULL OR o.settled_at IS NOT NULL) ORDER BY o.case_id, o.seq LIMIT ${most}`;
  const leaves: Leaf[] = [];
  for (let from = 0; from < settled.length; from += page) {
    const some = settled.slice(from, from + page);
    const mails = await mailsOf(reader, [...new Set(some.map(({ chain }) => chain))]);
    for (const { chain, seq } of some) {
      const hash = hashOfMails(mails.get(`${chain} ${seq}`) ?? []);
      leaves.push({ kind: 'mail', chain, seq: BigInt(seq), hash });
    }
  }
  return leaves;
}

/** The mails of these cases, by case and event. */
export async function mailsOf(
  reader: Pick<Reader, 'outbox'>,
  cases: readonly string[],
): Promise<Map<string, Outbox[]>> {
  const mails = await reader.outbox.findMany({ where: { caseId: { in: [...cases] } }, orderBy: { recipient: 'asc' } });
  const byEvent = new Map<string, Outbox[]>();
  for (const mail of mails) {
    const key = `${mail.caseId} ${mail.seq}`;
    byEvent.set(key, [...(byEvent.get(key) ?? []), mail]);
  }
  return byEvent;
}

async function unlessKnown(reader: Reader, leaves: readonly Leaf[]): Promise<Leaf[]> {
  const known = await reader.anchorLeaf.findMany({
    where: { OR: leaves.map(({ kind, chain, seq }) => ({ kind, chain, seq })) },
  });
  return leaves.filter(
    (leaf) => !known.some(({ kind, chain, seq }) => kind === leaf.kind && chain === leaf.chain && seq === leaf.seq),
  );
}

async function chainsOf(reader: Reader, kind: Kind): Promise<string[]> {
  const leaves = await reader.anchorLeaf.findMany({ where: { kind }, select: { chain: true } });
  return leaves.map(({ chain }) => chain);
}

export const hashOfCounter = (name: string, value: number): string => hashOf({ name, value });

export const hashOfAccess = ({ id, at, person, role, caseId, what }: Access, previous: string): string =>
  hashOf({ id: Number(id), at: at.toISOString(), person, role, caseId, what, previous });

/** Of gathered mail its morning too, and what became of it; a mail that was sent at once is hashed as it always was. */
export const hashOfMails = (mails: readonly Outbox[]): string =>
  hashOf(
    mails.map(({ createdAt, sentAt, day, settledAt, ...mail }) => ({
      ...mail,
      createdAt: createdAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
      ...(day && { day: day.toISOString().slice(0, 10) }),
      ...(settledAt && { settledAt: settledAt.toISOString() }),
    })),
  );

export const chainOfEntry = (key: Pick<RegisterEntry, 'kind' | 'subject' | 'version' | 'registration'>): string =>
  [key.kind, key.subject, key.version, key.registration].join('/');

export const hashOfEntry = ({ recordedAt, ...entry }: RegisterEntry): string =>
  hashOf({ ...entry, recordedAt: recordedAt.toISOString() });

import {
  accessBetween,
  beforeAll,
  chainOfEntry,
  hashOfAccess,
  hashOfCounter,
  hashOfEntry,
  hashOfMails,
  mailsOf,
} from '#prisma/anchor/leaves';
import { genesis } from '#prisma/chain';
import type { Database } from '#prisma/database';
import type { AnchorLeaf } from '#prisma/generated/client';
import type { Fault } from './fault.ts';

/** What was anchored and is no longer so: nothing that an anchor has seen may have been dropped, altered or written anew since. */
export async function faultsOfLeaves(database: Database): Promise<Fault[]> {
  return [
    ...(await casesLost(database)),
    ...(await refusalsLost(database)),
    ...(await countersLost(database)),
    ...(await registersLost(database)),
    ...(await accessLost(database)),
    ...(await mailsLost(database, {})),
  ];
}

interface Lost {
  readonly chain: string;
  readonly seq: number;
  readonly anchor: number;
  readonly isMissing: boolean;
}

const lostIn = ({ chain, seq, anchor, isMissing }: Lost): Fault => ({
  chain,
  seq,
  what: isMissing ? `it is missing: anchor ${anchor} knows it` : `it was written anew: anchor ${anchor} knows another`,
});

/** Of all cases, or of one. */
export async function casesLost(database: Database, id: string | null = null): Promise<Fault[]> {
  const lost = await database.$queryRaw<Lost[]>`
    SELECT l.chain, l.seq::int, l.anchor, e.hash IS NULL AS "isMissing"
    FROM anchor_leaf l LEFT JOIN case_event e ON e.case_id = l.chain AND e.seq = l.seq
    WHERE l.kind = 'case' AND (${id}::text IS NULL OR l.chain = ${id}) AND e.hash IS DISTINCT FROM l.hash
    ORDER BY l.chain, l.seq`;
  return lost.map(lostIn);
}

async function refusalsLost(database: Database): Promise<Fault[]> {
  const lost = await database.$queryRaw<Lost[]>`
    SELECT 'refusal' AS chain, l.seq::int, l.anchor, r.hash IS NULL AS "isMissing"
    FROM anchor_leaf l LEFT JOIN refusal r ON r.seq = l.seq
    WHERE l.kind = 'refusal' AND r.hash IS DISTINCT FROM l.hash ORDER BY l.seq`;
  return lost.map(lostIn);
}

const kept = (database: Database, kind: string): Promise<AnchorLeaf[]> =>
  database.anchorLeaf.findMany({ where: { kind }, orderBy: [{ chain: 'asc' }, { seq: 'asc' }] });

async function countersLost(database: Database): Promise<Fault[]> {
  // Leaves first: a counter that is read after them has gone at least as far.
  const leaves = await kept(database, 'counter');
  const counters = new Map((await database.counter.findMany()).map(({ name, value }) => [name, value]));
  return leaves.flatMap(({ chain: name, seq, hash, anchor }) => {
    const [value, then] = [counters.get(name) ?? 0, Number(seq)];
    if (value >= then && hash === hashOfCounter(name, then)) return [];
    return [{ chain: `counter ${name}`, seq: then, what: `it stands at ${value}: anchor ${anchor} knows ${then}` }];
  });
}

async function registersLost(database: Database): Promise<Fault[]> {
  const leaves = new Map((await kept(database, 'register')).map((leaf) => [leaf.chain, leaf]));
  const keys = await database.registerEntry.findMany({
    select: { kind: true, subject: true, version: true, registration: true },
  });
  const faults: Fault[] = [];
  for (const key of keys) {
    const leaf = leaves.get(chainOfEntry(key));
    if (!leaf) continue;
    leaves.delete(leaf.chain);
    const entry = await database.registerEntry.findUniqueOrThrow({ where: { kind_subject_version_registration: key } });
    if (hashOfEntry(entry) !== leaf.hash) faults.push(entryLost(leaf, false));
  }
  return [...faults, ...[...leaves.values()].map((leaf) => entryLost(leaf, true))];
}

const entryLost = ({ chain, anchor }: AnchorLeaf, isMissing: boolean): Fault =>
  lostIn({ chain: `register ${chain}`, seq: 1, anchor, isMissing });

/** The log of accesses, row by row up to each leaf: which rows are wrong can be said as closely as the anchors lie. */
async function accessLost(database: Database): Promise<Fault[]> {
  let [after, hash] = [beforeAll, genesis];
  for (const leaf of await kept(database, 'access')) {
    for await (const row of accessBetween(database, after, leaf.seq)) hash = hashOfAccess(row, hash);
    if (hash !== leaf.hash) {
      const first = after === beforeAll ? 1 : Number(after) + 1;
      const what = `a row from ${first} to ${leaf.seq} was altered, dropped or added: anchor ${leaf.anchor} knows others`;
      return [{ chain: 'access', seq: first, what }];
    }
    after = leaf.seq;
  }
  return [];
}

const page = 5000;

/** Of all cases, or of one. */
export async function mailsLost(database: Database, of: { readonly chain?: string }): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (let skip = 0; ; skip += page) {
    const where = { kind: 'mail', ...of };
    const leaves = await database.anchorLeaf.findMany({
      where,
      orderBy: [{ chain: 'asc' }, { seq: 'asc' }],
      skip,
      take: page,
    });
    const mails = await mailsOf(database, [...new Set(leaves.map(({ chain }) => chain))]);
    for (const { chain, seq, hash, anchor } of leaves)
      if (hashOfMails(mails.get(`${chain} ${seq}`) ?? []) !== hash)
        faults.push({ chain, seq: Number(seq), what: `its mails are not those that anchor ${anchor} knows` });
    if (leaves.length < page) return faults;
  }
}

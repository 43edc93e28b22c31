import { mostLeaves, movedLeaves } from './anchor/leaves.ts';
import { bytesOf, hashOfLeaf, type Leaf, rootOf, type Signature, type Statement } from './anchor/statement.ts';
import { treeOf } from './anchor/tree.ts';
import { genesis } from './chain.ts';
import type { Database, Transaction } from './database.ts';
import type { Anchor } from './generated/client.ts';

interface Making {
  /** The time for which it is made. */
  readonly at: Date;
  readonly sign: (bytes: Buffer) => Promise<Signature>;
  /** Leaves of one anchor. */
  readonly most?: number;
}

/**
 * The anchor of a time: every head that moved since the one before, under one signed root, all of one instant. Safe to repeat: the same
 * time, or one that an anchor has passed already, gives the anchor that is there. Where more has moved than one anchor takes, others
 * follow it a millisecond apart until nothing is left.
 */
export async function makeAnchor(database: Database, making: Making): Promise<Anchor> {
  for (;;) {
    const last = await database.anchor.findFirst({ orderBy: { seq: 'desc' } });
    const isFull = last !== null && last.leaves >= (making.most ?? mostLeaves);
    if (last && last.at >= making.at && !isFull) return last;
    const at = last && last.at >= making.at ? new Date(last.at.getTime() + 1) : making.at;
    await next(database, { ...making, at }, last);
  }
}

async function next(database: Database, { at, sign, most = mostLeaves }: Making, last: Anchor | null): Promise<void> {
  const make = async (transaction: Transaction) => {
    const leaves = await movedLeaves(transaction, at, most);
    const statement = {
      seq: (last?.seq ?? 0) + 1,
      at: at.toISOString(),
      tree: treeOf(leaves.map(hashOfLeaf)),
      leaves: leaves.length,
      counts: await countsOf(transaction),
      previous: last?.root ?? genesis,
    };
    await transaction.anchor.create({ data: await signed(statement, sign) });
    await writeLeaves(transaction, statement.seq, leaves);
  };
  await database.$transaction(make, { isolationLevel: 'RepeatableRead', timeout: 600_000 });
}

async function signed(statement: Statement, sign: Making['sign']) {
  const { algorithm, signature, certificate } = await sign(bytesOf(statement));
  return { ...statement, root: rootOf(statement), algorithm, signature, certificate };
}

/** How much the record holds in all: a later reading may find more, never less. */
export async function countsOf(reader: Pick<Transaction, '$queryRaw'>): Promise<Record<string, number>> {
  const [counts = {}] = await reader.$queryRaw<Record<string, number>[]>`
    SELECT (SELECT count(*)::int FROM "case") AS cases, (SELECT count(*)::int FROM case_event) AS events,
      (SELECT count(*)::int FROM refusal) AS refusals, (SELECT count(*)::int FROM register_entry) AS "registerEntries"`;
  return counts;
}

async function writeLeaves(transaction: Transaction, anchor: number, leaves: readonly Leaf[]): Promise<void> {
  const column = <K extends keyof Leaf>(name: K) => leaves.map((leaf) => leaf[name]);
  await transaction.$executeRaw`
    INSERT INTO anchor_leaf (anchor, position, kind, chain, seq, hash)
    SELECT ${anchor}, row_number - 1, kind, chain, seq, hash
    FROM unnest(${column('kind')}::text[], ${column('chain')}::text[], ${column('seq')}::bigint[], ${column('hash')}::text[])
      WITH ORDINALITY AS leaf (kind, chain, seq, hash, row_number)`;
}

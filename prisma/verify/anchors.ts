import { countsOf } from '#prisma/anchor';
import { bytesOf, hashOfLeaf, type Kind, rootOf, type Signature, statementIn } from '#prisma/anchor/statement';
import { treeOf } from '#prisma/anchor/tree';
import { genesis } from '#prisma/chain';
import type { Database } from '#prisma/database';
import type { Anchor, AnchorLeaf } from '#prisma/generated/client';
import type { Fault } from './fault.ts';

/** How signatures are judged, by whoever knows certificates; undefined when nothing is wrong. */
export type JudgeSignature = (bytes: Buffer, signature: Signature, at: Date) => string | undefined;

const fault = (seq: number, what: string): Fault => ({ chain: 'anchor', seq, what });

/** Anchors as they are, oldest first: each on the one before it, with its leaves, its root and its signature. */
export async function faultsOfAnchors(
  database: Database,
  anchors: readonly Anchor[],
  judge: JudgeSignature | undefined,
): Promise<Fault[]> {
  let previous = genesis;
  for (const [index, anchor] of anchors.entries()) {
    if (anchor.seq !== index + 1) return [fault(index + 1, 'the anchor is missing')];
    if (anchor.previous !== previous) return [fault(anchor.seq, 'it does not follow the anchor before it')];
    const what = (await faultOfAnchor(database, anchor)) ?? judge?.(bytesOf(statementIn(anchor)), anchor, anchor.at);
    if (what !== undefined) return [fault(anchor.seq, what)];
    previous = anchor.root;
  }
  const [stray] = await database.$queryRaw<{ anchor: number }[]>`
    SELECT l.anchor FROM anchor_leaf l WHERE NOT EXISTS (SELECT FROM anchor a WHERE a.seq = l.anchor) ORDER BY 1 LIMIT 1`;
  if (stray) return [fault(stray.anchor, 'its leaves are there and the anchor is missing')];
  return faultsOfCounts(database, anchors.at(-1));
}

/** The leaves give the tree, and the statement gives the root. */
export async function faultOfAnchor(database: Database, anchor: Anchor): Promise<string | undefined> {
  if (rootOf(statementIn(anchor)) !== anchor.root) return 'it was altered: its content does not give its root';
  const leaves = await leavesOf(database, anchor.seq);
  if (leaves.length !== anchor.leaves) return `it has ${leaves.length} leaves instead of ${anchor.leaves}`;
  return treeOf(leaves.map(hashOf)) === anchor.tree ? undefined : 'its leaves were altered: they do not give its tree';
}

export const leavesOf = (database: Database, anchor: number): Promise<AnchorLeaf[]> =>
  database.anchorLeaf.findMany({ where: { anchor }, orderBy: { position: 'asc' } });

export const hashOf = ({ kind, chain, seq, hash }: AnchorLeaf): string =>
  hashOfLeaf({ kind: kind as Kind, chain, seq, hash });

async function faultsOfCounts(database: Database, last: Anchor | undefined): Promise<Fault[]> {
  if (!last) return [];
  const now = await countsOf(database);
  const then = last.counts as Record<string, number>;
  const less = Object.keys(then).filter((name) => (now[name] ?? 0) < (then[name] ?? 0));
  return less.map((name) => fault(last.seq, `it counted ${then[name]} ${name}, now there are ${now[name]}`));
}

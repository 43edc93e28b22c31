import { bytesOf, type Leaf, statementIn } from './anchor/statement.ts';
import { pathOf, type Step } from './anchor/tree.ts';
import type { Database } from './database.ts';
import type { Anchor, Detail } from './generated/client.ts';
import { namesOfComponents } from './rebuild.ts';
import { faultOfAnchor, faultsOfAnchors, hashOf, type JudgeSignature, leavesOf } from './verify/anchors.ts';
import { faultOf } from './verify/case.ts';
import { faultsOfContents, type ReadContent } from './verify/documents.ts';
import { faultsOfExports } from './verify/exports.ts';
import { type Fault, firstOfEach } from './verify/fault.ts';
import { casesLost, faultsOfLeaves, mailsLost } from './verify/leaves.ts';
import { missingCases, strayEvents } from './verify/missing.ts';
import { faultsOfRefusals } from './verify/refusals.ts';
import { faultsOfRegisters } from './verify/registers.ts';
import { strays } from './verify/slots.ts';
import { wholeCases } from './verify/whole.ts';

export type { Fault };

export interface Proof {
  readonly cases: number;
  readonly events: number;
  readonly refusals: number;
  readonly anchors: number;
  readonly faults: readonly Fault[];
}

/** What a proof may look at beside the rows. */
export interface Means {
  /** Without it, anchors are compared with the rows, and their signatures with nothing. */
  readonly judge?: JudgeSignature | undefined;
  /** A folder of exported anchors. */
  readonly exports?: string | undefined;
  /** Reads every content that a case stands on; may take long. */
  readonly read?: ReadContent | undefined;
  /** Called now and then with the number of cases that are done. */
  readonly progress?: ((cases: number) => void) | undefined;
}

const page = 200;

/**
 * Recomputes every chain from the rows themselves and compares: altered, missing, added and reordered rows are found, so is a read model
 * that no longer says what its last event says, and everything that an anchor knew and that is gone or written anew. Reads only, and
 * while cases move on; needs nothing but a connection, so a restored backup will do.
 */
export async function verifyRecord(database: Database, means: Means = {}): Promise<Proof> {
  // Anchors first: what they knew is in whatever is read after them.
  const anchors = await database.anchor.findMany({ orderBy: { seq: 'asc' } });
  const { cases, events, faults } = await verifyCases(database, means);
  const refused = await faultsOfRefusals(database);
  const elsewhere = [
    ...(await faultsOfRegisters(database)),
    ...(await strayEvents(database)),
    ...(await missingCases(database)),
    ...(await strays(database)),
    ...refused.faults,
    ...(await faultsOfAnchors(database, anchors, means.judge)),
    ...(await faultsOfLeaves(database)),
    ...(means.exports === undefined
      ? []
      : await faultsOfExports(database, means.exports, { anchors, judge: means.judge })),
  ];
  const counted = { cases, events, refusals: refused.count, anchors: anchors.length };
  return { ...counted, faults: firstOfEach([...faults, ...elsewhere]) };
}

async function verifyCases(database: Database, { read, progress }: Means) {
  const faults: Fault[] = [];
  const components = await namesOfComponents(database);
  let [cases, events] = [0, 0];
  for (let after = ''; ; ) {
    const wholes = await wholeCases(database, { where: { id: { gt: after } }, take: page });
    for (const whole of wholes) {
      const fault = faultOf(whole, components);
      if (fault) faults.push(fault);
      if (read) faults.push(...(await faultsOfContents(read, whole.row.id, whole)));
      events += whole.links.length;
    }
    cases += wholes.length;
    progress?.(cases);
    const last = wholes.at(-1);
    if (!last) return { cases, events, faults };
    after = last.row.id;
  }
}

/** Where the last anchor that knows a case has it, and the path from there to the signed root. */
export interface Cover {
  readonly anchor: Anchor;
  readonly seq: number;
  readonly leaf: Leaf;
  /** Its hash in the tree. */
  readonly leafHash: string;
  readonly path: readonly Step[];
}

export interface Erased {
  readonly event: number;
  readonly at: Date;
}

export interface CaseProof {
  /** Events whose words were erased: the chain keeps the hash of what they were, and nobody can compare it any more. */
  readonly erased: readonly Erased[];
  readonly events: number;
  readonly head: string | undefined;
  /** Undefined: no anchor has been made since the case was opened. */
  readonly cover: Cover | undefined;
  readonly faults: readonly Fault[];
}

/** The same for one case, with the anchors that know it. A case of which nothing at all is left is proven missing by them alone. */
export async function verifyCase(database: Database, id: string, { judge, read }: Means = {}): Promise<CaseProof> {
  const [whole] = await wholeCases(database, { where: { id } });
  const fault = whole && faultOf(whole, await namesOfComponents(database));
  const gone = whole ? [] : [...(await strayEvents(database)), ...(await missingCases(database))];
  const { cover, faults } = await coverOf(database, id, judge);
  const all = [
    ...(fault ? [fault] : []),
    ...gone.filter(({ chain }) => chain === id),
    ...(whole && read ? await faultsOfContents(read, id, whole) : []),
    ...(await casesLost(database, id)),
    ...(await mailsLost(database, { chain: id })),
    ...(await faultsOfRegisters(database, id)),
    ...faults,
  ];
  const { links = [], details = [] } = whole ?? {};
  return { erased: erasedIn(details), events: links.length, head: links.at(-1)?.hash, cover, faults: firstOfEach(all) };
}

const erasedIn = (details: readonly Detail[]): Erased[] =>
  details
    .flatMap(({ seq, erasedAt }) => (erasedAt === null ? [] : { event: seq, at: erasedAt }))
    .toSorted((one, other) => one.event - other.event);

async function coverOf(
  database: Database,
  id: string,
  judge: JudgeSignature | undefined,
): Promise<{ cover: Cover | undefined; faults: Fault[] }> {
  const known = await database.anchorLeaf.findMany({ where: { kind: 'case', chain: id }, orderBy: { seq: 'asc' } });
  const anchors = await database.anchor.findMany({ where: { seq: { in: known.map(({ anchor }) => anchor) } } });
  const faults: Fault[] = [];
  for (const anchor of anchors) {
    const what = (await faultOfAnchor(database, anchor)) ?? judge?.(bytesOf(statementIn(anchor)), anchor, anchor.at);
    if (what !== undefined) faults.push({ chain: 'anchor', seq: anchor.seq, what });
  }
  const last = known.at(-1);
  const anchor = last && anchors.find(({ seq }) => seq === last.anchor);
  if (!anchor) return { cover: undefined, faults };
  const hashes = (await leavesOf(database, anchor.seq)).map(hashOf);
  const path = pathOf(hashes, last.position);
  const { chain, seq, hash } = last;
  const leaf: Leaf = { kind: 'case', chain, seq, hash };
  return { cover: { anchor, seq: Number(seq), leaf, leafHash: hashOf(last), path }, faults };
}

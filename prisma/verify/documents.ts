import type { CheckReport, Document, Event, SubmissionRound } from '#prisma/generated/client';
import type { Fault } from './fault.ts';

/** Contents that belong to a case: exactly the file of each round, under the address that the round has. */
export function faultOfDocuments(
  documents: readonly Document[],
  rounds: readonly SubmissionRound[],
  links: readonly Event[],
): Omit<Fault, 'chain'> | undefined {
  const files = documents.filter(({ kind }) => kind === 'submitted-file');
  const seqOf = (round: number) => links.find((link) => link.round === round)?.seq ?? links.length;
  for (const { round, hash, size, fileName } of rounds) {
    const its = files.find((one) => one.round === round);
    if (!its) return { seq: seqOf(round), what: `the document of round ${round} is missing` };
    if (its.hash !== hash || its.size !== size || its.name !== fileName)
      return { seq: seqOf(round), what: `the document of round ${round} was altered` };
  }
  const added = documents.find((one) => !files.includes(one) || !rounds.some(({ round }) => round === one.round));
  return added && { seq: seqOf(added.round), what: `a document of round ${added.round} was added` };
}

interface Content {
  readonly hash: string;
  readonly round: number;
  readonly what: string;
}

/** The contents that a case stands on, by their address: the file of each round and the complete list of its findings. */
export function contentsOf(rounds: readonly SubmissionRound[], reports: readonly CheckReport[]): Content[] {
  const files = rounds.map(({ hash, round }) => ({ hash, round, what: `the file of round ${round}` }));
  const lists = reports.flatMap(({ report, round }) => {
    const { complete } = report as { complete?: string };
    return complete === undefined ? [] : [{ hash: complete, round, what: `the list of findings of round ${round}` }];
  });
  return [...files, ...lists];
}

/** Reads a content to its end and compares it with its address; rejects when it differs or is missing. */
export type ReadContent = (hash: string) => Promise<void>;

/** Contents that are missing or are not what their address says: named, never repaired. */
export async function faultsOfContents(
  read: ReadContent,
  chain: string,
  {
    rounds,
    reports,
    links,
  }: { rounds: readonly SubmissionRound[]; reports: readonly CheckReport[]; links: readonly Event[] },
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { hash, round, what } of contentsOf(rounds, reports)) {
    const reason = await read(hash).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : 'it cannot be read'),
    );
    const seq = links.find((link) => link.round === round)?.seq ?? 1;
    if (reason !== undefined) faults.push({ chain, seq, what: `${what}: ${reason}` });
  }
  return faults;
}

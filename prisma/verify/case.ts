import type { Database, Transaction } from '#prisma/database';
import type { Case, CheckReport, Document, Prisma, Submission, SubmissionRound } from '#prisma/generated/client';
import { faultOfCase, type Links } from './chain.ts';
import { faultOfDocuments } from './documents.ts';
import type { Fault } from './fault.ts';
import { type Asked, faultOfRequests, requestsOf } from './requests.ts';
import { faultOfReports, faultOfRounds } from './rounds.ts';

/** A case with everything that its proof reads. */
export interface Whole extends Links {
  readonly row: Case;
  /** What is submitted, where the case is a submission. */
  readonly submission: Submission | undefined;
  readonly rounds: readonly SubmissionRound[];
  readonly reports: readonly CheckReport[];
  readonly documents: readonly Document[];
  readonly requests: readonly Asked[];
}

/** Cases with their chains as they stood at one instant: what is recorded meanwhile is no fault. */
export async function wholeCases(
  database: Database,
  page: Pick<Prisma.CaseFindManyArgs, 'where' | 'take'>,
): Promise<Whole[]> {
  const read = async (transaction: Transaction) => {
    const rows = await transaction.case.findMany({ ...page, orderBy: { id: 'asc' } });
    const ids = rows.map(({ id }) => id);
    const within = { where: { caseId: { in: ids } } };
    const links = await transaction.event.findMany({ ...within, orderBy: [{ caseId: 'asc' }, { seq: 'asc' }] });
    const details = await transaction.detail.findMany(within);
    const reports = await transaction.checkReport.findMany(within);
    const documents = await transaction.document.findMany(within);
    const submissions = await transaction.submission.findMany(within);
    const rounds = await transaction.submissionRound.findMany({ ...within, orderBy: { round: 'asc' } });
    return {
      rows,
      links,
      details,
      submissions,
      reports,
      documents,
      rounds,
      requests: await requestsOf(transaction, ids),
    };
  };
  const options = { isolationLevel: 'RepeatableRead', timeout: 600_000 } as const;
  const { rows, links, details, submissions, reports, documents, rounds, requests } = await database.$transaction(
    read,
    options,
  );
  return rows.map((row) => {
    const itsOwn = <T extends { readonly caseId: string }>(all: readonly T[]) =>
      all.filter(({ caseId }) => caseId === row.id);
    return {
      row,
      submission: submissions.find(({ caseId }) => caseId === row.id),
      links: itsOwn(links),
      details: itsOwn(details),
      reports: itsOwn(reports),
      documents: itsOwn(documents),
      rounds: itsOwn(rounds),
      requests: itsOwn(requests),
    };
  });
}

/** The first thing that is wrong with a case: its chain, then what reads the chain for people, then what asked for it. */
export function faultOf(whole: Whole): Fault | undefined {
  const { row, links, details, rounds, reports, documents, requests } = whole;
  const chain = row.id;
  const inChain = faultOfCase(row, { links, details });
  if (inChain) return inChain;
  const submitted = faultOfSubmission(whole);
  if (submitted !== undefined) return { chain, seq: 1, what: submitted };
  const inRounds = faultOfRounds(rounds, links, details) ?? faultOfReports(reports, links, details);
  if (inRounds) return { chain, ...inRounds };
  const inDocuments = faultOfDocuments(documents, rounds, links);
  if (inDocuments) return { chain, ...inDocuments };
  const inRequests = faultOfRequests(requests, links);
  return inRequests && { chain, ...inRequests };
}

/** Component and period are those of the case's state, which its last event hashes. */
function faultOfSubmission({ row, submission }: Whole): string | undefined {
  if (row.process !== 'submission') return submission && 'it is no submission, and a submission was added to it';
  if (!submission) return 'what is submitted is missing';
  const { component, period } = row.state as { component?: string; period?: { from: string; to: string } };
  const isSame =
    submission.component === component && submission.periodFrom === period?.from && submission.periodTo === period.to;
  return isSame ? undefined : 'what is submitted is not what the case says';
}

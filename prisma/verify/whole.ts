import type { Database, Transaction } from '#prisma/database';
import type {
  Case,
  CheckReport,
  Document,
  Prisma,
  Proposal,
  Slot,
  Submission,
  SubmissionRound,
} from '#prisma/generated/client';
import type { Links } from './chain.ts';
import { type Asked, requestsOf } from './requests.ts';

/** A case with everything that its proof reads. */
export interface Whole extends Links {
  readonly row: Case;
  /** What is submitted, where the case is a submission. */
  readonly submission: Submission | undefined;
  readonly rounds: readonly SubmissionRound[];
  readonly reports: readonly CheckReport[];
  readonly documents: readonly Document[];
  readonly proposals: readonly Proposal[];
  readonly slot: Slot | undefined;
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
    const proposals = await transaction.proposal.findMany({ ...within, orderBy: { round: 'asc' } });
    const slots = await transaction.slot.findMany(within);
    const requests = await requestsOf(transaction, ids);
    return { rows, links, details, submissions, reports, documents, rounds, proposals, slots, requests };
  };
  const options = { isolationLevel: 'RepeatableRead', timeout: 600_000 } as const;
  const { rows, submissions, slots, ...all } = await database.$transaction(read, options);
  return rows.map((row) => {
    const itsOwn = <T extends { readonly caseId: string }>(of: readonly T[]) =>
      of.filter(({ caseId }) => caseId === row.id);
    return {
      row,
      submission: submissions.find(({ caseId }) => caseId === row.id),
      slot: slots.find(({ caseId }) => caseId === row.id),
      links: itsOwn(all.links),
      details: itsOwn(all.details),
      reports: itsOwn(all.reports),
      documents: itsOwn(all.documents),
      rounds: itsOwn(all.rounds),
      proposals: itsOwn(all.proposals),
      requests: itsOwn(all.requests),
    };
  });
}

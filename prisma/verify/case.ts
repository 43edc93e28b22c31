import type { Database, Transaction } from '#prisma/database';
import type { Case, CheckReport, Document, Prisma, SubmissionRound } from '#prisma/generated/client';
import { faultOfCase, type Links } from './chain.ts';
import { faultOfDocuments } from './documents.ts';
import type { Fault } from './fault.ts';
import { type Asked, faultOfRequests, requestsOf } from './requests.ts';
import { faultOfReports, faultOfRounds } from './rounds.ts';

/** A case with everything that its proof reads. */
export interface Whole extends Links {
  readonly row: Case;
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
    const rounds = await transaction.submissionRound.findMany({ ...within, orderBy: { round: 'asc' } });
    return { rows, links, details, reports, documents, rounds, requests: await requestsOf(transaction, ids) };
  };
  const options = { isolationLevel: 'RepeatableRead', timeout: 600_000 } as const;
  const { rows, links, details, reports, documents, rounds, requests } = await database.$transaction(read, options);
  return rows.map((row) => {
    const itsOwn = <T extends { readonly caseId: string }>(all: readonly T[]) =>
      all.filter(({ caseId }) => caseId === row.id);
    return {
      row,
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
export function faultOf({ row, links, details, rounds, reports, documents, requests }: Whole): Fault | undefined {
  const chain = row.id;
  const inChain = faultOfCase(row, { links, details });
  if (inChain) return inChain;
  const inRounds = faultOfRounds(rounds, links, details) ?? faultOfReports(reports, links, details);
  if (inRounds) return { chain, ...inRounds };
  const inDocuments = faultOfDocuments(documents, rounds, links);
  if (inDocuments) return { chain, ...inDocuments };
  const inRequests = faultOfRequests(requests, links);
  return inRequests && { chain, ...inRequests };
}

import { iso, personOf } from '#api/case/people';
import { inWib } from '#domain/calendar';
import type { CheckReport } from '#domain/finding';
import { cited, shownReport, withoutContent } from '#domain/report';
import type { Submission } from '#domain/submission';
import type { ReviewFinding, Statement } from '#domain/submission/intake';
import type { Database } from '#prisma/database';
import type { Case, SubmissionRound } from '#prisma/generated/client';

type Of = Pick<Case, 'id' | 'number'>;

/** Every round of a case with its file, report, decision and receipt. */
export async function roundsOf(database: Database, of: Of) {
  const rounds = await database.submissionRound.findMany({ where: { caseId: of.id }, orderBy: { round: 'asc' } });
  return Promise.all(rounds.map((round) => roundView(database, of, round)));
}

export async function roundView(database: Database, { id, number }: Of, row: SubmissionRound) {
  const { round, hash, fileName, receipt, decision, term, note, storedIn } = row;
  const statement = row.statement as unknown as Statement;
  const { channel, nature, official, accessClass, source = null, method = null, accuracy = null } = statement;
  const { declaration = null } = statement;
  const report = await reportOf(database, id, round);
  const self = `/v1/submissions/${number}/rounds/${round}`;
  return {
    round,
    hash,
    size: Number(row.size),
    fileName,
    receipt,
    channel,
    nature,
    source,
    method,
    accuracy,
    official,
    accessClass,
    declaration,
    submittedAt: row.submittedAt.toISOString(),
    submittedBy: await personOf(database, row.submittedBy),
    checks: report && {
      rows: report.rows,
      errors: report.errors,
      warnings: report.warnings,
      standard: `${report.standard} ${report.version}`,
    },
    decision,
    decisions: await decisionsOf(database, id, round),
    term,
    note,
    storedIn,
    decidedAt: iso(row.decidedAt),
    decidedBy: await personOf(database, row.decidedBy),
    storedAt: iso(row.storedAt),
    securedAt: iso(row.securedAt),
    links: { self, findings: `${self}/findings`, receipt: `${self}/receipt`, file: `${self}/file` },
  };
}

const decisionWords = {
  accept: 'accepted',
  return: 'returned',
  'auto-returned': 'returned-automatically',
  overrule: 'automatic-return-overruled',
} as const;
type Decision = keyof typeof decisionWords;

/** Every decision on a round, oldest first: what was accepted and stored may still be returned (25(1)), and stays accepted before that. */
async function decisionsOf(database: Database, caseId: string, round: number) {
  const where = { caseId, round, act: { in: Object.keys(decisionWords) } };
  const events = await database.event.findMany({ where, orderBy: { seq: 'asc' } });
  const words = await database.detail.findMany({ where: { caseId, seq: { in: events.map(({ seq }) => seq) } } });
  const reasonOf = (seq: number) => reasonIn(words.find((one) => one.seq === seq)?.body);
  return Promise.all(
    events.map(async ({ seq, act, at, person, basis }) => ({
      decision: decisionWords[act as Decision],
      at: at.toISOString(),
      by: await personOf(database, person),
      basis,
      reason: reasonOf(seq),
      event: seq,
    })),
  );
}

/** What an officer gave as the reason; nothing of it is left where it was erased. */
const reasonIn = (body: unknown): string | null => (body as { reason?: string } | null | undefined)?.reason ?? null;

/** What the machine found is shown once the case has heard of it: a report of a round whose checks go on is none. */
export async function reportOf(
  database: Pick<Database, 'event' | 'checkReport'>,
  caseId: string,
  round: number,
): Promise<CheckReport | null> {
  const heard = await database.event.findFirst({
    where: { caseId, round, act: { in: ['checked', 'auto-returned'] } },
  });
  const found = heard && (await database.checkReport.findUnique({ where: { caseId_round: { caseId, round } } }));
  return found ? (found.report as unknown as CheckReport) : null;
}

/** How many errors the checks found in the round that a case is at; none where they could not run. */
export async function errorsIn(
  database: Pick<Database, 'event' | 'checkReport'>,
  { id, round }: Pick<Submission, 'id' | 'round'>,
): Promise<number> {
  return (await reportOf(database, id, round))?.errors ?? 0;
}

/** What the machine and the officers found in one round, each with the item of the checklist that it offends. */
export async function findingsOf(database: Database, { id, number }: Of, row: SubmissionRound, isReader: boolean) {
  const report = await reportOf(database, id, row.round);
  const review = row.findings as unknown as ReviewFinding[];
  const list = `/v1/submissions/${number}/rounds/${row.round}/findings`;
  const links: Record<string, string> =
    report?.complete === undefined || !isReader ? {} : { csv: `${list}.csv`, xlsx: `${list}.xlsx` };
  return {
    round: row.round,
    checks: report && (isReader ? shownReport(report) : withoutContent(shownReport(report))),
    review: review.map(cited),
    links,
  };
}

/** Tanda terima of one round (penerimaan, 28/24 24(2)), with how the round ended. */
export async function receiptOf(
  database: Database,
  of: Case & { unit: { id: string; name: string } },
  row: SubmissionRound,
) {
  const where = { caseId: of.id, round: row.round, act: { in: ['submit', 'resubmit'] } };
  const event = await database.event.findFirstOrThrow({ where });
  const { receipt, fileName, hash, decision, storedIn, round } = row;
  return {
    receipt,
    number: of.number,
    title: of.title,
    round,
    unit: of.unit,
    fileName,
    hash,
    decision,
    storedIn,
    kind: { id: 'Tanda terima penyampaian data', en: 'Receipt of submitted data' },
    receivedAt: row.submittedAt.toISOString(),
    receivedAtText: inWib(row.submittedAt.getTime()),
    size: Number(row.size),
    basis: '28/24 24(2)',
    decidedAt: iso(row.decidedAt),
    storedAt: iso(row.storedAt),
    securedAt: iso(row.securedAt),
    eventHash: event.hash,
  };
}

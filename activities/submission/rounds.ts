import type { Entry } from '#activities/chronicle';
import type { ResubmitIntake, ReturnIntake, Statement, SubmitIntake } from '#domain/submission/intake';

/** Penyampaian or penyampaian kembali: a new round with its file, its statement and its receipt. */
export async function openRound({ transaction, state, event, body }: Entry, receipt: string): Promise<object> {
  const caseId = state.id;
  const { file, ...stated } = body as SubmitIntake | ResubmitIntake;
  const statement =
    'statement' in stated ? stated.statement : { ...(await statementBefore({ transaction, state, event })), ...stated };
  if (event.act === 'submit') {
    const { component, period, replaces = null } = statement;
    await transaction.submission.create({
      data: { caseId, component, periodFrom: period.from, periodTo: period.to, replaces },
    });
  }
  const { round } = event;
  const submitted = { submittedAt: new Date(event.at), submittedBy: event.actor?.person ?? '' };
  const { hash, size, name } = file;
  const row = { caseId, round, hash, size, fileName: name, statement: statement as object, receipt, ...submitted };
  await transaction.submissionRound.create({ data: row });
  await transaction.document.create({ data: { caseId, round, kind: 'submitted-file', hash, name, size } });
  return { statement, file: { hash, size, name }, receipt };
}

/** What a resubmission does not say anew stands as the round before said it; its note was about that round alone. */
async function statementBefore({
  transaction,
  state,
  event,
}: Pick<Entry, 'transaction' | 'state' | 'event'>): Promise<Statement> {
  const where = { caseId_round: { caseId: state.id, round: event.round - 1 } };
  const { statement } = await transaction.submissionRound.findUniqueOrThrow({ where });
  const { note: _, ...kept } = statement as unknown as Statement & { readonly note?: string };
  return kept;
}

/** Penolakan dan pengembalian (28/24 25(1)): the decision of the round with its findings and the term for the correction. */
export async function returnRound({ transaction, state, event, body }: Entry): Promise<object> {
  const { findings, term, note = null } = body as ReturnIntake;
  const decision = { decision: 'returned', decidedAt: new Date(event.at), decidedBy: event.actor?.person ?? null };
  await transaction.submissionRound.update({
    where: { caseId_round: { caseId: state.id, round: event.round } },
    data: { ...decision, findings: findings as unknown as object[], term, note },
  });
  return { findings, term, note };
}

export async function acceptRound({ transaction, state, event, body }: Entry): Promise<object> {
  const { note = null, reason } = body as { note?: string; reason?: string };
  const decision = { decision: 'accepted', decidedAt: new Date(event.at), decidedBy: event.actor?.person ?? null };
  await transaction.submissionRound.update({
    where: { caseId_round: { caseId: state.id, round: event.round } },
    data: { ...decision, note },
  });
  return { note, ...(reason !== undefined && { reason }) };
}

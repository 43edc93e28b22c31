import type { Database, Transaction } from '#prisma/database';
import { NotToldError, type Reading } from './story.ts';

/**
 * Puts the reading of one case in the place of the old one, in one transaction and behind the recorder's own lock. What was written once
 * is guarded by triggers: only the login that owns the tables can lift them, and only in here.
 */
export async function writeReading(database: Database, reading: Reading): Promise<void> {
  const { id } = reading.row;
  await database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
      const { _max: end } = await transaction.event.aggregate({ where: { caseId: id }, _max: { seq: true } });
      if (end.seq !== reading.row.seq) throw new NotToldError('it has moved on meanwhile: ask again');
      await guards(transaction, 'DISABLE');
      await replace(transaction, reading);
      await guards(transaction, 'ENABLE');
    },
    { timeout: 60_000 },
  );
}

async function guards(transaction: Transaction, change: 'DISABLE' | 'ENABLE'): Promise<void> {
  await transaction.$executeRawUnsafe(`ALTER TABLE "case" ${change} TRIGGER written_once`);
  await transaction.$executeRawUnsafe(`ALTER TABLE submission_round ${change} TRIGGER written_once`);
  await transaction.$executeRawUnsafe(`ALTER TABLE proposal ${change} TRIGGER append_only`);
}

async function replace(transaction: Transaction, { row, submission, rounds, proposals }: Reading): Promise<void> {
  const caseId = row.id;
  const asCase = { ...row, state: row.state as object };
  await transaction.case.upsert({ where: { id: caseId }, create: asCase, update: asCase });
  await transaction.submissionRound.deleteMany({ where: { caseId } });
  await transaction.submission.deleteMany({ where: { caseId } });
  await transaction.proposal.deleteMany({ where: { caseId } });
  if (submission) await transaction.submission.create({ data: submission });
  for (const round of rounds)
    await transaction.submissionRound.create({
      data: { ...round, statement: round.statement as object, findings: round.findings as object },
    });
  for (const one of proposals)
    await transaction.proposal.create({ data: { ...one, proposal: one.proposal as object } });
}

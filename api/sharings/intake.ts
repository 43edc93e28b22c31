import type { z } from 'zod';
import type { Principal } from '#api/identity';
import type { Taken } from '#api/intake';
import { ProblemError } from '#api/problem';
import { scopeOf } from '#api/scope';
import type { SharingBody } from '#api/sharings.schema';
import { dayOf } from '#domain/calendar';
import type { SharingHead } from '#domain/sharing';
import { acts } from '#domain/submission';
import { text } from '#domain/text';
import { knownPerson } from '#prisma/absence';
import type { Transaction } from '#prisma/database';
import { sharingId } from '#workflows/sharing.messages';
import { submissionType } from '#workflows/submission.messages';

type Body = z.output<typeof SharingBody>;

/** Writes a sharing with its items, in the transaction that commits its request: what is shared out is what is there at this moment. */
export async function takeSharing(
  transaction: Transaction,
  principal: Principal,
  id: string,
  body: Body,
): Promise<Taken> {
  const { kind, from = [], to, reason } = body;
  await checkKnown(transaction, '/from', from);
  await checkKnown(transaction, '/to', to);
  const cases = await casesOf(transaction, principal, body);
  const { person, unit, standsFor = [] } = principal;
  const head: SharingHead = { person, unit, standsFor };
  const now = new Date();
  const row = { id, kind, unitId: unit, fromPeople: from, toPeople: to, reason };
  const actor = JSON.parse(JSON.stringify(head)) as object;
  await transaction.sharing.create({ data: { ...row, actor, requestedBy: person, requestedAt: now } });
  const items = cases.map((caseId, at) => ({ sharingId: id, position: at + 1, caseId }));
  await transaction.sharingItem.createMany({ data: items });
  if (kind === 'hand-over') await endSubstitutions(transaction, from, person, now);
  return { caseId: sharingId(id), body, command: { id, items: items.length } };
}

async function checkKnown(transaction: Transaction, pointer: string, people: readonly string[]): Promise<void> {
  for (const [at, person] of people.entries()) {
    if (await knownPerson(transaction, person)) continue;
    const detail = text('tidak ada orang dengan id ini', 'nobody has this id');
    throw new ProblemError('unknown-person', { errors: [{ pointer: `${pointer}/${at}`, detail }] });
  }
}

/** The cases that were named, or those in review that these people have claimed; the most urgent first. */
async function casesOf(transaction: Transaction, principal: Principal, { from, cases }: Body): Promise<string[]> {
  const wanted =
    cases === undefined
      ? { stage: { in: [...acts.assign.from] }, claimant: { in: from ?? [] } }
      : { number: { in: cases } };
  const found = await transaction.case.findMany({
    where: { AND: [scopeOf(principal), { process: submissionType, ...wanted }] },
    orderBy: [{ target: 'asc' }, { id: 'asc' }],
    select: { id: true, number: true },
  });
  const missing = cases?.findIndex((number) => !found.some((one) => one.number === number)) ?? -1;
  if (missing === -1) return found.map(({ id }) => id);
  const detail = text('tidak ada penyampaian bernomor ini', 'no submission has this number');
  throw new ProblemError('unknown-submission', { errors: [{ pointer: `/cases/${missing}`, detail }] });
}

/** Who leaves is absent no more, and stands in for nobody. */
async function endSubstitutions(
  transaction: Transaction,
  people: readonly string[],
  endedBy: string,
  endedAt: Date,
): Promise<void> {
  const theirs = [{ person: { in: [...people] } }, { substitute: { in: [...people] } }];
  await transaction.substitution.updateMany({
    where: { OR: theirs, endedAt: null, toDay: { gte: dayOf(endedAt.getTime()) } },
    data: { endedAt, endedBy },
  });
}

/** Stops or resumes; what has ended stays as it ended. */
export async function takeTurn(transaction: Transaction, id: string, act: 'stop' | 'resume'): Promise<Taken> {
  const stoppedAt = act === 'stop' ? new Date() : null;
  const stands = act === 'stop' ? { stoppedAt: null } : { NOT: { stoppedAt: null } };
  await transaction.sharing.updateMany({ where: { id, endedAt: null, ...stands }, data: { stoppedAt } });
  return { caseId: sharingId(id), body: {}, command: {} };
}

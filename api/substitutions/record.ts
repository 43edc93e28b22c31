import type { z } from 'zod';
import type { Principal } from '#api/identity';
import type { Taken } from '#api/intake';
import { ProblemError } from '#api/problem';
import type { SubstitutionBody } from '#api/substitutions.schema';
import { dayOf } from '#domain/calendar';
import type { Refusal } from '#domain/refusal';
import { overlap, whyNotArrange, whyUnfit } from '#domain/substitution';
import { text } from '#domain/text';
import { knownPerson } from '#prisma/absence';
import type { Transaction } from '#prisma/database';

type Body = z.output<typeof SubstitutionBody>;

const refused = ({ code, detail }: Refusal): ProblemError => new ProblemError(code, { detail });

/** Records a substitution, in the transaction that commits its request: one for each absent person and day. */
export async function takeSubstitution(
  transaction: Transaction,
  principal: Principal,
  id: string,
  body: Body,
): Promise<Taken> {
  const { kind, from, to, reason } = body;
  const absent = await personOrRefuse(transaction, '/person', body.person);
  const refusal = whyNotArrange(principal, { kind, absent });
  if (refusal) throw refused(refusal);
  const substitute = await personOrRefuse(transaction, '/substitute', body.substitute);
  const misfit = whyUnfit(kind, absent, substitute);
  if (misfit) throw refused(misfit);
  checkComing(body);
  await checkFree(transaction, body);
  await transaction.substitution.create({
    data: {
      id,
      person: absent.person,
      substitute: substitute.person,
      unitId: absent.unit,
      kind,
      fromDay: from,
      toDay: to,
      reason,
      recordedBy: principal.person,
      recordedAt: new Date(),
    },
  });
  return { caseId: `substitution:${id}`, body, command: {} };
}

async function personOrRefuse(transaction: Transaction, pointer: string, person: string) {
  const found = await knownPerson(transaction, person);
  if (found) return found;
  throw new ProblemError('unknown-person', {
    errors: [{ pointer, detail: text('tidak ada orang dengan id ini', 'nobody has this id') }],
  });
}

/** What was done without a substitute stays so: nothing is arranged for days that have passed. */
function checkComing({ from }: Body): void {
  if (from >= dayOf(Date.now())) return;
  const detail = text('hari pertama tidak boleh sudah lewat', 'the first day must not have passed');
  throw new ProblemError('invalid-request', { errors: [{ pointer: '/from', detail }] });
}

/** The lock lets one of those go first who record the same person's absence at the same moment. */
async function checkFree(transaction: Transaction, { person, from, to }: Body): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`substitution ${person}`}, 3))`;
  const rows = await transaction.substitution.findMany({ where: { person, toDay: { gte: from }, endedAt: null } });
  const other = rows.find((row) => overlap({ from: row.fromDay, to: row.toDay }, { from, to }));
  if (!other) return;
  throw new ProblemError('already-substituted', {
    detail: text(
      `sudah ada penggantian ${other.fromDay} sampai ${other.toDay}`,
      `there is a substitution from ${other.fromDay} to ${other.toDay}`,
    ),
    more: { substitution: `/v1/substitutions/${other.id}` },
  });
}

/** Ends a substitution, for those who may record it; one that has ended stays as it ended. */
export async function takeEnd(transaction: Transaction, principal: Principal, id: string): Promise<Taken> {
  const row = await transaction.substitution.findUniqueOrThrow({ where: { id } });
  const absent = { person: row.person, unit: row.unitId };
  const refusal = whyNotArrange(principal, { kind: row.kind as Body['kind'], absent });
  if (refusal) throw refused(refusal);
  await transaction.substitution.updateMany({
    where: { id, endedAt: null },
    data: { endedAt: new Date(), endedBy: principal.person },
  });
  return { caseId: `substitution:${id}`, body: {}, command: {} };
}

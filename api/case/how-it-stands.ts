import { inWib } from '#domain/calendar';
import type { CaseState } from '#domain/case';
import type { Transaction } from '#prisma/database';

/** Where a case that stands in the way is, since when, and by whom it came there: for a problem that names it. */
export async function howItStands(transaction: Transaction, caseId: string): Promise<Record<string, unknown>> {
  const found = await transaction.case.findUnique({ where: { id: caseId }, select: { stage: true, state: true } });
  if (!found) return {};
  const { at, by, act } = (found.state as unknown as CaseState).last;
  const where = { id: by ?? '' };
  const person = await transaction.person.findUnique({ where, select: { id: true, name: true } });
  const when = { at: new Date(at).toISOString(), atText: inWib(at) };
  return { stage: found.stage, act, ...when, ...(person && { by: person }) };
}

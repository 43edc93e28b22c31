import { dayOf } from '#domain/calendar';
import type { Addressee, CaseEvent, CaseState } from '#domain/case';
import type { Level } from '#domain/ladder';
import { itjen, pdsi, setjen } from '#domain/office';
import { absencesOf } from '#prisma/absence';
import type { Transaction } from '#prisma/database';

/**
 * Whose mail an event is: ids of people, or of a unit whose mailbox stands for everybody in it. Review that nobody has claimed
 * is the whole unit's; a producer without any known address is reached by the mailbox of its unit.
 */
export async function addressees(
  transaction: Transaction,
  notify: Addressee,
  state: CaseState,
  at: number,
): Promise<string[]> {
  const claimant = state.claimant === undefined ? [] : [state.claimant];
  const wanted = notify === 'party' ? state.touched : await withSubstitutes(transaction, claimant, at);
  const people = await transaction.person.findMany({
    where: { id: { in: [...wanted] }, email: { not: null } },
    select: { id: true },
  });
  if (people.length > 0) return people.map(({ id }) => id);
  const unit = await transaction.unit.findUnique({ where: { id: notify === 'party' ? state.party : pdsi } });
  return unit?.mailbox ? [unit.id] : [];
}

/** Who is absent on that day hears of it, and so does whoever stands in for them. */
async function withSubstitutes(transaction: Transaction, people: readonly string[], at: number): Promise<string[]> {
  const absences = await absencesOf(transaction, people, dayOf(at));
  return [...people, ...absences.map(({ substitute }) => substitute)];
}

/** Whom a rung of the ladder tells, as people and roles are when it speaks; each once, at the first level that names them. */
export async function addresseesOf(
  transaction: Transaction,
  levels: readonly Level[],
  state: CaseState,
  { holder, at }: Pick<CaseEvent, 'holder' | 'at'>,
): Promise<string[]> {
  const isProducers = holder === 'producer';
  const found = [];
  for (const level of levels) {
    if (level === 'holder')
      found.push(...(await addressees(transaction, isProducers ? 'party' : 'reviewers', state, at)));
    else if (level === 'head')
      found.push(...(await officials(transaction, level, isProducers ? state.party : pdsi, at)));
    else found.push(...(await officials(transaction, level, level === 'setjen' ? setjen : itjen, at)));
  }
  return [...new Set(found)];
}

/** Those who hold an office, and who acts for them on that day (Plh, Plt); as long as none of them has signed in, the mailbox of the unit. */
async function officials(transaction: Transaction, role: string, unitId: string, at: number): Promise<string[]> {
  const holding = await transaction.person.findMany({
    where: { unitId, roles: { has: role } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const ids = holding.map(({ id }) => id);
  const where = { id: { in: await withSubstitutes(transaction, ids, at) }, email: { not: null } };
  const people = await transaction.person.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  if (people.length > 0) return people.map(({ id }) => id);
  const unit = await transaction.unit.findUnique({ where: { id: unitId } });
  return unit?.mailbox ? [unit.id] : [];
}

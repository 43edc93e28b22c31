import type { Addressee, CaseState, Holder } from '#domain/case';
import type { Level } from '#domain/ladder';
import { itjen, pdsi, setjen } from '#domain/office';
import type { Transaction } from '#prisma/database';

/**
 * Whose mail an event is: ids of people, or of a unit whose mailbox stands for everybody in it. Review that nobody has claimed
 * is the whole unit's; a producer without any known address is reached by the mailbox of its unit.
 */
export async function addressees(transaction: Transaction, notify: Addressee, state: CaseState): Promise<string[]> {
  const wanted = notify === 'party' ? state.touched : state.claimant === undefined ? [] : [state.claimant];
  const people = await transaction.person.findMany({
    where: { id: { in: [...wanted] }, email: { not: null } },
    select: { id: true },
  });
  if (people.length > 0) return people.map(({ id }) => id);
  const unit = await transaction.unit.findUnique({ where: { id: notify === 'party' ? state.party : pdsi } });
  return unit?.mailbox ? [unit.id] : [];
}

/** Whom a rung of the ladder tells, as people and roles are when it speaks; each once, at the first level that names them. */
export async function addresseesOf(
  transaction: Transaction,
  levels: readonly Level[],
  state: CaseState,
  holder: Holder,
): Promise<string[]> {
  const found = [];
  for (const level of levels) found.push(...(await ofLevel(transaction, level, state, holder)));
  return [...new Set(found)];
}

function ofLevel(transaction: Transaction, level: Level, state: CaseState, holder: Holder): Promise<string[]> {
  const isProducers = holder === 'producer';
  if (level === 'holder') return addressees(transaction, isProducers ? 'party' : 'reviewers', state);
  if (level === 'head') return officials(transaction, 'head', isProducers ? state.party : pdsi);
  return officials(transaction, level, level === 'setjen' ? setjen : itjen);
}

/** Those who hold an office; as long as none of them has signed in, the mailbox of the unit. */
async function officials(transaction: Transaction, role: string, unitId: string): Promise<string[]> {
  const where = { unitId, roles: { has: role }, email: { not: null } };
  const people = await transaction.person.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  if (people.length > 0) return people.map(({ id }) => id);
  const unit = await transaction.unit.findUnique({ where: { id: unitId } });
  return unit?.mailbox ? [unit.id] : [];
}

import type { Addressee, CaseState } from '#domain/case';
import { pdsi } from '#domain/office';
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

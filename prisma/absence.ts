import type { Role } from '#domain/case';
import { isInForce, type Known, type StandIn, type SubstitutionKind } from '#domain/substitution';
import type { Transaction } from './database.ts';

type Reader = Pick<Transaction, 'substitution' | 'person'>;

/**
 * For whom this person stands in on a day: their own substitutions alone, so that nothing is passed on; and none from a unit that they
 * have left.
 */
export async function standInsOf(
  reader: Reader,
  { person: substitute, unit: unitId }: Pick<Known, 'person' | 'unit'>,
  today: string,
): Promise<StandIn[]> {
  const rows = await reader.substitution.findMany({
    where: { substitute, unitId, toDay: { gte: today }, endedAt: null },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  });
  return rows
    .filter(({ fromDay, toDay }) => isInForce({ from: fromDay, to: toDay, ended: false }, today))
    .map(({ person, kind }) => ({ person, kind: kind as SubstitutionKind }));
}

/** Those of these people who are absent on a day, each with their substitution. */
export async function absencesOf(reader: Reader, people: readonly string[], today: string) {
  return reader.substitution.findMany({
    where: { person: { in: [...people] }, fromDay: { lte: today }, toDay: { gte: today }, endedAt: null },
    orderBy: [{ fromDay: 'asc' }, { id: 'asc' }],
  });
}

/** Somebody as the sign-in service last told of them; undefined for an id that nobody has. */
export async function knownPerson(reader: Reader, person: string): Promise<Known | undefined> {
  const found = await reader.person.findUnique({ where: { id: person } });
  return found ? { person, unit: found.unitId, roles: found.roles as Role[] } : undefined;
}

import type { Role } from '#domain/case';
import type { Submission } from '#domain/submission';
import { type Assignee, whyNotIndependent } from '#domain/submission/assignment';
import { isInForce, type Known, type StandIn, type SubstitutionKind } from '#domain/substitution';
import type { Transaction } from './database.ts';

type Reader = Pick<Transaction, 'substitution' | 'person' | 'sharing'>;

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

/** What is known of somebody to whom the head gives a case; nobody at all is nobody's assignee. */
export async function assigneeOf(
  reader: Reader,
  submission: Pick<Submission, 'touched' | 'party'>,
  person: string,
  today: string,
): Promise<Assignee> {
  const found = await reader.person.findUnique({ where: { id: person }, include: { unit: true } });
  const { unitId: unit = '', roles = [] } = found ?? {};
  const standsFor = await standInsOf(reader, { person, unit }, today);
  return {
    person,
    unit,
    unitKind: found?.unit.kind ?? '',
    roles: roles as Role[],
    absent: (await absencesOf(reader, [person], today)).length > 0,
    standsFor: standsFor.map((absent) => absent.person),
    officersLeft: await officersLeft(reader, submission, today),
  };
}

/** How many officers of PDSI are there today and may judge the case; who has handed over everything has left. */
async function officersLeft(
  reader: Reader,
  submission: Pick<Submission, 'touched' | 'party'>,
  today: string,
): Promise<number> {
  const gone = await reader.sharing.findMany({ where: { kind: 'hand-over' }, select: { fromPeople: true } });
  const officers = await reader.person.findMany({
    where: { roles: { has: 'pdsi' }, id: { notIn: gone.flatMap(({ fromPeople }) => fromPeople) } },
  });
  const ids = officers.map(({ id }) => id);
  const away = await absencesOf(reader, ids, today);
  const standing = await reader.substitution.findMany({
    where: { substitute: { in: ids }, fromDay: { lte: today }, toDay: { gte: today }, endedAt: null },
  });
  return officers.filter(({ id, unitId }) => {
    const absent = standing.filter(({ substitute }) => substitute === id).map(({ person }) => person);
    const isBound = whyNotIndependent(submission, { people: [id, ...absent], unit: unitId }) !== undefined;
    return !isBound && !away.some(({ person }) => person === id);
  }).length;
}

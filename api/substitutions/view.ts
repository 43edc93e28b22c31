import { z } from 'zod';
import { iso } from '#api/case/people';
import { cursorAfter, keyIn } from '#api/cursor';
import type { Principal } from '#api/identity';
import { ProblemError } from '#api/problem';
import type {
  ColleaguePage,
  ColleagueQuery,
  SubstitutionPage,
  SubstitutionQuery,
  SubstitutionView,
} from '#api/substitutions.schema';
import { dayOf } from '#domain/calendar';
import type { Role } from '#domain/case';
import { pdsi } from '#domain/office';
import { isInForce, kindWords, type SubstitutionKind, whyNotArrange } from '#domain/substitution';
import { absencesOf } from '#prisma/absence';
import type { Database } from '#prisma/database';
import type { Prisma, Substitution } from '#prisma/generated/client';

type View = z.input<typeof SubstitutionView>;

/** Whose substitutions this person may see: their own, a head those of the unit, Setjen those of acting heads. */
function substitutionScope({ person, roles, unit }: Principal): Prisma.SubstitutionWhereInput {
  const seen: Prisma.SubstitutionWhereInput[] = [{ person }, { substitute: person }];
  if (roles.includes('head')) seen.push({ unitId: unit });
  if (roles.includes('setjen')) seen.push({ kind: { in: ['plh', 'plt'] } });
  return { OR: seen };
}

export async function substitutionInScope(database: Database, principal: Principal, id: string): Promise<Substitution> {
  const found = await database.substitution.findFirst({ where: { AND: [substitutionScope(principal), { id }] } });
  if (!found) throw new ProblemError('not-found');
  return found;
}

/** A page of them, the latest first. */
export async function pageOfSubstitutions(
  database: Database,
  principal: Principal,
  { which, limit, cursor }: z.output<typeof SubstitutionQuery>,
): Promise<z.input<typeof SubstitutionPage>> {
  const where: Prisma.SubstitutionWhereInput[] = [substitutionScope(principal)];
  if (which === 'coming') where.push({ toDay: { gte: dayOf(Date.now()) }, endedAt: null });
  if (cursor !== undefined) {
    const [day, id] = keyIn(cursor, z.tuple([z.iso.date(), z.uuid()]), { list: 'substitutions', which });
    where.push({ OR: [{ fromDay: { lt: day } }, { fromDay: day, id: { lt: id } }] });
  }
  const found = await database.substitution.findMany({
    where: { AND: where },
    take: limit + 1,
    orderBy: [{ fromDay: 'desc' }, { id: 'desc' }],
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await viewsOf(database, principal, shown),
    next: found.length > limit && last ? cursorAfter([last.fromDay, last.id], { list: 'substitutions', which }) : null,
  };
}

/** Each as this person may see it, with the way to end it where they may. */
export async function viewsOf(
  database: Database,
  viewer: Pick<Principal, 'person' | 'roles' | 'unit'>,
  rows: readonly Substitution[],
): Promise<View[]> {
  const today = dayOf(Date.now());
  const nameOf = await namesOf(
    database,
    rows.flatMap(({ person, substitute, recordedBy, endedBy }) => [person, substitute, recordedBy, endedBy ?? '']),
  );
  const units = await database.unit.findMany({ where: { id: { in: rows.map(({ unitId }) => unitId) } } });
  return rows.map((row) => {
    const { id, unitId, fromDay: from, toDay: to, reason, endedAt } = row;
    const kind = row.kind as SubstitutionKind;
    const self = `/v1/substitutions/${id}`;
    const mayEnd = whyNotArrange(viewer, { kind, absent: { person: row.person, unit: unitId } }) === undefined;
    return {
      id,
      person: nameOf(row.person),
      substitute: nameOf(row.substitute),
      unit: { id: unitId, name: units.find((unit) => unit.id === unitId)?.name ?? unitId },
      kind,
      kindText: kindWords[kind].text,
      from,
      to,
      reason,
      inForce: isInForce({ from, to, ended: endedAt !== null }, today),
      recordedBy: nameOf(row.recordedBy),
      recordedAt: row.recordedAt.toISOString(),
      endedAt: iso(endedAt),
      endedBy: row.endedBy === null ? null : nameOf(row.endedBy),
      links: { self, ...(mayEnd && endedAt === null && to >= today && { end: `${self}/end` }) },
    };
  });
}

/** The people of one's own unit; of others for Setjen, who records acting heads, and the head of PDSI, who appoints. */
export async function pageOfColleagues(
  database: Database,
  { roles, unit }: Principal,
  { unit: wanted = unit, limit, cursor }: z.output<typeof ColleagueQuery>,
): Promise<z.input<typeof ColleaguePage>> {
  const seesOthers = roles.includes('setjen') || (roles.includes('head') && unit === pdsi);
  if (wanted !== unit && !seesOthers) throw new ProblemError('not-found');
  const after =
    cursor === undefined
      ? undefined
      : keyIn(cursor, z.tuple([z.string().max(60)]), { list: 'colleagues', unit: wanted })[0];
  const found = await database.person.findMany({
    where: {
      unitId: wanted,
      NOT: { roles: { has: 'machine' } },
      ...(after !== undefined && { id: { gt: after } }),
    },
    take: limit + 1,
    orderBy: { id: 'asc' },
  });
  const shown = found.slice(0, limit);
  const away = await absencesOf(
    database,
    shown.map(({ id }) => id),
    dayOf(Date.now()),
  );
  const nameOf = await namesOf(
    database,
    away.map(({ substitute }) => substitute),
  );
  const items = shown.map(({ id, name, roles: held }) => {
    const absence = away.find(({ person }) => person === id);
    return {
      id,
      name,
      roles: held as Role[],
      absentUntil: absence?.toDay ?? null,
      substitute: absence ? nameOf(absence.substitute) : null,
    };
  });
  const last = shown.at(-1);
  return {
    items,
    next: found.length > limit && last ? cursorAfter([last.id], { list: 'colleagues', unit: wanted }) : null,
  };
}

async function namesOf(database: Database, ids: readonly string[]) {
  const people = await database.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return (id: string) => people.find((known) => known.id === id) ?? { id, name: id };
}

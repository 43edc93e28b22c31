import { z } from 'zod';
import { iso } from '#api/case/people';
import { cursorAfter, keyIn } from '#api/cursor';
import { refusalTexts } from '#api/refusal-texts';
import type { SharingQuery, SharingView } from '#api/sharings.schema';
import { refusalCodes } from '#domain/refusal';
import { type SharingKind, sharingWords } from '#domain/sharing';
import type { Database } from '#prisma/database';
import type { Sharing } from '#prisma/generated/client';

export const firstPage: z.output<typeof SharingQuery> = { limit: 50 };

/** A sharing with a page of its items, each with its result. */
export async function viewOf(
  database: Database,
  row: Sharing,
  { limit, cursor }: z.output<typeof SharingQuery>,
): Promise<z.input<typeof SharingView>> {
  const { id, fromPeople, toPeople, reason, requestedBy, stoppedAt, endedAt } = row;
  const kind = row.kind as SharingKind;
  const after =
    cursor === undefined
      ? 0
      : Number(keyIn(cursor, z.tuple([z.string().regex(/^\d{1,9}$/)]), { list: 'sharing', id })[0]);
  const found = await database.sharingItem.findMany({
    where: { sharingId: id, position: { gt: after } },
    orderBy: { position: 'asc' },
    take: limit + 1,
  });
  const shown = found.slice(0, limit);
  const chosen = shown.flatMap(({ person }) => person ?? []);
  const nameOf = await namesOf(database, [...fromPeople, ...toPeople, requestedBy, ...chosen]);
  const self = `/v1/sharings/${id}`;
  const turn = stoppedAt === null ? { stop: `${self}/stop` } : { resume: `${self}/resume` };
  return {
    id,
    kind,
    kindText: sharingWords[kind].text,
    state: endedAt === null ? (stoppedAt === null ? 'running' : 'stopped') : 'done',
    reason,
    from: fromPeople.map(nameOf),
    to: toPeople.map(nameOf),
    requestedBy: nameOf(requestedBy),
    requestedAt: row.requestedAt.toISOString(),
    endedAt: iso(endedAt),
    counts: await countsOf(database, id),
    items: shown.map(({ position, caseId, person, outcome, code, at }) => {
      const number = caseId.slice(caseId.indexOf(':') + 1);
      const known = refusalCodes.find((one) => one === code) ?? null;
      return {
        position,
        number,
        href: `/v1/submissions/${number}`,
        to: person === null ? null : nameOf(person),
        outcome: outcome as 'done' | 'refused' | null,
        code: known,
        codeText: known && refusalTexts[known].title,
        at: iso(at),
      };
    }),
    next: found.length > limit ? cursorAfter([String(shown.at(-1)?.position ?? 0)], { list: 'sharing', id }) : null,
    links: { self, ...(endedAt === null && turn) },
  };
}

async function countsOf(database: Database, sharingId: string) {
  const groups = await database.sharingItem.groupBy({ by: ['outcome'], where: { sharingId }, _count: true });
  const counted = new Map(groups.map(({ outcome, _count: count }) => [outcome, count]));
  const of = (outcome: string | null) => counted.get(outcome) ?? 0;
  const [done, refused, waiting] = [of('done'), of('refused'), of(null)];
  return { items: done + refused + waiting, done, refused, waiting };
}

async function namesOf(database: Database, ids: readonly string[]) {
  const people = await database.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return (id: string) => people.find((known) => known.id === id) ?? { id, name: id };
}

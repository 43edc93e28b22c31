import { z } from 'zod';
import { dayOf } from '#domain/calendar';
import { pdsi } from '#domain/office';
import { stagesOfAuthors } from '#domain/processes';
import type { Database } from '#prisma/database';
import type { Prisma } from '#prisma/generated/client';
import { CaseRow, type Row, rowsOf } from './case/rows.ts';
import { cursorAfter, keyIn } from './cursor.ts';
import type { Principal } from './identity.ts';
import { type Route, route } from './route.ts';
import { Instant } from './schema.ts';
import { scopeOf } from './scope.ts';

const urgencies = ['very-late', 'late', 'soon', 'not-yet'] as const;
type Urgency = (typeof urgencies)[number];

/** What the page before ended with: due date (cases without one come last) and the case's id, for numbers are counted by process. */
const Key = z.tuple([Instant.nullable(), z.string().max(60)]);

const TaskQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});
const TaskPage = z
  .object({
    items: z.array(CaseRow.extend({ urgency: z.enum(urgencies) }).meta({ id: 'Task' })),
    next: z.string().nullable(),
  })
  .meta({ id: 'TaskPage' });

/** What waits for this person: what they claimed, what their unit must correct, and the pool that they may claim from. */
export function taskRoutes({ database }: { readonly database: Database }): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/tasks',
        operationId: 'listTasks',
        summary: 'My tasks, the most urgent first',
        tag: 'Tasks',
        query: TaskQuery,
        answers: { 200: { description: 'Cases that wait for you', schema: TaskPage } },
      },
      async ({ principal, query: { limit, cursor } }) => {
        const where: Prisma.CaseWhereInput[] = [scopeOf(principal), waitsFor(principal)];
        if (cursor !== undefined) where.push(after(keyIn(cursor, Key)));
        const rows = await rowsOf(
          database,
          { AND: where },
          { take: limit + 1, orderBy: [{ target: 'asc' }, { id: 'asc' }] },
        );
        const items = rows.slice(0, limit).map((row) => ({ ...row, urgency: urgencyOf(row) }));
        const last = items.at(-1);
        return {
          status: 200,
          body: {
            items,
            next: rows.length > limit && last ? cursorAfter([last.target, `${last.process}:${last.number}`]) : null,
          },
        };
      },
    ),
  ];
}

/** Nobody is shown what four eyes forbid them to decide. */
function waitsFor({ person, roles, unit }: Principal): Prisma.CaseWhereInput {
  const mine: Prisma.CaseWhereInput[] = [];
  if (roles.includes('producer')) mine.push({ holder: 'producer', party: unit });
  if (roles.includes('pdsi')) {
    const eligible = {
      NOT: { state: { path: ['touched'], array_contains: person } },
      ...(unit !== pdsi && { party: { not: unit } }),
    };
    const free = { holder: 'pdsi', OR: [{ claimant: person }, { claimant: null }] };
    mine.push({ AND: [free, { OR: [eligible, ...stagesOfAuthors] }] });
  }
  return mine.length > 0 ? { OR: mine } : { id: { in: [] } };
}

function after([target, id]: z.output<typeof Key>): Prisma.CaseWhereInput {
  if (target === null) return { id: { gt: id }, target: null };
  const instant = new Date(target);
  return { OR: [{ target: { gt: instant } }, { target: null }, { target: instant, id: { gt: id } }] };
}

/** Past the fatal date, past the target, within two days, or later. */
function urgencyOf({ target, fatal, late }: Row): Urgency {
  if (target === null) return 'not-yet';
  if (fatal !== null && Date.parse(fatal) < Date.now()) return 'very-late';
  if (late) return 'late';
  const days = (Date.parse(dayOf(Date.parse(target))) - Date.parse(dayOf(Date.now()))) / 86_400_000;
  return days <= 2 ? 'soon' : 'not-yet';
}

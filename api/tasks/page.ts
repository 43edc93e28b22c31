import { z } from 'zod';
import { iso } from '#api/case/people';
import { type Listed, listed, rowsOf } from '#api/case/rows';
import { cursorAfter, keyIn } from '#api/cursor';
import type { Principal } from '#api/identity';
import { Instant } from '#api/schema';
import type { Database } from '#prisma/database';
import type { Prisma } from '#prisma/generated/client';
import type { TaskPage, TaskQuery } from './query.schema.ts';
import { dated, rangesOf, undated, urgencyOf } from './urgency.ts';
import { narrowed, waitingFor } from './waiting.ts';

type Where = Prisma.CaseWhereInput;

/** What the page before ended with: due date (cases without one come last) and the case's id, for numbers are counted by process. */
const Key = z.tuple([Instant.nullable(), z.string().max(60)]);
type Key = z.output<typeof Key>;

/** A page of what waits for this person, the most urgent first. */
export async function pageOfTasks(
  database: Database,
  principal: Principal,
  query: z.output<typeof TaskQuery>,
): Promise<z.input<typeof TaskPage>> {
  const { which, urgency, limit, cursor } = query;
  const asked = { list: 'tasks', ...query };
  const { standsFor = [] } = principal;
  const now = Date.now();
  const key = cursor === undefined ? undefined : keyIn(cursor, Key, asked);
  const questions = waitingFor(principal, which).map((question): Where => ({ AND: [question, narrowed(query)] }));
  const ranges = urgency === undefined ? [dated, undated] : rangesOf(urgency, now);
  const found: Listed[] = [];
  for (const range of ranges) {
    const rest = after(key, range);
    const left = limit + 1 - found.length;
    if (rest && left > 0) found.push(...(await firstOf(database, questions, rest, left)));
  }
  const shown = found.slice(0, limit);
  const rows = await rowsOf(database, shown, now);
  const last = shown.at(-1);
  return {
    items: rows.map((row, index) => ({
      ...row,
      urgency: urgencyOf(shown[index] as Listed, now),
      onBehalfOf: standsFor.some(({ person }) => person === row.claimant?.id) ? row.claimant : null,
    })),
    next: found.length > limit && last ? cursorAfter([iso(last.target), last.id], asked) : null,
  };
}

/** Each question by itself, so that its index gives it in order; then what comes first in all of them. */
async function firstOf(database: Database, questions: readonly Where[], range: Where, take: number): Promise<Listed[]> {
  const answers: Listed[] = [];
  for (const question of questions) {
    const where = { AND: [question, range] };
    answers.push(
      ...(await database.case.findMany({
        where,
        take,
        orderBy: [{ target: 'asc' }, { id: 'asc' }],
        ...listed,
      })),
    );
  }
  return answers.toSorted(byUrgency).slice(0, take);
}

function byUrgency(a: Listed, b: Listed): number {
  const apart = (a.target?.getTime() ?? 0) - (b.target?.getTime() ?? 0);
  if (apart !== 0) return apart;
  return a.id < b.id ? -1 : 1;
}

/** What a range still holds after the page before; undefined when that page had passed all of it. */
function after(key: Key | undefined, range: Where): Where | undefined {
  if (key === undefined) return range;
  const [target, id] = key;
  if (range === undated) return target === null ? { ...undated, id: { gt: id } } : undated;
  if (target === null) return undefined;
  const instant = new Date(target);
  // The first says what the second says too, in the words of the index.
  return { AND: [range, { target: { gte: instant } }, { OR: [{ target: { gt: instant } }, { id: { gt: id } }] }] };
}

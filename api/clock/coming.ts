import { z } from 'zod';
import { toldTo } from '#api/case/clock';
import { rowsOf } from '#api/case/rows';
import { cursorAfter, keyIn } from '#api/cursor';
import type { Principal } from '#api/identity';
import { Instant } from '#api/schema';
import { scopeOf } from '#api/scope';
import { dayOf, endOf } from '#domain/calendar';
import type { CaseState } from '#domain/case';
import type { Terms } from '#domain/clock';
import { nextIn } from '#domain/clock-reading';
import { processNames } from '#domain/processes';
import { reminders } from '#domain/reminders';
import type { Database } from '#prisma/database';
import type { Case, Prisma } from '#prisma/generated/client';
import { type KeptQuiet, quietInForce } from '#prisma/registers/time';
import type { ClockPage, ClockQuery } from './query.schema.ts';

type Where = Prisma.CaseWhereInput;
type Silences = ReadonlyMap<string, KeptQuiet>;

/** When the case would speak, and its id: numbers are counted by process. */
const Key = z.tuple([Instant, z.string().max(60)]);

const minute = 60_000;

/** What the clock will say in so many days, the first first, of the cases in scope, and how much of it on each day. */
export async function comingOf(
  database: Database,
  principal: Principal,
  { days, process, limit, cursor }: z.output<typeof ClockQuery>,
): Promise<z.input<typeof ClockPage>> {
  const asked = { list: 'clock', days, process };
  const now = Date.now();
  const until = endOf(dayOf(now + (days - 1) * 86_400_000));
  const silences = await silencesAt(database, now);
  const coming: Where = { AND: [scopeOf(principal), within(until, process, silences)] };
  const found = await database.case.findMany({
    where: cursor === undefined ? coming : { AND: [coming, after(keyIn(cursor, Key, asked))] },
    take: limit + 1,
    orderBy: [{ nextAt: 'asc' }, { id: 'asc' }],
  });
  const shown = found.slice(0, limit);
  const rows = await rowsOf(database, shown, now);
  const last = shown.at(-1);
  return {
    at: new Date(now).toISOString(),
    until: new Date(until).toISOString(),
    silences: [...silences].map(([name, { ends, reason }]) => ({
      process: name,
      until: new Date(ends).toISOString(),
      reason,
    })),
    counts: await countsOf(database, coming, silences, now),
    items: rows.map((row, index) => ({ ...row, ...saying(shown[index] as Case, silences, now) })),
    next: found.length > limit && last ? cursorAfter([last.nextAt?.toISOString() ?? null, last.id], asked) : null,
  };
}

async function silencesAt(database: Database, now: number): Promise<Silences> {
  const found = await Promise.all(
    processNames.map(async (name) => [name, await quietInForce(database, name, now)] as const),
  );
  return new Map(found.flatMap(([name, quiet]) => (quiet ? [[name, quiet] as const] : [])));
}

/** The instant on record, without what is silent for longer than that. */
function within(until: number, process: string | undefined, silences: Silences): Where {
  const mute = [...silences].flatMap(([name, { ends }]) => (ends > until ? [name] : []));
  return {
    nextAt: { lte: new Date(until) },
    ...(process !== undefined && { process }),
    ...(mute.length > 0 && { NOT: { process: { in: mute } } }),
  };
}

/** The first says what the second says too, in the words of the index. */
function after([at, id]: z.output<typeof Key>): Where {
  const instant = new Date(at);
  return { AND: [{ nextAt: { gte: instant } }, { OR: [{ nextAt: { gt: instant } }, { id: { gt: id } }] }] };
}

/** By the rules that the case follows, and by the silence that there is now: it may not have heard of that yet. */
function saying({ process, state }: Pick<Case, 'process' | 'state'>, silences: Silences, now: number) {
  const stands = state as unknown as CaseState;
  const { quietUntil: _, ...terms } = stands.terms ?? noTerms;
  const quiet = silences.get(process);
  const next = nextIn({ ...stands, terms: { ...terms, ...(quiet && { quietUntil: quiet.ends }) } });
  if (next === undefined) return { says: null, overdue: false };
  const { at, what, to } = next;
  const says = { at: new Date(at).toISOString(), what, text: reminders[what].text, to: toldTo(to) };
  return { says, overdue: at < now - minute };
}

const noTerms: Terms = { periods: {}, calendar: { version: '', until: '', holidays: [] } };

async function countsOf(database: Database, coming: Where, silences: Silences, now: number) {
  const groups = await database.case.groupBy({ by: ['nextAt', 'process', 'stage'], where: coming, _count: true });
  const counts = new Map<string, { day: string; process: string; stage: string; count: number }>();
  for (const { nextAt, process, stage, _count: count } of groups) {
    const day = dayOf(Math.max(nextAt?.getTime() ?? 0, silences.get(process)?.ends ?? 0, now));
    const key = `${day} ${process} ${stage}`;
    counts.set(key, { day, process, stage, count: count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count);
}

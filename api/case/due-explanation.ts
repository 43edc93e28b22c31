import { z } from 'zod';
import { ProblemError } from '#api/problem';
import { type Route, route } from '#api/route';
import { Bilingual, CaseNumber, Digits, Instant } from '#api/schema';
import { caseInScope, keepAccess } from '#api/scope';
import { inWib, type Pause } from '#domain/calendar';
import type { CaseState, Moved } from '#domain/case';
import { calendarAt } from '#domain/case-clock';
import type { Period } from '#domain/clock';
import { countUntil, type Day, daysBetween } from '#domain/due-explanation';
import type { Words } from '#domain/process';
import { wordsOf } from '#domain/processes';
import { text } from '#domain/text';
import type { Database } from '#prisma/database';
import type { Case, Event } from '#prisma/generated/client';
import { yearsOfCalendar } from '#prisma/registers/time';

const Params = z.object({ number: CaseNumber });
const Query = z.strictObject({
  event: Digits(1, 1_000_000)
    .optional()
    .meta({ description: 'The dates as this event left them; without it as they stand' }),
});

const Explanation = z
  .object({
    event: z.int().meta({ description: 'The event that set or left these dates' }),
    stage: z.string(),
    stageText: Bilingual,
    since: Instant,
    target: Instant,
    fatal: Instant,
    basis: z.string().nullable().meta({ description: 'What the period stands on; `house standard` is no law' }),
    unit: z.enum(['working-days', 'minutes']),
    counted: z.object({ target: z.int(), fatal: z.int() }).meta({ description: 'In the unit, from the day after' }),
    setByOfficer: z.boolean().meta({ description: 'The target is a term that an officer set' }),
    calendar: z.string().meta({ description: 'The tables of holidays by which was counted, by year and version' }),
    paused: z
      .array(z.object({ from: Instant, to: Instant }))
      .meta({ description: 'When the clock stood still, for the other side owed an answer' }),
    moved: z
      .array(z.object({ event: z.int(), at: Instant, from: z.string(), to: z.string() }))
      .meta({ description: 'When a change of the calendar or the periods moved the dates of this stage' }),
    days: z.array(
      z.object({ day: z.iso.date(), count: z.int().nullable(), why: Bilingual, basis: z.string().nullable() }),
    ),
    text: Bilingual,
  })
  .meta({ id: 'DueExplanation' });

/** Why a case is due when it is, day by day, by the calendar of that time: one door for every process. */
export function dueExplanationRoute(database: Database, process: string): Route {
  const { path } = wordsOf(process);
  return route(
    {
      method: 'get',
      path: `/v1/${path}/{number}/due-explanation`,
      operationId: `explainDueOf${process[0]?.toUpperCase()}${process.slice(1)}`,
      summary: 'Why it is due when it is, day by day',
      tag: 'Clock',
      params: Params,
      query: Query,
      answers: { 200: { description: 'The days that were counted', schema: Explanation } },
      problems: [404, 409],
    },
    async ({ principal, params, query }) => {
      const found = await caseInScope(database, principal, process, params.number);
      await keepAccess(database, principal, found.id, 'due explanation');
      return { status: 200, body: await explanationOf(database, found, query.event) };
    },
  );
}

async function explanationOf(database: Database, found: Case, seq: number | undefined) {
  const { first, event, target, fatal, pauses } = await stretchOf(database, found, seq);
  const state = found.state as unknown as CaseState;
  const moves = await movesOf(database, found.id);
  const calendar = calendarAt(state, event.seq) ?? '';
  const since = first.at.getTime();
  const period = state.terms?.periods[event.stage];
  const unit = period?.unit ?? 'working-days';
  const years = await yearsOfCalendar(database, calendar);
  const days = unit === 'minutes' ? [] : daysBetween(since, fatal.getTime(), years, pauses);
  const counted = countedIn(unit, since, days, { target, fatal, pauses });
  return {
    event: event.seq,
    stage: event.stage,
    stageText: wordsOf(found.process).stage(event.stage),
    since: first.at.toISOString(),
    target: target.toISOString(),
    fatal: fatal.toISOString(),
    basis: period?.basis ?? null,
    unit,
    counted,
    setByOfficer: period !== undefined && counted.target !== period.target,
    calendar,
    paused: pauses.map(({ from, to }) => ({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })),
    moved: moves
      .filter((move) => move.seq >= first.seq && move.seq <= event.seq)
      .map((move) => ({ event: move.seq, at: move.at.toISOString(), ...move.moved.calendar })),
    days,
    text: inWords(since, { target, fatal }, counted, unit),
  };
}

interface Dates {
  readonly target: Date;
  readonly fatal: Date;
}

/** The event that is asked for, its dates, the event with which its stage began, and when the clock stood still since then. */
async function stretchOf(database: Database, { id: caseId, process }: Case, seq: number | undefined) {
  const events = await database.event.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
  const at = seq === undefined ? events.length - 1 : events.findIndex((event) => event.seq === seq);
  const event = events[at];
  if (!event) throw new ProblemError('not-found');
  const { target, fatal } = event;
  if (target === null || fatal === null) throw new ProblemError('no-due-date');
  return { ...beginningOf(events, at, wordsOf(process)), event, target, fatal };
}

function countedIn(
  unit: Period['unit'],
  since: number,
  days: readonly Day[],
  { target, fatal, pauses }: Dates & { readonly pauses: readonly Pause[] },
) {
  const stood = pauses.reduce((sum, { from, to }) => sum + to - from, 0);
  const count = (to: Date) =>
    unit === 'minutes' ? Math.round((to.getTime() - since - stood) / 60_000) : countUntil(days, to.getTime());
  return { target: count(target), fatal: count(fatal) };
}

/** Where the case came to the stage at which an event left it; a stage whose clock stood still in between began before that. */
function beginningOf(events: readonly Event[], last: number, { clock }: Words): { first: Event; pauses: Pause[] } {
  const { stage } = events[last] as Event;
  const pauses: Pause[] = [];
  let at = last;
  for (;;) {
    const here = events[at] as Event;
    const held = clock?.(here.act) === 'resumes' ? lastHold(events, at, clock) : undefined;
    if (held !== undefined && held > 0) {
      pauses.unshift({ from: (events[held] as Event).at.getTime(), to: here.at.getTime() });
      at = held - 1;
    } else if (events[at - 1]?.stage === stage) at -= 1;
    else return { first: here, pauses };
  }
}

function lastHold(events: readonly Event[], before: number, clock: NonNullable<Words['clock']>): number | undefined {
  const found = events.slice(0, before).findLastIndex(({ act }) => clock(act) === 'holds');
  return found < 0 ? undefined : found;
}

interface Move {
  readonly seq: number;
  readonly at: Date;
  readonly moved: Moved;
}

async function movesOf(database: Database, caseId: string): Promise<Move[]> {
  const events = await database.event.findMany({ where: { caseId, act: 'due-moved' }, orderBy: { seq: 'asc' } });
  const details = await database.detail.findMany({ where: { caseId, seq: { in: events.map(({ seq }) => seq) } } });
  return events.flatMap(({ seq, at }) => {
    const body = details.find((detail) => detail.seq === seq)?.body as { moved: Moved } | null | undefined;
    return body ? [{ seq, at, moved: body.moved }] : [];
  });
}

function inWords(since: number, { target, fatal }: Dates, counted: ReturnType<typeof countedIn>, of: Period['unit']) {
  const unit = of === 'minutes' ? text('menit', 'minutes') : text('hari kerja', 'working days');
  return text(
    `Sejak ${inWib(since)}: target ${counted.target} ${unit.id}, ${inWib(target.getTime())}; batas akhir ${counted.fatal} ${unit.id}, ${inWib(fatal.getTime())}. Hari pertama tidak dihitung.`,
    `Since ${inWib(since, 'en')}: target ${counted.target} ${unit.en}, ${inWib(target.getTime(), 'en')}; fatal date ${counted.fatal} ${unit.en}, ${inWib(fatal.getTime(), 'en')}. The first day does not count.`,
  );
}

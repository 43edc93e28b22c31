import { afterWorkingDays } from './calendar.ts';
import type { CaseState, Held, Moved } from './case.ts';
import { type Due, dueOf, isSameTerms, type Terms } from './clock.ts';
import { hasPassed, type NextRung, nextRung } from './ladder.ts';
import type { Reminder } from './reminders.ts';

/** What the clock does next by itself, and when; undefined when nothing is due. A claim lapses before a rung of the same instant. */
export function nextByClock(state: CaseState): { readonly at: number; readonly step: Reminder } | undefined {
  const [rung, lapse] = [nextRungOf(state), lapseOf(state)];
  if (lapse !== undefined && (rung === undefined || lapse <= rung.at)) return { at: lapse, step: 'claim-lapsed' };
  return rung && { at: rung.at, step: rung.name };
}

/** When that is, but for a silence of the ladder: one that begins or ends is no event of the case. */
export function nextInstant(state: CaseState): number | undefined {
  const { terms, ...rest } = state;
  if (terms === undefined) return undefined;
  const { quietUntil: _, ...loud } = terms;
  return nextByClock({ ...rest, terms: loud })?.at;
}

/** The rung that comes next. While the ladder of the process is silent it waits, and is not left out. */
export function nextRungOf(state: CaseState): NextRung | undefined {
  const rung = rungAhead(state);
  return rung && { ...rung, at: Math.max(rung.at, state.terms?.quietUntil ?? 0) };
}

function rungAhead({ due, since, rung, stage, terms }: CaseState): NextRung | undefined {
  if (terms === undefined) return undefined;
  return nextRung({ due, since, rung, ladder: terms.periods[stage]?.ladder, calendar: terms.calendar });
}

/** When the claim goes back to the pool: it is a lease of working days, and lasts while the other side owes an answer, or the ladder is silent. */
function lapseOf({ claimant, claimedAt, stage, terms }: CaseState): number | undefined {
  const lease = terms?.periods[stage]?.lease;
  if (terms === undefined || lease === undefined || claimant === undefined || claimedAt === undefined) return undefined;
  return Math.max(afterWorkingDays(claimedAt, lease, terms.calendar).at, terms.quietUntil ?? 0);
}

export const isTargetPassed = ({ stage, rung, terms }: CaseState): boolean =>
  hasPassed('target', rung, terms?.periods[stage]?.ladder);

export const isFatalPassed = ({ stage, rung, terms }: CaseState): boolean =>
  hasPassed('fatal', rung, terms?.periods[stage]?.ladder);

/** The date that the holder reads: the target, and once that has passed the fatal date. */
export const dueAt = (state: CaseState): number | undefined =>
  isTargetPassed(state) ? state.due?.fatal : state.due?.target;

/** The case with the rules of its day; what began before they came gets its due now. */
export function withTerms<S extends CaseState>(state: S, terms: Terms): S {
  const due = dueOfStage({ ...state, terms });
  return due === undefined ? { ...state, terms } : { ...state, terms, due };
}

/** A stage that holds another one's clock and has no period of its own, in terms older than itself, has the other's. */
export function dueOfStage({ stage, since, terms, term, pauses, held }: CaseState): Due | undefined {
  return dueOf(stage, since, terms, { term, pauses }) ?? (held && dueOf(held.stage, since, terms));
}

/**
 * The case under rules that have changed while it is open, and how its dates moved; none where they stand as they were. Reminders that
 * went out for a date that now lies ahead come again at the new one; none that is still owed is skipped.
 */
export function underNewTerms<S extends CaseState>(state: S, terms: Terms, at: number): { state: S; moved?: Moved } {
  const next = withTerms({ ...state, ...formerlyOf(state, terms) }, terms);
  const [before, after] = [state.due, next.due];
  if (before === undefined || after === undefined || isSame(before, after)) return { state: next };
  const calendar = { from: state.terms?.calendar.version ?? '', to: terms.calendar.version };
  return { state: { ...next, rung: rungAt(next, at) }, moved: { calendar, before, after } };
}

function formerlyOf({ formerly = [], terms, seq }: CaseState, next: Terms): Pick<CaseState, 'formerly'> {
  if (terms === undefined || isSameTerms(terms, next)) return {};
  // Terms that came and went between two events judged nothing.
  if (formerly.at(-1)?.until === seq) return {};
  return { formerly: [...formerly, { calendar: terms.calendar.version, until: seq }] };
}

/** The version of the calendar by which an event's dates were counted. */
export const calendarAt = ({ formerly = [], terms }: CaseState, seq: number): string | undefined =>
  formerly.find(({ until }) => seq <= until)?.calendar ?? terms?.calendar.version;

const isSame = (one: Due, other: Due): boolean =>
  one.target === other.target && one.fatal === other.fatal && one.provisional === other.provisional;

/** How many of the rungs that went out lie behind the dates as they are now: the others come again. That a ladder is silent moves no date. */
function rungAt(state: CaseState, at: number): number {
  let behind = 0;
  for (;;) {
    const next = rungAhead({ ...state, rung: behind });
    if (next === undefined || next.index >= state.rung || next.at > at) return Math.min(behind, state.rung);
    behind = next.index + 1;
  }
}

const clockOfStage: readonly (keyof CaseState)[] = [
  'due',
  'term',
  'rung',
  'pauses',
  'held',
  'extensions',
  'claimedAt',
  'dormant',
];

/** The case without what belongs to the stage that it leaves. */
function withoutClock<S extends CaseState>(state: S): S {
  const kept = Object.entries(state).filter(([name]) => !clockOfStage.some((known) => known === name));
  return Object.fromEntries(kept) as S;
}

/** The case at a stage that begins now, with a clock of its own; a term that an officer set replaces the target. */
export function enterStage<S extends CaseState>(state: S, stage: S['stage'], at: number, term?: number): S {
  const entered: S = { ...withoutClock(state), stage, since: at, rung: 0, ...(term !== undefined && { term }) };
  const due = dueOfStage(entered);
  return due === undefined ? entered : { ...entered, due };
}

/** The case at a stage in which the other side owes an answer: the clock of the one before stands still until `resumeStage`. */
export function holdStage<S extends CaseState>(state: S, stage: S['stage'], at: number): S {
  const { stage: left, since, rung, term, pauses, extensions, due: was } = state;
  const stretch = {
    ...(was && { due: was }),
    ...(term !== undefined && { term }),
    ...(pauses && { pauses }),
    ...(extensions !== undefined && { extensions }),
  };
  const held: Held = { stage: left, since, rung, from: at, ...stretch };
  const entered = { ...enterStage(state, stage, at), held };
  const due = dueOfStage(entered);
  return due === undefined ? entered : { ...entered, due };
}

/** Back at the stage whose clock stood still: the days between do not count, and it may have got more of them. */
export function resumeStage<S extends CaseState>(state: S, at: number, more = 0): S {
  const { held, terms, claimant } = state;
  if (held === undefined) return state;
  const { from, pauses = [], due: _, ...stretch } = held;
  const back: S = {
    ...withoutClock(state),
    ...stretch,
    ...longer(held, terms, more),
    pauses: [...pauses, { from, to: at }],
    ...(claimant !== undefined && { claimedAt: at }),
  };
  const due = dueOfStage(back);
  const dated = due === undefined ? back : { ...back, due };
  return { ...dated, rung: rungAt(dated, at) };
}

function longer({ stage, term }: Held, terms: Terms | undefined, more: number): Pick<CaseState, 'term'> {
  const target = term ?? terms?.periods[stage]?.target;
  return more === 0 || target === undefined ? {} : { term: target + more };
}

/** The case after the clock has spoken: neither stage nor version moves, but for a claim that lapsed. */
export function afterReminder<S extends CaseState>(state: S, reminder: Reminder, at: number): S {
  const next = { ...state, seq: state.seq + 1 };
  if (reminder === 'due-moved') return next;
  if (reminder === 'claim-lapsed') {
    const { claimant: _, claimedAt: _at, ...free } = next;
    return { ...free, version: state.version + 1, last: { act: reminder, at } } as unknown as S;
  }
  const rung = (nextRungOf(state)?.index ?? state.rung) + 1;
  return { ...next, rung, ...(reminder === 'dormant' && { dormant: true }) };
}

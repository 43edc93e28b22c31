import { workingDaysBetween } from './calendar.ts';
import type { CaseState } from './case.ts';
import { nextByClock, nextRungOf } from './case-clock.ts';
import type { Level } from './ladder.ts';
import { isRung, type Reminder } from './reminders.ts';

/** The clock of a case as a person reads it, at an instant. */
export interface ClockReading {
  readonly stage: string;
  readonly unit: 'working-days' | 'minutes';
  readonly used: number;
  /** How much of the time since the beginning of the stage does not count. */
  readonly paused: number;
  /** Until the dates; negative once they have passed. */
  readonly left: { readonly target: number; readonly fatal: number };
  readonly extensions: { readonly asked: number; readonly most: number };
  /** What the clock says next by itself, when, and to whom. */
  readonly next?: { readonly at: number; readonly what: Reminder; readonly to: readonly Level[] };
}

/** The clock that runs: that of the stage which the case is at. None where nobody owes anything. */
export function clockOf(state: CaseState, now: number): ClockReading | undefined {
  const { stage, since, terms, due, pauses = [], extensions = 0 } = state;
  if (terms === undefined || due === undefined) return undefined;
  const period = terms.periods[stage];
  const unit = period?.unit ?? 'working-days';
  const most = period?.extension?.most ?? 0;
  const next = nextIn(state);
  const measure = unit === 'minutes' ? minutesOf : workingDaysOf;
  return {
    stage,
    unit,
    ...measure({ since, now, due, pauses, terms }),
    extensions: { asked: extensions, most },
    ...(next && { next }),
  };
}

/** The clock that stands still as long as the other side owes an answer, as it stood when it stopped. */
export function heldClockOf(state: CaseState): ClockReading | undefined {
  const { held } = state;
  if (held === undefined) return undefined;
  const { from, ...stretch } = held;
  const reading = clockOf({ ...state, ...stretch }, from);
  if (reading === undefined) return undefined;
  const { next: _, ...stood } = reading;
  return stood;
}

interface Measured {
  readonly since: number;
  readonly now: number;
  readonly due: NonNullable<CaseState['due']>;
  readonly pauses: NonNullable<CaseState['pauses']>;
  readonly terms: NonNullable<CaseState['terms']>;
}

type Measures = Pick<ClockReading, 'used' | 'paused' | 'left'>;

function workingDaysOf({ since, now, due, pauses, terms: { calendar } }: Measured): Measures {
  const { used, paused } = workingDaysBetween(since, now, calendar, pauses);
  const left = (date: number) =>
    date >= now
      ? workingDaysBetween(now, date, calendar, pauses).used
      : -workingDaysBetween(date, now, calendar, pauses).used;
  return { used, paused, left: { target: left(due.target), fatal: left(due.fatal) } };
}

function minutesOf({ since, now, due, pauses }: Measured): Measures {
  const stood = pauses.reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    used: minutes(now - since - stood),
    paused: minutes(stood),
    left: { target: minutes(due.target - now), fatal: minutes(due.fatal - now) },
  };
}

const minutes = (length: number): number => Math.round(length / 60_000);

/** What the clock says next of the case, when, and to whom. */
export function nextIn(state: CaseState): ClockReading['next'] {
  const next = nextByClock(state);
  if (next === undefined) return undefined;
  const to = isRung(next.step) ? (nextRungOf(state)?.told?.to ?? (['holder'] as const)) : (['holder'] as const);
  return { at: next.at, what: next.step, to };
}

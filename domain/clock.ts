import { afterWorkingDays, type Calendar } from './calendar.ts';

/** How long a stage may last: a target, and a fatal date after it. House standards, unless `basis` names an article. */
export interface Period {
  readonly target: number;
  readonly fatal: number;
  readonly unit: 'working-days' | 'minutes';
  readonly basis: string;
}

/** What a case keeps of the rules of its day: they do not change under its feet. Given by the first answer of the recorder. */
export interface Terms {
  readonly periods: Readonly<Record<string, Period>>;
  readonly calendar: Calendar;
}

/** Whether both say the same, in whatever order they were kept: the version of a calendar says all of it. */
export function isSameTerms(one: Terms, other: Terms): boolean {
  const stages = new Set([...Object.keys(one.periods), ...Object.keys(other.periods)]);
  return (
    one.calendar.version === other.calendar.version &&
    [...stages].every((stage) => isSamePeriod(one.periods[stage], other.periods[stage]))
  );
}

const isSamePeriod = (one: Period | undefined, other: Period | undefined): boolean =>
  one?.target === other?.target &&
  one?.fatal === other?.fatal &&
  one?.unit === other?.unit &&
  one?.basis === other?.basis;

export interface Due {
  readonly target: number;
  readonly fatal: number;
  readonly provisional: boolean;
}

/** Between one reminder after the fatal date and the next, in working days (house standard): silence never ends a case. */
const reminderEvery = 5;

/** Target and fatal date of a stage that begins at an instant; `term` (working days) replaces the target where an officer set one. */
export function dueOf(stage: string, at: number, terms: Terms | undefined, term?: number): Due | undefined {
  const period = terms?.periods[stage];
  if (terms === undefined || period === undefined) return undefined;
  const target = term ?? period.target;
  const fatal = target + period.fatal - period.target;
  if (period.unit === 'minutes')
    return { target: at + target * 60_000, fatal: at + fatal * 60_000, provisional: false };
  const [first, last] = [afterWorkingDays(at, target, terms.calendar), afterWorkingDays(at, fatal, terms.calendar)];
  return { target: first.at, fatal: last.at, provisional: last.provisional };
}

/** How many of a stage's reminders have gone out, and so which instant comes next: target, fatal date, then again and again. */
export function nextRung(due: Due | undefined, rung: number, terms: Terms | undefined): number | undefined {
  if (due === undefined || terms === undefined) return undefined;
  if (rung === 0) return due.target;
  return rung === 1 ? due.fatal : afterWorkingDays(due.fatal, reminderEvery * (rung - 1), terms.calendar).at;
}

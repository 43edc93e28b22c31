import { afterWorkingDays, beforeWorkingDays, type Calendar, yearsAfter } from './calendar.ts';
import type { Due } from './clock.ts';
import type { Text } from './text.ts';

/** Whom a rung tells: who holds the case, the head of their unit, Setjen, and Itjen, to whom it is a fact for oversight. */
export const levels = ['holder', 'head', 'setjen', 'itjen'] as const;
export type Level = (typeof levels)[number];

export const levelWords: Readonly<Record<Level, Text>> = {
  holder: { id: 'pemegang perkara', en: 'who holds the case' },
  head: { id: 'kepala unit', en: 'the head of the unit' },
  setjen: { id: 'Sekretariat Jenderal', en: 'Setjen' },
  itjen: { id: 'Inspektorat Jenderal', en: 'Itjen' },
};

/** So many working days after a date of the case, or before it where `days` is negative. */
export interface Rung {
  readonly of: 'target' | 'fatal';
  readonly days: number;
  readonly to: readonly Level[];
}

/** Who is told when, in the order of the dates, and what comes again and again after the last rung: silence never ends a case. */
export interface Ladder {
  readonly rungs: readonly Rung[];
  readonly after: {
    readonly every: number;
    readonly unit: 'working-days' | 'years';
    readonly to: readonly Level[];
    /** The case is dormant from then on: visible, countable, and resumed by any act. */
    readonly dormant?: true | undefined;
  };
}

/** What the clock says by itself at a rung. */
export type RungName = 'reminded' | 'target-passed' | 'fatal-passed' | 'escalated' | 'dormant';

/** The rung of a case that comes next. */
export interface NextRung {
  readonly at: number;
  readonly index: number;
  readonly name: RungName;
  /** Undefined: the holder alone, at once, by the rule of cases that were opened before there were ladders. */
  readonly told?: Told;
}

/** Whom a rung told, and after or before which date: kept with its event. */
export type Told = Pick<Rung, 'to'> & {
  readonly of: 'target' | 'fatal';
  readonly days: number;
  readonly unit: 'working-days' | 'years';
};

interface Standing {
  readonly due: Due | undefined;
  /** Since when the stage lasts: a reminder before a date that lies before that is none. */
  readonly since: number;
  /** How many rungs lie behind. */
  readonly rung: number;
  readonly ladder: Ladder | undefined;
  readonly calendar: Calendar;
}

/** Between one reminder after the fatal date and the next where there is no ladder, in working days. */
const reminderEvery = 5;

/** The next rung that has not gone out; undefined when nothing is due. */
export function nextRung({ due, since, rung, ladder, calendar }: Standing): NextRung | undefined {
  if (due === undefined) return undefined;
  for (let index = rung; ; index += 1) {
    const { at, ...what } = ladder ? rungOf(ladder, index, due, calendar) : plainRung(index, due, calendar);
    if (at > since || what.name !== 'reminded') return { index, at, ...what };
  }
}

type Dated = Omit<NextRung, 'index'>;

function plainRung(index: number, due: Due, calendar: Calendar): Dated {
  if (index === 0) return { at: due.target, name: 'target-passed' };
  const at = index === 1 ? due.fatal : afterWorkingDays(due.fatal, reminderEvery * (index - 1), calendar).at;
  return { at, name: 'fatal-passed' };
}

function rungOf({ rungs, after }: Ladder, index: number, due: Due, calendar: Calendar): Dated {
  const rung = rungs[index];
  if (rung) return { at: dateOf(rung, due, calendar), name: nameOf(rung), told: { ...rung, unit: 'working-days' } };
  const times = index - rungs.length + 1;
  const last = rungs.at(-1);
  const from = last ? dateOf(last, due, calendar) : due.fatal;
  const at =
    after.unit === 'years'
      ? yearsAfter(from, after.every * times)
      : afterWorkingDays(from, after.every * times, calendar).at;
  const { every, unit, to } = after;
  return { at, name: after.dormant ? 'dormant' : 'escalated', told: { of: 'fatal', days: every * times, unit, to } };
}

function dateOf({ of, days }: Rung, due: Due, calendar: Calendar): number {
  if (days < 0) return beforeWorkingDays(due[of], -days, calendar);
  return days === 0 ? due[of] : afterWorkingDays(due[of], days, calendar).at;
}

function nameOf({ of, days }: Rung): RungName {
  if (days < 0) return 'reminded';
  return days > 0 ? 'escalated' : `${of}-passed`;
}

/** Whether the target, or the fatal date, lies behind a case of whose ladder so many rungs have gone out. */
export function hasPassed(date: 'target' | 'fatal', rung: number, ladder: Ladder | undefined): boolean {
  if (!ladder) return rung > (date === 'target' ? 0 : 1);
  return rung > ladder.rungs.findIndex(({ of, days }) => of === date && days === 0);
}

const isSameRung = (one: Rung, other: Rung | undefined): boolean =>
  one.of === other?.of && one.days === other.days && one.to.join() === other.to.join();

/** Which rung it was that told this; undefined where the ladder has become another since. */
export function indexOfTold({ rungs, after }: Ladder, { of, days, unit, to }: Told): number | undefined {
  const among = unit === 'years' ? -1 : rungs.findIndex((rung) => isSameRung(rung, { of, days, to }));
  if (among >= 0) return among;
  const times = days / after.every;
  const isAfter = unit === after.unit && to.join() === after.to.join() && Number.isInteger(times);
  return isAfter ? rungs.length + times - 1 : undefined;
}

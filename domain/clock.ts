import { afterWorkingDays, type Calendar, type Pause } from './calendar.ts';
import type { Ladder } from './ladder.ts';

/** How long a stage may last: a target, and a fatal date after it. House standards, unless `basis` names an article. */
export interface Period {
  readonly target: number;
  readonly fatal: number;
  readonly unit: 'working-days' | 'minutes';
  readonly basis: string;
  /** Who is told when; without one the holder alone, at the target, at the fatal date and every five working days after it. */
  readonly ladder?: Ladder | undefined;
  /** How often a stage is extended at most, and by how many working days each time; absent: never. */
  readonly extension?: { readonly most: number; readonly days: number } | undefined;
  /** After how many working days without an act of theirs a claim goes back to the pool; absent: never. */
  readonly lease?: number | undefined;
}

/** What a case keeps of the rules of its day: they do not change under its feet. Given by the first answer of the recorder. */
export interface Terms {
  readonly periods: Readonly<Record<string, Period>>;
  readonly calendar: Calendar;
  /** Until when the ladder of the process is silent: nothing is told before, and nothing is forgotten. */
  readonly quietUntil?: number;
}

/** Whether both say the same, in whatever order they were kept: the version of a calendar says all of it. */
export function isSameTerms(one: Terms, other: Terms): boolean {
  const told = ({ periods, calendar, quietUntil }: Terms) => ({ periods, calendar: calendar.version, quietUntil });
  return isSame(told(one), told(other));
}

/** Of data: what is absent and what is undefined are the same, and lists have an order. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [left, right] = [one, other] as Readonly<Record<string, unknown>>[];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(left?.[name], right?.[name]));
}

export interface Due {
  readonly target: number;
  readonly fatal: number;
  readonly provisional: boolean;
}

/** What a stage has beside the period of the register: a term that an officer set or extended, and when its clock stood still. */
export interface Stretch {
  readonly term?: number | undefined;
  readonly pauses?: readonly Pause[] | undefined;
}

/** Target and fatal date of a stage that begins at an instant; a term (working days) replaces the target, pauses move both. */
export function dueOf(stage: string, at: number, terms: Terms | undefined, stretch: Stretch = {}): Due | undefined {
  const period = terms?.periods[stage];
  if (terms === undefined || period === undefined) return undefined;
  const { term, pauses = [] } = stretch;
  const target = term ?? period.target;
  const fatal = target + period.fatal - period.target;
  if (period.unit === 'minutes') {
    const stood = pauses.reduce((sum, { from, to }) => sum + to - from, 0);
    const after = (minutes: number) => at + minutes * 60_000 + stood;
    return { target: after(target), fatal: after(fatal), provisional: false };
  }
  const after = (days: number) => afterWorkingDays(at, days, terms.calendar, pauses);
  return { target: after(target).at, fatal: after(fatal).at, provisional: after(fatal).provisional };
}

const dayLength = 86_400_000;
/** Indonesia has no summer time: WIB is UTC+7 all year. */
const wib = 7 * 3_600_000;

/** Libur nasional and cuti bersama as one version of the table; `until` is the last day for which an SKB has come. */
export interface Calendar {
  readonly version: string;
  readonly until: string;
  readonly holidays: readonly string[];
}

export const holidayKinds = ['libur-nasional', 'cuti-bersama'] as const;

/** A day on which the ministry does not work, as the SKB calls it. */
export interface Holiday {
  readonly day: string;
  readonly name: string;
  readonly kind: (typeof holidayKinds)[number];
}

/** The tables of several years as one: it reaches as far as there is a table for every year, from the first on. Its version names each. */
export function calendarOf(
  years: readonly { readonly year: string; readonly version: string; readonly days: readonly string[] }[],
): Calendar {
  const sorted = years.toSorted((one, other) => one.year.localeCompare(other.year));
  const first = Number(sorted[0]?.year ?? 0);
  const unbroken = sorted.filter(({ year }, at) => Number(year) === first + at);
  return {
    version: sorted.map(({ year, version }) => `${year}:${version}`).join('+'),
    until: `${unbroken.at(-1)?.year ?? '0000'}-12-31`,
    holidays: sorted.flatMap(({ days }) => [...days].toSorted()),
  };
}

/** An instant counted on the calendar. `provisional` when it reaches past the last day for which there is a table. */
export interface Deadline {
  readonly at: number;
  readonly provisional: boolean;
}

/** The day in WIB, `YYYY-MM-DD`, on which an instant falls. */
export function dayOf(instant: number): string {
  return new Date(instant + wib).toISOString().slice(0, 10);
}

/** The last millisecond of a day in WIB: "until 17 March" means 23.59.59 WIB. */
export function endOf(day: string): number {
  return endOfNumber(numberOf(day));
}

/** The first millisecond of a day in WIB. */
export function startOf(day: string): number {
  return endOf(day) - dayLength + 1;
}

/** Days are counted as whole numbers: dates that lie years ahead are found by steps of one. */
const numberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayLength;
const numberAt = (instant: number): number => Math.floor((instant + wib) / dayLength);
const endOfNumber = (number: number): number => (number + 1) * dayLength - wib - 1;

const numbers = new WeakMap<readonly string[], ReadonlySet<number>>();

/** Of each list once. */
function holidaysIn({ holidays }: Calendar): ReadonlySet<number> {
  const known = numbers.get(holidays) ?? new Set(holidays.map(numberOf));
  numbers.set(holidays, known);
  return known;
}

export function isWorkingDay(day: string, calendar: Calendar): boolean {
  return isWorking(numberOf(day), holidaysIn(calendar));
}

/** 1 January 1970 was a Thursday: what is left of the number says the weekday, 2 and 3 that of a weekend. */
function isWorking(number: number, holidays: ReadonlySet<number>): boolean {
  const left = number % 7;
  return left !== 2 && left !== 3 && !holidays.has(number);
}

/** A stretch during which a clock stood still: the day on which it began is used, the day on which it ended is not. */
export interface Pause {
  readonly from: number;
  readonly to: number;
}

const isWithin = (number: number, pauses: readonly Pause[]): boolean =>
  pauses.some(({ from, to }) => number > numberAt(from) && number <= numberAt(to));

/** The end of the n-th working day after an instant, without those of the pauses. The day of the instant itself does not count. */
export function afterWorkingDays(
  from: number,
  days: number,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): Deadline {
  const holidays = holidaysIn(calendar);
  let number = numberAt(from);
  for (let left = days; left > 0; ) {
    number += 1;
    if (isWorking(number, holidays) && !isWithin(number, pauses)) left -= 1;
  }
  const at = endOfNumber(number);
  return { at, provisional: dayOf(at) > calendar.until };
}

/** The end of the n-th working day before the day of an instant. */
export function beforeWorkingDays(from: number, days: number, calendar: Calendar): number {
  const holidays = holidaysIn(calendar);
  let number = numberAt(from);
  for (let left = days; left > 0; ) {
    number -= 1;
    if (isWorking(number, holidays)) left -= 1;
  }
  return endOfNumber(number);
}

/** How many working days there are from the day after an instant to the day of another: those of the pauses, and those without them. */
export function workingDaysBetween(from: number, to: number, calendar: Calendar, pauses: readonly Pause[] = []) {
  const holidays = holidaysIn(calendar);
  const count = { used: 0, paused: 0 };
  for (let number = numberAt(from) + 1; number <= numberAt(to); number += 1)
    if (isWorking(number, holidays)) count[isWithin(number, pauses) ? 'paused' : 'used'] += 1;
  return count;
}

export const isPaused = (day: string, pauses: readonly Pause[]): boolean =>
  pauses.some(({ from, to }) => day > dayOf(from) && day <= dayOf(to));

/** The same day of a later year, at its end; of 29 February the last of the month. */
export function yearsAfter(from: number, years: number): number {
  const [year = '', month = '', date = ''] = dayOf(from).split('-');
  const later = String(Number(year) + years);
  const isLeapDay = month === '02' && date === '29' && new Date(`${later}-02-29T00:00:00Z`).getUTCDate() !== 29;
  return endOf(`${later}-${month}-${isLeapDay ? '28' : date}`);
}

/** Months by their number less one, in Indonesian and in English. */
export const monthNames = [
  ['Januari', 'January'],
  ['Februari', 'February'],
  ['Maret', 'March'],
  ['April', 'April'],
  ['Mei', 'May'],
  ['Juni', 'June'],
  ['Juli', 'July'],
  ['Agustus', 'August'],
  ['September', 'September'],
  ['Oktober', 'October'],
  ['November', 'November'],
  ['Desember', 'December'],
] as const;

/** An instant as people here write it: `14 Januari 2026, 08.01 WIB`. Written out by hand: the sandbox has no locale to trust. */
export function inWib(instant: number, language: 'id' | 'en' = 'id'): string {
  const [day, time] = new Date(instant + wib).toISOString().split('T') as [string, string];
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${date} ${monthNames[month - 1]?.[language === 'id' ? 0 : 1]} ${year}, ${time.slice(0, 5).replace(':', '.')} WIB`;
}

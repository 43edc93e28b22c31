import { type Calendar, calendarOf, dayOf } from '#domain/calendar';
import type { Terms } from '#domain/clock';
import { endOfQuiet, type Periods, type Quiet, type YearOfHolidays } from '#domain/register';
import { inForce, type Reader, type RegisterEntry } from '#prisma/registers';

/** A table of holidays as it is on register, with the SKB that decided it. */
export interface KeptYear extends YearOfHolidays {
  readonly year: string;
  readonly version: string;
  readonly basis: string;
}

const yearOf = ({ subject, version, authority, decisionNumber, content }: RegisterEntry): KeptYear => ({
  year: subject,
  version,
  basis: decisionNumber === null ? authority : `${authority} ${decisionNumber}`,
  ...(content as unknown as YearOfHolidays),
});

/**
 * The calendar of an instant, from the year in which a month before it lies on: about two years of it. A table holds for all of its year
 * from the moment at which it is on register.
 */
export async function calendarInForce(reader: Reader, at: number): Promise<Calendar> {
  const from = dayOf(at - month).slice(0, 4);
  const rows = await reader.registerEntry.findMany({
    where: { kind: 'calendar', subject: { gte: from } },
    distinct: ['subject'],
    select: { subject: true },
  });
  const entries = await Promise.all(
    rows.map(({ subject }) => inForce(reader, 'calendar', subject, lastDayOf(subject))),
  );
  const years = entries.flatMap((entry) => (entry ? [yearOf(entry)] : []));
  return calendarOf(
    years.map(({ year, version, holidays }) => ({ year, version, days: holidays.map(({ day }) => day) })),
  );
}

const month = 31 * 86_400_000;
const lastDayOf = (year: string): string => `${year}-12-31`;

/** The tables of which a calendar was made, by the version that it bears; also years later, for nothing on register changes. */
export async function yearsOfCalendar(reader: Reader, version: string): Promise<KeptYear[]> {
  const named = version.split('+').map((part) => {
    const [year = '', ofYear = ''] = part.split(/:(.*)/s);
    return { subject: year, version: ofYear };
  });
  const entries = await reader.registerEntry.findMany({
    where: { kind: 'calendar', OR: named },
    orderBy: { subject: 'asc' },
  });
  return entries.map(yearOf);
}

/** The periods of a process on the day of an instant; a process without any has no dates. */
export async function periodsInForce(reader: Reader, process: string, at: number): Promise<Periods> {
  const entry = await inForce(reader, 'periods', process, dayOf(at));
  return (entry?.content as unknown as Periods | undefined) ?? { stages: {}, openCases: false };
}

/** What a case that is opened keeps of the rules of its day. */
export async function termsInForce(reader: Reader, process: string, at: number): Promise<Terms> {
  const { stages } = await periodsInForce(reader, process, at);
  return rulesOf(stages, await calendarInForce(reader, at), await quietInForce(reader, process, at));
}

/** Periods and calendar, and until when the ladder is silent, if it is. */
export const rulesOf = (periods: Terms['periods'], calendar: Calendar, quiet: KeptQuiet | undefined): Terms => ({
  periods,
  calendar,
  ...(quiet && { quietUntil: quiet.ends }),
});

/** A silence that lasts, and when it ends. */
export interface KeptQuiet extends Quiet {
  readonly ends: number;
}

/** Whether the ladder of a process is silent at an instant: of the silences that have begun the one recorded last, as long as it lasts. */
export async function quietInForce(reader: Reader, process: string, at: number): Promise<KeptQuiet | undefined> {
  const entry = await inForce(reader, 'quiet', process, dayOf(at));
  if (!entry) return undefined;
  const quiet = entry.content as unknown as Quiet;
  const ends = endOfQuiet(quiet);
  return ends > at ? { ...quiet, ends } : undefined;
}

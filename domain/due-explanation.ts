import { dayOf, type Holiday, isPaused, type Pause } from './calendar.ts';
import { type Text, text } from './text.ts';

/** A table of holidays by which a date was counted, with the SKB it stands on. */
export interface Year {
  readonly year: string;
  readonly basis: string;
  readonly holidays: readonly Holiday[];
}

/** One day on the way to a date: the how-manieth working day it was, or why it did not count. */
export interface Day {
  readonly day: string;
  readonly count: number | null;
  readonly why: Text;
  /** The SKB, where the day is a holiday; null where a weekday says enough. */
  readonly basis: string | null;
}

/** Every day from the one after an instant to the one of another, both in WIB, as the tables of that time count it, without those of the pauses. */
export function daysBetween(from: number, to: number, years: readonly Year[], pauses: readonly Pause[] = []): Day[] {
  const last = dayOf(to);
  const days: Day[] = [];
  let count = 0;
  for (let at = Date.parse(`${dayOf(from)}T00:00:00Z`) + dayLength; ; at += dayLength) {
    const day = new Date(at).toISOString().slice(0, 10);
    if (day > last) return days;
    const rest = restOf(day, new Date(at).getUTCDay(), years) ?? (isPaused(day, pauses) ? stoodStill : undefined);
    if (!rest) count += 1;
    days.push({ day, count: rest ? null : count, ...(rest ?? workingDay(day, years)) });
  }
}

const stoodStill = {
  why: text('jam berhenti: menunggu jawaban pihak lain', 'the clock stood still: the other side owed an answer'),
  basis: null,
};

const dayLength = 86_400_000;

const holidayWords: Readonly<Record<Holiday['kind'], Text>> = {
  'libur-nasional': text('libur nasional', 'national holiday'),
  'cuti-bersama': text('cuti bersama', 'collective leave'),
};

/** A holiday of the SKB first, for it says more than the weekday on which it falls. */
function restOf(day: string, weekday: number, years: readonly Year[]): Pick<Day, 'why' | 'basis'> | undefined {
  for (const { basis, holidays } of years) {
    const holiday = holidays.find((one) => one.day === day);
    if (!holiday) continue;
    const kind = holidayWords[holiday.kind];
    return { why: text(`${kind.id}: ${holiday.name}`, `${kind.en}: ${holiday.name}`), basis };
  }
  if (weekday === 6) return { why: text('hari Sabtu', 'Saturday'), basis: null };
  return weekday === 0 ? { why: text('hari Minggu', 'Sunday'), basis: null } : undefined;
}

function workingDay(day: string, years: readonly Year[]): Pick<Day, 'why' | 'basis'> {
  if (years.some(({ year }) => day.startsWith(year))) return { why: text('hari kerja', 'working day'), basis: null };
  const why = text(
    'hari kerja, sementara: SKB untuk tahun ini belum tercatat',
    'working day, provisional: no SKB for this year is on register yet',
  );
  return { why, basis: null };
}

/** How many of the days counted up to an instant. */
export const countUntil = (days: readonly Day[], to: number): number =>
  days.findLast(({ day, count }) => count !== null && day <= dayOf(to))?.count ?? 0;

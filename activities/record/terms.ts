import { dayOf } from '#domain/calendar';
import type { Period, Terms } from '#domain/clock';
import type { Transaction } from '#prisma/database';

const month = 31 * 86_400_000;

/** The house standards of today for a process, and the holidays from the month before `at` on: about two years of them. */
export async function readTerms(transaction: Transaction, process: string, at: number): Promise<Terms> {
  const version = await transaction.calendarVersion.findFirstOrThrow({ orderBy: { since: 'desc' } });
  const holidays = await transaction.holiday.findMany({
    where: { day: { gte: dayOf(at - month) } },
    orderBy: { day: 'asc' },
    select: { day: true },
  });
  const rows = await transaction.period.findMany({ where: { process } });
  const period = ({ target, fatal, unit, basis }: (typeof rows)[number]): Period => ({
    target,
    fatal,
    unit: unit as Period['unit'],
    basis,
  });
  return {
    periods: Object.fromEntries(rows.map((row) => [row.stage, period(row)])),
    calendar: { version: version.version, until: version.until, holidays: holidays.map(({ day }) => day) },
  };
}

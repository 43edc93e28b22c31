import { dayOf, endOf } from '#domain/calendar';
import type { Prisma } from '#prisma/generated/client';

export const urgencies = ['very-late', 'late', 'soon', 'not-yet'] as const;
export type Urgency = (typeof urgencies)[number];

/** The last instant that is soon: the end of the second day after today (WIB). */
const lastOfSoon = (now: number): number => endOf(dayOf(now + 2 * 86_400_000));

/** Past the fatal date, past the target, within two days, or later. A fatal date never comes before its target. */
export function urgencyOf({ target, fatal }: { target: Date | null; fatal: Date | null }, now: number): Urgency {
  if (target === null || target.getTime() > lastOfSoon(now)) return 'not-yet';
  if (target.getTime() >= now) return 'soon';
  return fatal !== null && fatal.getTime() < now ? 'very-late' : 'late';
}

/** The same as questions to the database that share no case: each is a range of targets, so that an index answers it. */
export function rangesOf(urgency: Urgency, now: number): Prisma.CaseWhereInput[] {
  const [today, soon] = [new Date(now), new Date(lastOfSoon(now))];
  const ranges: Record<Urgency, Prisma.CaseWhereInput[]> = {
    'very-late': [{ target: { lt: today }, fatal: { lt: today } }],
    late: [{ target: { lt: today }, OR: [{ fatal: null }, { fatal: { gte: today } }] }],
    soon: [{ target: { gte: today, lte: soon } }],
    'not-yet': [{ target: { gt: soon } }, undated],
  };
  return ranges[urgency];
}

/** What has no date comes after everything that has one. */
export const undated = { target: null } satisfies Prisma.CaseWhereInput;
export const dated = { target: { not: null } } satisfies Prisma.CaseWhereInput;

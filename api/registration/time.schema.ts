import { z } from 'zod';
import { Line, Prose } from '#api/schema';
import { holidayKinds } from '#domain/calendar';
import type { Period } from '#domain/clock';
import { levels } from '#domain/ladder';
import { processNames } from '#domain/processes';

/** Libur nasional and cuti bersama of one year. */
export const CalendarBody = z
  .strictObject({
    holidays: z
      .array(
        z.strictObject({
          day: z.iso.date().meta({ example: '2027-01-01' }),
          name: Line(200),
          kind: z.enum(holidayKinds),
        }),
      )
      .max(120),
  })
  .meta({ id: 'YearOfHolidays', description: 'The whole table of the year; weekends need no line' });

const Levels = z
  .array(z.enum(levels))
  .min(1)
  .meta({ description: 'Who is told: who holds the case, the head of their unit, Setjen, Itjen' });

const LadderBody = z
  .strictObject({
    rungs: z
      .array(
        z.strictObject({
          of: z.enum(['target', 'fatal']),
          days: z.int().min(-60).max(250).meta({ description: 'Working days after that date; negative: before it' }),
          to: Levels,
        }),
      )
      .min(2)
      .max(20),
    after: z.strictObject({
      every: z.int().min(1).max(250),
      unit: z.enum(['working-days', 'years']),
      to: Levels,
      dormant: z.literal(true).optional().meta({ description: 'From then on the case is dormant until somebody acts' }),
    }),
  })
  .refine(({ rungs }) => hasDate(rungs, 'target') && hasDate(rungs, 'fatal'), {
    path: ['rungs'],
    error: 'must have one rung at the target and one at the fatal date: 0 days',
  })
  .refine(({ after: { every, unit } }) => unit === 'working-days' || every <= 5, {
    path: ['after', 'every'],
    error: 'at most 5 years',
  })
  .meta({
    id: 'Ladder',
    description: 'Who is told when, in the order of the dates, and what comes again and again after the last rung',
  });

const PeriodBody = z
  .strictObject({
    target: z.int().min(1).max(100_000),
    fatal: z.int().min(1).max(100_000),
    unit: z.enum(['working-days', 'minutes']),
    basis: Line(100).meta({
      description: 'An article that orders the period, such as `28/24 25(2)`; else `house standard`',
      example: 'house standard',
    }),
    ladder: LadderBody.optional().meta({
      description: 'Without one the holder alone is told, at both dates and every five working days after them',
    }),
    extension: z
      .strictObject({ most: z.int().min(1).max(20), days: z.int().min(1).max(250) })
      .optional()
      .meta({
        description: 'How often the holder may ask for more days, and for how many each time; without it never',
      }),
    lease: z
      .int()
      .min(1)
      .max(250)
      .optional()
      .meta({ description: 'After how many working days without an act a claim goes back to the pool' }),
  })
  .refine(isInOrder, {
    path: ['ladder', 'rungs'],
    error: 'must be in the order of their dates',
  })
  .refine(({ target, fatal }) => fatal >= target, { path: ['fatal'], error: 'must not come before the target' })
  .refine(({ unit, fatal }) => unit === 'minutes' || fatal <= 400, {
    path: ['fatal'],
    error: 'at most 400 working days',
  })
  .meta({ id: 'StagePeriod' });

function hasDate(rungs: readonly { readonly of: string; readonly days: number }[], date: string): boolean {
  return rungs.filter(({ of, days }) => of === date && days === 0).length === 1;
}

/** By the working days of the period; one of minutes has its two dates in this order, and days only after the last of them. */
function isInOrder({ target, fatal, unit, ladder }: Period): boolean {
  const rungs = ladder?.rungs ?? [];
  const span = unit === 'minutes' ? 0.5 : fatal - target;
  const days = rungs.map((rung) => (rung.of === 'fatal' ? span : 0) + rung.days);
  const isInTime = days.every((day, at) => at === 0 || day >= (days[at - 1] ?? day));
  return (
    isInTime &&
    (unit === 'working-days' || rungs.every((rung) => rung.days >= 0 && (rung.days === 0 || rung.of === 'fatal')))
  );
}

/** How long each stage of a process may last: the whole table, for it replaces the one before. */
export const PeriodsBody = z
  .strictObject({
    stages: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens'), PeriodBody),
    openCases: z.boolean().meta({ description: 'Whether cases that are open follow; else they keep their rule' }),
  })
  .meta({ id: 'StagePeriods' });

/** How long the ladder of a process is silent, and why. */
export const QuietBody = z
  .strictObject({
    until: z.union([z.iso.date(), z.iso.datetime({ offset: true })], { error: 'expected a day or an instant' }).meta({
      description:
        'The day (WIB) with which the silence ends, or the instant; one that lies behind ends it now. At most 31 days ahead',
      example: '2026-12-01',
    }),
    reason: Prose(500).meta({ description: 'What is the matter', example: 'Gangguan pusat data' }),
  })
  .meta({ id: 'Quiet' });

export const YearSubject = z.string().regex(/^20\d\d$/, 'a year, such as 2027');
export const ProcessSubject = z.enum(processNames as [string, ...string[]]);

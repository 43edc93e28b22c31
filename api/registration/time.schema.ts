import { z } from 'zod';
import { Line } from '#api/schema';
import { holidayKinds } from '#domain/calendar';
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

const PeriodBody = z
  .strictObject({
    target: z.int().min(1).max(100_000),
    fatal: z.int().min(1).max(100_000),
    unit: z.enum(['working-days', 'minutes']),
    basis: Line(100).meta({
      description: 'An article that orders the period, such as `28/24 25(2)`; else `house standard`',
      example: 'house standard',
    }),
  })
  .refine(({ target, fatal }) => fatal >= target, { path: ['fatal'], error: 'must not come before the target' })
  .refine(({ unit, fatal }) => unit === 'minutes' || fatal <= 400, {
    path: ['fatal'],
    error: 'at most 400 working days',
  })
  .meta({ id: 'StagePeriod' });

/** How long each stage of a process may last: the whole table, for it replaces the one before. */
export const PeriodsBody = z
  .strictObject({
    stages: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens'), PeriodBody),
    openCases: z.boolean().meta({ description: 'Whether cases that are open follow; else they keep their rule' }),
  })
  .meta({ id: 'StagePeriods' });

export const YearSubject = z.string().regex(/^20\d\d$/, 'a year, such as 2027');
export const ProcessSubject = z.enum(processNames as [string, ...string[]]);

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWorkingDays, dayOf, endOf, inWib, isWorkingDay } from '#domain/calendar';
import { calendarOf2026, endOfDay } from './submission/cast.ts';

const calendar = calendarOf2026();
const at = (wib: string) => Date.parse(`${wib}:00+07:00`);

describe('working days of 2026', () => {
  it('five after 17 March end on 31 March: Nyepi, Idul Fitri and cuti bersama do not count', () => {
    expect(afterWorkingDays(at('2026-03-17T09:00'), 5, calendar)).toEqual(endOfDay('2026-03-31'));
  });

  it.each([
    ['2026-02-13', 1, '2026-02-18'],
    ['2026-05-13', 1, '2026-05-18'],
    ['2026-05-26', 1, '2026-05-29'],
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-07-01', 10, '2026-07-15'],
    ['2026-08-14', 1, '2026-08-18'],
  ])('from %s, %i on, end on %s', (from, days, until) => {
    expect(afterWorkingDays(at(`${from}T09:00`), days, calendar)).toEqual(endOfDay(until));
  });

  it.each([
    ['2026-03-17', true],
    ['2026-03-18', false],
    ['2026-03-21', false],
    ['2026-08-17', false],
    ['2026-10-10', false],
    ['2026-10-11', false],
    ['2026-10-12', true],
  ])('%s counts: %s', (day, counts) => {
    expect(isWorkingDay(day, calendar)).toBe(counts);
  });

  it('do not count the day on which they begin, however early', () => {
    expect(afterWorkingDays(at('2026-07-06T00:00'), 1, calendar)).toEqual(endOfDay('2026-07-07'));
    expect(afterWorkingDays(at('2026-07-06T23:59'), 1, calendar)).toEqual(endOfDay('2026-07-07'));
  });

  it('that begin on a holiday count from the next day', () => {
    expect(afterWorkingDays(at('2026-03-21T12:00'), 1, calendar)).toEqual(endOfDay('2026-03-25'));
  });

  it('always end on a working day, and later the more there are', () => {
    const start = fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-12-31T23:59') });
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 120 }), (from, days) => {
        const end = afterWorkingDays(from, days, calendar).at;
        expect(isWorkingDay(dayOf(end), calendar)).toBe(true);
        expect(end).toBeGreaterThan(from);
        expect(afterWorkingDays(from, days + 1, calendar).at).toBeGreaterThan(end);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a date beyond the table of holidays', () => {
  it('is provisional', () => {
    expect(afterWorkingDays(at('2026-12-30T09:00'), 1, calendar)).toMatchObject({ provisional: false });
    expect(afterWorkingDays(at('2026-12-30T09:00'), 2, calendar)).toEqual({
      at: at('2027-01-01T23:59') + 59_999,
      provisional: true,
    });
  });
});

describe('a day in WIB', () => {
  it('ends at 23.59.59 WIB, which is 16.59.59 UTC', () => {
    expect(new Date(endOf('2026-03-17')).toISOString()).toBe('2026-03-17T16:59:59.999Z');
    expect(dayOf(endOf('2026-03-17'))).toBe('2026-03-17');
    expect(dayOf(endOf('2026-03-17') + 1)).toBe('2026-03-18');
  });

  it('is the day in Jakarta, not in UTC', () => {
    expect(dayOf(Date.parse('2026-03-16T17:00:00Z'))).toBe('2026-03-17');
    expect(dayOf(Date.parse('2026-03-16T16:59:59Z'))).toBe('2026-03-16');
  });

  it('is written as people here write it', () => {
    expect(inWib(Date.parse('2026-01-14T01:01:00Z'))).toBe('14 Januari 2026, 08.01 WIB');
    expect(inWib(endOf('2026-08-31'))).toBe('31 Agustus 2026, 23.59 WIB');
    expect(inWib(Date.parse('2026-12-31T17:00:00Z'))).toBe('1 Januari 2027, 00.00 WIB');
  });
});

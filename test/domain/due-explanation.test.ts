import { expect, it } from 'vitest';
import { afterWorkingDays, calendarOf, endOf } from '#domain/calendar';
import { countUntil, daysBetween } from '#domain/due-explanation';

const skb = {
  year: '2026',
  basis: 'SKB contoh',
  holidays: [
    { day: '2026-12-24', name: 'Cuti Bersama Natal', kind: 'cuti-bersama' },
    { day: '2026-12-25', name: 'Hari Raya Natal', kind: 'libur-nasional' },
  ],
} as const;
const since = Date.parse('2026-12-22T02:00:00Z');

it('a date is explained day by day: what counted, what did not, and why', () => {
  const days = daysBetween(since, endOf('2026-12-28'), [skb]);
  expect(days.map(({ day, count, why, basis }) => [day, count, why.id, basis])).toEqual([
    ['2026-12-23', 1, 'hari kerja', null],
    ['2026-12-24', null, 'cuti bersama: Cuti Bersama Natal', 'SKB contoh'],
    ['2026-12-25', null, 'libur nasional: Hari Raya Natal', 'SKB contoh'],
    ['2026-12-26', null, 'hari Sabtu', null],
    ['2026-12-27', null, 'hari Minggu', null],
    ['2026-12-28', 2, 'hari kerja', null],
  ]);
});

it('a day of a year without SKB is counted provisionally, and says so', () => {
  const days = daysBetween(since, endOf('2027-01-01'), [skb]);
  expect(days.at(-1)).toMatchObject({ day: '2027-01-01', count: 6, why: { id: expect.stringContaining('sementara') } });
});

it('the explanation counts as the clock does, for any term', () => {
  const calendar = calendarOf([{ year: '2026', version: 'a', days: skb.holidays.map(({ day }) => day) }]);
  for (let term = 1; term < 40; term += 1) {
    const { at } = afterWorkingDays(since, term, calendar);
    expect(countUntil(daysBetween(since, at, [skb]), at)).toBe(term);
  }
});

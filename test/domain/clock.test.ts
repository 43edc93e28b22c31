import { describe, expect, it } from 'vitest';
import { dueOf, nextRung, type Terms } from '#domain/clock';
import { endOfDay, now, terms } from './submission/cast.ts';

const minute = 60_000;
/** The instants of the first reminders of a stage that nobody ends. */
const rungs = (stage: string, many: number, under: Terms = terms) =>
  Array.from({ length: many }, (_, rung) => nextRung(dueOf(stage, now, under), rung, under));

describe('the dates of a stage', () => {
  it('are a target and a fatal date behind it, in working days for people', () => {
    expect(dueOf('in-review', now, terms)).toEqual({
      target: endOfDay('2026-03-27').at,
      fatal: endOfDay('2026-03-31').at,
      provisional: false,
    });
  });

  it('are minutes for the system, day and night', () => {
    expect(dueOf('received', now, terms)).toEqual({
      target: now + 30 * minute,
      fatal: now + 240 * minute,
      provisional: false,
    });
  });

  it('of a return: the term that the officer set, and the fatal date as far behind it as ever', () => {
    const usual = dueOf('returned', now, terms);
    expect(usual).toMatchObject({ target: endOfDay('2026-04-08').at, fatal: endOfDay('2026-04-15').at });
    expect(dueOf('returned', now, terms, 1)).toMatchObject({
      target: endOfDay('2026-03-25').at,
      fatal: endOfDay('2026-04-01').at,
    });
  });

  it('are provisional as soon as one of them lies beyond the table of holidays', () => {
    const december = Date.parse('2026-12-23T02:00:00Z');
    expect(dueOf('in-review', december, terms)).toMatchObject({ target: endOfDay('2026-12-30').at, provisional: true });
  });

  it('do not exist before the terms are known, nor where no period is set', () => {
    expect(dueOf('in-review', now, undefined)).toBeUndefined();
    expect(dueOf('secured', now, terms)).toBeUndefined();
  });
});

describe('reminders', () => {
  it('come at the target, at the fatal date, and then every five working days for ever', () => {
    const days = ['2026-03-27', '2026-03-31', '2026-04-08', '2026-04-15', '2026-04-22'];
    expect(rungs('in-review', 5)).toEqual(days.map((day) => endOfDay(day).at));
  });

  it('of the system come within hours, and then every five working days', () => {
    expect(rungs('received', 3)).toEqual([now + 30 * minute, now + 240 * minute, endOfDay('2026-03-31').at]);
  });

  it('never stop: silence ends no case', () => {
    const all = rungs('returned', 60);
    expect(all).not.toContain(undefined);
    expect(all.toSorted((one, other) => Number(one) - Number(other))).toEqual(all);
    expect(new Set(all).size).toBe(60);
  });

  it('are none where nothing is due', () => {
    expect(nextRung(undefined, 0, terms)).toBeUndefined();
    expect(nextRung(dueOf('in-review', now, terms), 0, undefined)).toBeUndefined();
  });
});

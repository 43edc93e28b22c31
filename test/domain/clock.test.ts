import { describe, expect, it } from 'vitest';
import { calendarOf, endOf } from '#domain/calendar';
import type { CaseState } from '#domain/case';
import { calendarAt, nextInstant, underNewTerms, withTerms } from '#domain/case-clock';
import { dueOf, type Terms } from '#domain/clock';
import { nextRung } from '#domain/ladder';
import { endOfDay, now, plainTerms as terms } from './submission/cast.ts';

const minute = 60_000;
/** The instants of the first reminders of a stage that nobody ends. */
const rungs = (stage: string, many: number, under: Terms = terms) =>
  Array.from({ length: many }, (_, rung) => rungAfter(stage, rung, under));

const rungAfter = (stage: string, rung: number, { calendar }: Terms) =>
  nextRung({ due: dueOf(stage, now, terms), since: now, rung, ladder: undefined, calendar })?.at;

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
    expect(dueOf('returned', now, terms, { term: 1 })).toMatchObject({
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
    expect(rungAfter('secured', 0, terms)).toBeUndefined();
  });
});

describe('rules that change while a case is open', () => {
  const days = terms.calendar.holidays;
  const under = (more: string[], next: readonly string[] = []): Terms => ({
    ...terms,
    calendar: calendarOf([
      { year: '2026', version: 'b', days: [...days, ...more] },
      ...(next.length > 0 ? [{ year: '2027', version: 'a', days: next }] : []),
    ]),
  });
  const waiting = (more: Partial<CaseState> = {}): CaseState =>
    withTerms(
      {
        id: 'submission:2026-000001',
        party: 'contoh.ekspor',
        stage: 'in-review',
        round: 1,
        touched: [],
        version: 3,
        seq: 4,
        last: { act: 'checked', at: now },
        since: now,
        rung: 0,
        ...more,
      },
      terms,
    );
  const [target, fatal] = ['2026-03-27', '2026-03-31'].map(endOf) as [number, number];
  const hour = 3_600_000;

  it('move its dates, and say from which tables to which', () => {
    const { state, moved } = underNewTerms(waiting(), under(['2026-03-26']), now + hour);
    expect(state.due).toMatchObject({ target: endOf('2026-03-30'), fatal: endOf('2026-04-01') });
    expect(moved).toMatchObject({
      calendar: { from: '2026:skb-2026', to: '2026:b' },
      before: { target, fatal },
      after: { target: endOf('2026-03-30') },
    });
  });

  it('move nothing where its days stay as they were, and are kept for the next stage', () => {
    const { state, moved } = underNewTerms(waiting(), under(['2026-06-05']), now + hour);
    expect(moved).toBeUndefined();
    expect(state.due).toEqual(waiting().due);
    expect(state.terms?.calendar.version).toBe('2026:b');
    expect([3, 4, 5].map((seq) => calendarAt(state, seq))).toEqual(['2026:skb-2026', '2026:skb-2026', '2026:b']);
  });

  it('are the same in whatever order they were kept', () => {
    const { periods, calendar } = terms;
    const { version, until, holidays } = calendar;
    const turned = Object.fromEntries(Object.entries(periods).toReversed());
    const { state } = underNewTerms(waiting(), { calendar: { holidays, until, version }, periods: turned }, now + hour);
    expect(state.formerly).toBeUndefined();
  });

  it('count from the term that an officer set', () => {
    const { state } = underNewTerms(waiting({ stage: 'returned', term: 1 }), under(['2026-03-25']), now + hour);
    expect(state.due?.target).toBe(endOf('2026-03-26'));
  });

  it('bring a reminder again whose date lies ahead once more, and skip none that is owed', () => {
    const late = { ...waiting(), rung: 1 };
    const later = underNewTerms(late, under(['2026-03-30']), target + hour).state;
    expect([later.rung, nextInstant(later)]).toEqual([1, endOf('2026-04-01')]);
    const ahead = underNewTerms(late, under(['2026-03-26', '2026-03-27']), target + hour).state;
    expect([ahead.rung, nextInstant(ahead)]).toEqual([0, endOf('2026-03-31')]);
    const sooner: Terms = { ...terms, periods: { ...terms.periods, 'in-review': { ...usual, target: 1, fatal: 2 } } };
    const owed = underNewTerms(waiting(), sooner, target - hour).state;
    expect([owed.rung, nextInstant(owed)]).toEqual([0, endOf('2026-03-25')]);
  });

  it('make a provisional date certain when the table of its year comes', () => {
    const december = waiting({ since: Date.parse('2026-12-23T02:00:00Z') });
    expect(december.due?.provisional).toBe(true);
    const { state, moved } = underNewTerms(december, under([], ['2027-01-01']), december.since + hour);
    expect(state.due?.provisional).toBe(false);
    expect(moved).toMatchObject({ before: { provisional: true }, after: { provisional: false } });
  });
});

const usual = { target: 3, fatal: 5, unit: 'working-days', basis: 'house standard' } as const;

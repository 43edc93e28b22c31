import { describe, expect, it } from 'vitest';
import { endOf, startOf } from '#domain/calendar';
import type { CaseState } from '#domain/case';
import {
  afterReminder,
  enterStage,
  holdStage,
  isFatalPassed,
  isTargetPassed,
  nextByClock,
  nextInstant,
  nextRungOf,
  resumeStage,
  underNewTerms,
  withTerms,
} from '#domain/case-clock';
import { clockOf, heldClockOf } from '#domain/clock-reading';
import { isSettled, morningAfter } from '#domain/digest';
import type { Reminder } from '#domain/reminders';
import { caseAt, cast, now, terms } from './submission/cast.ts';

const hour = 3_600_000;
const day = 24 * hour;

interface Said {
  readonly step: Reminder;
  readonly day: string;
  readonly to?: readonly string[];
}

/** What the clock says of a case that nobody touches, one after the other. */
function silence(state: CaseState, times: number): { said: Said[]; state: CaseState } {
  const said: Said[] = [];
  let at = state;
  for (let left = times; left > 0; left -= 1) {
    const next = nextByClock(at);
    if (next === undefined) break;
    const to = clockOf(at, now)?.next?.to ?? [];
    said.push({ step: next.step, day: new Date(next.at + 7 * hour).toISOString().slice(0, 10), to });
    at = afterReminder(at, next.step, next.at);
  }
  return { said, state: at };
}

const after = { every: 7, unit: 'working-days', to: ['itjen'] } as const;
const inReview = () => withTerms(caseAt('in-review'), terms);
const returned = () => withTerms(caseAt('returned', { returns: 1 }), terms);

describe('the ladder', () => {
  it('tells the holder before, at and after the dates, then their head, Setjen, and Itjen as a fact for oversight', () => {
    const { said } = silence(inReview(), 8);
    expect(said).toEqual([
      { step: 'reminded', day: '2026-03-26', to: ['holder'] },
      { step: 'target-passed', day: '2026-03-27', to: ['holder'] },
      { step: 'fatal-passed', day: '2026-03-31', to: ['holder', 'head'] },
      { step: 'escalated', day: '2026-04-08', to: ['holder', 'head'] },
      { step: 'escalated', day: '2026-04-15', to: ['head', 'setjen'] },
      { step: 'escalated', day: '2026-04-29', to: ['setjen', 'itjen'] },
      { step: 'escalated', day: '2026-06-04', to: ['head', 'setjen'] },
      { step: 'escalated', day: '2026-07-03', to: ['head', 'setjen'] },
    ]);
  });

  it('of a producer who never answers ends in a case that is dormant, with a rung every year', () => {
    const { said, state } = silence(returned(), 9);
    expect(said.slice(5).map((one) => [one.step, one.day, one.to])).toEqual([
      ['escalated', '2026-06-19', ['setjen', 'itjen']],
      ['dormant', '2027-06-19', ['head']],
      ['dormant', '2028-06-19', ['head']],
      ['dormant', '2029-06-19', ['head']],
    ]);
    expect(state).toMatchObject({ dormant: true, stage: 'returned', version: returned().version });
    expect(enterStage(state, 'received', now)).not.toHaveProperty('dormant');
  });

  it('leaves out a reminder that would lie before the stage began', () => {
    const short = { ...returned(), term: 1 };
    expect(silence(withTerms(short, terms), 1).said[0]?.step).toBe('target-passed');
  });

  it('knows at every rung whether target and fatal date have passed', () => {
    const passed = [0, 1, 2, 3].map((rung) => [
      isTargetPassed({ ...inReview(), rung }),
      isFatalPassed({ ...inReview(), rung }),
    ]);
    expect(passed).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [true, true],
    ]);
  });

  it('is silent as long as its process is paused, and leaves no rung out', () => {
    const quietUntil = endOf('2026-04-10');
    const { said } = silence({ ...inReview(), terms: { ...terms, quietUntil } }, 5);
    expect(said.map((one) => [one.step, one.day])).toEqual([
      ['reminded', '2026-04-10'],
      ['target-passed', '2026-04-10'],
      ['fatal-passed', '2026-04-10'],
      ['escalated', '2026-04-10'],
      ['escalated', '2026-04-15'],
    ]);
  });
});

describe('the instant on record', () => {
  it('is the one without a silence, for that begins and ends without an event of the case', () => {
    const quiet = { ...inReview(), terms: { ...terms, quietUntil: endOf('2026-04-10') } };
    expect(nextByClock(quiet)?.at).toBe(endOf('2026-04-10'));
    expect(nextInstant(quiet)).toBe(nextByClock(inReview())?.at);
  });
});

describe('a silence alone', () => {
  it('moves no date and no rung, and is remembered as terms that the case has followed', () => {
    const quiet = { ...terms, quietUntil: endOf('2026-04-10') };
    const { state, moved } = underNewTerms(inReview(), quiet, now);
    expect(moved).toBeUndefined();
    const { formerly, terms: followed, ...same } = state;
    const { terms: before, ...was } = inReview();
    expect(same).toEqual(was);
    expect([followed, before]).toEqual([quiet, terms]);
    expect(formerly).toEqual([{ calendar: terms.calendar.version, until: state.seq }]);
    expect(underNewTerms(state, quiet, now).state).toEqual(state);
  });
});

describe('a ladder that is silent while dates move', () => {
  it('forgets no rung that has gone out', () => {
    const late = silence(inReview(), 3).state;
    const quiet = underNewTerms(late, { ...terms, quietUntil: endOf('2026-04-30') }, endOf('2026-03-31')).state;
    const answered = resumeStage(holdStage(quiet, 'clarifying', endOf('2026-04-01')), endOf('2026-04-02'));
    expect([answered.rung, nextByClock(answered)?.step]).toEqual([3, 'escalated']);
  });
});

describe('a claim', () => {
  const claimed = withTerms(caseAt('in-review', { claimed: true }), terms);

  it('is a lease that lapses back to the pool when nothing happens', () => {
    const { said, state } = silence(claimed, 3);
    expect(said.map((one) => [one.step, one.day])).toEqual([
      ['reminded', '2026-03-26'],
      ['target-passed', '2026-03-27'],
      ['claim-lapsed', '2026-03-31'],
    ]);
    expect(state).not.toHaveProperty('claimant');
    expect([state.version, state.last.act]).toEqual([claimed.version + 1, 'claim-lapsed']);
    expect(nextByClock(state)?.step).toBe('fatal-passed');
  });

  it('does not lapse while the ladder is silent', () => {
    const quiet = { ...claimed, terms: { ...terms, quietUntil: endOf('2026-04-10') } };
    expect(silence(quiet, 1).said.map((one) => [one.step, one.day])).toEqual([['claim-lapsed', '2026-04-10']]);
  });

  it('does not lapse while the other side owes an answer, and has all its days again afterwards', () => {
    const asked = holdStage(claimed, 'clarifying', now + hour);
    expect(silence(asked, 20).said.map((one) => one.step)).not.toContain('claim-lapsed');
    const answered = resumeStage(asked, now + 30 * day);
    expect(answered).toMatchObject({ claimant: cast.claimant.person, claimedAt: now + 30 * day });
  });
});

describe('a clock that stands still while the other side owes an answer', () => {
  const asking = startOf('2026-03-25') + 9 * hour;
  const asked = holdStage(inReview(), 'clarifying', asking);

  it('gives the other side dates of its own', () => {
    expect(asked).toMatchObject({ stage: 'clarifying', since: asking, rung: 0 });
    expect(asked.due).toMatchObject({ target: endOf('2026-03-30'), fatal: endOf('2026-04-01') });
  });

  it('goes on where it stood: the days between do not count', () => {
    const back = resumeStage(asked, startOf('2026-04-09') + 10 * hour);
    expect(back).toMatchObject({ stage: 'in-review', since: now, pauses: [{ from: asking }] });
    expect(back.due).toMatchObject({ target: endOf('2026-04-13'), fatal: endOf('2026-04-15') });
    expect(back).not.toHaveProperty('held');
  });

  it('stands still any number of times, and shows used, paused and left', () => {
    let state = inReview();
    for (const [from, to] of [
      ['2026-03-25', '2026-03-27'],
      ['2026-03-30', '2026-04-01'],
    ] as const)
      state = resumeStage(holdStage(state, 'clarifying', startOf(from) + hour), startOf(to) + hour);
    const reading = clockOf(state, startOf('2026-04-02') + hour);
    expect(reading).toMatchObject({ used: 3, paused: 4, left: { target: 0, fatal: 2 } });
    expect(state.due).toMatchObject({ target: endOf('2026-04-02') });
  });

  it('is shown as it stood when it stopped, as long as it stands', () => {
    expect(heldClockOf(asked)).toMatchObject({ stage: 'in-review', used: 1, paused: 0, left: { target: 2, fatal: 4 } });
    expect(heldClockOf(asked)).not.toHaveProperty('next');
    expect(heldClockOf(inReview())).toBeUndefined();
  });

  it('moves no date when the answer comes on the same day', () => {
    expect(resumeStage(asked, asking + hour).due).toEqual(inReview().due);
  });

  it('reminds again of a date that lies ahead again, and never twice of one that lies behind', () => {
    const late = silence(inReview(), 3).state;
    const answered = resumeStage(holdStage(late, 'clarifying', endOf('2026-04-01')), endOf('2026-04-20'));
    expect([answered.rung, nextByClock(answered)?.step]).toEqual([3, 'escalated']);
    const early = silence(inReview(), 1).state;
    const ahead = resumeStage(holdStage(early, 'clarifying', endOf('2026-03-25')), endOf('2026-04-06'));
    expect(nextByClock(ahead)).toMatchObject({ step: 'reminded', at: endOf('2026-04-07') });
  });

  it('follows a changed calendar too', () => {
    const back = resumeStage(asked, startOf('2026-04-09') + 10 * hour);
    const holidays = [...terms.calendar.holidays, '2026-04-13'];
    const other = { ...terms, calendar: { ...terms.calendar, version: 'b', holidays } };
    expect(underNewTerms(back, other, endOf('2026-04-09')).state.due?.target).toBe(endOf('2026-04-14'));
  });

  it('has the dates of the stage that waits where its own are not in the terms of the case', () => {
    const { clarifying: _, ...periods } = terms.periods;
    expect(holdStage(withTerms(caseAt('in-review'), { ...terms, periods }), 'clarifying', now).due).toEqual(
      inReview().due,
    );
  });
});

describe('an extension', () => {
  const asking = startOf('2026-04-07') + 9 * hour;
  const asked = holdStage({ ...returned(), extensions: 1 }, 'extension-asked', asking);

  it('that is granted adds its days, and those of waiting do not count', () => {
    const { due, extensions, term } = resumeStage(asked, startOf('2026-04-09') + hour, 5);
    expect([due?.target, extensions, term]).toEqual([endOf('2026-04-17'), 1, 15]);
  });

  it('that is refused leaves the days as they were: the fatal date waited for the answer', () => {
    const { due, term } = resumeStage(asked, startOf('2026-04-09') + hour);
    expect([due?.target, due?.fatal, term]).toEqual([endOf('2026-04-10'), endOf('2026-04-17'), undefined]);
  });
});

describe('gathered mail', () => {
  it.each([
    ['a working day, before 07.30 WIB', '2026-03-26T00:29:59Z', '2026-03-26'],
    ['a working day, from 07.30 WIB on', '2026-03-26T00:30:00Z', '2026-03-27'],
    ['the last moment of a Friday', '2026-03-27T16:59:59.999Z', '2026-03-30'],
    ['the eve of Idul Fitri', '2026-03-17T16:59:59.999Z', '2026-03-25'],
    ['the end of a year without a table', '2026-12-31T16:59:59.999Z', '2027-01-01'],
  ])('of %s goes out on the next morning of a working day', (_, at, morning) => {
    expect(morningAfter(Date.parse(at), terms.calendar)).toBe(morning);
  });
  describe('is left out when nobody needs it any more:', () => {
    const ladder = terms.periods['in-review']?.ladder;
    const { state } = silence(inReview(), 2);
    const { at = 0, told } = nextRungOf({ ...state, rung: 1 }) ?? {};
    const said = { stage: 'in-review', at, told };
    const stands = { stage: 'in-review', since: state.since, isClosed: false, rung: state.rung, ladder };

    it.each([
      ['the case stands as it stood', {}, false],
      ['the case is closed', { isClosed: true }, true],
      ['the case is at another stage', { stage: 'returned' }, true],
      ['the case came back to its stage', { since: at + 1 }, true],
      ['the dates moved on, so that the rung comes again', { rung: 1 }, true],
      ['the dates moved, but not past the rung', { rung: 2 }, false],
      ['the case has followed a ladder that does not have the rung', { ladder: { rungs: [], after } }, false],
    ])('%s', (_, more, settled) => {
      expect(isSettled(said, { ...stands, ...more })).toBe(settled);
    });

    it('what comes again and again counts as the rung that it was', () => {
      const again = silence(inReview(), 8).state;
      const last = nextRungOf({ ...again, rung: 7 });
      const spoken = { stage: 'in-review', at: last?.at ?? 0, told: last?.told };
      expect([8, 7].map((rung) => isSettled(spoken, { ...stands, rung }))).toEqual([false, true]);
    });
  });
});

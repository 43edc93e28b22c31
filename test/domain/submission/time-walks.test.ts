import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '#domain/calendar';
import type { CaseEvent } from '#domain/case';
import { nextByClock, nextRungOf, underNewTerms, withTerms } from '#domain/case-clock';
import type { Terms } from '#domain/clock';
import type { NextRung } from '#domain/ladder';
import { isReminder, isRung } from '#domain/reminders';
import { type OpenAct, openActs, type Submission } from '#domain/submission';
import { submissionProcess } from '#domain/submission/course';
import type { Step } from '#domain/submission/steps';
import { cast, now, sentHash, terms, type Who } from './cast.ts';

/** `npm run test:walks` sets it to thousands. */
const walks = Number(process.env['WALKS'] ?? 300);
const day = 86_400_000;

type Move =
  | { readonly kind: 'time'; readonly hours: number }
  | { readonly kind: 'act'; readonly pick: number }
  | { readonly kind: 'duty' }
  | { readonly kind: 'holiday'; readonly inDays: number }
  | { readonly kind: 'quiet'; readonly days: number };

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('time' as const), hours: fc.integer({ min: 1, max: 12_000 }) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('act' as const), pick: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('duty' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('holiday' as const), inDays: fc.nat({ max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('quiet' as const), days: fc.nat({ max: 30 }) }) },
);

interface Said {
  readonly event: CaseEvent;
  /** Which rung of the ladder of its stage; undefined: no rung. */
  readonly index: number | undefined;
  /** Moves of the dates since the stage began: with each, rungs that lie ahead again come again. */
  readonly moves: number;
  readonly visit: number;
  /** The date of the rung, and when dates of this stage moved last. */
  readonly date: number;
  readonly movedAt: number;
}

/** One case, carried through time as its workflow does it: what is due is said before anything else happens. */
class Walk {
  at = now;
  state: Submission;
  readonly said: Said[] = [];
  #visit = 0;
  #moves = 0;
  #movedAt = 0;

  constructor() {
    const about = { component: '20.1', period: { from: '2025-01', to: '2025-10' }, hash: sentHash };
    const opening = { id: 'submission:2026-000001', request: 'request-0', actor: cast.sender, ...about };
    this.state = withTerms(submissionProcess.open(opening, this.at), terms);
  }

  take(step: Move): void {
    if (step.kind === 'time') this.pass(step.hours * 3_600_000);
    else if (step.kind === 'act') this.act(step.pick);
    else if (step.kind === 'duty') this.duty();
    else if (step.kind === 'holiday') this.follow(withHoliday(this.terms, this.at + step.inDays * day));
    else this.follow({ ...this.terms, quietUntil: this.at + step.days * day });
  }

  private get terms(): Terms {
    return this.state.terms ?? terms;
  }

  private pass(length: number): void {
    const until = this.at + length;
    for (let next = nextByClock(this.state); next && next.at <= until; next = nextByClock(this.state)) {
      this.at = Math.max(this.at, next.at);
      this.step(next.step);
    }
    this.at = until;
  }

  private act(pick: number): void {
    const possible = openActs.flatMap((act) =>
      (Object.keys(cast) as Who[])
        .filter((who) => submissionProcess.whyNot(act, this.state, cast[who]) === undefined)
        .map((who): [OpenAct, Who] => [act, who]),
    );
    const [act, who] = possible[pick % Math.max(1, possible.length)] ?? [];
    if (act === undefined || who === undefined) return;
    const hash = act === 'resubmit' ? `${pick}`.padStart(64, '0') : this.state.hash;
    const { version } = this.state;
    const more = { hash, findings: 1, term: 1 + (pick % 60), days: 1 + (pick % 10) };
    const command = { request: `r${this.state.seq}`, actor: cast[who], version, ...more };
    if (submissionProcess.whatIsMissing(act, this.state, command)) return;
    const next = submissionProcess.apply(act, this.state, command, this.at);
    const isBack = this.state.held !== undefined && next.since === this.state.held.since;
    if (isBack) this.move();
    else if (next.stage !== this.state.stage) this.enter();
    this.happened(act, next);
  }

  private duty(): void {
    const done: Partial<Record<Submission['stage'], Step>> = {
      received: 'checked',
      accepted: 'stored',
      stored: 'secured',
    };
    const step = done[this.state.stage];
    if (step === undefined) return;
    this.enter();
    this.happened(step, submissionProcess.after(step, this.state, this.at));
  }

  private enter(): void {
    this.#visit += 1;
    this.#moves = 0;
  }

  private move(): void {
    this.#moves += 1;
    this.#movedAt = this.at;
  }

  private follow(next: Terms): void {
    const { state, moved } = underNewTerms(this.state, next, this.at);
    this.state = state;
    this.move();
    if (moved) this.happened('due-moved', submissionProcess.after('due-moved', state, this.at));
  }

  private step(step: Step): void {
    const rung = isReminder(step) && isRung(step) ? nextRungOf(loud(this.state)) : undefined;
    this.happened(step, submissionProcess.after(step, this.state, this.at), rung);
  }

  private happened(happening: OpenAct | Step, next: Submission, rung?: NextRung): void {
    this.state = next;
    const event = submissionProcess.eventOf(happening, next, this.at);
    const { index, at: date = 0 } = rung ?? {};
    this.said.push({ event, index, date, moves: this.#moves, movedAt: this.#movedAt, visit: this.#visit });
  }
}

/** The case as if no ladder were silent: the date of a rung is what it is then. */
function loud(state: Submission): Submission {
  const { quietUntil: _, ...rest } = state.terms ?? terms;
  return { ...state, terms: rest };
}

function withHoliday({ calendar, ...rest }: Terms, at: number): Terms {
  const more = new Date(at + 7 * 3_600_000).toISOString().slice(0, 10);
  const days = [...new Set([...calendar.holidays, more])];
  return { ...rest, calendar: calendarOf([{ version: `${days.length}`, year: '2026', days }]) };
}

/** The shortest walk of which this does not hold at every stop, or at its end; undefined when it holds of all. */
function counterexample(holds: (walk: Walk) => boolean, when: 'at every stop' | 'at its end'): string | undefined {
  const property = fc.property(fc.array(move, { minLength: 1, maxLength: 30, size: 'max' }), (moves) => {
    const walk = new Walk();
    for (const step of moves) {
      walk.take(step);
      if (when === 'at every stop' && !holds(walk)) return false;
    }
    return holds(walk);
  });
  return fc.defaultReportMessage(fc.check(property, { numRuns: walks }));
}

describe('a case that is carried through time, whatever people, machine, calendar and operators do', () => {
  it('has one holder who must act, dates and a next instant, as long as it is open', () => {
    expect(
      counterexample(({ state }) => {
        const isOpen = !submissionProcess.isAtRest(state);
        const isHeld = submissionProcess.holderOf(state) !== 'nobody';
        return (
          isOpen === isHeld && isOpen === (state.due !== undefined) && isOpen === (nextByClock(state) !== undefined)
        );
      }, 'at every stop'),
    ).toBeUndefined();
  });

  it('misses no rung: what was due by now has been said', () => {
    expect(
      counterexample((walk) => {
        const { state, at } = walk;
        walk.take({ kind: 'time', hours: 1 });
        const next = nextByClock(walk.state);
        return submissionProcess.isAtRest(state) || (next !== undefined && next.at > at + 3_600_000);
      }, 'at its end'),
    ).toBeUndefined();
  });

  it('says no rung twice, unless its date has moved ahead again', () => {
    expect(
      counterexample(({ said }) => {
        const keys = said
          .filter(({ index }) => index !== undefined)
          .map(({ index, visit, moves }) => `${visit} ${moves} ${index}`);
        return new Set(keys).size === keys.length;
      }, 'at its end'),
    ).toBeUndefined();
  });

  it('says a rung again only where its date lay ahead when the dates moved', () => {
    expect(
      counterexample(
        ({ said }) =>
          said.every(
            ({ index, visit, date, movedAt }, at) =>
              index === undefined ||
              date > movedAt ||
              !said.slice(0, at).some((one) => one.visit === visit && one.index === index),
          ),
        'at its end',
      ),
    ).toBeUndefined();
  });

  it('says the rungs of a stage in the order of the ladder', () => {
    expect(
      counterexample(
        ({ said }) =>
          said.every(({ index = -1, visit, moves }, at) => {
            const before = said
              .slice(0, at)
              .findLast((one) => one.index !== undefined && one.visit === visit && one.moves === moves);
            return index < 0 || before === undefined || (before.index ?? 0) < index;
          }),
        'at its end',
      ),
    ).toBeUndefined();
  });

  it('counts its events without holes', () => {
    expect(
      counterexample(({ said }) => said.every(({ event: { seq } }, at) => seq === at + 2), 'at its end'),
    ).toBeUndefined();
  });

  it('is held by the other side, never by the one that waits for it, as long as a clock stands still', () => {
    expect(
      counterexample(({ state }) => {
        if (state.held === undefined) return true;
        const waiting = submissionProcess.holderOf({ ...state, stage: state.held.stage as Submission['stage'] });
        return submissionProcess.holderOf(state) !== waiting;
      }, 'at every stop'),
    ).toBeUndefined();
  });

  it('gets to every kind of rung, to claims that lapse and to clocks that stand still', () => {
    const seen = new Set<string>();
    counterexample(({ said, state }) => {
      for (const { event } of said) seen.add(event.act);
      if (state.pauses) seen.add('pauses');
      return true;
    }, 'at every stop');
    const all = [
      'reminded',
      'target-passed',
      'fatal-passed',
      'escalated',
      'dormant',
      'claim-lapsed',
      'due-moved',
      'pauses',
    ];
    expect([...seen]).toEqual(expect.arrayContaining(all));
  });
});

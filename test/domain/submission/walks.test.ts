import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Actor, type CaseEvent, nextByClock, nextInstant, withTerms } from '#domain/case';
import { isReminder, isRung, reminders } from '#domain/reminders';
import { type OpenAct, type Opening, openActs, type Stage, type Step, type Submission } from '#domain/submission';
import { stepAfterChecks, submissionProcess } from '#domain/submission/course';
import { cast, now, party, sentHash, terms, type Who } from './cast.ts';

/** Where a case may go from each stage: penerimaan, pemeriksaan, penyimpanan and pengamanan in this order, 25(1)-(2) as the only way back; an officer may take back what a decision returned. */
const ways: Record<Stage, Stage[]> = {
  received: ['in-review', 'returned', 'withdrawn'],
  'in-review': ['accepted', 'returned', 'withdrawn', 'clarifying'],
  clarifying: ['in-review', 'accepted', 'returned', 'withdrawn'],
  returned: ['received', 'in-review', 'extension-asked'],
  'extension-asked': ['returned', 'received', 'in-review'],
  accepted: ['stored', 'in-review'],
  stored: ['secured', 'in-review'],
  secured: ['returned'],
  withdrawn: [],
};

/** `npm run test:walks` sets it to thousands. */
const walks = Number(process.env['WALKS'] ?? 300);

/** What the system owes at each stage: done, or given up to a person. */
const duties: Partial<Record<Stage, readonly [Step, Step]>> = {
  received: ['checked', 'check-failed'],
  accepted: ['stored', 'storage-failed'],
  stored: ['secured', 'storage-failed'],
};

const deciding: readonly string[] = [
  'claim',
  'release',
  'ask-clarification',
  'return',
  'accept',
  'overrule',
  'grant-extension',
  'refuse-extension',
];

interface Happening {
  readonly before: Submission;
  readonly after: Submission;
  readonly event: CaseEvent;
  readonly actor?: Actor;
}

type Move =
  | { readonly kind: 'act'; readonly act: OpenAct; readonly who: Who; readonly slip: Slip; readonly content: number }
  | { readonly kind: 'allowed'; readonly pick: number; readonly content: number }
  | { readonly kind: 'duty'; readonly outcome: Outcome }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'silence'; readonly times: number }
  | { readonly kind: 'terms' };

/** How a duty of the system ends; only checks may return a case, under a decision. */
type Outcome = 'done' | 'fails' | 'returns';

/** What a person may get wrong in a command. */
type Slip = 'nothing' | 'version' | 'content' | 'findings' | 'term';

const people = Object.keys(cast) as Who[];
const content = fc.nat({ max: 1000 });
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      act: fc.constantFrom(...openActs),
      who: fc.constantFrom(...people),
      slip: fc.constantFrom<Slip>('nothing', 'version', 'content', 'findings', 'term'),
      content,
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('allowed' as const), pick: fc.nat(), content }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('duty' as const),
      outcome: fc.constantFrom<Outcome>('done', 'done', 'fails', 'returns'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.nat({ max: 40_000 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('silence' as const), times: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('terms' as const) }) },
);

/** Walks one case; everything that it did is in `happenings`. */
class Walk {
  at = now;
  state: Submission;
  readonly happenings: Happening[] = [];

  constructor() {
    const period = { from: '2025-01', to: '2025-10' };
    const opening: Opening = {
      id: 'submission:2026-000001',
      component: '20.1',
      period,
      hash: sentHash,
      request: 'request-0',
      actor: cast.sender,
    };
    this.state = frozen(submissionProcess.open(opening, this.at));
    this.happenings.push({
      before: this.state,
      after: this.state,
      event: submissionProcess.opened(opening, this.state, this.at),
    });
  }

  take(step: Move): void {
    if (step.kind === 'act') this.ask(step.act, cast[step.who], step.content, step.slip);
    else if (step.kind === 'allowed') this.askWhatIsAllowed(step.pick, step.content);
    else if (step.kind === 'duty') this.doDuty(step.outcome);
    else if (step.kind === 'silence') for (let left = step.times; left > 0; left -= 1) this.letTimePass();
    else if (step.kind === 'wait') this.at += step.minutes * 60_000;
    else if (this.state.terms === undefined) this.state = frozen(withTerms(this.state, terms));
  }

  private askWhatIsAllowed(pick: number, number: number): void {
    const open = possible(this.state);
    const [act, who] = open[pick % Math.max(1, open.length)] ?? [];
    if (act && who) this.ask(act, cast[who], number, 'nothing');
  }

  private doDuty(outcome: Outcome): void {
    const owed = duties[this.state.stage];
    if (!owed) return;
    if (outcome === 'returns' && this.state.stage === 'received')
      this.step(stepAfterChecks(this.state, { returns: true }));
    else this.step(owed[outcome === 'fails' ? 1 : 0]);
  }

  private letTimePass(): void {
    const next = nextByClock(this.state);
    if (next === undefined) return;
    this.at = Math.max(this.at, next.at);
    this.step(next.step);
  }

  private ask(act: OpenAct, actor: Actor, number: number, slip: Slip): void {
    const { state } = this;
    const fresh = `${number}`.padStart(64, 'f');
    const right = act === 'resubmit' ? fresh : state.hash;
    const command = {
      request: `request-${state.seq}`,
      actor,
      version: slip === 'version' ? state.version - 1 : state.version,
      hash: slip === 'content' ? `${number}`.padStart(64, '0') : right,
      findings: slip === 'findings' ? 0 : 1 + (number % 5),
      term: slip === 'term' ? 0 : 1 + (number % 60),
      days: slip === 'term' ? 0 : 1 + (number % 10),
    };
    if (submissionProcess.whyNot(act, state, actor) ?? submissionProcess.whatIsMissing(act, state, command)) return;
    const next = frozen(submissionProcess.apply(act, state, command, this.at));
    this.happened({ before: state, after: next, event: submissionProcess.eventOf(act, next, this.at, command), actor });
  }

  private step(step: Step): void {
    const next = frozen(submissionProcess.after(step, this.state, this.at));
    this.happened({ before: this.state, after: next, event: submissionProcess.eventOf(step, next, this.at) });
  }

  private happened(happening: Happening): void {
    this.happenings.push(happening);
    this.state = happening.after;
  }
}

/** Nothing may change a case in place. */
function frozen(state: Submission): Submission {
  for (const part of [state, state.touched, state.last, state.due]) Object.freeze(part);
  return state;
}

const possible = (state: Submission): [OpenAct, Who][] =>
  openActs.flatMap((act) =>
    people
      .filter((who) => submissionProcess.whyNot(act, state, cast[who]) === undefined)
      .map((who): [OpenAct, Who] => [act, who]),
  );

/** Walks many cases: the shortest walk of which this does not hold, and where; undefined when it holds of all. */
function counterexample(holds: (walk: Walk) => boolean): string | undefined {
  const property = fc.property(fc.array(move, { minLength: 1, maxLength: 60, size: 'max' }), (moves) => {
    const walk = new Walk();
    for (const next of moves) walk.take(next);
    return holds(walk);
  });
  return fc.defaultReportMessage(fc.check(property, { numRuns: walks }));
}

/** The same for every act and step of every walk. */
const exception = (holds: (happening: Happening) => boolean) =>
  counterexample(({ happenings }) => happenings.slice(1).every(holds));

const waitingForCorrection: readonly string[] = ['returned', 'extension-asked'];

/** Acts after which a clock that stood still goes on: its dates may lie behind. */
const resuming: readonly string[] = ['clarify', 'grant-extension', 'refuse-extension'];
const isJson = (thing: unknown) => isDeepStrictEqual(JSON.parse(JSON.stringify(thing)), thing);

/** Who of these may, and where the system is the holder, whether it owes something. */
function hasWayOn(state: Submission): boolean {
  const holder = submissionProcess.holderOf(state);
  if (holder === 'nobody') return true;
  if (holder === 'system') return duties[state.stage] !== undefined;
  return possible(state).some(([, who]) => cast[who].role === holder);
}

describe('a case, whatever people, machine and clock do', () => {
  it('never skips a step and never takes a way that the law does not know', () => {
    expect(
      exception(({ before, after }) => before.stage === after.stage || ways[before.stage].includes(after.stage)),
    ).toBeUndefined();
  });

  it('has a record without holes', () => {
    expect(
      counterexample(({ happenings }) => happenings.every(({ event }, at) => event.seq === at + 1)),
    ).toBeUndefined();
  });

  it('has a row that says how it stands', () => {
    expect(
      exception(({ after: { seq, stage, round, version, hash, due }, event }) => {
        const { target, fatal } = event;
        const told = { seq: event.seq, stage: event.stage, round: event.round, version: event.version };
        const dates = { target: due?.target, fatal: due?.fatal };
        return (
          isDeepStrictEqual(told, { seq, stage, round, version }) &&
          isDeepStrictEqual({ target, fatal }, dates) &&
          event.hash === hash
        );
      }),
    ).toBeUndefined();
  });

  it('counts its version by one for each act and stage and for a claim that lapses, and not for reminders', () => {
    expect(
      exception(
        ({ before, after, event }) =>
          after.version - before.version === (isReminder(event.act) && event.act !== 'claim-lapsed' ? 0 : 1),
      ),
    ).toBeUndefined();
  });

  it('is always held by one: the producer, PDSI or the system, and by nobody only at rest', () => {
    expect(
      counterexample(({ happenings }) =>
        happenings.every(
          ({ after, event: { holder } }) =>
            holder === submissionProcess.holderOf(after) &&
            ['producer', 'pdsi', 'system', 'nobody'].includes(holder) &&
            (holder === 'nobody') === submissionProcess.isAtRest(after),
        ),
      ),
    ).toBeUndefined();
  });

  it('always has a way on until it is at rest: an act of its holder, or a duty of the system', () => {
    expect(counterexample(({ happenings }) => happenings.every(({ after }) => hasWayOn(after)))).toBeUndefined();
  });

  it('is moved only by its holder, but for a producer who withdraws, data returned after storage, an automatic return taken back, and who need not wait for an answer', () => {
    expect(
      exception(
        ({ before, event, actor }) =>
          actor === undefined ||
          event.act === 'withdraw' ||
          event.act === 'overrule' ||
          before.stage === 'secured' ||
          (before.stage === 'clarifying' && deciding.includes(event.act)) ||
          (before.stage === 'extension-asked' && event.act === 'resubmit') ||
          actor.role === submissionProcess.holderOf(before),
      ),
    ).toBeUndefined();
  });

  it('is never decided by anybody on the side of the producer', () => {
    expect(
      exception(
        ({ before, event, actor }) =>
          actor === undefined ||
          !deciding.includes(event.act) ||
          (actor.role === 'pdsi' &&
            actor.unit !== party &&
            !before.touched.includes(actor.person) &&
            !before.touched.includes(actor.onBehalfOf ?? '')),
      ),
    ).toBeUndefined();
  });

  it('is decided in review only by who has claimed it, or stands in for them', () => {
    expect(
      exception(
        ({ before, event, actor }) =>
          before.stage !== 'in-review' ||
          !['return', 'accept', 'release'].includes(event.act) ||
          [actor?.person, actor?.onBehalfOf].includes(before.claimant),
      ),
    ).toBeUndefined();
  });

  it('once returned is corrected: from there only a resubmission leads on, unless an automatic return is taken back, and it is never withdrawn (28/24 25(2))', () => {
    expect(
      exception(
        ({ before, after, event }) =>
          isReminder(event.act) ||
          ((!waitingForCorrection.includes(before.stage) ||
            waitingForCorrection.includes(after.stage) ||
            event.act === 'resubmit' ||
            (event.act === 'overrule' && before.automatic === true)) &&
            (before.returns === 0 || event.act !== 'withdraw')),
      ),
    ).toBeUndefined();
  });

  it('has one round more than it was resubmitted, and new content in each', () => {
    expect(
      counterexample(({ happenings, state }) => {
        const made = (act: string) => happenings.filter(({ event }) => event.act === act).length;
        return (
          state.round === 1 + made('resubmit') &&
          state.returns === made('return') + made('auto-returned') - made('overrule')
        );
      }),
    ).toBeUndefined();
    expect(
      exception(({ before, after, event }) => (after.hash !== before.hash) === (event.act === 'resubmit')),
    ).toBeUndefined();
  });

  it('is returned by itself no more once an officer has taken that back', () => {
    expect(exception(({ before, event }) => !before.overruled || event.act !== 'auto-returned')).toBeUndefined();
  });

  it('is claimed only in review, and forgets nobody who touched it', () => {
    expect(
      exception(
        ({ before, after }) =>
          (after.claimant === undefined || after.stage === 'in-review' || after.stage === 'clarifying') &&
          before.touched.every((person) => after.touched.includes(person)),
      ),
    ).toBeUndefined();
  });

  it('keeps its dates within a stage', () => {
    expect(
      exception(({ before, after }) => before.stage !== after.stage || isDeepStrictEqual(before.due, after.due)),
    ).toBeUndefined();
  });

  it('has its dates ahead when it enters a stage, the fatal one behind the target', () => {
    expect(
      exception(
        ({ before, after: { stage, due }, event }) =>
          before.stage === stage ||
          due === undefined ||
          resuming.includes(event.act) ||
          (event.at < due.target && due.target < due.fatal),
      ),
    ).toBeUndefined();
  });

  it('reminds again later each time, for as long as nobody acts: silence decides nothing', () => {
    expect(
      exception(
        ({ before, after, event }) =>
          !isReminder(event.act) ||
          !isRung(event.act) ||
          (after.stage === before.stage && Number(nextInstant(after)) > Number(nextInstant(before))),
      ),
    ).toBeUndefined();
  });

  it('holds nothing but JSON, so that a history can carry it', () => {
    expect(exception(({ after, event }) => isJson(after) && isJson(event))).toBeUndefined();
  });

  it('gets everywhere in these walks', () => {
    const seen = new Set<string>();
    counterexample(({ happenings }) => {
      for (const { after, event } of happenings) seen.add(after.stage).add(event.act).add(`round ${after.round}`);
      return true;
    });
    const system = [
      'checked',
      'auto-returned',
      'check-failed',
      'stored',
      'secured',
      'storage-failed',
      ...Object.keys(reminders).filter((name) => name !== 'due-moved'),
    ];
    expect([...seen]).toEqual(expect.arrayContaining([...Object.keys(ways), ...openActs, ...system, 'round 3']));
  });
});

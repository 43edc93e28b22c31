import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextInstant } from '#domain/case-clock';
import { isReminder, isRung, reminders } from '#domain/reminders';
import { openActs, type Stage, type Submission } from '#domain/submission';
import { submissionProcess } from '#domain/submission/course';
import { cast, party } from './cast.ts';
import { duties, type Happening, move, possible, Walk } from './walk.ts';

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

  it('is moved only by its holder, but for a producer who withdraws, a head who says whose it is, data returned after storage, an automatic return taken back, and who need not wait for an answer', () => {
    expect(
      exception(
        ({ before, event, actor }) =>
          actor === undefined ||
          event.act === 'withdraw' ||
          event.act === 'overrule' ||
          actor.role === 'head' ||
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

  it('is given by the head to others alone, who took no part in it, and decided by no head', () => {
    expect(
      exception(
        ({ before, after, event, actor }) =>
          actor?.role !== 'head' ||
          (['assign', 'put-back'].includes(event.act) &&
            after.claimant !== before.claimant &&
            after.stage === before.stage &&
            !before.touched.includes(after.claimant ?? '')),
      ),
    ).toBeUndefined();
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

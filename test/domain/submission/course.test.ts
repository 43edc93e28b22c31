import { describe, expect, it } from 'vitest';
import { withTerms } from '#domain/case-clock';
import { type Act, acts, type OpenAct, openActs, type Stage, type Submission } from '#domain/submission';
import { submissionProcess } from '#domain/submission/course';
import { type Step, steps } from '#domain/submission/steps';
import { submissionWords } from '#domain/submission/words';
import {
  calendarOf2026,
  caseAt,
  cast,
  commandBy,
  endOfDay,
  now,
  otherHash,
  party,
  sentHash,
  plainTerms as terms,
} from './cast.ts';

const opening = {
  id: 'submission:2026-000001',
  component: '20.1',
  period: { from: '2025-01', to: '2025-10' },
  hash: sentHash,
  request: 'request-1',
  actor: cast.sender,
} as const;

const claimed = withTerms(caseAt('in-review', { claimed: true }), terms);

describe('penyampaian', () => {
  it('opens the case as received, round 1, in the name of the unit (28/24 5(3), 23(1))', () => {
    expect(submissionProcess.open(opening, now)).toMatchObject({
      stage: 'received',
      round: 1,
      party,
      touched: [cast.sender.person],
      returns: 0,
      version: 1,
      seq: 1,
    });
  });

  it('is row 1 of the record, on 28/24 23(1), with a receipt for the producer', () => {
    const row = submissionProcess.opened(opening, submissionProcess.open(opening, now), now);
    expect(row).toMatchObject({
      seq: 1,
      act: 'submit',
      basis: '28/24 23(1)',
      stage: 'received',
      holder: 'system',
      request: 'request-1',
      actor: cast.sender,
      hash: sentHash,
      notify: 'party',
    });
  });
});

describe('the course of a case', () => {
  it.each<[OpenAct, Submission, Stage]>([
    ['claim', caseAt('in-review'), 'in-review'],
    ['release', claimed, 'in-review'],
    ['put-back', claimed, 'in-review'],
    ['assign', claimed, 'in-review'],
    ['return', claimed, 'returned'],
    ['return', caseAt('secured'), 'returned'],
    ['accept', claimed, 'accepted'],
    ['resubmit', caseAt('returned', { returns: 1 }), 'received'],
    ['withdraw', caseAt('received'), 'withdrawn'],
    ['withdraw', claimed, 'withdrawn'],
  ])('%s leads on to the stage that the table names', (act, from, stage) => {
    expect(submissionProcess.apply(act, from, commandBy(cast.claimant, { hash: otherHash }), now).stage).toBe(stage);
  });

  it.each<[Step, Stage, Stage]>([
    ['checked', 'received', 'in-review'],
    ['check-failed', 'received', 'in-review'],
    ['stored', 'accepted', 'stored'],
    ['secured', 'stored', 'secured'],
    ['storage-failed', 'accepted', 'in-review'],
    ['storage-failed', 'stored', 'in-review'],
    ['target-passed', 'returned', 'returned'],
    ['fatal-passed', 'in-review', 'in-review'],
  ])('%s at %s leads to %s', (step, from, to) => {
    expect(submissionProcess.after(step, caseAt(from), now).stage).toBe(to);
  });

  it.each<[Stage, boolean]>([
    ['received', false],
    ['in-review', false],
    ['returned', false],
    ['accepted', false],
    ['stored', false],
    ['secured', true],
    ['withdrawn', true],
  ])('is at rest at %s: %s', (stage, rest) => {
    expect(submissionProcess.isAtRest(caseAt(stage))).toBe(rest);
  });
});

describe('a claim', () => {
  it('is held by one person until it is released or decided', () => {
    expect(submissionProcess.apply('claim', caseAt('in-review'), commandBy(cast.reviewer), now).claimant).toBe(
      cast.reviewer.person,
    );
    for (const act of ['release', 'put-back', 'return', 'accept', 'withdraw'] as const)
      expect(submissionProcess.apply(act, claimed, commandBy(cast.claimant), now)).not.toHaveProperty('claimant');
  });

  it('leaves the dates of the review as they are', () => {
    const inReview = withTerms(caseAt('in-review'), terms);
    const later = now + 3_600_000;
    expect(submissionProcess.apply('claim', inReview, commandBy(cast.reviewer), later)).toMatchObject({
      due: inReview.due,
      since: now,
    });
  });
});

describe('a return (28/24 25(1))', () => {
  it('counts, keeps the round, and gives the producer the term that the officer set', () => {
    const next = submissionProcess.apply('return', claimed, commandBy(cast.claimant, { term: 5 }), now);
    expect(next).toMatchObject({ returns: 1, round: 1, stage: 'returned', rung: 0 });
    expect(next.due).toEqual({
      target: endOfDay('2026-03-31').at,
      fatal: endOfDay('2026-04-08').at,
      provisional: false,
    });
  });

  it('is row by row on its article, and reaches the producer', () => {
    const next = submissionProcess.apply('return', claimed, commandBy(cast.claimant), now);
    expect(submissionProcess.eventOf('return', next, now, commandBy(cast.claimant))).toMatchObject({
      basis: '28/24 25(1)',
      holder: 'producer',
      notify: 'party',
      target: next.due?.target,
      fatal: next.due?.fatal,
      actor: cast.claimant,
    });
  });
});

describe('a resubmission (28/24 25(2))', () => {
  it('is the next round of the same case, with the new content', () => {
    const next = submissionProcess.apply(
      'resubmit',
      caseAt('returned', { returns: 1 }),
      commandBy(cast.colleague, { hash: otherHash }),
      now,
    );
    expect(next).toMatchObject({ id: 'submission:2026-000001', round: 3, hash: otherHash, returns: 1 });
    expect(next.touched).toEqual([cast.sender.person, cast.toucher.person, cast.colleague.person]);
  });
});

describe('a reminder', () => {
  const waiting = { ...withTerms(caseAt('in-review'), terms), version: 4 };

  it('is a row of the record, and makes nobody`s If-Match stale', () => {
    const next = submissionProcess.after('target-passed', waiting, now);
    expect(next).toMatchObject({ seq: waiting.seq + 1, version: 4, rung: 1, last: waiting.last, due: waiting.due });
  });

  it.each<[Stage, 'party' | 'reviewers']>([
    ['returned', 'party'],
    ['in-review', 'reviewers'],
    ['received', 'reviewers'],
    ['accepted', 'reviewers'],
    ['stored', 'reviewers'],
  ])('at %s goes to the %s', (stage, addressee) => {
    const next = submissionProcess.after('fatal-passed', withTerms(caseAt(stage), terms), now);
    expect(submissionProcess.eventOf('fatal-passed', next, now).notify).toBe(addressee);
  });

  it('begins anew at the next stage', () => {
    const late = { ...claimed, rung: 4 };
    expect(submissionProcess.apply('accept', late, commandBy(cast.claimant), now).rung).toBe(0);
  });
});

describe('a stage without a period', () => {
  it('has no dates, in the case and in the record', () => {
    const next = submissionProcess.after('secured', withTerms(caseAt('stored'), terms), now);
    expect(next).not.toHaveProperty('due');
    expect(submissionProcess.eventOf('secured', next, now)).not.toHaveProperty('target');
  });
});

describe('words', () => {
  it('are Indonesian and English for every act, step and stage', () => {
    for (const happening of [...Object.keys(acts), ...Object.keys(steps)]) {
      const text = submissionWords.happening(happening);
      expect(text).toEqual({ id: expect.stringMatching(/\S/) as string, en: expect.stringMatching(/\S/) as string });
    }
    expect(submissionWords.stage('returned').id).toBe('ditolak dan dikembalikan');
  });

  it('of a code that is unknown are the code itself', () => {
    expect(submissionWords.happening('renamed')).toEqual({ id: 'renamed', en: 'renamed' });
    expect(submissionWords.stage('renamed')).toEqual({ id: 'renamed', en: 'renamed' });
  });
});

describe('the table of acts', () => {
  it('lets nobody but PDSI decide (28/24 24(1), 25(1))', () => {
    for (const act of ['claim', 'release', 'return', 'accept'] as const) expect(acts[act].roles).toEqual(['pdsi']);
  });

  it('lets machines submit and nothing else', () => {
    const open = (Object.keys(acts) as Act[]).filter((act) =>
      (acts[act].roles as readonly string[]).includes('machine'),
    );
    expect(open).toEqual(['submit']);
  });

  it('is registered whole with the process', () => {
    expect(submissionProcess.acts).toEqual(openActs);
    expect(calendarOf2026().holidays).toHaveLength(25);
  });
});

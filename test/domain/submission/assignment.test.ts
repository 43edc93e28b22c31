import { describe, expect, it } from 'vitest';
import type { Actor } from '#domain/case';
import { pdsi } from '#domain/office';
import { nextActs } from '#domain/process';
import type { Submission } from '#domain/submission';
import type { Assignee } from '#domain/submission/assignment';
import { submissionProcess } from '#domain/submission/course';
import { choices, whatIsMissing, whyNot } from '#domain/submission/why-not';
import { caseAt, cast, commandBy, now, officer, party } from './cast.ts';

const inReview = caseAt('in-review');
const claimed = caseAt('in-review', { claimed: true });

const told = (more: Partial<Assignee>, submission: Submission = inReview) =>
  whatIsMissing('assign', submission, commandBy(cast.head, { assignee: { ...officer, ...more } }))?.code ?? 'allowed';
const after = (act: 'assign' | 'put-back', submission: Submission, more: Partial<Assignee> = {}) =>
  submissionProcess.apply(act, submission, commandBy(cast.head, { assignee: { ...officer, ...more } }), now);

describe('whom the head of PDSI gives a case', () => {
  it.each<[string, Partial<Assignee>, string]>([
    ['an officer of PDSI', {}, 'allowed'],
    ['an officer who touched it', { person: cast.toucher.person }, 'four-eyes'],
    ['an officer who stands in for one who touched it', { standsFor: [cast.toucher.person] }, 'four-eyes'],
    ['an officer of the submitting unit', { unit: party }, 'four-eyes'],
    ['an officer who is absent', { absent: true }, 'absent'],
    ['somebody who is no officer, while there are officers', { roles: ['producer'] }, 'not-entitled'],
    ['the head, who is no officer, while there are officers', { ...cast.head, roles: ['head'] }, 'not-entitled'],
  ])('%s', (_, more, expected) => {
    expect(told(more)).toBe(expected);
  });

  it('is said by name: nobody is nobody', () => {
    const { assignee: _, ...nobody } = commandBy(cast.head);
    expect(whatIsMissing('assign', inReview, nobody)?.code).toBe('not-entitled');
  });

  it('is not who has it already', () => {
    expect(told({ person: cast.claimant.person }, claimed)).toBe('already-claimed');
    expect(told({}, claimed)).toBe('allowed');
  });
});

describe('a case that no officer of PDSI may decide', () => {
  const other: Partial<Assignee> = { person: 'p-other', unit: 'unit.lain', roles: ['producer'], officersLeft: 0 };

  it.each<[string, Partial<Assignee>, string]>([
    ['somebody of another Unit Kerja', {}, 'allowed'],
    ['nobody from outside', { unitKind: 'instansi daerah' }, 'not-entitled'],
    ['no machine', { roles: ['machine'] }, 'not-entitled'],
    ['nobody whose role was never known', { roles: [] }, 'not-entitled'],
    ['nobody who touched it', { person: cast.sender.person }, 'four-eyes'],
    ['nobody of the submitting unit', { unit: party }, 'four-eyes'],
    ['nobody who is absent', { absent: true }, 'absent'],
  ])('goes by appointment of the head to %s', (_, more, expected) => {
    expect(told({ ...other, ...more })).toBe(expected);
  });

  const appointed = after('assign', inReview, other);
  const appointee: Actor = { person: 'p-other', role: 'producer', unit: 'unit.lain' };
  const may = (submission: Submission, actor: Actor) => nextActs(submissionProcess, submission, () => actor);

  it('is then decided by the appointed person, who has no other act', () => {
    expect(appointed).toMatchObject({ claimant: 'p-other', appointed: 'p-other' });
    expect(may(appointed, appointee)).toEqual(['release', 'ask-clarification', 'return', 'accept']);
    expect(may(appointed, { ...appointee, person: 'p-neighbour' })).toEqual([]);
    expect(whyNot('accept', { ...appointed, touched: ['p-other'] }, appointee)?.code).toBe('four-eyes');
  });

  it('is theirs as long as they have it, and no longer', () => {
    const back = after('put-back', appointed);
    expect(back).not.toHaveProperty('appointed');
    expect(back).not.toHaveProperty('claimant');
    expect(may(back, appointee)).toEqual([]);
    expect(after('assign', appointed)).not.toHaveProperty('appointed');
    const accepted = submissionProcess.apply('accept', appointed, commandBy(appointee), now);
    expect(accepted).not.toHaveProperty('appointed');
  });
});

describe('assign', () => {
  it('makes the assignee the claimant, and leaves the dates of the review as they are', () => {
    expect(after('assign', claimed)).toMatchObject({
      claimant: officer.person,
      stage: 'in-review',
      since: claimed.since,
      version: claimed.version + 1,
      last: { act: 'assign', by: cast.head.person },
    });
  });

  it('tells the assignee by mail, as put-back tells the pool: house standard both', () => {
    for (const act of ['assign', 'put-back'] as const)
      expect(submissionProcess.eventOf(act, after(act, claimed), now)).toMatchObject({
        notify: 'reviewers',
        basis: 'house standard',
      });
  });

  it('may come always in review, put-back only while somebody has the case', () => {
    const acts = (submission: Submission) => choices(submission).map(({ act }) => act);
    expect(acts(inReview)).toEqual(['claim', 'assign', 'withdraw']);
    expect(acts(claimed)).toEqual([
      'release',
      'put-back',
      'assign',
      'ask-clarification',
      'return',
      'accept',
      'withdraw',
    ]);
  });
});

describe('the head', () => {
  it('of another unit has no act here', () => {
    const other: Actor = { person: 'p-head-of-party', role: 'head', unit: party };
    for (const act of ['assign', 'put-back'] as const) expect(whyNot(act, claimed, other)?.code).toBe('not-your-case');
  });

  it('who brought the case, or acts for one who did, does not choose who judges it', () => {
    const own = caseAt('in-review', { of: pdsi, claimed: true });
    for (const actor of [
      { ...cast.head, person: cast.toucher.person },
      { ...cast.head, onBehalfOf: cast.toucher.person },
    ])
      for (const act of ['assign', 'put-back'] as const) expect(whyNot(act, own, actor)?.code).toBe('four-eyes');
    expect(whyNot('assign', own, { ...cast.head, onBehalfOf: 'p-absent-head' })).toBeUndefined();
  });
});

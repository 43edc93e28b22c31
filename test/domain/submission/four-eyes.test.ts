import { describe, expect, it } from 'vitest';
import type { Actor } from '#domain/case';
import { pdsi } from '#domain/office';
import type { OpenAct, Submission } from '#domain/submission';
import { submissionProcess } from '#domain/submission/course';
import { whyNot } from '#domain/submission/why-not';
import { caseAt, cast, commandBy, now, otherHash } from './cast.ts';

const decisions: OpenAct[] = ['claim', 'release', 'return', 'accept'];
const code = (act: OpenAct, submission: Submission, actor: Actor) => whyNot(act, submission, actor)?.code;

describe('four eyes', () => {
  const claimed = caseAt('in-review', { claimed: true });

  it.each(decisions)('nobody decides who submitted the data: %s', (act) => {
    expect(code(act, claimed, cast.toucher)).toBe('four-eyes');
  });

  it.each(decisions)('nobody decides who stands in for one who submitted: %s', (act) => {
    expect(code(act, claimed, cast.behalf)).toBe('four-eyes');
  });

  it.each(decisions)('nobody decides whose unit submitted: %s', (act) => {
    expect(code(act, claimed, cast.insider)).toBe('four-eyes');
  });

  it('holds also where the claim was there before', () => {
    const own = { ...claimed, claimant: cast.toucher.person };
    expect(code('accept', own, cast.toucher)).toBe('four-eyes');
  });

  it('holds after storage, where no claim is asked for', () => {
    expect(code('return', caseAt('secured'), cast.toucher)).toBe('four-eyes');
    expect(code('return', caseAt('secured'), cast.insider)).toBe('four-eyes');
  });

  it('binds whoever resubmits, and the one they stand in for, for good', () => {
    const resubmitter: Actor = { ...cast.colleague, onBehalfOf: 'p-absent' };
    const next = submissionProcess.apply(
      'resubmit',
      caseAt('returned', { returns: 1 }),
      commandBy(resubmitter, { hash: otherHash }),
      now,
    );
    const inReview = submissionProcess.after('checked', next, now);
    for (const person of [cast.colleague.person, 'p-absent', cast.sender.person])
      expect(code('claim', inReview, { ...cast.reviewer, person })).toBe('four-eyes');
    expect(inReview.touched.toSorted()).toEqual([...new Set(inReview.touched)].toSorted());
  });

  it('binds whoever opens the case, and the one they stand in for', () => {
    const { component, period, hash } = caseAt('received');
    const opening = { id: 'submission:2026-000002', component, period, hash, request: 'request-1' };
    const opened = submissionProcess.open({ ...opening, actor: { ...cast.sender, onBehalfOf: 'p-absent' } }, now);
    expect(opened.touched).toEqual([cast.sender.person, 'p-absent']);
  });
});

describe("PDSI's own data", () => {
  const own = caseAt('in-review', { of: pdsi });

  it('may be decided by a different person of PDSI', () => {
    expect(code('claim', own, cast.reviewer)).toBeUndefined();
    expect(code('accept', { ...own, claimant: cast.reviewer.person }, cast.reviewer)).toBeUndefined();
    expect(code('return', caseAt('secured', { of: pdsi }), cast.reviewer)).toBeUndefined();
  });

  it('is never decided by the person who submitted it', () => {
    expect(code('claim', own, cast.toucher)).toBe('four-eyes');
  });

  it('is never decided by who stands in for the person who submitted it', () => {
    expect(code('claim', own, cast.behalf)).toBe('four-eyes');
  });

  it('gives nobody else of PDSI the acts of the producer', () => {
    expect(code('withdraw', own, cast.reviewer)).toBe('not-your-act');
  });
});

describe('a substitute', () => {
  const claimed = caseAt('in-review', { claimed: true });

  it.each<OpenAct>(['release', 'return', 'accept'])(
    'of the claimant may %s: an absence never holds a case up',
    (act) => {
      expect(code(act, claimed, cast.substitute)).toBeUndefined();
    },
  );

  it('of somebody else may not', () => {
    expect(code('accept', claimed, { ...cast.reviewer, onBehalfOf: 'p-somebody' })).toBe('claimed-by-another');
  });

  it('who claims is the claimant', () => {
    const next = submissionProcess.apply('claim', caseAt('in-review'), commandBy(cast.substitute), now);
    expect(next.claimant).toBe(cast.substitute.person);
  });
});

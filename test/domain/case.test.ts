import { describe, expect, it } from 'vitest';
import { holders, holderWords, peopleBehind, roles, standingOf } from '#domain/case';
import { dueAt, nextInstant, withTerms } from '#domain/case-clock';
import { itjen, mayGive, pdsi, rolesOf, setjen } from '#domain/office';
import { processNames, wordsOf } from '#domain/processes';
import { caseAt, cast, endOfDay, now, plainTerms as terms } from './submission/cast.ts';

describe('a case whose rules come after it began', () => {
  it('gets the dates of its stage from its beginning, not from their coming', () => {
    const late = withTerms({ ...caseAt('in-review'), since: now }, terms);
    expect(late.due?.target).toBe(endOfDay('2026-03-27').at);
    expect(late.terms).toBe(terms);
  });

  it('has none at rest', () => {
    expect(withTerms(caseAt('secured'), terms)).not.toHaveProperty('due');
  });
});

describe('the date that the holder reads', () => {
  const waiting = withTerms(caseAt('in-review'), terms);

  it('is the target, and once that has passed the fatal date', () => {
    expect(dueAt(waiting)).toBe(waiting.due?.target);
    expect(dueAt({ ...waiting, rung: 1 })).toBe(waiting.due?.fatal);
    expect(dueAt({ ...waiting, rung: 9 })).toBe(waiting.due?.fatal);
    expect(dueAt(caseAt('secured'))).toBeUndefined();
  });

  it('is also when the case speaks next', () => {
    expect(nextInstant(waiting)).toBe(waiting.due?.target);
    expect(nextInstant({ ...waiting, rung: 1 })).toBe(waiting.due?.fatal);
    expect(nextInstant(caseAt('secured'))).toBeUndefined();
  });
});

describe('the people behind an act', () => {
  it('are the one who clicked and the one they stand in for', () => {
    expect(peopleBehind(cast.reviewer)).toEqual(['p-reviewer']);
    expect(peopleBehind(cast.substitute)).toEqual(['p-substitute', 'p-claimant']);
  });
});

describe('how a case stands', () => {
  it('is told in four facts: no person and no content is kept in a history for it', () => {
    expect(standingOf(caseAt('in-review', { claimed: true }))).toEqual({
      seq: 6,
      version: 4,
      stage: 'in-review',
      round: 1,
    });
  });
});

describe('roles and holders', () => {
  it('from outside never act for the ministry', () => {
    expect(rolesOf.external).toEqual(['producer', 'machine', 'head']);
    for (const unit of [pdsi, setjen, itjen, 'kemendag.daglu'])
      for (const role of rolesOf.external) {
        expect(mayGive('external', role, unit)).toBe(false);
        expect(mayGive('internal', role, unit)).toBe(true);
      }
    expect(mayGive('external', 'producer', 'kemendagri.contoh')).toBe(true);
    expect(mayGive('external', 'head', 'dinas.contoh')).toBe(true);
    expect(mayGive('external', 'pdsi', 'dinas.contoh')).toBe(false);
    expect(rolesOf.internal.toSorted()).toEqual(roles.toSorted());
  });

  it('are called by their names in both languages', () => {
    expect(Object.keys(holderWords).toSorted()).toEqual(holders.toSorted());
  });
});

describe('the words of a process', () => {
  it.each(processNames)('%s are known', (name) => {
    expect(wordsOf(name).path).toMatch(/^[a-z-]+$/);
  });

  it('that nobody knows are an error', () => {
    expect(() => wordsOf('appeal')).toThrow('no process is called appeal');
    expect(() => wordsOf('toString')).toThrow('no process is called toString');
  });
});

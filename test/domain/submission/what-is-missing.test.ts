import { describe, expect, it } from 'vitest';
import { withTerms } from '#domain/case-clock';
import { type OpenAct, openActs, type Submission, type SubmissionCommand } from '#domain/submission';
import { termRange, whatIsMissing, whyNotDespite } from '#domain/submission/why-not';
import { caseAt, cast, officer, otherHash, sentHash, terms } from './cast.ts';

const reviewed = caseAt('in-review', { claimed: true });
const returned = caseAt('returned', { returns: 1 });
const extensible = withTerms(returned, terms);
const bare: SubmissionCommand = { request: 'request-1', actor: cast.claimant, version: 4 };

const missing = (act: OpenAct, more: Partial<SubmissionCommand>, submission: Submission = reviewed) =>
  whatIsMissing(act, submission, { ...bare, ...more });

describe('a return', () => {
  const whole = { findings: 1, term: 10, hash: sentHash };

  it('with findings, a term and the content it decides on lacks nothing', () => {
    expect(missing('return', whole)).toBeUndefined();
  });

  it.each([undefined, 0])('cites at least one finding (28/24 25(1)): %s', (findings) => {
    const { findings: _, ...rest } = whole;
    expect(missing('return', { ...rest, ...(findings !== undefined && { findings }) })?.code).toBe('finding-needed');
  });

  it.each([0, -1, 61, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('has no term of %s working days', (term) => {
    expect(missing('return', { ...whole, term })?.code).toBe('term-out-of-range');
  });

  it('must have a term', () => {
    const { term: _, ...rest } = whole;
    expect(missing('return', rest)?.code).toBe('term-out-of-range');
  });

  it.each([termRange.least, 10, termRange.most])('may have a term of %s working days', (term) => {
    expect(missing('return', { ...whole, term })).toBeUndefined();
  });

  it('names the content that was read, and no other', () => {
    expect(missing('return', { ...whole, hash: otherHash })).toMatchObject({
      code: 'other-content',
      facts: { expected: sentHash },
    });
    const { hash: _, ...rest } = whole;
    expect(missing('return', rest)?.code).toBe('other-content');
  });
});

describe('an acceptance', () => {
  it('names the content that was read, and no other', () => {
    expect(missing('accept', { hash: sentHash })).toBeUndefined();
    expect(missing('accept', { hash: otherHash })?.code).toBe('other-content');
    expect(missing('accept', {})?.code).toBe('other-content');
  });

  it('needs neither findings nor a term', () => {
    expect(missing('accept', { hash: sentHash, findings: 0, term: 0 })).toBeUndefined();
  });
});

describe('a resubmission', () => {
  it('brings a file that was corrected (28/24 25(2))', () => {
    expect(missing('resubmit', { hash: otherHash }, returned)).toBeUndefined();
    expect(missing('resubmit', {}, returned)?.code).toBe('file-needed');
  });

  it('is not the very file that was returned', () => {
    expect(missing('resubmit', { hash: sentHash }, returned)?.code).toBe('same-content');
  });
});

describe('an extension', () => {
  it.each<OpenAct>(['ask-extension', 'grant-extension'])('is of as many days as the period allows: %s', (act) => {
    for (const days of [1, 10]) expect(missing(act, { days }, extensible)).toBeUndefined();
    for (const days of [undefined, 0, 11, 1.5])
      expect(missing(act, days === undefined ? {} : { days }, extensible)?.code).toBe('days-out-of-range');
  });
});

describe('an act of few words', () => {
  it.each<OpenAct>(['claim', 'release', 'withdraw'])('%s needs only the version that was seen', (act) => {
    expect(missing(act, {})).toBeUndefined();
  });
});

describe('the version', () => {
  const whole = { findings: 1, term: 10, days: 5, hash: sentHash };
  const resubmission = { hash: otherHash };

  it.each(openActs)('that was seen must be the one that is: %s', (act) => {
    const command = { ...(act === 'resubmit' ? resubmission : whole), assignee: officer };
    const submission = act.endsWith('-extension') ? extensible : reviewed;
    for (const version of [3, 5])
      expect(missing(act, { ...command, version }, submission)).toMatchObject({
        code: 'stale-version',
        facts: { version: 4 },
      });
  });

  it.each<[OpenAct, Partial<SubmissionCommand>, string]>([
    ['return', { ...whole, findings: 0 }, 'finding-needed'],
    ['return', { ...whole, term: 0 }, 'term-out-of-range'],
    ['return', { ...whole, hash: otherHash }, 'other-content'],
    ['accept', { hash: otherHash }, 'other-content'],
    ['resubmit', { hash: sentHash }, 'same-content'],
    ['resubmit', {}, 'file-needed'],
  ])('is judged last: %s %j is refused as %s', (act, command, code) => {
    expect(missing(act, { ...command, version: 1 })?.code).toBe(code);
  });
});

describe('what is missing', () => {
  it('is said in this order: findings, term, content, version', () => {
    const steps: Partial<SubmissionCommand>[] = [{ findings: 1 }, { term: 10 }, { hash: sentHash }, { version: 4 }];
    let command: Partial<SubmissionCommand> = { version: 1 };
    const said = steps.map((next) => {
      const code = missing('return', command)?.code;
      command = { ...command, ...next };
      return code;
    });
    expect(said).toEqual(['finding-needed', 'term-out-of-range', 'other-content', 'stale-version']);
    expect(missing('return', command)).toBeUndefined();
  });
});

describe('an acceptance of what the checks found errors in', () => {
  it.each<[number, string | undefined, string | undefined]>([
    [0, undefined, undefined],
    [1, undefined, 'reason-needed'],
    [40, 'Kode lama masih sah untuk periode ini.', undefined],
  ])('%s errors, for the reason %s: %s', (errors, reason, code) => {
    expect(whyNotDespite(errors, reason)?.code).toBe(code);
  });
});

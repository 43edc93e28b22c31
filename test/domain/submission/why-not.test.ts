import { describe, expect, it } from 'vitest';
import { withTerms } from '#domain/case-clock';
import { nextActs } from '#domain/process';
import type { RefusalCode } from '#domain/refusal';
import { type Act, acts, type OpenAct, openActs, type Stage, type Submission, stages } from '#domain/submission';
import { submissionProcess } from '#domain/submission/course';
import { whyNot, whyNotSubmit } from '#domain/submission/why-not';
import { caseAt, cast, terms, type Who } from './cast.ts';

/** The words of the tables below. */
const says: Record<string, RefusalCode | 'allowed'> = {
  YES: 'allowed',
  role: 'not-your-act',
  unit: 'not-your-case',
  eyes: 'four-eyes',
  stage: 'wrong-stage',
  mend: 'must-be-corrected',
  taken: 'already-claimed',
  other: 'claimed-by-another',
  first: 'claim-first',
  person: 'returned-by-a-person',
  none: 'not-claimed',
};

/** Everywhere a case can stand. `+` has been returned before, `!` is claimed; returned by an officer unless it says by decision. */
const situations: Record<string, Submission> = {
  received: caseAt('received'),
  'received+': caseAt('received', { returns: 1 }),
  'in-review': caseAt('in-review'),
  'in-review+': caseAt('in-review', { returns: 2 }),
  'in-review!': caseAt('in-review', { claimed: true }),
  'in-review!+': caseAt('in-review', { claimed: true, returns: 1 }),
  'clarifying!': caseAt('clarifying', { claimed: true }),
  'clarifying!+': caseAt('clarifying', { claimed: true, returns: 1 }),
  'returned+': withTerms(caseAt('returned', { returns: 1 }), terms),
  'returned-by-decision+': withTerms(caseAt('returned', { returns: 1, automatic: true }), terms),
  'asked+': caseAt('extension-asked', { returns: 1 }),
  'asked-by-decision+': caseAt('extension-asked', { returns: 1, automatic: true }),
  accepted: caseAt('accepted'),
  'accepted+': caseAt('accepted', { returns: 1 }),
  stored: caseAt('stored'),
  'stored+': caseAt('stored', { returns: 1 }),
  secured: caseAt('secured'),
  'secured+': caseAt('secured', { returns: 1 }),
  withdrawn: caseAt('withdrawn'),
};

/**
 * Who may do what, where: written down by hand from 28/24 Pasal 23-25 and the house rules, not computed. A case that PDSI does
 * not hold is not PDSI's to judge; nobody on the producer's side ever judges; what was returned is never withdrawn.
 */
const tables: Record<OpenAct, string> = {
  claim: `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+              role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    in-review in-review+            role   role      role     role    YES      YES        YES      eyes    eyes   eyes    role  role   role  role
    in-review! in-review!+          role   role      role     role    taken    taken      taken    eyes    eyes   eyes    role  role   role  role
    returned+ returned-by-decision+ accepted accepted+ role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    stored stored+ secured secured+ role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    withdrawn                       role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    clarifying! clarifying!+ asked+ asked-by-decision+ role  role  role  role  stage  stage  stage  eyes  eyes  eyes  role  role  role  role`,
  release: `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+              role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    in-review in-review+            role   role      role     role    first    first      first    eyes    eyes   eyes    role  role   role  role
    in-review! in-review!+          role   role      role     role    YES      YES        other    eyes    eyes   eyes    role  role   role  role
    returned+ returned-by-decision+ accepted accepted+ role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    stored stored+ secured secured+ role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    withdrawn                       role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    clarifying! clarifying!+ asked+ asked-by-decision+ role  role  role  role  stage  stage  stage  eyes  eyes  eyes  role  role  role  role`,
  'put-back': `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+              role   role      role     role    role     role       role     role    role   role    stage role   role  role
    in-review in-review+            role   role      role     role    role     role       role     role    role   role    none  role   role  role
    in-review! in-review!+          role   role      role     role    role     role       role     role    role   role    YES   role   role  role
    returned+ returned-by-decision+ accepted accepted+ role   role      role     role    role     role       role     role    role   role    stage role   role  role
    stored stored+ secured secured+ role   role      role     role    role     role       role     role    role   role    stage role   role  role
    withdrawn                       role   role      role     role    role     role       role     role    role   role    stage role   role  role
    clarifying! clarifying!+         role  role  role  role  role  role  role  role  role  role  YES  role  role  role
    asked+ asked-by-decision+        role  role  role  role  role  role  role  role  role  role  stage  role  role  role`,
  assign: `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+              role   role      role     role    role     role       role     role    role   role    stage role   role  role
    in-review in-review+            role   role      role     role    role     role       role     role    role   role    YES   role   role  role
    in-review! in-review!+          role   role      role     role    role     role       role     role    role   role    YES   role   role  role
    returned+ returned-by-decision+ accepted accepted+ role   role      role     role    role     role       role     role    role   role    stage role   role  role
    stored stored+ secured secured+ role   role      role     role    role     role       role     role    role   role    stage role   role  role
    withdrawn                       role   role      role     role    role     role       role     role    role   role    stage role   role  role
    clarifying! clarifying!+         role  role  role  role  role  role  role  role  role  role  YES  role  role  role
    asked+ asked-by-decision+        role  role  role  role  role  role  role  role  role  role  stage  role  role  role`,
  return: `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+              role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    in-review in-review+            role   role      role     role    first    first      first    eyes    eyes   eyes    role  role   role  role
    in-review! in-review!+          role   role      role     role    YES      YES        other    eyes    eyes   eyes    role  role   role  role
    returned+ returned-by-decision+ accepted accepted+ role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    stored stored+                  role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    secured secured+                role   role      role     role    YES      YES        YES      eyes    eyes   eyes    role  role   role  role
    withdrawn                       role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    clarifying! clarifying!+         role  role  role  role  YES  YES  other  eyes  eyes  eyes  role  role  role  role
    asked+ asked-by-decision+        role  role  role  role  stage  stage  stage  eyes  eyes  eyes  role  role  role  role`,
  accept: `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+              role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    in-review in-review+            role   role      role     role    first    first      first    eyes    eyes   eyes    role  role   role  role
    in-review! in-review!+          role   role      role     role    YES      YES        other    eyes    eyes   eyes    role  role   role  role
    returned+ returned-by-decision+ accepted accepted+ role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    stored stored+ secured secured+ role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    withdrawn                       role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    clarifying! clarifying!+         role  role  role  role  YES  YES  other  eyes  eyes  eyes  role  role  role  role
    asked+ asked-by-decision+        role  role  role  role  stage  stage  stage  eyes  eyes  eyes  role  role  role  role`,
  resubmit: `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+              stage  stage     unit     role    role     role       role     role    role   role    role  role   role  role
    in-review in-review+            stage  stage     unit     role    role     role       role     role    role   role    role  role   role  role
    in-review! in-review!+          stage  stage     unit     role    role     role       role     role    role   role    role  role   role  role
    returned+ returned-by-decision+ YES    YES       unit     role    role     role       role     role    role   role    role  role   role  role
    accepted accepted+              stage  stage     unit     role    role     role       role     role    role   role    role  role   role  role
    stored stored+ secured secured+ stage  stage     unit     role    role     role       role     role    role   role    role  role   role  role
    withdrawn                       stage  stage     unit     role    role     role       role     role    role   role    role  role   role  role
    clarifying! clarifying!+         stage  stage  unit  role  role  role  role  role  role  role  role  role  role  role
    asked+ asked-by-decision+        YES  YES  unit  role  role  role  role  role  role  role  role  role  role  role`,
  overrule: `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+              role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    in-review in-review+            role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    in-review! in-review!+          role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    returned+                       role   role      role     role    person   person     person   eyes    eyes   eyes    role  role   role  role
    returned-by-decision+           role   role      role     role    YES      YES        YES      eyes    eyes   eyes    role  role   role  role
    accepted accepted+              role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    stored stored+ secured secured+ role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    withdrawn                       role   role      role     role    stage    stage      stage    eyes    eyes   eyes    role  role   role  role
    clarifying! clarifying!+         role  role  role  role  stage  stage  stage  eyes  eyes  eyes  role  role  role  role
    asked+                           role  role  role  role  person  person  person  eyes  eyes  eyes  role  role  role  role
    asked-by-decision+               role  role  role  role  YES  YES  YES  eyes  eyes  eyes  role  role  role  role`,
  withdraw: `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received in-review in-review!   YES    YES       unit     role    role     role       role     role    role   role    role  role   role  role
    received+ in-review+            mend   mend      unit     role    role     role       role     role    role   role    role  role   role  role
    in-review!+ returned+ returned-by-decision+ mend   mend      unit     role    role     role       role     role    role   role    role  role   role  role
    accepted accepted+              stage  stage     unit     role    role     role       role     role    role   role    role  role   role  role
    stored stored+ secured secured+ stage  stage     unit     role    role     role       role     role    role   role    role  role   role  role
    withdrawn                       stage  stage     unit     role    role     role       role     role    role   role    role  role   role  role
    clarifying!                      YES  YES  unit  role  role  role  role  role  role  role  role  role  role  role
    clarifying!+ asked+ asked-by-decision+ mend  mend  unit  role  role  role  role  role  role  role  role  role  role  role`,
  'ask-clarification': `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+ accepted accepted+ stored stored+ secured secured+ withdrawn returned+ returned-by-decision+ clarifying! clarifying!+ asked+ asked-by-decision+ role  role  role  role  stage  stage  stage  eyes  eyes  eyes  role  role  role  role
    in-review in-review+             role  role  role  role  first  first  first  eyes  eyes  eyes  role  role  role  role
    in-review! in-review!+           role  role  role  role  YES  YES  other  eyes  eyes  eyes  role  role  role  role`,
  clarify: `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+ in-review in-review+ in-review! in-review!+ accepted accepted+ stored stored+ secured secured+ withdrawn returned+ returned-by-decision+ asked+ asked-by-decision+ stage  stage  unit  role  role  role  role  role  role  role  role  role  role  role
    clarifying! clarifying!+         YES  YES  unit  role  role  role  role  role  role  role  role  role  role  role`,
  'ask-extension': `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+ in-review in-review+ in-review! in-review!+ accepted accepted+ stored stored+ secured secured+ withdrawn clarifying! clarifying!+ asked+ asked-by-decision+ stage  stage  unit  role  role  role  role  role  role  role  role  role  role  role
    returned+ returned-by-decision+  YES  YES  unit  role  role  role  role  role  role  role  role  role  role  role`,
  'grant-extension': `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+ in-review in-review+ in-review! in-review!+ accepted accepted+ stored stored+ secured secured+ withdrawn returned+ returned-by-decision+ clarifying! clarifying!+ role  role  role  role  stage  stage  stage  eyes  eyes  eyes  role  role  role  role
    asked+ asked-by-decision+        role  role  role  role  YES  YES  YES  eyes  eyes  eyes  role  role  role  role`,
  'refuse-extension': `
                                    sender colleague stranger machine claimant substitute reviewer toucher behalf insider head  setjen itjen ops
    received received+ in-review in-review+ in-review! in-review!+ accepted accepted+ stored stored+ secured secured+ withdrawn returned+ returned-by-decision+ clarifying! clarifying!+ role  role  role  role  stage  stage  stage  eyes  eyes  eyes  role  role  role  role
    asked+ asked-by-decision+        role  role  role  role  YES  YES  YES  eyes  eyes  eyes  role  role  role  role`,
};

interface Cell {
  readonly situation: string;
  readonly who: string;
  readonly word: string;
}

function cellsOf(table: string): Cell[] {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return rows.flatMap((row) => {
    const words = row.slice(-head.length);
    const places = row.slice(0, -head.length);
    return places.flatMap((situation) => head.map((who, at) => ({ situation, who, word: words[at] ?? '' })));
  });
}

const judged = (act: OpenAct, situation: string, who: string) =>
  whyNot(act, situations[situation] as Submission, cast[who as Who])?.code ?? 'allowed';

describe.each(openActs)('who may %s', (act) => {
  const cells = cellsOf(tables[act]);

  it('is written down for everybody and everywhere', () => {
    const written = cells.map(({ situation, who }) => `${who} ${situation}`);
    const all = Object.keys(situations).flatMap((situation) => Object.keys(cast).map((who) => `${who} ${situation}`));
    expect(written.toSorted()).toEqual(all.toSorted());
    expect(cells.filter(({ word }) => !(word in says))).toEqual([]);
  });

  it.each(Object.keys(situations))('is judged as written while the case is %s', (situation) => {
    const here = cells.filter((cell) => cell.situation === situation);
    const expected = Object.fromEntries(here.map(({ who, word }) => [who, says[word]]));
    expect(Object.fromEntries(here.map(({ who }) => [who, judged(act, situation, who)]))).toEqual(expected);
  });
});

describe('the tables of who may do what', () => {
  it('leave out no stage', () => {
    expect(new Set(Object.values(situations).map(({ stage }) => stage))).toEqual(new Set(Object.keys(stages)));
  });

  it('know every act on an open case', () => {
    const all = Object.keys(acts) as Act[];
    expect(all.filter((act) => act !== 'submit').toSorted()).toEqual([...openActs].toSorted());
  });
});

describe('a refusal', () => {
  it('says at which stage the case is, and who did what when', () => {
    const claimed: Submission = { ...caseAt('returned'), last: { act: 'return', by: 'p-reviewer', at: 7 } };
    expect(whyNot('accept', claimed, cast.claimant)?.facts).toEqual({
      stage: 'returned',
      act: 'return',
      by: 'p-reviewer',
      at: 7,
    });
  });

  it('names who has claimed the case', () => {
    const { facts } = whyNot('claim', caseAt('in-review', { claimed: true }), cast.reviewer) ?? {};
    expect(facts).toMatchObject({ act: 'claim', by: cast.claimant.person });
  });

  it('names nobody where the system acted last', () => {
    expect(whyNot('resubmit', caseAt('in-review'), cast.sender)?.facts).not.toHaveProperty('by');
  });

  it('tells who is not of the unit nothing about the case', () => {
    expect(whyNot('withdraw', caseAt('in-review'), cast.stranger)).not.toHaveProperty('facts');
  });
});

describe('submitting', () => {
  it.each<[Who, boolean, RefusalCode | undefined]>([
    ['sender', false, undefined],
    ['colleague', true, undefined],
    ['machine', true, undefined],
    ['machine', false, 'interoperability-closed'],
    ['reviewer', false, 'not-your-act'],
    ['reviewer', true, 'not-your-act'],
    ['setjen', true, 'not-your-act'],
    ['itjen', true, 'not-your-act'],
    ['ops', true, 'not-your-act'],
  ])('by %s, an agreement in force: %s (28/24 19, 23(1))', (who, interoperability, code) => {
    expect(whyNotSubmit(cast[who], interoperability)?.code).toBe(code);
  });
});

const next = (stage: Stage, who: Who, more?: Parameters<typeof caseAt>[1]) =>
  nextActs(submissionProcess, caseAt(stage, more), () => cast[who]);

describe('what may be done next', () => {
  it.each<[Stage, Who, OpenAct[], Parameters<typeof caseAt>[1]?]>([
    ['received', 'sender', ['withdraw']],
    ['in-review', 'reviewer', ['claim']],
    ['in-review', 'claimant', ['release', 'ask-clarification', 'return', 'accept'], { claimed: true }],
    ['clarifying', 'claimant', ['return', 'accept'], { claimed: true }],
    ['clarifying', 'colleague', ['clarify', 'withdraw'], { claimed: true }],
    ['extension-asked', 'reviewer', ['grant-extension', 'refuse-extension'], { returns: 1 }],
    ['extension-asked', 'sender', ['resubmit'], { returns: 1 }],
    ['in-review', 'reviewer', [], { claimed: true }],
    ['returned', 'colleague', ['resubmit'], { returns: 1 }],
    ['accepted', 'claimant', []],
    ['secured', 'reviewer', ['return']],
    ['secured', 'sender', []],
    ['withdrawn', 'sender', []],
    ['in-review', 'itjen', []],
    ['secured', 'setjen', []],
  ])('at %s by %s is %j', (stage, who, expected, more) => {
    expect(next(stage, who, more)).toEqual(expected);
  });

  it('is judged with the role that each act asks for', () => {
    const asked: Act[] = [];
    nextActs(submissionProcess, caseAt('in-review'), (act) => {
      asked.push(act);
      return cast.reviewer;
    });
    expect(asked).toEqual(openActs);
  });
});

import { describe, expect, it } from 'vitest';
import { withTerms } from '#domain/case-clock';
import {
  type Act,
  acts,
  type OpenAct,
  openActs,
  type Registration,
  type Stage,
  type Step,
  stages,
} from '#domain/registration';
import { registrationProcess as course } from '#domain/registration/course';
import { whatIsMissing, whyNot, whyNotPropose } from '#domain/registration/why-not';
import { registrationWords } from '#domain/registration/words';
import { cast, now, otherHash, sentHash, terms, type Who } from './submission/cast.ts';

/** A proposal of the officer who sent it, amended by the one called toucher. */
const at = (stage: Stage): Registration => ({
  id: 'registration:2026-000001',
  party: 'kemendag.pdsi',
  kind: 'standard',
  subject: '20.1',
  hash: sentHash,
  stage,
  round: 1,
  touched: [cast.toucher.person],
  version: 4,
  seq: 6,
  last: { act: 'propose', by: cast.toucher.person, at: now },
  since: now,
  rung: 0,
});

/** Written down by hand: PDSI alone has these acts, and nobody records what they wrote or what one wrote for whom they stand in. */
const tables: Record<OpenAct, string> = {
  amend: `
    received  stage stage role role role role role role
    unsound   YES   YES   role role role role role role
    proposed  YES   YES   role role role role role role
    spreading stage stage role role role role role role
    recorded  stage stage role role role role role role
    withdrawn stage stage role role role role role role`,
  record: `
    received  stage eyes role role role role role role
    unsound   stage eyes role role role role role role
    proposed  YES   eyes role role role role role role
    spreading stage eyes role role role role role role
    recorded  stage eyes role role role role role role
    withdrawn stage eyes role role role role role role`,
  withdraw: `
    received  stage stage role role role role role role
    unsound   YES   YES   role role role role role role
    proposed  YES   YES   role role role role role role
    spreading stage stage role role role role role role
    recorded  stage stage role role role role role role
    withdrawn stage stage role role role role role role`,
};
const says: Record<string, string> = { YES: 'allowed', stage: 'wrong-stage', eyes: 'four-eyes', role: 'not-your-act' };
const columns: Who[][] = [
  ['reviewer', 'claimant'],
  ['toucher', 'behalf'],
  ['sender'],
  ['stranger'],
  ['machine'],
  ['setjen'],
  ['itjen'],
  ['ops'],
];

const cells = openActs.flatMap((act) =>
  tables[act]
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([stage = '', ...words]) =>
      words.flatMap((word, column) =>
        (columns[column] ?? []).map((who) => [act, stage as Stage, who, says[word] ?? ''] as const),
      ),
    ),
);

describe('who may do what with a registration', () => {
  it.each(cells)('%s at %s by %s: %s', (act, stage, who, said) => {
    expect(whyNot(act, at(stage), cast[who])?.code ?? 'allowed').toBe(said);
  });

  it('is written down for every act, stage and role', () => {
    expect(cells).toHaveLength(openActs.length * Object.keys(stages).length * columns.flat().length);
  });

  it.each(Object.keys(cast) as Who[])('propose by %s', (who) => {
    expect(whyNotPropose(cast[who])?.code).toBe(cast[who].role === 'pdsi' ? undefined : 'not-your-act');
  });
});

describe('what a command lacks', () => {
  const command = { request: 'r', actor: cast.reviewer, version: 4, hash: sentHash };
  it.each<[string, OpenAct, object, string | undefined]>([
    ['the content that was read', 'record', {}, undefined],
    ['other content', 'record', { hash: otherHash }, 'other-content'],
    ['no content', 'record', { hash: undefined }, 'other-content'],
    ['the very proposal again', 'amend', {}, 'same-content'],
    ['a new proposal', 'amend', { hash: otherHash }, undefined],
    ['an old version', 'withdraw', { version: 3 }, 'stale-version'],
  ])('%s: %s', (_, act, more, code) => {
    expect(whatIsMissing(act, at('proposed'), { ...command, ...more })?.code).toBe(code);
  });
});

describe('the course of a registration', () => {
  const command = { request: 'r', actor: cast.reviewer, version: 4, hash: otherHash };

  it('opens as received and is tried by the machine, with nobody but its author having touched it', () => {
    const opening = {
      id: 'registration:2026-000001',
      kind: 'standard',
      subject: '20.1',
      hash: sentHash,
      request: 'r',
      actor: cast.behalf,
    };
    const state = course.open(opening, now);
    expect(state).toMatchObject({
      stage: 'received',
      round: 1,
      version: 1,
      seq: 1,
      touched: [cast.behalf.person, cast.toucher.person],
    });
    expect(course.opened(opening, state, now)).toMatchObject({
      seq: 1,
      act: 'propose',
      holder: 'system',
      hash: sentHash,
    });
  });

  it.each<[Step, Stage, Stage]>([
    ['sound', 'received', 'proposed'],
    ['unsound', 'received', 'unsound'],
    ['target-passed', 'proposed', 'proposed'],
    ['fatal-passed', 'unsound', 'unsound'],
  ])('%s at %s leads to %s', (step, from, to) => {
    expect(course.after(step, at(from), now)).toMatchObject({ stage: to, seq: 7 });
  });

  it('is a new round when it is amended, tried again, and its author no second officer', () => {
    const next = course.apply('amend', at('proposed'), command, now);
    expect(next).toMatchObject({ stage: 'received', round: 2, hash: otherHash, version: 5, seq: 7 });
    expect(next.touched).toEqual([cast.toucher.person, cast.reviewer.person]);
  });

  it.each<[OpenAct, Stage]>([
    ['record', 'recorded'],
    ['withdraw', 'withdrawn'],
  ])('rests after %s', (act, stage) => {
    const next = course.apply(act, at('proposed'), { ...command, hash: sentHash }, now);
    expect([next.stage, course.isAtRest(next), course.holderOf(next)]).toEqual([stage, true, 'nobody']);
    expect(course.choices(next)).toEqual([]);
  });

  it('says what may come next', () => {
    expect(course.choices(at('proposed')).map(({ act }) => act)).toEqual(['amend', 'record', 'withdraw']);
    expect(course.choices(at('unsound')).map(({ act }) => act)).toEqual(['amend', 'withdraw']);
  });

  it('has dates wherever a period is set', () => {
    const periods = {
      ...terms.periods,
      proposed: { target: 5, fatal: 10, unit: 'working-days' as const, basis: 'house standard' },
    };
    const tried = course.after('sound', withTerms(at('received'), { ...terms, periods }), now);
    expect(tried.due?.target).toBeGreaterThan(now);
    expect(course.eventOf('sound', tried, now)).toMatchObject({ target: tried.due?.target, notify: 'reviewers' });
  });

  it('has words for every act, step and stage, all of them house standard', () => {
    for (const act of Object.keys(acts) as Act[]) expect(registrationWords.basis(act)).toBe('house standard');
    for (const stage of Object.keys(stages)) expect(registrationWords.stage(stage).id).toMatch(/\S/);
  });
});

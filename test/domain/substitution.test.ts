import { describe, expect, it } from 'vitest';
import { dayOf } from '#domain/calendar';
import type { Role } from '#domain/case';
import { pdsi } from '#domain/office';
import {
  behalfIn,
  isInForce,
  type Known,
  overlap,
  rolesToday,
  type StandIn,
  type SubstitutionKind,
  whyNotArrange,
  whyUnfit,
} from '#domain/substitution';

const one = (person: string, roles: readonly Role[], unit = pdsi): Known => ({ person, roles, unit });
const absent = one('p-absent', ['pdsi']);
const colleague = one('p-colleague', ['pdsi']);
const head = one('p-head', ['head']);
const days = { from: '2026-12-31', to: '2027-01-01', ended: false };
const holdsAt = (instant: string, more = {}) => isInForce({ ...days, ...more }, dayOf(Date.parse(instant)));

describe('a substitution', () => {
  it.each([
    ['a moment before its first day in WIB', '2026-12-30T16:59:59.999Z', false],
    ['from the first moment of its first day in WIB', '2026-12-30T17:00:00.000Z', true],
    ['over New Year', '2026-12-31T17:00:00.000Z', true],
    ['to the last moment of its last day in WIB', '2027-01-01T16:59:59.999Z', true],
    ['no moment longer', '2027-01-01T17:00:00.000Z', false],
  ])('holds by days of Asia/Jakarta, both included: %s', (_, instant, holds) => {
    expect(holdsAt(instant)).toBe(holds);
  });

  it('holds no more once somebody has ended it', () => {
    expect(holdsAt('2026-12-31T02:00:00.000Z', { ended: true })).toBe(false);
  });

  it.each([
    ['2026-12-01', '2026-12-30', false],
    ['2026-12-01', '2026-12-31', true],
    ['2027-01-01', '2027-01-09', true],
    ['2027-01-02', '2027-01-09', false],
    ['2026-01-01', '2027-12-31', true],
  ])('has a day in common with one from %s to %s: %s', (from, to, common) => {
    expect([overlap(days, { from, to }), overlap({ from, to }, days)]).toEqual([common, common]);
  });
});

describe('who acts on whose behalf', () => {
  const standsFor: StandIn[] = [
    { person: 'p-absent', kind: 'pengganti' },
    { person: 'p-head', kind: 'plh' },
  ];

  it.each<[string, Role, { claimant?: string; touched: string[] }, string | undefined]>([
    ['of the absent claimant', 'pdsi', { claimant: 'p-absent', touched: [] }, 'p-absent'],
    ['of nobody on what nobody has claimed', 'pdsi', { touched: [] }, undefined],
    ['of nobody on what another has claimed', 'pdsi', { claimant: 'p-other', touched: [] }, undefined],
    ['of who brought the case, so that four eyes bind', 'pdsi', { touched: ['p-absent'] }, 'p-absent'],
    ['of who brought it before the claimant', 'pdsi', { claimant: 'p-absent', touched: ['p-head'] }, 'p-head'],
    ['of the head, in the role of the head', 'head', { claimant: 'p-absent', touched: [] }, 'p-head'],
    ['of who brought it, in the role of the head too', 'head', { touched: ['p-absent'] }, 'p-absent'],
  ])('%s', (_, role, state, whom) => {
    expect(behalfIn(standsFor, role, state)).toBe(whom);
  });

  it('is for whoever stands in for nobody: they themself', () => {
    expect(behalfIn([], 'pdsi', { claimant: 'p-absent', touched: ['p-absent'] })).toBeUndefined();
  });

  it('gives the role of the head to an acting head alone, and only for the time', () => {
    expect(rolesToday(['pdsi'], [{ person: 'p-absent', kind: 'pengganti' }])).toEqual(['pdsi']);
    expect(rolesToday(['pdsi'], [{ person: 'p-head', kind: 'plt' }])).toEqual(['pdsi', 'head']);
    expect(rolesToday(['head'], [{ person: 'p-head', kind: 'plh' }])).toEqual(['head']);
    expect(rolesToday(['pdsi'], [])).toEqual(['pdsi']);
  });
});

describe('who records whose substitution', () => {
  const other = one('p-other', ['pdsi']);
  const elsewhere = one('p-elsewhere', ['head'], 'dinas.contoh');
  const setjen = one('p-setjen', ['setjen'], 'kemendag.setjen');
  const yes = 'allowed';
  const no = 'not-your-act';

  it.each<[SubstitutionKind, Known, Known, string]>([
    ['pengganti', absent, absent, yes],
    ['pengganti', absent, head, yes],
    ['pengganti', absent, other, no],
    ['pengganti', absent, elsewhere, no],
    ['pengganti', absent, setjen, no],
    ['plh', head, head, yes],
    ['plh', head, setjen, yes],
    ['plt', head, setjen, yes],
    ['plh', head, other, no],
    ['plt', head, elsewhere, no],
    ['plt', head, one('p-acting', ['pdsi', 'head']), no],
  ])('%s of %o by %o: %s', (kind, whose, by, expected) => {
    expect(whyNotArrange(by, { kind, absent: whose })?.code ?? 'allowed').toBe(expected);
  });
});

describe('who can stand in for whom', () => {
  const fits = (kind: SubstitutionKind, whose: Known, substitute: Known) =>
    whyUnfit(kind, whose, substitute)?.detail.en ?? 'fits';

  it.each<[string, SubstitutionKind, Known, Known, string]>([
    ['a colleague with the role', 'pengganti', absent, colleague, 'fits'],
    ['nobody for themself', 'pengganti', absent, absent, 'nobody stands in for themself'],
    ['nobody of another unit', 'pengganti', absent, one('p', ['pdsi'], 'dinas'), 'a substitute is of the same unit'],
    ['no machine', 'pengganti', absent, one('p', ['machine']), 'an electronic system stands in for nobody'],
    ['a colleague for the head, acting', 'plh', head, colleague, 'fits'],
    ['nobody acts for who is no head', 'plt', absent, colleague, 'only the head of a unit has a Plh or Plt'],
  ])('%s', (_, kind, whose, substitute, expected) => {
    expect(fits(kind, whose, substitute)).toBe(expected);
  });

  it('nobody without each of the roles, and nobody for a head who has no other work', () => {
    for (const [whose, substitute] of [
      [absent, one('p', ['producer'])],
      [one('p-both', ['producer', 'pdsi']), colleague],
      [head, colleague],
    ] as const)
      expect(whyUnfit('pengganti', whose, substitute)?.code).toBe('unfit-substitute');
    expect(fits('pengganti', one('p-chief', ['pdsi', 'head']), colleague)).toBe('fits');
  });
});

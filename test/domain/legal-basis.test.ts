import { describe, expect, it } from 'vitest';
import { checklist } from '#domain/checklist';
import { isArticle, type LegalBasis, regulations, statusOf } from '#domain/legal-basis';
import { acts } from '#domain/submission';
import { steps } from '#domain/submission/steps';

const today = new Date().toISOString().slice(0, 10);

describe('a basis', () => {
  it.each<[LegalBasis, string, string]>([
    ['28/24 25(1)', '2026-03-17', 'in-force'],
    ['28/24 25(1)', '2024-10-29', 'not-yet-in-force'],
    ['39/21 35(1)', '2021-06-27', 'not-yet-in-force'],
    ['39/21 35(1)', '2021-06-28', 'in-force'],
    ['46/17 12(4)', '2021-06-27', 'in-force'],
    ['46/17 12(4)', '2021-06-28', 'revoked'],
    ['46/17 12(4)', '2026-03-17', 'revoked'],
    ['04/11 7(3)', '2017-07-16', 'in-force'],
    ['04/11 7(3)', '2017-07-17', 'revoked'],
    ['27/22 31', '2022-10-16', 'not-yet-in-force'],
    ['27/22 31', '2022-10-17', 'in-force'],
    ['house standard', '2026-03-17', 'house-standard'],
  ])('%s on %s is %s', (basis, day, status) => {
    expect(statusOf(basis, day)).toBe(status);
  });

  it('that names no regulation is worth no more than a house standard', () => {
    expect(statusOf('28/24' as LegalBasis, '2026-03-17')).toBe('house-standard');
  });
});

describe('every act and step', () => {
  it.each(Object.entries({ ...acts, ...steps }))(
    '%s stands on law in force or says that it is our own',
    (_, { basis }) => {
      expect(['in-force', 'house-standard']).toContain(statusOf(basis, today));
    },
  );

  it('cites an article where it is not our own', () => {
    const cited = Object.values({ ...acts, ...steps }).filter(({ basis }) => basis !== 'house standard');
    for (const { basis } of cited) expect(basis).toMatch(/^(28\/24|39\/21) \d+(\(\d+\))?$/);
  });
});

describe('every ground for a return', () => {
  it.each(Object.entries(checklist))('%s stands on law in force', (_, { basis }) => {
    expect(statusOf(basis, today)).toBe('in-force');
  });
});

describe('the regulations', () => {
  it('follow one another: what replaced one began the day on which it ended', () => {
    expect(regulations['04/11'].endedOn).toBe(regulations['46/17'].inForceFrom);
    expect(regulations['46/17'].endedOn).toBe(regulations['39/21'].inForceFrom);
  });
});

describe('a citation', () => {
  it.each(['28/24 7', '28/24 30', '28/24 L-II B.a', '39/21 35(1)', '46/17 L-V 1', '28/24 24(2)b', '27/22 31'])(
    '%s names a place that is there',
    (basis) => {
      expect(isArticle(basis)).toBe(true);
    },
  );

  it.each([
    '28/24 31',
    '28/24 0',
    '28/24 L-III',
    '99/99 1',
    '28/24',
    'house standard',
    '39/21 48',
    '27/22 77',
    '27/22 L-I',
  ])('%s names none', (basis) => {
    expect(isArticle(basis)).toBe(false);
  });
});

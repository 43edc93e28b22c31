import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notKept } from '../docs/security/rest.ts';
import { kept, missing, securityPage } from '../docs/security.ts';

describe('docs/security.md', () => {
  it('says what docs/security/ says: npm run docs:security writes it anew', () => {
    expect(readFileSync(new URL('../docs/security.md', import.meta.url), 'utf8')).toBe(securityPage());
  });

  it('names for every rule that is kept a test that is there', () => {
    expect(missing(kept)).toEqual([]);
    expect(kept.filter(({ tests }) => tests.length === 0)).toEqual([]);
  });

  it.each([
    ['a test that nobody wrote', { tests: [['api/door.test.ts', 'opens by itself']] }, 'has no test "opens by itself"'],
    ['part of a name', { tests: [['api/door.test.ts', 'a pro']] }, 'has no test "a pro"'],
    ['words that are no name', { tests: [['api/door.test.ts', 'not let in']] }, 'has no test "not let in"'],
    ['a file that is not there', { tests: [['api/none.test.ts', 'a path']] }, 'test/api/none.test.ts'],
    ['a paper that is not there', { tests: [], paper: 'docs/none.md' }, '9.9.9: docs/none.md'],
  ] as const)('cannot be made with %s', (_, more, told) => {
    expect(missing([{ id: '9.9.9', rule: '', control: '', ...more }])).toEqual([expect.stringContaining(told)]);
  });

  it('says of no rule two things', () => {
    const ids = [...kept, ...notKept].flatMap(({ id }) => id.split(', '));
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(ids.filter((id) => !/^\d{1,2}\.\d\.\d{1,2}$/.test(id))).toEqual([]);
  });
});

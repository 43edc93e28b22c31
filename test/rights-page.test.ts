import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { processNames } from '#domain/processes';
import { rightsPage, shownStages } from '../docs/rights.ts';

describe('docs/rights.md', () => {
  it('says what the rules say: npm run docs:rights writes it anew', () => {
    expect(readFileSync(new URL('../docs/rights.md', import.meta.url), 'utf8')).toBe(rightsPage());
  });

  it.each(processNames)('shows every stage of %s', (process) => {
    const [all, shown] = shownStages[process as keyof typeof shownStages];
    expect([...new Set<string>(shown)].toSorted()).toEqual([...all].toSorted());
  });
});

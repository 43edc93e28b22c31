import { describe, expect, it } from 'vitest';
import { pdsi } from '#domain/office';
import { inTurn, whyNotShare } from '#domain/sharing';

describe('who shares out work', () => {
  it('is the head of PDSI alone', () => {
    expect(whyNotShare({ role: 'head', unit: pdsi })).toBeUndefined();
    expect(whyNotShare({ role: 'head', unit: 'dinas.contoh' })?.code).toBe('not-your-case');
    for (const role of ['pdsi', 'setjen', 'ops', 'producer'] as const)
      expect(whyNotShare({ role, unit: pdsi })?.code).toBe('not-your-act');
  });
});

describe('who gets an item', () => {
  it('is each in turn, and the next where it can not be that one', () => {
    expect([1, 2, 3, 4].map((position) => inTurn(['a', 'b', 'c'], position))).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c', 'a'],
      ['c', 'a', 'b'],
      ['a', 'b', 'c'],
    ]);
  });

  it('is the pool where nobody was named', () => {
    expect(inTurn([], 1)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { column, standardOf } from './planted.ts';

const digits = '11111111111111111111';

describe('a pattern that JavaScript could try for hours', () => {
  it('takes no time where zeros may be lost', async () => {
    const standard = standardOf([column('a', { constraints: { pattern: '([0-9]+)+X|84' } })]);
    const began = performance.now();
    const { report } = await check(`a\n84\n${`${digits}\n`.repeat(12)}`, { standard });
    expect(report.totals).toEqual([{ code: 'pattern', severity: 'error', total: 12 }]);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('nor where the first row may be a second header', async () => {
    const pattern = '(([0-9a-z])+)+!';
    const standard = standardOf([column('a', { constraints: { pattern } }), column('b', { constraints: { pattern } })]);
    const began = performance.now();
    await check(`a,b\n${digits}${digits}x,${digits}${digits}x\n1!,2!\n`, { standard });
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it.each([
    ['[0-9]{2}', '1', 'Tulis 01;'],
    ['[0-9]{2}[.][0-9]{2}', '32.7', 'Tulis 32.70;'],
    ['[0-9]{2}[.][0-9]{2}', '1.73', 'Tulis 01.73;'],
    ['[0-9]{8}|1', '2', 'Tulis 00000002;'],
    ['[0-9]{10}', '2', 'Tulis semua 10 angkanya; 2 hanya 1 angka.'],
    ['[0-9]{2}', 'x', 'Tulis x, contoh'],
    ['[0-9]{3}[.]?', '1.', 'Tulis x, contoh'],
  ])('still has its lost zeros found: %s of %s', async (pattern, cell, remedy) => {
    const standard = standardOf([column('a', { constraints: { pattern } })]);
    const { report } = await check(`a\n${cell}\n`, { standard });
    expect(report.findings[0]?.remedy.id).toContain(remedy);
  });
});

import { describe, expect, it } from 'vitest';
import { foundUnder } from '#domain/finding';
import { check } from './check.ts';
import { column, standardOf } from './planted.ts';

const required = { constraints: { required: true } };

describe('one code of two weights', () => {
  const error = { code: 'required', severity: 'error', total: 2 };
  const warning = { code: 'required', severity: 'warning', total: 1 };
  const decision = { authority: 'PDSI', number: '1', date: '2026-01-01', codes: ['required'] };

  it.each([
    ['a', 'b,a', ['x,', ',x', 'x,'], [warning, error]],
    ['a', 'a,b', [',x', 'x,', ',x'], [error, warning]],
  ])('is counted by weight, where column %s makes it an error in %s', async (heavy, header, rows, totals) => {
    const weight = (name: string) => (name === heavy ? {} : { 'sip:severity': { required: 'warning' } as const });
    const fields = header.split(',').map((name) => column(name, { ...required, ...weight(name) }));
    const { report } = await check(`${header}\n${rows.join('\n')}\n`, { standard: standardOf(fields) });
    expect(report).toMatchObject({ errors: 2, warnings: 1 });
    expect(report.totals).toEqual(totals);
    expect(foundUnder(decision, report.totals)).toEqual(['required']);
  });

  it('is so also where a rule of the standard shares its code', async () => {
    const standard = standardOf([column('a', required), column('b')], {
      'sip:rules': [
        {
          code: 'required',
          severity: 'info',
          item: 'validated',
          column: 'b',
          expect: { filled: 'b' },
          message: { id: 'x', en: 'x' },
          remedy: { id: 'x', en: 'x' },
        },
      ],
    });
    const { report } = await check('a,b\n,x\nx,\n', { standard });
    expect(report).toMatchObject({ errors: 1, warnings: 0 });
  });

  it('names itself once under a decision, though it be error and blocker', () => {
    const heavy = [error, { ...error, severity: 'blocker' }] as const;
    expect(foundUnder(decision, heavy as Parameters<typeof foundUnder>[1])).toEqual(['required']);
  });
});

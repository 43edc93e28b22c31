import { describe, expect, it } from 'vitest';
import type { Field } from '#domain/standard';
import { check, found } from './check.ts';
import { column, standardOf } from './planted.ts';

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

/** What one cell of a column breaks. */
async function broken(field: Partial<Field>, value: string, mark: '.' | ',' = '.'): Promise<string[]> {
  const standard = standardOf([column('a', field), column('b')], {}, mark);
  const all = await found(`a,b\n${quoted(value)},x\n`, { standard });
  return all.map((each) => each.replace('2 a ', ''));
}

describe('the decimal mark', () => {
  it.each<['.' | ',', string, string[]]>([
    ['.', '1.5', []],
    ['.', '1,5', ['decimal-mark']],
    ['.', '1,234', ['decimal-mark']],
    ['.', '-1,5', ['decimal-mark']],
    ['.', '1.234,5', ['type']],
    ['.', '1,234.5', ['type']],
    ['.', '1,234,567', ['type']],
    [',', '1,5', []],
    [',', '12', []],
    [',', '1.5', ['decimal-mark']],
    [',', '1.234', ['decimal-mark']],
    [',', '1.234,5', ['type']],
  ])('of a standard that declares "%s" takes "%s"', async (mark, value, expected) => {
    expect(await broken({ type: 'number' }, value, mark)).toEqual(expected);
  });

  it('that is the other one is told which to write, and no value is guessed', async () => {
    const standard = standardOf([column('a', { type: 'number', constraints: { maximum: 2 }, example: '1.5' })]);
    const { report } = await check('a\n"1,234"\n', { standard });
    expect(report.findings).toMatchObject([{ code: 'decimal-mark', severity: 'error', item: 'validated', row: 2 }]);
    expect(report.findings[0]?.remedy.id).toBe(
      'Tulis dengan titik sebagai pemisah desimal dan tanpa pemisah ribuan, contoh 1.5.',
    );
  });

  it('that is declared is read for bounds', async () => {
    const constraints = { maximum: 2 };
    expect(await broken({ type: 'number', constraints }, '1,9', ',')).toEqual([]);
    expect(await broken({ type: 'number', constraints }, '2,1', ',')).toEqual(['range']);
  });
});

describe('a cell', () => {
  it.each<[Partial<Field>, string, string[]]>([
    [{ type: 'date' }, '2025-02-28', []],
    [{ type: 'date' }, '2024-02-29', []],
    [{ type: 'date' }, '', []],
    [{ type: 'date' }, '2025-02-29', ['type']],
    [{ type: 'date' }, '2025-13-01', ['type']],
    [{ type: 'date' }, '31-01-2025', ['type']],
    [{ type: 'date' }, '2025-01-31T00:00', ['type']],
    [{ type: 'boolean' }, 'true', []],
    [{ type: 'boolean' }, 'false', []],
    [{ type: 'boolean' }, 'ya', ['type']],
    [{ constraints: { minLength: 2, maxLength: 3 } }, 'ab', []],
    [{ constraints: { minLength: 2, maxLength: 3 } }, 'a', ['length']],
    [{ constraints: { minLength: 2, maxLength: 3 } }, 'abcd', ['length']],
    [{ constraints: { maxLength: 1 } }, '\u{1F6A2}', []],
    [{ type: 'number', constraints: { exclusiveMinimum: 0 } }, '0.01', []],
    [{ type: 'number', constraints: { exclusiveMinimum: 0 } }, '0.00', ['range']],
    [{ type: 'integer', constraints: { exclusiveMaximum: 10 } }, '9', []],
    [{ type: 'integer', constraints: { exclusiveMaximum: 10 } }, '10', ['range']],
    [{ type: 'number', constraints: { required: true } }, '0', []],
    [{ type: 'number', constraints: { required: true } }, '', ['required']],
    [{ constraints: { enum: ["a'b"] } }, "a'b", []],
    [{ constraints: { enum: ["a'b"] } }, 'c', ['enum']],
  ])('of %j that holds "%s" breaks %j', async (field, value, expected) => {
    expect(await broken(field, value)).toEqual(expected);
  });

  it.each(['info', 'warning', 'error', 'blocker'] as const)('can weigh %s, if its column says so', async (severity) => {
    const weighed = column('a', { constraints: { maxLength: 1 }, 'sip:severity': { length: severity } });
    const { report } = await check('a\nab\n', { standard: standardOf([weighed]) });
    expect(report.findings).toMatchObject([{ code: 'length', severity, item: 'validated' }]);
    expect([report.errors, report.warnings]).toEqual([
      severity === 'error' || severity === 'blocker' ? 1 : 0,
      severity === 'warning' ? 1 : 0,
    ]);
  });
});

it('a bound that is no number never reaches the engine', async () => {
  const planted = { minimum: '0); drop table rows; --' as unknown as number };
  const standard = standardOf([column('a', { type: 'number', constraints: planted })]);
  await expect(check('a\n1\n', { standard })).rejects.toThrow('a bound of the standard is no number');
});

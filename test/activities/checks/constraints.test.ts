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
    ['.', '9333.333333333334', []],
    ['.', '0.000033333333333333335', []],
    ['.', '9333,333333333334', ['decimal-mark']],
    [',', '9333,333333333334', []],
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

  it.each<[Field['type'], string, string]>([
    ['number', '1'.repeat(30), '20 digits at the most'],
    ['integer', '1'.repeat(19), '18 digits at the most'],
  ])('aside, a %s of too many digits is told how many there may be: %s', async (type, value, said) => {
    const standard = standardOf([column('a', { type }), column('b')]);
    const { report } = await check(`a,b\n${value},x\n`, { standard });
    expect(report.findings).toMatchObject([{ code: 'type', remedy: { en: expect.stringContaining(said) } }]);
  });

  it('that is the other one is told how to write either value, and none is guessed', async () => {
    const standard = standardOf([column('a', { type: 'number', constraints: { maximum: 2 }, example: '1.5' })]);
    const { report } = await check('a\n"1,234"\n', { standard });
    expect(report.findings).toMatchObject([{ code: 'decimal-mark', severity: 'error', item: 'validated', row: 2 }]);
    expect(report.findings[0]?.remedy.id).toBe(
      'Tulis 1234, tanpa koma sebagai pemisah ribuan; bila koma itu pemisah desimal, tulis 1.234.',
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
    [{ type: 'boolean' }, 'TRUE', []],
    [{ type: 'boolean' }, '0', []],
    [{ type: 'boolean' }, 'tRUE', ['type']],
    [{ type: 'boolean', trueValues: ['ya'], falseValues: ["ti'dak"] }, 'ya', []],
    [{ type: 'boolean', trueValues: ['ya'], falseValues: ["ti'dak"] }, "ti'dak", []],
    [{ type: 'boolean', trueValues: ['ya'], falseValues: ["ti'dak"] }, 'true', ['type']],
    [{ type: 'boolean', trueValues: ['ya'], falseValues: ["ti'dak"] }, '', []],
    [{ type: 'boolean', trueValues: ['ya'] }, 'false', []],
    [{ type: 'date' }, '1945-08-17', []],
    [{ type: 'date' }, '1945-08-16', ['range']],
    [{ type: 'date' }, '0025-01-31', ['range']],
    [{ type: 'date', constraints: { minimum: '1900-01-01' } }, '1938-05-01', []],
    [{ type: 'date', constraints: { minimum: '2025-01-31' } }, '2025-01-31', []],
    [{ type: 'date', constraints: { minimum: '2025-01-31' } }, '2025-01-30', ['range']],
    [{ type: 'date', constraints: { exclusiveMinimum: '2025-01-31' } }, '2025-01-31', ['range']],
    [{ type: 'date', constraints: { exclusiveMinimum: '2025-01-31' } }, '2025-02-01', []],
    [{ type: 'date', constraints: { maximum: '2025-12-31' } }, '2025-12-31', []],
    [{ type: 'date', constraints: { maximum: '2025-12-31' } }, '2026-01-01', ['range']],
    [{ type: 'date', constraints: { exclusiveMaximum: '2026-01-01' } }, '2026-01-01', ['range']],
    [{ type: 'date', constraints: { minimum: '2025-01-01', maximum: '2025-12-31' } }, '', []],
    [{ type: 'date', constraints: { minimum: '2025-01-01' } }, '01-01-2024', ['type']],
    [{ type: 'year', constraints: { minimum: 2020, maximum: 2025 } }, '2019', ['range']],
    [{ type: 'year', constraints: { minimum: 2020, maximum: 2025 } }, '2025', []],
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

describe('a cell that is wrong', () => {
  const saidOf = async (field: Partial<Field>, value: string) => {
    const { report } = await check(`a,b\n${quoted(value)},x\n`, {
      standard: standardOf([column('a', field), column('b')]),
    });
    const [{ message, remedy } = {}] = report.findings;
    return [message?.id, message?.en, remedy?.id];
  };

  it('as a boolean is told every way to write one', async () => {
    expect(await saidOf({ type: 'boolean', trueValues: ['ya'], falseValues: ['tidak'] }, 'yes')).toEqual([
      'Kolom a berisi "yes"; diharapkan x.',
      'Column a holds "yes"; expected is x.',
      'Tulis salah satu dari ya, tidak.',
    ]);
  });

  it('as a date is told the days between which it may lie', async () => {
    const constraints = { minimum: '2025-01-01', exclusiveMaximum: '2026-01-01' };
    expect(await saidOf({ type: 'date', constraints, example: '2025-06-30' }, '2026-02-01')).toEqual([
      'Kolom a berisi 2026-02-01; diharapkan paling awal 2025-01-01, sebelum 2026-01-01.',
      'Column a holds 2026-02-01; expected is no earlier than 2025-01-01, before 2026-01-01.',
      'Perbaiki nilainya, contoh 2025-06-30.',
    ]);
  });
});

it.each<[Partial<Field>, string]>([
  [{ type: 'number', constraints: { minimum: '0); drop table rows; --' } }, 'a bound of the standard is no number'],
  [{ type: 'number', constraints: { minimum: '2025-01-01' } }, 'a bound of the standard is no number'],
  [{ type: 'date', constraints: { minimum: "'; drop table rows; --" } }, 'a bound of the standard is no day'],
  [{ type: 'date', constraints: { minimum: 20250101 } }, 'a bound of the standard is no day'],
])('a bound that is none never reaches the engine: %j', async (field, expected) => {
  const standard = standardOf([column('a', field)]);
  await expect(check('a\n1\n', { standard })).rejects.toThrow(expected);
});

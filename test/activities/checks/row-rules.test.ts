import { describe, expect, it } from 'vitest';
import { standardFor } from '#domain/standard';
import type { Condition, RowRule } from '#domain/standard/rules';
import { check, found, header } from './check.ts';
import { column, standardOf } from './planted.ts';

const number = (name: string) => column(name, { type: 'number' });
const fields = [number('a'), number('b'), number('c'), column('d'), column('e')];

const ruleOf = (condition: Condition, more: Partial<RowRule> = {}): RowRule => ({
  code: 'planted',
  severity: 'error',
  item: 'validated',
  column: 'a',
  expect: condition,
  message: { id: 'pesan', en: 'message' },
  remedy: { id: 'perbaikan', en: 'remedy' },
  ...more,
});

const judged = (rule: RowRule, cells: string) =>
  found(`a,b,c,d,e\n${cells}\n`, { standard: standardOf(fields, { 'sip:rules': [rule] }) });

const a = { column: 'a' };
const b = { column: 'b' };
const d = { column: 'd' };

describe('a rule between the cells of a row', () => {
  it.each<[Condition, string, boolean]>([
    [{ left: a, is: '<=', right: b }, '2,10,,,', true],
    [{ left: a, is: '<=', right: b }, '10,2,,,', false],
    [{ left: a, is: '<', right: b }, '2,2.00,,,', false],
    [{ left: a, is: '=', right: b }, '2,2.00,,,', true],
    [{ left: a, is: '<>', right: { value: 0 } }, '0.0,1,,,', false],
    [{ left: a, is: '>', right: { value: 1 } }, '2,,,,', true],
    [{ left: a, is: '>=', right: { value: 3 } }, '2,,,,', false],
    [{ left: { sum: ['a', 'b'] }, is: '=', right: { column: 'c' } }, '0.1,0.2,0.3,,', true],
    [{ left: { sum: ['a', 'b'] }, is: '=', right: { column: 'c' } }, '1,2,4,,', false],
    [{ left: { sum: ['a', 'b'] }, is: '=', right: { column: 'c' } }, '1,,4,,', true],
    [{ left: a, is: '<', right: b }, ',1,,,', true],
    [{ left: d, is: '=', right: { value: 'ya' } }, ',,,ya,', true],
    [{ left: d, is: '=', right: { value: "'; drop table rows; --" } }, ',,,ya,', false],
    [{ left: d, is: '<', right: { column: 'e' } }, ',,,2025-01-02,2025-01-10', true],
    [{ left: d, is: '<', right: { column: 'e' } }, ',,,2025-01-20,2025-01-10', false],
    [{ filled: 'd' }, ',,,x,', true],
    [{ filled: 'd' }, ',,,"  ",', false],
    [{ blank: 'd' }, ',,,,x', true],
    [{ blank: 'd' }, ',,,x,', false],
  ])('%j of %s holds: %s', async (condition, cells, holds) => {
    expect(await judged(ruleOf(condition), cells)).toEqual(holds ? [] : ['2 a planted']);
  });

  it('asks only where it applies, as in "required if"', async () => {
    const rule = ruleOf(
      { filled: 'd' },
      { column: 'd', when: [{ left: a, is: '>', right: { value: 0 } }, { filled: 'e' }] },
    );
    expect(await judged(rule, '1,,,,x')).toEqual(['2 d planted']);
    expect(await judged(rule, '1,,,y,x')).toEqual([]);
    expect(await judged(rule, '0,,,,x')).toEqual([]);
    expect(await judged(rule, '1,,,,')).toEqual([]);
  });

  it('is not said of a cell that is no number: that is said of the cell', async () => {
    expect(await judged(ruleOf({ left: a, is: '<', right: b }), 'x,1,,,')).toEqual(['2 a type']);
  });

  it('holds a date to the month that its row names, and to the day of the check', async () => {
    const { fields: all } = standardFor('27.2').schema;
    const lineOf = (cells: Readonly<Record<string, string>>) =>
      all.map(({ name, example }) => cells[name] ?? example).join(',');
    const said = async (tanggal_lelang: string, tanggal_serah: string, more: Readonly<Record<string, string>> = {}) =>
      found(`${all.map(({ name }) => name).join(',')}\n${lineOf({ tanggal_lelang, tanggal_serah, ...more })}\n`, {
        component: '27.2',
        today: '2025-11-30',
      });
    expect(await said('2025-01-31', '2025-11-30')).toEqual([]);
    expect(await said('2025-01-01', '')).toEqual([]);
    expect(await said('2025-02-01', '2025-02-02')).toEqual(['2 tanggal_lelang auction-outside-month']);
    expect(await said('2024-01-31', '')).toEqual(['2 tanggal_lelang auction-outside-month']);
    expect(await said('2031-01-31', '')).toEqual(['2 tanggal_lelang auction-outside-month']);
    expect(await said('2025-01-31', '2025-12-01')).toEqual(['2 tanggal_serah delivery-ahead']);
    expect(await said('2025-01-31', '0025-01-31')).toContain('2 tanggal_serah range');
    expect(await said('2025-02-30', '')).toEqual(['2 tanggal_lelang type']);
    expect(await said('2025-01-31', '', { bulan: '13' })).toEqual(['2 bulan pattern']);
  });

  it('is shown with its own severity, item and words', async () => {
    const rule = ruleOf({ filled: 'd' }, { severity: 'info', item: 'source-and-method' });
    const { report } = await check('a,b,c,d,e\n7,,,,x\n', { standard: standardOf(fields, { 'sip:rules': [rule] }) });
    expect(report).toMatchObject({ errors: 0, warnings: 0 });
    expect(report.findings).toEqual([
      {
        code: 'planted',
        severity: 'info',
        item: 'source-and-method',
        row: 2,
        column: 'a',
        value: '7',
        message: { id: 'pesan', en: 'message' },
        remedy: { id: 'perbaikan', en: 'remedy' },
      },
    ]);
  });

  it('is left out where the file lacks a column of it', async () => {
    const standard = standardOf(fields, { 'sip:rules': [ruleOf({ left: a, is: '<', right: b })] });
    const all = await found('a,c,d,e\n1,,,x\n', { standard });
    expect(all).toEqual(['1 b missing-column']);
  });

  it('can say nothing but its closed words', async () => {
    const planted = '< 0 or true) --' as '<';
    const badRelation = ruleOf({ left: a, is: planted, right: b });
    await expect(judged(badRelation, '1,2,,,')).rejects.toThrow('no known relation');
    const badColumn = ruleOf({ left: { sum: ['d'] }, is: '=', right: a });
    await expect(judged(badColumn, '1,2,,,')).rejects.toThrow('no number');
  });
});

describe('a row of totals', () => {
  const totals = [{ column: 'd', marker: 'JUMLAH', by: ['e'], value: 'a' }];
  const standard = standardOf([number('a'), column('d', { 'sip:codes': 'provinces' }), column('e')], {
    'sip:totals': totals,
  });
  const sums = (...rows: string[]) => check(['a,d,e', ...rows, ''].join('\n'), { standard });

  it('that is the sum of the others is right, and its marker is no unknown code', async () => {
    const { report } = await sums('0.1,11,x', '0.2,12,x', '0.3,JUMLAH,x', '5,13,y', '5.00,JUMLAH,y');
    expect(report.findings).toEqual([]);
  });

  it('that differs is told the sum of its own group', async () => {
    const { report } = await sums('1.25,11,x', '100,12,x', '7,13,y', '101,JUMLAH,x');
    expect(report.findings).toMatchObject([
      { code: 'total-differs', severity: 'error', item: 'validated', row: 5, column: 'a', value: '101' },
    ]);
    expect(report.findings[0]?.message.id).toBe('Kolom a pada baris JUMLAH berisi 101; jumlah baris lainnya 101.25.');
  });

  it('is not compared with cells that are no numbers, nor with nothing', async () => {
    const { report } = await sums('x,11,x', '101,JUMLAH,x', '3,JUMLAH,z');
    expect(report.findings.map(({ code }) => code)).toEqual(['type']);
  });
});

describe('the file for the time before', () => {
  const line = (country: string, value: string) => `2025,01,84,${country},P,${value}`;
  const old = (country: string, value: string) => `2024,01,84,${country},P,${value}`;
  const compared = (now: string[], before: string[]) =>
    check([header, ...now, ''].join('\n'), { previous: [header, ...before, ''].join('\r\n') });

  it('shows what changed beyond all likelihood: a warning, to be explained', async () => {
    const { report } = await compared(
      [line('JAPAN', '10100'), line('INDIA', '1')],
      [old('JAPAN', '100'), old('INDIA', '101')],
    );
    expect(report).toMatchObject({ rows: 2, errors: 0, warnings: 2 });
    expect(report.findings).toMatchObject([
      { code: 'implausible-change', severity: 'warning', item: 'validated', row: 2, value: '10100' },
      { code: 'implausible-change', row: 3, value: '1' },
    ]);
    expect(report.findings[0]?.message.id).toContain('sebelumnya 100: berubah lebih dari 100 kali');
    expect(report.findings[0]?.remedy.id).toBe('Jelaskan perubahannya, atau perbaiki nilainya.');
  });

  it('says nothing of what changed less, is new, stands twice, or was zero', async () => {
    const now = ['JAPAN', 'INDIA', 'CHINA', 'QATAR'].map((country) => line(country, '10000'));
    const before = [old('JAPAN', '100'), old('CHINA', '1'), old('CHINA', '1'), old('QATAR', '0')];
    const { report } = await compared(now, before);
    expect(report.findings).toEqual([]);
  });

  it('that cannot be read stops nothing: it was judged when it came', async () => {
    expect((await check(`${header}\n${line('JAPAN', '1')}\n`, { previous: 'PK\x03\x04' })).report.findings).toEqual([]);
    expect((await check(`${header}\n${line('JAPAN', '1')}\n`, { previous: 'x,y\n1,2\n' })).report.findings).toEqual([]);
  });
});

describe('columns that are called like the words of our own statements', () => {
  const ours = ['line', 'value', 'number', 'before', 'now', 'total', 'parts', 'unread', 'reference', 'h', 'g'];

  it.each(ours)('%s in a key gives the cells of the key, and the row in which they stood first', async (name) => {
    const standard = standardOf([column(name), column('lain')], { uniqueKeys: [[name, 'lain']] });
    const { report } = await check(`${name},lain\np,q\nr,s\np,q\n`, { standard });
    expect(report.findings).toMatchObject([{ code: 'unique-key', row: 4, value: 'p, q' }]);
    expect(report.findings[0]?.message.en).toContain('row 2');
  });

  it.each(ours)('%s as what is summed gives its own sum', async (name) => {
    const totals = [{ column: 'jenis', marker: 'JUMLAH', by: [], value: name }];
    const standard = standardOf([column('jenis'), number(name)], { 'sip:totals': totals });
    const { report } = await check(`jenis,${name}\nx,1\ny,2.5\nJUMLAH,9\n`, { standard });
    expect(report.findings).toMatchObject([{ code: 'total-differs', row: 4, column: name, value: '9' }]);
    expect(report.findings[0]?.message.en).toContain('3.5');
  });

  it.each(ours)('%s as a group of totals, and as what marks them, is that column', async (name) => {
    const totals = [{ column: name, marker: 'JUMLAH', by: ['jenis'], value: 'nilai' }];
    const standard = standardOf([column('jenis'), column(name), number('nilai')], { 'sip:totals': totals });
    const { report } = await check(`jenis,${name},nilai\nx,a,1\nx,JUMLAH,1\ny,a,5\ny,JUMLAH,7\n`, { standard });
    expect(report.findings).toMatchObject([{ code: 'total-differs', row: 5, value: '7' }]);
  });

  it.each(ours)('%s in a comparison is compared as key and as value', async (name) => {
    const compare = { against: 'period-before', factor: 10 } as const;
    const key = standardOf([column(name), number('nilai')], {
      'sip:compare': { ...compare, key: [name], value: 'nilai' },
    });
    const before = await check(`${name},nilai\nx,100\n`, { standard: key, previous: `${name},nilai\nx,1\n` });
    expect(before.report.findings).toMatchObject([
      { code: 'implausible-change', row: 2, column: 'nilai', value: '100' },
    ]);
    const value = standardOf([column('jenis'), number(name)], {
      'sip:compare': { ...compare, key: ['jenis'], value: name },
    });
    const { report } = await check(`jenis,${name}\nx,100\n`, { standard: value, previous: `jenis,${name}\nx,1\n` });
    expect(report.findings).toMatchObject([{ code: 'implausible-change', row: 2, column: name, value: '100' }]);
    expect(report.findings[0]?.message.en).toContain('1');
  });

  it('are judged cell by cell, and odd rows among them are found', async () => {
    const standard = standardOf([
      number('line'),
      number('value'),
      column('reference', { constraints: { required: true } }),
    ]);
    const rows = ['line,value,reference', '(1),(2),(3)', 'x,2,', '1,2,y', ''];
    expect(await found(rows.join('\n'), { standard })).toEqual([
      '2 column-numbers',
      '3 line type',
      '3 reference required',
    ]);
  });
});

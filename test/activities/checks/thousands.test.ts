import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import { column, standardOf } from './planted.ts';

const standards = {
  '.': standardOf([column('a', { type: 'number' }), column('b')], {}, '.'),
  ',': standardOf([column('a', { type: 'number' }), column('b')], {}, ','),
};

const judged = async (cells: readonly string[], mark: '.' | ',' = '.') =>
  (await check(`a,b\n${cells.map((cell) => `"${cell}",x\n`).join('')}`, { standard: standards[mark] })).report;

const inShort = async (cells: readonly string[], mark: '.' | ',') => {
  const written = cells.map((cell) => (mark === '.' ? cell : cell.replaceAll('.', ',')));
  const { findings } = await judged(written, mark);
  return findings.map(({ severity, code, value }) => `${severity} ${code} ${value?.replaceAll(',', '.')}`);
};

/** Forty numbers of forty thousand. */
const whole = Array.from({ length: 40 }, (_, at) => String(40_000 + at));

describe('a mark of decimals that separates thousands', () => {
  const error = (value: string) => `error thousands-separator ${value}`;
  const warning = (value: string) => `warning thousands-separator ${value}`;

  it.each<[readonly string[], readonly string[]]>([
    [
      ['1.234.567', '1.234', '5', '12.5'],
      [error('1.234.567'), error('1.234')],
    ],
    [['1.234.567', '0.123', '1234.567', '1.2345'], [error('1.234.567')]],
    [
      ['-1.234.567', '-1.234'],
      [error('-1.234.567'), error('-1.234')],
    ],
    [
      ['1.111', '2.222', '333.333', '7'],
      [warning('1.111'), warning('2.222'), warning('333.333')],
    ],
    [['1.111', '2.222', '7'], []],
    [['17100', '44865', '45.678'], [warning('45.678')]],
    [
      [...whole, '45.678', '-9.000'],
      [warning('45.678'), warning('-9.000')],
    ],
    [[...whole, '45.678', '450.678'], [warning('45.678')]],
    [['45.678', '4567800'], []],
    [['45.678', '4567800', '4567.8', '5'], []],
    [['45.678', '4460', '4461', '4462'], []],
    [['45.678', '0.500', '45678', '45679'], []],
    [['1.234', '3', '4', '4567800'], []],
    [['1.111', '2.222', '3.333', '4.5'], []],
    [['1.111', '2.222', '3.333', '0.444'], []],
    [['1.111', '2.222', '3.333', '4444.444'], []],
  ])('is seen in %j', async (cells, said) => {
    expect(await inShort(cells, '.')).toEqual(said);
    expect(await inShort(cells, ',')).toEqual(said);
  });

  it('is told with what to write instead', async () => {
    const { findings } = await judged(['1.234', '1.234.567']);
    expect(findings.map(({ message, remedy }) => [message.en, remedy.en, remedy.id])).toEqual([
      [
        'Column a holds 1.234; a point separates thousands in this column, as in 1.234.567, but the point is the decimal mark.',
        'Write 1234, without thousands separators; if decimals are meant, write 1.2340.',
        'Tulis 1234, tanpa pemisah ribuan; bila memang desimal, tulis 1.2340.',
      ],
      [expect.any(String), 'Write 1234567, without thousands separators.', 'Tulis 1234567, tanpa pemisah ribuan.'],
    ]);
    expect((await judged(['1.2340', '5', '1234567'])).findings).toEqual([]);
  });

  it('is told of a single cell by what the column holds besides', async () => {
    const { findings } = await judged(['17100', '44865', '45.678']);
    expect(findings.map(({ row, message, remedy }) => [row, message.en, message.id, remedy.en])).toEqual([
      [
        4,
        'Column a holds 45.678; the others of this column are whole numbers and far larger, as 17100, but the point is the decimal mark.',
        'Kolom a berisi 45.678; isi lain kolom ini bilangan bulat dan jauh lebih besar, misalnya 17100, padahal titik adalah pemisah desimal.',
        'Write 45678, without thousands separators; if decimals are meant, write 45.6780.',
      ],
    ]);
  });

  it('weighs what the column says', async () => {
    const fields = [column('a', { type: 'number', 'sip:severity': { 'thousands-separator': 'info' } })];
    const { report } = await check('a\n1.234\n1.234.567\n', { standard: standardOf(fields) });
    expect(report.findings.map(({ severity }) => severity)).toEqual(['info', 'info']);
  });
});

describe('a cell like 1.234 beside cells that write numbers in another way', () => {
  const said = async (cells: readonly string[], mark: '.' | ',' = '.') =>
    (await judged(cells, mark)).findings
      .filter(({ code }) => code === 'thousands-separator')
      .map(({ severity, value, message }) => [severity, value, message.en.split('; ')[1]]);

  it.each(['99,5', '1234,5', '1234,567', '1.234,5'])(
    'is an error beside %s, whose decimals a comma marks',
    async (one) => {
      const seen = `a comma marks decimals in this column, as in ${one}, but the point is the decimal mark.`;
      expect(await said(['1.234', one, '7'])).toEqual([['error', '1.234', seen]]);
    },
  );

  it('is a warning where other cells mark their decimals with a point', async () => {
    expect(await said(['1.234', '99,5', '2.5'])).toEqual([['warning', '1.234', expect.stringContaining('99,5')]]);
    const seen = 'a comma separates thousands in this column, as in 1,234.56, but the point is the decimal mark.';
    expect(await said(['1.234', '1,234.56'])).toEqual([['warning', '1.234', seen]]);
  });

  it('is told alike where the standard writes decimals behind a comma', async () => {
    expect(await said(['1,234', '1,234.56'], ',')).toEqual([
      ['error', '1,234', 'a point marks decimals in this column, as in 1,234.56, but the comma is the decimal mark.'],
    ]);
    expect(await said(['1,234', '1.234,56'], ',')).toEqual([
      ['warning', '1,234', expect.stringContaining('a point separates')],
    ]);
  });

  it('is a number like others where nothing speaks against it', async () => {
    expect(await said(['1.234', '1,234', '5'])).toEqual([]);
    expect(await said(['0.123', '1.23', '99,5'])).toEqual([]);
  });
});

describe('a number that is written in another way', () => {
  it.each([
    ['1,234,567.5', '.', 'type', 'Write 1234567.5, without the comma as thousands separator.'],
    ['1,234,567', '.', 'type', 'Write 1234567, without the comma as thousands separator.'],
    ['1.234,5', '.', 'type', 'Write 1234.5, without the point as thousands separator.'],
    ['1.234.567,5', ',', 'type', 'Write 1234567,5, without the point as thousands separator.'],
    [
      '1,234',
      '.',
      'decimal-mark',
      'Write 1234, without the comma as thousands separator; if the comma marks decimals, write 1.234.',
    ],
    ['1,5', '.', 'decimal-mark', 'Write 1.5.'],
    ['1.5', ',', 'decimal-mark', 'Write 1,5.'],
    ['1 234', '.', 'type', 'Write 1234, without thousands separators (a blank or an apostrophe).'],
    ['1\u00A0234,5', '.', 'type', 'Write 1234.5, without thousands separators (a blank or an apostrophe).'],
    [' 5', '.', 'type', 'Write 5; a blank that cannot be seen stands before or behind it.'],
    ['5\u200B', '.', 'type', 'Write 5; a blank that cannot be seen stands before or behind it.'],
    [' x', '.', 'type', 'Write x, for example contoh.'],
    ['1e5', '.', 'type', 'Write all its digits, without an exponent (scientific notation, E), for example contoh.'],
  ] as const)('%j with the mark %s breaks %s and is told how', async (cell, mark, code, remedy) => {
    const { findings } = await judged([cell], mark);
    expect(findings.map((each) => [each.code, each.remedy.en])).toEqual([[code, remedy]]);
    expect(findings[0]?.remedy.id).toMatch(/^Tulis /);
  });
});

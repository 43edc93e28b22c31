import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { codeLists } from '#domain/code-list';
import type { Code } from '#domain/code-list/shape';
import { flawsOfList } from '#domain/code-list/soundness';
import { engineCodes } from '#domain/finding-codes';
import { type Field, type Standard, standardFor, standards } from '#domain/standard';
import type { Condition, RowRule } from '#domain/standard/rules';
import { flawsOf } from '#domain/standard/soundness';
import { column, listOf, standardOf } from '#test/activities/checks/planted';

const lists = Object.values(codeLists);

/** What is wrong, in English; that it is said in Indonesian too is a test of its own. */
const said = (standard: Standard) => flawsOf(standard, lists).map(({ en }) => en);

const fields = [
  column('teks'),
  column('hari', { type: 'date', example: '2025-01-31' }),
  column('nilai', { type: 'number', example: '1.5' }),
  column('jumlah', { type: 'integer', example: '2' }),
  column('tahun', { type: 'year', example: '2025' }),
  column('bulan', { example: '01', 'sip:codes': 'months' }),
];
const withField = (more: Partial<Field>) => standardOf([column('x', more)]);
const withSchema = (more: Parameters<typeof standardOf>[1]) => standardOf(fields, more);
const ruleOf = (code: string, expected: Condition = { filled: 'teks' }): RowRule => ({
  code,
  severity: 'error',
  item: 'validated',
  column: 'teks',
  expect: expected,
  message: { id: 'x', en: 'x' },
  remedy: { id: 'x', en: 'x' },
});
const compare = (value: string) =>
  withSchema({ 'sip:compare': { against: 'year-before', key: ['teks'], value, factor: 2 } });
const total = (value: string) => withSchema({ 'sip:totals': [{ column: 'teks', marker: 'JUMLAH', by: [], value }] });
const period = (year: string, month: string) => withSchema({ 'sip:period': { year, month } });
const month = (more: Partial<Field>) =>
  standardOf([column('tahun', { type: 'year' }), column('bulan', more)], {
    'sip:period': { year: 'tahun', month: 'bulan' },
  });
const severity = (rule: string) => withField({ 'sip:severity': { [rule]: 'info' } });
const rules = (...codes: string[]) => withSchema({ 'sip:rules': codes.map((code) => ruleOf(code)) });
const condition = (expected: Condition) => withSchema({ 'sip:rules': [ruleOf('aturan', expected)] });
const sum = (...names: string[]): Condition => ({ left: { sum: names }, is: '=', right: { column: 'nilai' } });
const than = (left: string, value: string | number): Condition => ({
  left: { column: left },
  is: '<',
  right: { value },
});

describe('a standard that can be meant', () => {
  it.each(standards.map((standard) => [standard.name, standard] as const))(
    'is that of the house: %s',
    (_, standard) => {
      expect(flawsOf(standard, lists, standards)).toEqual([]);
    },
  );

  it.each([
    ['a number compared over time', compare('nilai')],
    ['a count summed', total('jumlah')],
    ['a period of year and list of months', period('tahun', 'bulan')],
    ['a pattern of months', month({ constraints: { pattern: '0[1-9]|1[0-2]' } })],
    ['bounds of a number', withField({ type: 'number', constraints: { minimum: 0.5 } })],
    ['bounds of a year', withField({ type: 'year', constraints: { minimum: 1990 } })],
    ['bounds of a date', withField({ type: 'date', constraints: { maximum: '2025-01-31' } })],
    ['a severity of a cell’s rule', severity('old-spelling')],
    ['rules with codes of their own', rules('satu', 'dua')],
    ['a sum of numbers', condition(sum('nilai', 'jumlah'))],
    ['a number compared with one', condition(than('tahun', 2000))],
    ['a text compared with one', condition(than('teks', 'm'))],
    ['a column of a regulation, with its article', withField({ 'sip:status': 'regulation', 'sip:basis': '28/24 7' })],
  ])('has %s', (_, standard) => {
    expect(said(standard)).toEqual([]);
  });
});

describe('a standard that cannot be meant', () => {
  it.each<[string, Standard, string]>([
    [
      'a text compared over time',
      compare('teks'),
      'sip:compare: the column teks must be of the type number or integer',
    ],
    ['a year compared over time', compare('tahun'), 'sip:compare: the column tahun must be'],
    ['a text summed', total('teks'), 'sip:totals: the column teks must be'],
    ['a sum of a date', condition(sum('nilai', 'hari')), 'aturan: the column hari must be'],
    ['a text compared with a number', condition(than('teks', 2)), 'aturan: the column teks must be'],
    [
      'a number compared with the day of the check',
      condition({ left: { column: 'nilai' }, is: '<', right: { today: true } }),
      'aturan: the day of the check can only be compared',
    ],
    [
      'a text that is to lie in a month',
      condition({ date: 'teks', year: 'tahun', month: 'bulan' }),
      'aturan: the columns teks, tahun, bulan must be of the types date, year, string, not string, year, string.',
    ],
    ['a number compared with a word', condition(than('nilai', 'dua')), 'aturan: dua is compared with a number'],
    ['a severity of no rule of a cell', severity('unique-key'), 'sip:severity names unique-key'],
    ['a bound of a text', withField({ constraints: { minimum: 1 } }), 'minimum is for columns of numbers'],
    [
      'a bound of a boolean',
      withField({ type: 'boolean', constraints: { exclusiveMaximum: 1 } }),
      'exclusiveMaximum is',
    ],
    [
      'a day as bound of a number',
      withField({ type: 'number', constraints: { maximum: '2025-01-31' } }),
      'a number, not',
    ],
    ['a number as bound of a day', withField({ type: 'date', constraints: { minimum: 1 } }), 'a day such as'],
    ['half a thing', withField({ type: 'integer', constraints: { exclusiveMinimum: 0.5 } }), 'a whole number, not 0.5'],
    ['a year that is no year', period('teks', 'bulan'), 'the column of the year, teks'],
    ['a month without months', period('tahun', 'teks'), 'the column of the month, teks'],
    ['a pattern of more than months', month({ constraints: { pattern: '[01][0-9]' } }), 'the column of the month'],
    ['a pattern that is none', withField({ constraints: { pattern: '(' } }), 'is no regular expression'],
    ['a list that is not there', withField({ 'sip:codes': 'no-such-list' }), 'no code list is called no-such-list'],
    [
      'a code of the engine',
      rules('total-differs'),
      "Rule total-differs: that code is one of the checking engine's own",
    ],
    ['a code of an unreadable file', rules('empty-file'), 'Rule empty-file: that code is one'],
    ['a code twice', rules('satu', 'dua', 'satu'), 'Rule satu: two rules have that code.'],
    ['law without an article', withField({ 'sip:status': 'regulation' }), 'needs sip:basis'],
  ])('has %s', (_, standard, what) => {
    expect(said(standard)).toEqual([expect.stringContaining(what)]);
    for (const { id, en } of flawsOf(standard, lists)) expect(id).not.toBe(en);
  });

  const timed = { 'sip:period': { year: 'tahun', month: 'bulan' } };
  const totals = [{ column: 'teks', marker: column('teks').example, by: [], value: 'nilai' }];
  it.each<[string, Standard, string]>([
    ['a key of time alone', withSchema({ ...timed, uniqueKeys: [['tahun', 'bulan']] }), 'nothing but time'],
    ['a key with a column twice', withSchema({ uniqueKeys: [['teks', 'teks']] }), 'has a column twice'],
    ['a total that is an example', withSchema({ 'sip:totals': totals }), 'would be taken for a total'],
    [
      'a change that is never found',
      withSchema({ 'sip:compare': { against: 'year-before', key: ['teks'], value: 'nilai', factor: 1e308 } }),
      'would never be found',
    ],
    [
      'a word for true and false',
      withField({ type: 'boolean', trueValues: ['1'], falseValues: ['1'] }),
      'both true and false',
    ],
    ['a component without columns', { ...standardOf([]), 'sip:component': '20.1' }, 'must have columns'],
    [
      'an article that is not there',
      withField({ 'sip:status': 'regulation', 'sip:basis': '28/24 9999' }),
      'is no article',
    ],
    [
      'an annex that is not there',
      withField({ 'sip:status': 'regulation', 'sip:basis': '28/24 L-V 1' }),
      'is no article',
    ],
  ])('has %s', (_, standard, flaw) => {
    expect(said(standard)).toEqual([expect.stringContaining(flaw)]);
  });

  it('bears the name of another component’s standard; its own it keeps', () => {
    const own = standardFor('20.1');
    const other = { name: own.name, 'sip:component': '20.2' };
    expect(flawsOf(own, lists, [own])).toEqual([]);
    expect(flawsOf(own, lists, [other])[0]?.en).toContain('is that of the standard of component 20.2');
    expect(flawsOf(own, lists, [{ name: own.name }])[0]?.id).toContain('komponen *');
  });
});

const code = (name: string, more: Partial<Code> = {}): Code => ({ code: name, label: { id: name, en: name }, ...more });

describe('a code list', () => {
  it.each(lists.map((list) => [list.name, list] as const))('of the house can be meant: %s', (_, list) => {
    expect(flawsOfList(list, standards)).toEqual([]);
  });

  it.each<[string, Code[], string[]]>([
    ['a code twice, one after the other', [code('A', { to: '2025-06' }), code('A', { from: '2025-07' })], []],
    [
      'a code twice in one month',
      [code('A', { to: '2025-07' }), code('A', { from: '2025-07' })],
      ['The code A is there twice'],
    ],
    ['a code twice without end', [code('A'), code('A'), code('A')], ['The code A is there twice']],
    ['a code that replaces itself', [code('A', { replacedBy: 'A' })], ['A is replaced by itself']],
    ['a spelling of its own code', [code('A', { spellings: ['A', 'a'] })], []],
    ['a spelling that is another code', [code('A', { spellings: ['B'] }), code('B')], ['The spelling B of the code A']],
    [
      'a spelling that was another code',
      [code('A', { spellings: ['B'], from: '2025-01' }), code('B', { to: '2024-12' })],
      [],
    ],
  ])('with %s', (_, codes, flaws) => {
    expect(flawsOfList(listOf(codes)).map(({ en }) => en)).toEqual(flaws.map((flaw) => expect.stringContaining(flaw)));
  });

  it.each<[string, Code[], string]>([
    [
      'replaces in a circle',
      [code('A', { to: '2025-06', replacedBy: 'B' }), code('B', { to: '2025-06', replacedBy: 'A' })],
      'ends no later than it',
    ],
    [
      'leads to a code that has ended before',
      [code('A', { to: '2025-06', replacedBy: 'B' }), code('B', { to: '2020-06' })],
      'ends no later than it',
    ],
    [
      'gives one spelling to two codes',
      [code('A', { spellings: ['Z'] }), code('B', { spellings: ['Z'] })],
      'means two codes',
    ],
  ])('that %s cannot be meant', (_, codes, flaw) => {
    const flaws = flawsOfList(listOf(codes)).map(({ en }) => en);
    expect(flaws.length).toBeGreaterThan(0);
    for (const each of flaws) expect(each).toContain(flaw);
  });

  it('that drops what a standard in force uses as its example names it', () => {
    const standard = standardFor('20.1');
    const during = { from: '2026-01', to: '9999-12' };
    const flawsWith = (...codes: Code[]) => flawsOfList(listOf(codes), [standard], during).map(({ en }) => en);
    expect(flawsWith(code('JEPANG', { spellings: ['JAPAN'] }))).toEqual([]);
    expect(flawsWith(code('INDIA'))).toEqual([
      expect.stringMatching(/JAPAN.*negara_tujuan.*realisasi-ekspor-indonesia/),
    ]);
    expect(flawsWith(code('JAPAN', { to: '2025-12' }))).toHaveLength(1);
    expect(flawsOfList(listOf([code('INDIA')], { open: true }), [standard], during)).toEqual([]);
  });
});

describe('the codes of the engine', () => {
  const sources = readdirSync('activities/checks').map((file) => readFileSync(`activities/checks/${file}`, 'utf8'));
  const rowFaults = ['words', 'layout-words'].flatMap((file) => {
    const words = readFileSync(`activities/checks/${file}.ts`, 'utf8');
    return words.slice(words.indexOf('Faults: Record'), words.indexOf('\n};'));
  });
  const faults = readFileSync('activities/checks/cell-faults.ts', 'utf8').match(/^ {2}'[a-z-]+': words/gm) ?? [];

  it('are all known where rules and decisions are judged by them', () => {
    const given = [
      ...sources.flatMap((source) => [...source.matchAll(/\bcode: '([a-z-]+)'/g)].map(([, one]) => one)),
      ...rowFaults.flatMap((words) => [...words.matchAll(/^ {2}'([a-z-]+)': \(/gm)].map(([, one]) => one)),
      ...faults.map((fault) => fault.split("'")[1]),
    ];
    expect(given.length).toBeGreaterThan(15);
    expect(given.filter((one) => !engineCodes.includes(one ?? ''))).toEqual([]);
    expect(new Set(engineCodes).size).toBe(engineCodes.length);
  });
});

import type { CodeList } from '#domain/code-list/shape';
import type { Finding, Words } from '#domain/finding';
import type { Field, Standard } from '#domain/standard';
import { anyPeriod } from '#domain/standard/named';
import { cellFaultRules, type FaultyColumn, sparing } from './cell-faults.ts';
import { type CellGiven, cellRules, digitsRule, isOfFreeText } from './cells.ts';
import { codeRules } from './codes.ts';

import { isOfNames } from './empty-words.ts';
import { rowFaultRules } from './row-faults.ts';

import { rowRules } from './row-rules.ts';
import { comparable } from './same-code.ts';
import { identifier, isDated, literal, monthOf, type When } from './sql.ts';
import * as words from './words.ts';

/**
 * One rule as the engine runs it: `select` gives `line`, `value` and `reference`, a text that the words need. A rule that looks at one
 * row at a time reads `suspects`, and has a `suspicion`: a condition that is cheap, and true of every row in which the rule is broken.
 */
export interface Rule extends Pick<Finding, 'code' | 'severity' | 'item'> {
  readonly column?: string;
  readonly select: string;
  readonly suspicion?: string;
  say(value: string, reference: string): Words;
}

export interface Period {
  readonly from: string;
  readonly to: string;
}

interface Given {
  readonly period: Period;
  /** The day of the check. */
  readonly today: string;
  /** Every list that the standard names. */
  readonly lists: readonly CodeList[];
  /** Which fields of the standard the file has. */
  readonly has: (name: string) => boolean;
  /** The same of the previous file; absent without one. */
  readonly previously?: (name: string) => boolean;
  /** How many columns its header has. */
  readonly columns: number;
  /** How many rows stand below it. */
  readonly rows?: number;
  /** Where the columns of a workbook stand; absent of a text. */
  readonly places?: ReadonlyMap<string, number> | undefined;
  /** What is wrong with single cells of a workbook, by column. */
  readonly cellFaults?: readonly FaultyColumn[];
}

/**
 * The engine's tables: `rows(line, "cell:<field>"...)` and `previous`, with every cell as text, never null; `suspects`, those of the rows of
 * which a suspicion is true, or all of them; `faults(line, fault, cells, text)`; `cell_faults(line, fault, column, value)`;
 * `codes("sip:list", "sip:word", "sip:old", "sip:since", "sip:until")`; `meant("sip:list", "sip:word", "sip:code")`. The columns of a file bear a prefix: none meets a name of ours.
 */
export function compile(standard: Standard, given: Given): Rule[] {
  const { schema } = standard;
  const { has, columns, rows = 0, period, today, cellFaults = [] } = given;
  const keys = schema.uniqueKeys.filter((key) => key.every(has));
  const when = schema['sip:period'];
  const dated = when && has(when.year) && has(when.month) ? when : undefined;
  return [
    ...rowFaultRules(columns, rows),
    ...cellFaultRules(standard, cellFaults),
    ...schema.fields
      .filter(({ name }) => has(name))
      .flatMap((field) => sparing(field, cellFaults, columnRules(field, standard, given, dated))),
    ...(dated ? periodRules(dated, period, today) : []),
    ...keys.map((key) => keyRule(key, { fields: schema.fields, lists: given.lists })),
    ...rowRules({ standard, ...given }),
  ];
}

function columnRules(field: Field, { dialect, schema }: Standard, given: Given, when: When | undefined): Rule[] {
  const totals = schema['sip:totals'] ?? [];
  const cell: CellGiven = {
    mark: dialect['sip:decimal'] ?? '.',
    markers: totals.filter(({ column }) => column === field.name).map(({ marker }) => marker),
    at: given.places?.get(field.name),
  };
  const rules = cellRules(field, cell);
  const name = field['sip:codes'];
  if (name === undefined) return rules;
  const list = given.lists.find((each) => each.name === name);
  if (!list) throw new Error(`the code list ${name} is not there`);
  const { period } = given;
  const own = list.open ? rules : rules.filter((each) => !isOfFreeText(each));
  const digits = list.open && field.type === 'string' && isOfNames(list) ? [digitsRule(field)] : [];
  return [...own, ...digits, ...codeRules(field, { ...cell, list, period, ...(when && { month: monthOf(when) }) })];
}

/** Nobody kept figures of this house before; a standard may say more by bounds of its own. */
const firstPlausible = '1945-08';

/**
 * A wrong year is said of the year, a wrong month of the month; cells that are no year or month are other rules' business. Where no
 * period was asked for, what has not happened yet is wrong all the same.
 */
function periodRules(when: When, asked: Period, today: string): Rule[] {
  const isAny = asked.to === anyPeriod.to;
  const { from, to } = isAny ? { from: firstPlausible, to: today.slice(0, 7) } : asked;
  const year = identifier(when.year);
  const month = identifier(when.month);
  const outside = `(${year} < ${literal(from.slice(0, 4))} or ${year} > ${literal(to.slice(0, 4))})`;
  const early = `(${year} = ${literal(from.slice(0, 4))} and ${month} < ${literal(from.slice(5))})`;
  const late = `(${year} = ${literal(to.slice(0, 4))} and ${month} > ${literal(to.slice(5))})`;
  const rule = (column: string, where: string): Rule => ({
    code: isAny ? 'implausible-period' : 'outside-period',
    severity: 'error',
    item: 'belongs-to-component',
    column,
    select: `select line, ${identifier(column)} as value, '' as reference from suspects where ${isDated(when)} and ${where}`,
    suspicion: `${outside} or ${early} or ${late}`,
    say: (value) => (isAny ? words.implausiblePeriod : words.outsidePeriod)(column, value, from, to),
  });
  return [
    rule(when.year, outside),
    rule(when.month, `not ${outside} and ${year} || '-' || ${month} not between ${literal(from)} and ${literal(to)}`),
  ];
}

interface Compared {
  readonly fields: readonly Field[];
  readonly lists: readonly CodeList[];
}

/**
 * Hashes first: the exact comparison, which costs memory, is left to the few rows whose hashes meet. The reference is `row`, or
 * `row cells` where those of that row are written otherwise.
 */
function keyRule(key: readonly string[], { fields, lists }: Compared): Rule {
  const cells = key.map(identifier).join(', ');
  const codes = fields
    .filter(({ name }) => key.includes(name))
    .map((field) => comparable(field, lists))
    .join(', ');
  return {
    code: 'unique-key',
    severity: 'error',
    item: 'validated',
    column: key.join(', '),
    select: `
      with hashed as (select line, hash(${codes}) as h from rows),
        suspects as (select h from hashed group by h having count(*) > 1),
        met as (select * from rows where line in (select line from hashed where h in (select h from suspects))),
        compared as (
          select line, concat_ws(', ', ${cells}) as value, min(line) over same as first,
            first_value(concat_ws(', ', ${cells})) over (same order by line) as written
          from met window same as (partition by ${codes})
        )
      select line, value, first || case when written = value then '' else ' ' || written end as reference
      from compared where line > first order by line`,
    say: (value, reference) => {
      const [first = '', ...written] = reference.split(' ');
      return words.repeatedKey(key, value, first, written.join(' '));
    },
  };
}

import type { Finding } from '#domain/finding';
import type { Field, Standard } from '#domain/standard';
import type { Words } from './unreadable.ts';
import * as words from './words.ts';

/** One rule as the engine runs it: `select` gives `line`, `value` (text) and `reference` (a number that the words need). */
export interface Rule extends Pick<Finding, 'rule' | 'severity' | 'item'> {
  readonly column?: string;
  readonly select: string;
  say(value: string, reference: number): Words;
}

export interface Period {
  readonly from: string;
  readonly to: string;
}

interface Given {
  readonly period: Period;
  /** Which fields of the standard the file has. */
  readonly has: (name: string) => boolean;
  /** How many columns its header has. */
  readonly columns: number;
}

/** The engine's tables: `rows(line, "<field>"...)` with every cell as text, never null; `faults(line, fault, cells)`. */
export function compile({ schema }: Standard, { period, has, columns }: Given): Rule[] {
  const fields = schema.fields.filter(({ name }) => has(name));
  const when = schema['sip:period'];
  const keys = schema.uniqueKeys.filter((key) => key.every(has));
  return [
    ...rowFaults(columns),
    ...fields.flatMap(cellRules),
    ...(when && has(when.year) && has(when.month) ? periodRules(when, period) : []),
    ...keys.map(keyRule),
  ];
}

function rowFaults(columns: number): Rule[] {
  return Object.entries(words.rowFaults).map(([rule, say]) => ({
    rule,
    severity: 'error',
    item: 'satu-data-principles',
    select: `select line, '' as value, cells as reference from faults where fault = ${literal(rule)}`,
    say: (_value, cells) => say(cells, columns),
  }));
}

/** At most one of them is true of a cell: missing, else of the wrong type, else outside of its constraints. */
function cellRules(field: Field): Rule[] {
  const { required, pattern, minimum, maximum, enum: allowed } = field.constraints;
  const cell = identifier(field.name);
  const filled = `trim(${cell}) <> ''`;
  const form = forms[field.type];
  const typed = form ? `${filled} and ${matches(cell, form)}` : filled;
  const bounds = [
    ...(minimum === undefined ? [] : [`try_cast(${cell} as double) < ${minimum}`]),
    ...(maximum === undefined ? [] : [`try_cast(${cell} as double) > ${maximum}`]),
  ];
  const rule = (code: 'required' | 'type' | 'pattern' | 'enum' | 'range', where: string): Rule => ({
    rule: code,
    severity: 'error',
    item: code === 'required' ? 'validated' : field['sip:item'],
    column: field.name,
    select: `select line, ${cell} as value, 0 as reference from rows where ${where}`,
    say: (value) => words.cell[code](field, value),
  });
  return [
    ...(required ? [rule('required', `trim(${cell}) = ''`)] : []),
    ...(form ? [rule('type', `${filled} and not ${matches(cell, form)}`)] : []),
    ...(pattern ? [rule('pattern', `${typed} and not ${matches(cell, pattern)}`)] : []),
    ...(allowed ? [rule('enum', `${typed} and ${cell} not in (${allowed.map(literal).join(', ')})`)] : []),
    ...(bounds.length > 0 ? [rule('range', `${typed} and (${bounds.join(' or ')})`)] : []),
  ];
}

const forms: Record<Field['type'], string | undefined> = {
  string: undefined,
  year: '[0-9]{4}',
  integer: '-?[0-9]{1,18}',
  number: '-?[0-9]{1,20}([.][0-9]{1,10})?',
};

/** A wrong year is said of the year, a wrong month of the month; cells that are no year or month are other rules' business. */
function periodRules(when: { year: string; month: string }, { from, to }: Period): Rule[] {
  const year = identifier(when.year);
  const month = identifier(when.month);
  const dated = `${matches(year, '[0-9]{4}')} and ${matches(month, '0[1-9]|1[0-2]')}`;
  const outside = `(${year} < ${literal(from.slice(0, 4))} or ${year} > ${literal(to.slice(0, 4))})`;
  const rule = (column: string, where: string): Rule => ({
    rule: 'outside-period',
    severity: 'error',
    item: 'belongs-to-component',
    column,
    select: `select line, ${identifier(column)} as value, 0 as reference from rows where ${dated} and ${where}`,
    say: (value) => words.outsidePeriod(column, value, from, to),
  });
  return [
    rule(when.year, outside),
    rule(when.month, `not ${outside} and ${year} || '-' || ${month} not between ${literal(from)} and ${literal(to)}`),
  ];
}

/** Hashes first: the exact comparison, which costs memory, is left to the few rows whose hashes meet. */
function keyRule(key: readonly string[]): Rule {
  const cells = key.map(identifier).join(', ');
  return {
    rule: 'unique-key',
    severity: 'error',
    item: 'validated',
    column: key.join(', '),
    select: `
      with suspects as (select hash(${cells}) as h from rows group by h having count(*) > 1),
        compared as (
          select line, concat_ws(', ', ${cells}) as value, min(line) over (partition by ${cells}) as reference
          from rows where hash(${cells}) in (select h from suspects)
        )
      select line, value, reference from compared where line > reference order by line`,
    say: (value, first) => words.repeatedKey(key, value, first),
  };
}

const matches = (cell: string, pattern: string) => `regexp_full_match(${cell}, ${literal(pattern)})`;

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

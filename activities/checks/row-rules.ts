import type { CodeList } from '#domain/code-list/shape';
import type { DecimalMark, Field, Standard } from '#domain/standard';
import {
  type Comparison,
  type Condition,
  type Operand,
  type RowRule,
  relations,
  type Total,
} from '#domain/standard/rules';
import type { Rule } from './compile.ts';
import { comparable } from './same-code.ts';
import { asNumber, constant, day, hasForm, identifier, isNumeric, literal, monthOf } from './sql.ts';
import * as words from './words.ts';

interface Given {
  readonly standard: Standard;
  readonly lists: readonly CodeList[];
  /** The day of the check. */
  readonly today: string;
  readonly has: (name: string) => boolean;
  /** Which fields the previous file has; absent without one. */
  readonly previously?: (name: string) => boolean;
}

/** What must hold between cells, rows and files, as far as the file has the columns. */
export function rowRules({ standard, lists, today, has, previously }: Given): Rule[] {
  const { fields, 'sip:rules': rules = [], 'sip:totals': totals = [], 'sip:compare': compare } = standard.schema;
  const columns = new Columns(fields, standard.dialect['sip:decimal'] ?? '.', lists, today);
  const compared = compare && previously ? [...compare.key, compare.value] : [];
  return [
    ...rules.filter((each) => columnsOf(each).every(has)).map((each) => columns.rule(each)),
    ...totals.filter(({ column, by, value }) => [column, value, ...by].every(has)).map((each) => columns.total(each)),
    ...(compare && previously && compared.every((name) => has(name) && previously(name))
      ? [columns.comparison(compare)]
      : []),
  ];
}

function columnsOf({ column, when = [], expect }: RowRule): string[] {
  return [column, ...[...when, expect].flatMap(columnsOfCondition)];
}

function columnsOfCondition(condition: Condition): readonly string[] {
  if ('filled' in condition) return [condition.filled];
  if ('blank' in condition) return [condition.blank];
  if ('date' in condition) return [condition.date, condition.year, condition.month];
  return [condition.left, condition.right].flatMap((operand) => {
    if ('column' in operand) return operand.column;
    return 'sum' in operand ? operand.sum : [];
  });
}

/** Turns the closed expressions of a standard into SQL: names become identifiers, values literals, nothing else passes. */
class Columns {
  readonly #fields: ReadonlyMap<string, Field>;
  readonly #mark: DecimalMark;
  readonly #lists: readonly CodeList[];

  readonly #today: string;

  constructor(fields: readonly Field[], mark: DecimalMark, lists: readonly CodeList[], today: string) {
    this.#lists = lists;
    this.#today = today;
    this.#fields = new Map(fields.map((field) => [field.name, field]));
    this.#mark = mark;
  }

  rule({ code, severity, item, column, when = [], expect, message, remedy }: RowRule): Rule {
    const holds = [...when.map((each) => this.#condition(each)), `not ${this.#condition(expect)}`];
    return {
      code,
      severity,
      item,
      column,
      select: `select line, ${identifier(column)} as value, '' as reference from suspects where ${holds.join(' and ')}`,
      suspicion: holds.join(' and '),
      say: () => ({ message, remedy }),
    };
  }

  total({ column, marker, by, value }: Total): Rule {
    const isTotal = `${identifier(column)} = ${literal(marker)}`;
    const number = this.#number(value);
    const group = by.length > 0 ? `partition by ${by.map(identifier).join(', ')}` : '';
    return {
      code: 'total-differs',
      severity: 'error',
      item: 'validated',
      column: value,
      select: `
        with summed as (
          select line, ${identifier(value)} as value, ${isTotal} as total, ${number} as number,
            sum(${number}) filter (where not ${isTotal}) over g as parts,
            count(*) filter (where not ${isTotal} and ${number} is null) over g as unread
          from rows window g as (${group}))
        select line, value, ${shown('parts')} as reference from summed
        where total and unread = 0 and number <> parts`,
      say: (found, parts) => words.totalDiffers(value, marker, found, parts),
    };
  }

  comparison({ key, value, factor }: Comparison): Rule {
    const codes = key.map((name, at) => `${comparable(this.#field(name), this.#lists)} as "k${at}"`).join(', ');
    const keys = key.map((_, at) => `"k${at}"`).join(', ');
    const once = (table: string) => `
      select ${keys}, min(line) as line, min(value) as value, min(number) as number
      from (select ${codes}, line, ${identifier(value)} as value, ${this.#number(value)} as number from ${table})
      group by ${keys} having count(*) = 1`;
    const times = constant(factor);
    return {
      code: 'implausible-change',
      severity: 'warning',
      item: 'validated',
      column: value,
      select: `
        with now as (${once('rows')}), before as (${once('previous')})
        select now.line, now.value, before.value as reference from now join before using (${keys})
        where now.number <> 0 and before.number <> 0
          and greatest(abs(now.number), abs(before.number))::double
            > ${times} * least(abs(now.number), abs(before.number))::double`,
      say: (found, before) => words.implausibleChange(value, found, before, factor),
    };
  }

  #condition(condition: Condition): string {
    if ('filled' in condition) return `(trim(${this.#cell(condition.filled)}) <> '')`;
    if ('blank' in condition) return `(trim(${this.#cell(condition.blank)}) = '')`;
    if ('date' in condition) return this.#liesInMonth(condition);
    const { left, is, right } = condition;
    if (!relations.includes(is)) throw new Error('a rule of the standard compares by no known relation');
    const read = [left, right].some((each) => this.#isNumber(each))
      ? (operand: Operand) => this.#asNumber(operand)
      : (operand: Operand) => this.#asText(operand);
    return `(${read(left)} ${is} ${read(right)})`;
  }

  #isNumber(operand: Operand): boolean {
    if ('column' in operand) return isNumeric(this.#field(operand.column));
    if ('today' in operand) return false;
    return 'sum' in operand || typeof operand.value === 'number';
  }

  #liesInMonth({ date, year, month }: Extract<Condition, { date: string }>): string {
    const field = this.#field(date);
    if (field.type !== 'date')
      throw new Error('a rule of the standard looks for the month of a column that is no date');
    const when = { year: this.#field(year).name, month: this.#field(month).name };
    return `(case when ${hasForm(field, this.#mark)} then left(${this.#cell(date)}, 7) = ${monthOf(when)} end)`;
  }

  #asNumber(operand: Operand): string {
    if ('column' in operand) return this.#number(operand.column);
    if ('sum' in operand) return `(${operand.sum.map((name) => this.#number(name)).join(' + ')})`;
    if ('today' in operand) throw new Error('the day of the check is no number');
    return constant(Number(operand.value));
  }

  #asText(operand: Operand): string {
    if ('column' in operand) return `nullif(trim(${this.#cell(operand.column)}), '')`;
    if ('sum' in operand) throw new Error('a sum is no text');
    if ('today' in operand) return day(this.#today);
    return literal(String(operand.value));
  }

  #number(name: string): string {
    const field = this.#field(name);
    if (!isNumeric(field)) throw new Error('a rule of the standard counts with a column that is no number');
    return asNumber(field, this.#mark);
  }

  #cell(name: string): string {
    return identifier(this.#field(name).name);
  }

  #field(name: string): Field {
    const field = this.#fields.get(name);
    if (!field) throw new Error('a rule of the standard names a column that it does not have');
    return field;
  }
}

/** A sum without the zeros that fill up its decimals. */
const shown = (number: string) => `regexp_replace(${number}::varchar, '[.]?0+$', '')`;

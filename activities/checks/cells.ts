import type { Severity } from '#domain/finding';
import type { CellRule, DecimalMark, Field } from '#domain/standard';
import { boundsOf } from './bounds.ts';
import { decimalMark, cell as said } from './cell-words.ts';
import type { Rule } from './compile.ts';
import { digitsForName, formulaText, isFormula, isOfDigits, nothingSaid, saysNothing } from './empty-words.ts';
import { brokenPattern, codeMeant } from './pattern-words.ts';
import {
  asDouble,
  constant,
  day,
  hasBlankAround,
  hasForm,
  hasOtherMark,
  hasThousands,
  hides,
  identifier,
  isOneOf,
  literal,
  matches,
} from './sql.ts';
import { thousandsRules } from './thousands.ts';

export interface CellGiven {
  readonly mark: DecimalMark;
  /** What marks a row of totals in this column: no value of the column. */
  readonly markers: readonly string[];
  /** The column's place in a workbook, whose numbers are known from texts that look like them. */
  readonly at?: number | undefined;
}

type Say = Rule['say'];

/** What is wrong with single cells: missing, else of the wrong type, else outside of its constraints. */
export function cellRules(field: Field, given: CellGiven): Rule[] {
  const { mark } = given;
  const filled = isFilled(field, given);
  const form = hasForm(field, mark);
  const typed = isTyped(field, given);
  const { pattern } = field.constraints;
  const wrong = (code: 'length' | 'pattern' | 'enum' | 'range', bad: string | undefined) =>
    bad
      ? [
          rule(
            field,
            code,
            {
              where: `${typed} and ${bad}`,
              suspicion: `${filled} and ${bad}`,
              ...(code === 'pattern' && pattern !== undefined && { reference: codeMeant(field, pattern) }),
            },
            code === 'pattern'
              ? (value, meant) => brokenPattern(field, value, meant)
              : (value) => said[code](field, value),
          ),
        ]
      : [];
  // What has the other mark has no form of its type either: one suspicion for both.
  const formless = `${filled} and not ${form}`;
  const other = field.type === 'number' ? hasOtherMark(field, mark) : 'false';
  const grouped = field.type === 'number' ? hasThousands(field, mark, '{2,}') : 'false';
  return [
    ...(field.constraints.required
      ? [rule(field, 'required', { where: `not ${isWritten(field)}` }, () => said.required(field))]
      : []),
    ...(field.type === 'number'
      ? [
          rule(field, 'decimal-mark', { where: `${filled} and ${other}`, suspicion: formless }, (value) =>
            decimalMark(field, value, mark),
          ),
          ...thousandsRules({ field, mark, filled: isText(filled, given), formless }),
        ]
      : []),
    ...(form
      ? [
          rule(
            field,
            'type',
            {
              where: `${formless} and not ${other} and not ${grouped}`,
              suspicion: formless,
              reference: asNumeric(given),
            },
            (value, kind) => said.type(field, value, mark, kind === numeric),
          ),
        ]
      : []),
    ...wrong('length', badLength(field)),
    ...wrong('pattern', badPattern(field)),
    ...wrong('enum', badEnum(field)),
    ...wrong('range', badRange(field, mark)),
    ...(isFree(field) ? freeRules(field, given) : []),
  ];
}

const numeric = 'number';

/** Rows in which a workbook holds a number that would be doubtful as text. */
const numericRows = (at: number) =>
  `(select line from cell_faults where fault = 'numeric-cell' and "column" = ${constant(at)})`;

/** What is filled and may be doubted: the point of a number in a workbook can only stand before decimals. */
const isText = (filled: string, { at }: CellGiven) =>
  at === undefined ? filled : `${filled} and line not in ${numericRows(at)}`;

const asNumeric = ({ at }: CellGiven) =>
  at === undefined ? "''" : `case when line in ${numericRows(at)} then ${literal(numeric)} else '' end`;

interface Test {
  readonly where: string;
  /** Cheaper, and true of every row of which `where` is; `where` itself unless given. */
  readonly suspicion?: string;
  readonly from?: string;
  /** What the words need besides the cell. */
  readonly reference?: string;
}

/** Any text may stand there, but for a list: what hides in others breaks their rules. */
const isFree = ({ type, constraints }: Field) =>
  type === 'string' && constraints.pattern === undefined && constraints.enum === undefined;

/** What can be wrong with a text that may be any: that it says nothing, is a formula, or hides something. */
function freeRules(field: Field, given: CellGiven): Rule[] {
  const filled = isFilled(field, given);
  const free = (code: FreeRule, suspicion: string, say: Say) =>
    rule(field, code, { where: `${suspicion} and ${filled}`, suspicion }, say);
  return [
    free('says-nothing', saysNothing(field), (value) => nothingSaid(field, value)),
    free('formula-text', isFormula(field), (value) => formulaText(field, value)),
    free('hidden-character', `(${hides(field)} or (${hasBlankAround(field)} and not ${saysNothing(field)}))`, (value) =>
      said.hidden(field, value),
    ),
  ];
}

type FreeRule = 'says-nothing' | 'formula-text' | 'hidden-character';

/** Rules of free text, which a list that holds every value has no need of. */
export const isOfFreeText = ({ code }: Pick<Rule, 'code'>) =>
  ['says-nothing', 'formula-text', 'hidden-character'].includes(code);

/** Digits where an open list shows names. */
export const digitsRule = (field: Field): Rule =>
  rule(field, 'digits-for-name', { where: isOfDigits(field) }, (value) => digitsForName(field, value));

/** What weighs something else than an error, unless the column says so. */
const weights: Readonly<Partial<Record<CellRule, Severity>>> = {
  'old-spelling': 'warning',
  'perhaps-misspelt': 'info',
  'hidden-character': 'warning',
  'digits-for-name': 'warning',
};

/** A sign for nothing is a blank cell in other clothes, where one may be blank. */
const weightOf = ({ constraints }: Field, code: CellRule): Severity =>
  code === 'says-nothing' && !constraints.required ? 'warning' : (weights[code] ?? 'error');

/** One rule of a column, as heavy as the column says. */
export function rule(
  field: Field,
  code: CellRule,
  { where, suspicion = where, from = 'suspects', reference = "''" }: Test,
  say: Say,
): Rule {
  return {
    code,
    severity: field['sip:severity']?.[code] ?? weightOf(field, code),
    item: code === 'required' ? 'validated' : field['sip:item'],
    column: field.name,
    select: `select line, ${identifier(field.name)} as value, ${reference} as reference from ${from} where ${where}`,
    suspicion,
    say,
  };
}

/** A cell that satisfies type and constraints: what is left to ask is whether its code is known. */
export function isSound(field: Field, given: CellGiven): string {
  const bad = [badLength(field), badPattern(field), badEnum(field)].filter((each) => each !== undefined);
  return [isTyped(field, given), ...bad.map((each) => `not (${each})`)].join(' and ');
}

/** Whether a cell holds more than blanks. That most begin with a letter or digit is seen at once; trimming takes long. */
function isWritten({ name }: Field): string {
  const cell = identifier(name);
  return `((${cell} >= '!' and ${cell} < '~') or trim(${cell}) <> '')`;
}

export function isFilled(field: Field, { markers }: CellGiven): string {
  const cell = identifier(field.name);
  return [isWritten(field), ...markers.map((marker) => `${cell} <> ${literal(marker)}`)].join(' and ');
}

function isTyped(field: Field, given: CellGiven): string {
  const form = hasForm(field, given.mark);
  return form ? `${isFilled(field, given)} and ${form}` : isFilled(field, given);
}

function badLength({ name, constraints: { minLength, maxLength } }: Field): string | undefined {
  const length = `length(${identifier(name)})`;
  return anyOf([
    minLength !== undefined && `${length} < ${constant(minLength)}`,
    maxLength !== undefined && `${length} > ${constant(maxLength)}`,
  ]);
}

const badPattern = ({ name, constraints: { pattern } }: Field) =>
  pattern === undefined ? undefined : `not ${matches(identifier(name), pattern)}`;

const badEnum = ({ name, constraints }: Field) =>
  constraints.enum && `not ${isOneOf(identifier(name), constraints.enum)}`;

function badRange(field: Field, mark: DecimalMark): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = boundsOf(field);
  const bounds = [
    [minimum, '<'],
    [exclusiveMinimum, '<='],
    [maximum, '>'],
    [exclusiveMaximum, '>='],
  ] as const;
  const [value, written] = field.type === 'date' ? [identifier(field.name), day] : [asDouble(field, mark), constant];
  return anyOf(bounds.map(([bound, is]) => bound !== undefined && `${value} ${is} ${written(bound)}`));
}

function anyOf(conditions: readonly (string | false)[]): string | undefined {
  const real = conditions.filter((each) => each !== false);
  return real.length > 0 ? `(${real.join(' or ')})` : undefined;
}

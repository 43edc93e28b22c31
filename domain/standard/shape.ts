import type { ChecklistItem } from '#domain/checklist';
import type { Severity } from '#domain/finding';
import type { Text } from '#domain/text';
import type { Comparison, RowRule, Total } from './rules.ts';

/**
 * A column as Frictionless Table Schema describes it, with the five parts of a standar data (Perpres 39/2019 Pasal 4) and
 * ours under `sip:`.
 */
export interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'year' | 'date' | 'boolean';
  /** Indonesian, as in `sip:title`. */
  readonly title: string;
  readonly example: string;
  readonly constraints: Constraints;
  /** How a boolean is written; without them as Frictionless has it: `true`, `True`, `TRUE`, `1` and `false`, `False`, `FALSE`, `0`. */
  readonly trueValues?: readonly string[];
  readonly falseValues?: readonly string[];
  readonly 'sip:title': Text;
  readonly 'sip:concept': Text;
  readonly 'sip:definition': Text;
  readonly 'sip:classification'?: Text;
  readonly 'sip:measure': Text;
  readonly 'sip:unit'?: Text;
  /** What the producer should write, where type and constraints alone would not tell a person. */
  readonly 'sip:expects': Text;
  readonly 'sip:item': ChecklistItem;
  /** The code list that the cells are taken from. */
  readonly 'sip:codes'?: string;
  /** Rules of this column that weigh something else than an error. */
  readonly 'sip:severity'?: Readonly<Partial<Record<CellRule, Severity>>>;
  /** `house draft`: no regulation gives this column. */
  readonly 'sip:status': 'regulation' | 'house draft';
  /** What gives this column, such as `28/24 7`; there must be one where the status says regulation. */
  readonly 'sip:basis'?: string;
}

/** What can be wrong with one cell. */
export const cellRuleCodes = [
  'required',
  'decimal-mark',
  'thousands-separator',
  'type',
  'length',
  'pattern',
  'enum',
  'range',
  'hidden-character',
  'says-nothing',
  'formula-text',
  'digits-for-name',
  'unknown-code',
  'perhaps-misspelt',
  'code-not-valid',
  'old-spelling',
] as const;
export type CellRule = (typeof cellRuleCodes)[number];

export interface Constraints {
  readonly required?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** A regular expression that the whole cell must match (RE2 and JavaScript alike). */
  readonly pattern?: string;
  /** Of a date a day, `2025-01-31`; of everything else a number. */
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  readonly exclusiveMinimum?: number | string;
  readonly exclusiveMaximum?: number | string;
  readonly enum?: readonly string[];
}

/** The sheet of an empty workbook that says what the others are; no data is ever looked for in it. */
export const noticeSheet = 'keterangan';

export type DecimalMark = '.' | ',';

/** What may separate the cells of a CSV. */
export type Delimiter = ',' | ';' | '\t';

/** One data standard: a Frictionless resource without data. */
export interface Standard {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly 'sip:title': Text;
  /** Code of the component of Lampiran I; absent from the generic standard. */
  readonly 'sip:component'?: string;
  readonly encoding: 'utf-8';
  readonly dialect: {
    /** Without a delimiter the header decides between comma, semicolon and tab. */
    readonly delimiter?: Delimiter;
    readonly quoteChar: '"';
    readonly header: true;
    /** The mark before the decimals of every number; a point unless declared. */
    readonly 'sip:decimal'?: DecimalMark;
  };
  readonly schema: {
    readonly fields: readonly Field[];
    /** Business keys: no two rows may agree in all of these columns. */
    readonly uniqueKeys: readonly (readonly string[])[];
    readonly missingValues: readonly [''];
    /** The columns that place a row in time; rows outside of the submission's interval of months are errors. */
    readonly 'sip:period'?: { readonly year: string; readonly month: string };
    readonly 'sip:rules'?: readonly RowRule[];
    readonly 'sip:totals'?: readonly Total[];
    readonly 'sip:compare'?: Comparison;
  };
}

import type { ChecklistItem } from '#domain/checklist';
import type { Severity } from '#domain/finding';
import type { Text } from '#domain/text';

/**
 * What a condition compares: the cell of a column, the sum of several, a constant, or the day of the check, beyond which nothing has
 * happened yet. Numbers as numbers, all else as text.
 */
export type Operand =
  | { readonly column: string }
  | { readonly sum: readonly string[] }
  | { readonly value: string | number }
  | { readonly today: true };

export const relations = ['=', '<>', '<', '<=', '>', '>='] as const;

/**
 * True, false, or neither: a comparison with an empty cell, or with one that is no number, decides nothing. The last one asks whether a
 * date lies in the month that other columns of its row name.
 */
export type Condition =
  | { readonly left: Operand; readonly is: (typeof relations)[number]; readonly right: Operand }
  | { readonly filled: string }
  | { readonly blank: string }
  | { readonly date: string; readonly year: string; readonly month: string };

/** What must hold between the cells of one row: wherever all of `when` is true, `expect` must not be false. */
export interface RowRule {
  /** Stable code, unlike those of the engine. */
  readonly code: string;
  readonly severity: Severity;
  readonly item: ChecklistItem;
  /** The column that the finding points at. */
  readonly column: string;
  readonly when?: readonly Condition[];
  readonly expect: Condition;
  readonly message: Text;
  readonly remedy: Text;
}

/** Rows that carry `marker` in `column` must equal the sum of the others that agree with them in `by`. */
export interface Total {
  readonly column: string;
  readonly marker: string;
  readonly by: readonly string[];
  readonly value: string;
}

/**
 * Values that changed more than `factor` times, up or down, since the previous file are to be explained. Rows meet by `key`;
 * a key that stands twice in either file is not compared, nor is a zero, of which nothing is so many times.
 */
export interface Comparison {
  /** Which earlier file: the one stored for the time just before, or for the same months a year before. */
  readonly against: 'period-before' | 'year-before';
  readonly key: readonly string[];
  readonly value: string;
  readonly factor: number;
}

import { cellRuleCodes } from './standard/shape.ts';
import { unreadableCodes } from './unreadable.ts';

/** Codes of findings that never weigh as errors, whatever a standard says: no decision on automatic return can be about them. */
export const neverErrors: readonly string[] = [
  'perhaps-misspelt',
  'implausible-change',
  'repeated-row',
  'reordered-column',
  'other-sheets',
  'formula-cell',
  'list-cut',
];

/** Every code of a finding that the engine itself gives; the rules of a standard bear codes of their own. */
export const engineCodes: readonly string[] = [
  ...cellRuleCodes,
  ...unreadableCodes,
  // The header.
  'blank-column',
  'duplicate-column',
  'misspelt-column',
  'unknown-column',
  'missing-column',
  'reordered-column',
  'swapped-columns',
  // Rows that are set aside.
  'too-few-cells',
  'too-many-cells',
  'quoted-row',
  'stray-quote',
  'swallowed-rows',
  'lone-return',
  'other-separator',
  'blank-after-separator',
  'surplus-separators',
  'line-ends',
  'separator-line',
  'second-header',
  'totals-row',
  'units-row',
  'column-numbers',
  'footnote',
  // Cells and sheets of a workbook.
  'error-cell',
  'formula-without-result',
  'formula-cell',
  'date-cell',
  'merged-cells',
  'stray-cell',
  'other-sheets',
  'hidden-sheet',
  'divided-sheets',
  // Rows together, and files.
  'unique-key',
  'repeated-row',
  'outside-period',
  'implausible-period',
  'total-differs',
  'implausible-change',
  'no-rows',
  'list-cut',
];

import type { ChecklistItem } from './checklist.ts';
import type { Spans } from './standard/spans.ts';
import type { Text } from './text.ts';

/** Informasi, peringatan, galat, penghalang. Only errors and blockers count against a file. */
export type Severity = 'info' | 'warning' | 'error' | 'blocker';

/** What is said of a fault, and how to mend it. */
export interface Words {
  readonly message: Text;
  readonly remedy: Text;
}

/** One thing that is wrong at one place of a file, and how to mend it. */
export interface Finding extends Words {
  /** Stable code of the rule that found it, such as `required` or `unknown-column`. */
  readonly code: string;
  readonly severity: Severity;
  /** The item of the checklist that it offends (28/24 24(3), 25(1)). */
  readonly item: ChecklistItem;
  /** Line of the producer's own file; the header is line 1. */
  readonly row?: number;
  readonly column?: string;
  /** What stands there, cut at 200 characters. */
  readonly value?: string;
}

/** How often a rule was broken with one weight: a code that weighs differently in two columns has two of them. */
export interface RuleTotal {
  readonly code: string;
  readonly severity: Severity;
  readonly total: number;
}

/** What the machine found in one round: the whole count per rule, the first hundred findings, the rest as a file. */
export interface CheckReport {
  /** The data standard that judged, and its version. */
  readonly standard: string;
  readonly version: string;
  readonly rows: number;
  readonly errors: number;
  readonly warnings: number;
  readonly totals: readonly RuleTotal[];
  readonly findings: readonly Finding[];
  /** Content address (SHA-256, hex) of the CSV with every finding; absent when there are none. */
  readonly complete?: string;
  /** The versions of the standard that the period of the data spans; absent when it is one. */
  readonly spans?: Spans;
  /** The decision of PDSI under which the round goes back by itself, with the codes that it names and that were found. */
  readonly returnedUnder?: ReturnDecision & { readonly found: readonly string[] };
}

/** A recorded decision of PDSI to let its power of 28/24 25(1) be used by the machine, for findings of these codes. */
export interface ReturnDecision {
  readonly authority: string;
  readonly number: string;
  readonly date: string;
  readonly codes: readonly string[];
}

/** The codes of a decision that are errors of this report: a warning sends nothing back, whatever a decision names. */
export function foundUnder({ codes }: ReturnDecision, totals: readonly RuleTotal[]): string[] {
  const isError = ({ severity }: RuleTotal) => severity === 'error' || severity === 'blocker';
  const found = totals.filter((total) => isError(total) && codes.includes(total.code)).map(({ code }) => code);
  return [...new Set(found)];
}

/** A value as findings show it: at most 200 characters, never half of one. */
export function cut(value: string): string {
  return value.slice(0, 200).replace(/[\uD800-\uDBFF]$/, '');
}

/**
 * Every reason for which an act is refused. Codes are published in the API: add, never rename.
 */
export const refusalCodes = [
  'not-your-act',
  'not-your-case',
  'interoperability-closed',
  'four-eyes',
  'wrong-stage',
  'must-be-corrected',
  'already-claimed',
  'claimed-by-another',
  'claim-first',
  'other-content',
  'finding-needed',
  'term-out-of-range',
  'file-needed',
  'same-content',
  'stale-version',
  'replacement-open',
  'returned-by-a-person',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A refusal as data. `by` is an opaque person id, `at` epoch milliseconds: who did what made the act impossible, and when. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly facts?: RefusalFacts;
}

export interface RefusalFacts {
  readonly stage?: string;
  readonly act?: string;
  readonly by?: string;
  readonly at?: number;
  readonly version?: number;
  readonly expected?: string;
}

export function refuse(code: RefusalCode, detail: string, facts?: RefusalFacts): Refusal {
  return facts === undefined ? { code, detail } : { code, detail, facts };
}

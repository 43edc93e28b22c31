import type { Role } from './case.ts';
import { rolesText } from './office.ts';
import { type Text, text } from './text.ts';

/**
 * Every reason for which an act is refused. Codes are published in the API: add, never rename.
 */
export const refusalCodes = [
  'not-your-act',
  'not-your-case',
  'interoperability-closed',
  'grant-needed',
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
  'not-claimed',
  'not-entitled',
  'absent',
  'unfit-substitute',
  'already-substituted',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A refusal as data. `by` is an opaque person id, `at` epoch milliseconds: who did what made the act impossible, and when. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail: Text;
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

export function refuse(code: RefusalCode, detail: Text, facts?: RefusalFacts): Refusal {
  return facts === undefined ? { code, detail } : { code, detail, facts };
}

/** Sentences that every process says alike. */
export function refuseRole(act: string, roles: readonly Role[]): Refusal {
  const { id, en } = rolesText(roles);
  return refuse('not-your-act', text(`${act} dilakukan oleh ${id}`, `${act} is for ${en}`));
}

export const stands = (stage: Text, round: number): Text =>
  text(`perkara berada pada tahap "${stage.id}", putaran ${round}`, `the case is at "${stage.en}", round ${round}`);

export const atVersion = (version: number): Text =>
  text(`perkara sudah pada versi ${version}`, `the case is at version ${version}`);

export const otherContent: Text = text(
  'isi putaran ini bukan isi yang disebut',
  'the round has other content than the one that was named',
);

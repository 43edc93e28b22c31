import type { CaseState, Role } from './case.ts';
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
  'no-extension',
  'days-out-of-range',
  'reason-needed',
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

/** Who did what last, and when. */
export const lastActOf = ({ stage, last }: Pick<CaseState, 'stage' | 'last'>): RefusalFacts => ({
  stage,
  act: last.act,
  at: last.at,
  ...(last.by !== undefined && { by: last.by }),
});

/** The case is no longer as it was seen: what has happened since. */
export function refuseStale(state: Pick<CaseState, 'stage' | 'round' | 'last' | 'version'>, stage: Text): Refusal {
  const { version, round } = state;
  const now = stands(stage, round);
  const detail = text(
    `perkara sudah pada versi ${version}: ${now.id}`,
    `the case is at version ${version} by now: ${now.en}`,
  );
  return refuse('stale-version', detail, { version, ...lastActOf(state) });
}

export const otherContent: Text = text(
  'isi putaran ini bukan isi yang disebut',
  'the round has other content than the one that was named',
);

import type { Pause } from './calendar.ts';
import type { Due, Terms } from './clock.ts';
import type { Told } from './ladder.ts';
import type { LegalBasis } from './legal-basis.ts';
import type { Text } from './text.ts';

/** What a signed-in person or machine may be here. Roles come from the claims of the sign-in service. */
export const roles = ['producer', 'machine', 'pdsi', 'head', 'setjen', 'itjen', 'ops'] as const;
export type Role = (typeof roles)[number];

/** Who must act next. `system` is this machine, `nobody` a case that is at rest. */
export const holders = ['producer', 'pdsi', 'setjen', 'itjen', 'partner', 'system', 'nobody'] as const;
export type Holder = (typeof holders)[number];

export const holderWords: Record<Holder, Text> = {
  producer: { id: 'Produsen Data', en: 'the Produsen Data' },
  pdsi: { id: 'PDSI', en: 'PDSI' },
  setjen: { id: 'Sekretariat Jenderal', en: 'Setjen' },
  itjen: { id: 'Inspektorat Jenderal', en: 'Itjen' },
  partner: { id: 'mitra', en: 'the partner' },
  system: { id: 'sistem', en: 'the system' },
  nobody: { id: 'tidak ada', en: 'nobody' },
};

/** Opaque ids only: names stand in the record, never in Temporal's histories. */
export interface Actor {
  readonly person: string;
  readonly role: Role;
  readonly unit: string;
  /** Whom the person stands in for. */
  readonly onBehalfOf?: string;
}

/** The people behind an act: the one who clicked, and the one they stand in for. */
export function peopleBehind({ person, onBehalfOf }: Actor): string[] {
  return onBehalfOf === undefined ? [person] : [person, onBehalfOf];
}

/** Whose mail an event is: the people of the producer, PDSI's reviewers (the claimant, or all when unclaimed), or nobody's. */
export type Addressee = 'party' | 'reviewers';

/** One row of the record: what happened, on which basis, and how the case stands after it. Instants are epoch milliseconds. */
export interface CaseEvent {
  readonly seq: number;
  readonly at: number;
  readonly act: string;
  readonly basis: LegalBasis;
  readonly stage: string;
  readonly holder: Holder;
  readonly round: number;
  readonly version: number;
  readonly request?: string;
  readonly actor?: Actor;
  /** Content address of the round's file. */
  readonly hash?: string;
  readonly target?: number;
  readonly fatal?: number;
  readonly notify?: Addressee;
  /** Of `due-moved`: from where to where. */
  readonly moved?: Moved;
  /** Of a rung of the ladder: whom it tells. Their mail is gathered, and holds no case open. */
  readonly told?: Told;
}

/** What a person asks for. The request's id is also the Update's id; `version` is what they saw. */
export interface Command {
  readonly request: string;
  readonly actor: Actor;
  readonly version: number;
}

/** What every case keeps, whatever its process: enough to know who acts next, by when, and what the record must hold. */
export interface CaseState {
  readonly id: string;
  readonly party: string;
  readonly stage: string;
  readonly round: number;
  readonly claimant?: string;
  /** Everybody who touched the case on the producer's side: they never decide it. */
  readonly touched: readonly string[];
  /** Counts acts and stages: what `If-Match` names. */
  readonly version: number;
  /** Counts every event, reminders too. */
  readonly seq: number;
  readonly last: LastAct;
  /** Since when the present holder has had it. */
  readonly since: number;
  readonly due?: Due;
  /** Working days that an officer set, or extended, in place of the target of the stage. */
  readonly term?: number;
  /** How many rungs of the ladder of this stage lie behind. */
  readonly rung: number;
  /** When the clock of this stage stood still, for the other side owed an answer. */
  readonly pauses?: readonly Pause[];
  /** The stage whose clock stands still as long as this one lasts. */
  readonly held?: Held;
  /** How often an extension of this stage was asked for. */
  readonly extensions?: number;
  /** Since when the claimant has let the claim rest. */
  readonly claimedAt?: number;
  /** Nobody has answered for so long that the ladder is at its end: any act wakes the case. */
  readonly dormant?: true;
  readonly terms?: Terms;
  /** Whenever the case followed other terms: by which calendar its dates were counted until then, and which event was the last of them. */
  readonly formerly?: readonly { readonly calendar: string; readonly until: number }[];
}

/** What a stage whose clock stands still had, to go on from there. */
export interface Held extends Pick<CaseState, 'since' | 'term' | 'rung' | 'pauses' | 'extensions' | 'due'> {
  readonly stage: string;
  readonly from: number;
}

/** The dates of a case before and after the rules of its clock changed. Versions and instants, nothing of people. */
export interface Moved {
  readonly calendar: { readonly from: string; readonly to: string };
  readonly before: { readonly target: number; readonly fatal: number; readonly provisional: boolean };
  readonly after: { readonly target: number; readonly fatal: number; readonly provisional: boolean };
}

/** Who did the last thing that a refused person must know of. */
export interface LastAct {
  readonly act: string;
  readonly by?: string;
  readonly at: number;
}

/** How the case stands, for whoever asked: small, because it is kept in the workflow's history. */
export interface Standing {
  readonly seq: number;
  readonly version: number;
  readonly stage: string;
  readonly round: number;
}

export const standingOf = ({ seq, version, stage, round }: CaseState): Standing => ({ seq, version, stage, round });

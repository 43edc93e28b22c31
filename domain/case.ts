import { afterWorkingDays, type Pause } from './calendar.ts';
import { type Due, dueOf, isSameTerms, type Terms } from './clock.ts';
import { hasPassed, type NextRung, nextRung, type Told } from './ladder.ts';
import type { LegalBasis } from './legal-basis.ts';
import type { Reminder } from './reminders.ts';
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

/** What the clock does next by itself, and when; undefined when nothing is due. A claim lapses before a rung of the same instant. */
export function nextByClock(state: CaseState): { readonly at: number; readonly step: Reminder } | undefined {
  const [rung, lapse] = [nextRungOf(state), lapseOf(state)];
  if (lapse !== undefined && (rung === undefined || lapse <= rung.at)) return { at: lapse, step: 'claim-lapsed' };
  return rung && { at: rung.at, step: rung.name };
}

/** When that is, but for a silence of the ladder: one that begins or ends is no event of the case. */
export function nextInstant(state: CaseState): number | undefined {
  const { terms, ...rest } = state;
  if (terms === undefined) return undefined;
  const { quietUntil: _, ...loud } = terms;
  return nextByClock({ ...rest, terms: loud })?.at;
}

/** The rung that comes next. While the ladder of the process is silent it waits, and is not left out. */
export function nextRungOf(state: CaseState): NextRung | undefined {
  const rung = rungAhead(state);
  return rung && { ...rung, at: Math.max(rung.at, state.terms?.quietUntil ?? 0) };
}

function rungAhead({ due, since, rung, stage, terms }: CaseState): NextRung | undefined {
  if (terms === undefined) return undefined;
  return nextRung({ due, since, rung, ladder: terms.periods[stage]?.ladder, calendar: terms.calendar });
}

/** When the claim goes back to the pool: it is a lease of working days, and lasts while the other side owes an answer, or the ladder is silent. */
function lapseOf({ claimant, claimedAt, stage, terms }: CaseState): number | undefined {
  const lease = terms?.periods[stage]?.lease;
  if (terms === undefined || lease === undefined || claimant === undefined || claimedAt === undefined) return undefined;
  return Math.max(afterWorkingDays(claimedAt, lease, terms.calendar).at, terms.quietUntil ?? 0);
}

export const isTargetPassed = ({ stage, rung, terms }: CaseState): boolean =>
  hasPassed('target', rung, terms?.periods[stage]?.ladder);

export const isFatalPassed = ({ stage, rung, terms }: CaseState): boolean =>
  hasPassed('fatal', rung, terms?.periods[stage]?.ladder);

/** The date that the holder reads: the target, and once that has passed the fatal date. */
export const dueAt = (state: CaseState): number | undefined =>
  isTargetPassed(state) ? state.due?.fatal : state.due?.target;

/** The case with the rules of its day; what began before they came gets its due now. */
export function withTerms<S extends CaseState>(state: S, terms: Terms): S {
  const due = dueOfStage({ ...state, terms });
  return due === undefined ? { ...state, terms } : { ...state, terms, due };
}

/** A stage that holds another one's clock and has no period of its own, in terms older than itself, has the other's. */
export function dueOfStage({ stage, since, terms, term, pauses, held }: CaseState): Due | undefined {
  return dueOf(stage, since, terms, { term, pauses }) ?? (held && dueOf(held.stage, since, terms));
}

/**
 * The case under rules that have changed while it is open, and how its dates moved; none where they stand as they were. Reminders that
 * went out for a date that now lies ahead come again at the new one; none that is still owed is skipped.
 */
export function underNewTerms<S extends CaseState>(state: S, terms: Terms, at: number): { state: S; moved?: Moved } {
  const next = withTerms({ ...state, ...formerlyOf(state, terms) }, terms);
  const [before, after] = [state.due, next.due];
  if (before === undefined || after === undefined || isSame(before, after)) return { state: next };
  const calendar = { from: state.terms?.calendar.version ?? '', to: terms.calendar.version };
  return { state: { ...next, rung: rungAt(next, at) }, moved: { calendar, before, after } };
}

function formerlyOf({ formerly = [], terms, seq }: CaseState, next: Terms): Pick<CaseState, 'formerly'> {
  if (terms === undefined || isSameTerms(terms, next)) return {};
  // Terms that came and went between two events judged nothing.
  if (formerly.at(-1)?.until === seq) return {};
  return { formerly: [...formerly, { calendar: terms.calendar.version, until: seq }] };
}

/** The version of the calendar by which an event's dates were counted. */
export const calendarAt = ({ formerly = [], terms }: CaseState, seq: number): string | undefined =>
  formerly.find(({ until }) => seq <= until)?.calendar ?? terms?.calendar.version;

const isSame = (one: Due, other: Due): boolean =>
  one.target === other.target && one.fatal === other.fatal && one.provisional === other.provisional;

/** How many of the rungs that went out lie behind the dates as they are now: the others come again. That a ladder is silent moves no date. */
function rungAt(state: CaseState, at: number): number {
  let behind = 0;
  for (;;) {
    const next = rungAhead({ ...state, rung: behind });
    if (next === undefined || next.index >= state.rung || next.at > at) return Math.min(behind, state.rung);
    behind = next.index + 1;
  }
}

const clockOfStage: readonly (keyof CaseState)[] = [
  'due',
  'term',
  'rung',
  'pauses',
  'held',
  'extensions',
  'claimedAt',
  'dormant',
];

/** The case without what belongs to the stage that it leaves. */
function withoutClock<S extends CaseState>(state: S): S {
  const kept = Object.entries(state).filter(([name]) => !clockOfStage.some((known) => known === name));
  return Object.fromEntries(kept) as S;
}

/** The case at a stage that begins now, with a clock of its own; a term that an officer set replaces the target. */
export function enterStage<S extends CaseState>(state: S, stage: S['stage'], at: number, term?: number): S {
  const entered: S = { ...withoutClock(state), stage, since: at, rung: 0, ...(term !== undefined && { term }) };
  const due = dueOfStage(entered);
  return due === undefined ? entered : { ...entered, due };
}

/** The case at a stage in which the other side owes an answer: the clock of the one before stands still until `resumeStage`. */
export function holdStage<S extends CaseState>(state: S, stage: S['stage'], at: number): S {
  const { stage: left, since, rung, term, pauses, extensions, due: was } = state;
  const stretch = {
    ...(was && { due: was }),
    ...(term !== undefined && { term }),
    ...(pauses && { pauses }),
    ...(extensions !== undefined && { extensions }),
  };
  const held: Held = { stage: left, since, rung, from: at, ...stretch };
  const entered = { ...enterStage(state, stage, at), held };
  const due = dueOfStage(entered);
  return due === undefined ? entered : { ...entered, due };
}

/** Back at the stage whose clock stood still: the days between do not count, and it may have got more of them. */
export function resumeStage<S extends CaseState>(state: S, at: number, more = 0): S {
  const { held, terms, claimant } = state;
  if (held === undefined) return state;
  const { from, pauses = [], due: _, ...stretch } = held;
  const back: S = {
    ...withoutClock(state),
    ...stretch,
    ...longer(held, terms, more),
    pauses: [...pauses, { from, to: at }],
    ...(claimant !== undefined && { claimedAt: at }),
  };
  const due = dueOfStage(back);
  const dated = due === undefined ? back : { ...back, due };
  return { ...dated, rung: rungAt(dated, at) };
}

function longer({ stage, term }: Held, terms: Terms | undefined, more: number): Pick<CaseState, 'term'> {
  const target = term ?? terms?.periods[stage]?.target;
  return more === 0 || target === undefined ? {} : { term: target + more };
}

/** The case after the clock has spoken: neither stage nor version moves, but for a claim that lapsed. */
export function afterReminder<S extends CaseState>(state: S, reminder: Reminder, at: number): S {
  const next = { ...state, seq: state.seq + 1 };
  if (reminder === 'due-moved') return next;
  if (reminder === 'claim-lapsed') {
    const { claimant: _, claimedAt: _at, ...free } = next;
    return { ...free, version: state.version + 1, last: { act: reminder, at } } as unknown as S;
  }
  const rung = (nextRungOf(state)?.index ?? state.rung) + 1;
  return { ...next, rung, ...(reminder === 'dormant' && { dormant: true }) };
}

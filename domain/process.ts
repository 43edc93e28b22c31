import type { Actor, CaseEvent, CaseState, Command, Holder, Role } from './case.ts';
import type { LegalBasis } from './legal-basis.ts';
import type { Refusal } from './refusal.ts';
import type { Reminder } from './reminders.ts';
import type { Text } from './text.ts';

/**
 * What a process must say of itself so that the one mechanism (workflow loop, recorder, door) can carry its cases:
 * who may do what (`whyNot`), what a command lacks, how the case changes, and the row of each change.
 * `S` its state, `A` the names of its acts, `C` its command, `O` what opens it, `P` the steps of the system.
 */
export interface Process<
  S extends CaseState,
  A extends string,
  C extends Command,
  O extends { id: string; request: string; actor: Actor },
  P extends string,
> {
  readonly name: string;
  readonly acts: readonly A[];
  /** The case at its first event. */
  open(opening: O, at: number): S;
  opened(opening: O, state: S, at: number): CaseEvent;
  whyNot(act: A, state: S, actor: Actor): Refusal | undefined;
  whatIsMissing(act: A, state: S, command: C): Refusal | undefined;
  apply(act: A, state: S, command: C, at: number): S;
  after(step: P | Reminder, state: S, at: number): S;
  eventOf(happening: A | P | Reminder, state: S, at: number, by?: { request: string; actor: Actor }): CaseEvent;
  /** Everything that may be done now, for those who watch the case; whether this or that person may is for `whyNot`. */
  choices(state: S): readonly Choice<A>[];
  isAtRest(state: S): boolean;
  holderOf(state: S): Holder;
}

export interface Choice<A extends string> {
  readonly act: A;
  readonly roles: readonly Role[];
}

/** How a process calls its happenings and stages, and its plural noun in the API's paths. */
export interface Words {
  readonly name: Text;
  readonly path: string;
  happening(act: string): Text;
  basis(act: string): LegalBasis;
  stage(stage: string): Text;
  /** The stages at which somebody, or the system, owes something: each has a period. */
  readonly waits: readonly string[];
  readonly stages: readonly string[];
  /** What an act does to the clock of the stage that waits. */
  readonly clock?: (act: string) => 'holds' | 'resumes' | undefined;
  /** Stages at which more days may be asked for, and those at which somebody claims the case: only there a period speaks of either. */
  readonly extendable?: readonly string[];
  readonly claimable?: readonly string[];
  /** Stages in which those who touched the case act themselves, although its holder is the office that judges. */
  readonly ofAuthors?: readonly string[];
}

/** What this person may do with the case now, in the role that each act asks for. */
export function nextActs<S, A extends string>(
  rules: { readonly acts: readonly A[]; whyNot(act: A, state: S, actor: Actor): Refusal | undefined },
  state: S,
  actorFor: (act: A) => Actor,
): A[] {
  return rules.acts.filter((act) => rules.whyNot(act, state, actorFor(act)) === undefined);
}

import { type Actor, type Addressee, type CaseEvent, type Holder, peopleBehind } from '#domain/case';
import { dueOf } from '#domain/clock';
import type { LegalBasis } from '#domain/legal-basis';
import type { Process } from '#domain/process';
import {
  type Act,
  acts,
  type OpenAct,
  type Opening,
  openActs,
  type Stage,
  type Step,
  type Submission,
  type SubmissionCommand,
  stages,
  steps,
} from '#domain/submission';
import { type Assignee, isOfficer } from './assignment.ts';
import { choices, whatIsMissing, whyNot } from './why-not.ts';

/** The case at its first event: received, round 1 (28/24 23(1), 24(2)). */
function open({ id, component, period, hash, actor }: Opening, at: number): Submission {
  const touched = peopleBehind(actor);
  const last = { act: 'submit', by: actor.person, at };
  return {
    id,
    party: actor.unit,
    component,
    period,
    stage: 'received',
    round: 1,
    hash,
    touched,
    returns: 0,
    version: 1,
    seq: 1,
    last,
    since: at,
    rung: 0,
  };
}

/** The case after an act that `whyNot` and `whatIsMissing` let pass. */
function apply(act: OpenAct, submission: Submission, command: SubmissionCommand, at: number): Submission {
  const { to } = acts[act];
  const { person } = command.actor;
  const { claimant: _, appointed: _who, automatic: _made, ...unclaimed } = submission;
  const touched =
    act === 'resubmit' ? [...new Set([...submission.touched, ...peopleBehind(command.actor)])] : submission.touched;
  const next = {
    ...unclaimed,
    touched,
    seq: submission.seq + 1,
    version: submission.version + 1,
    last: { act, by: person, at },
  };
  if (act === 'assign' && command.assignee) return { ...next, ...given(command.assignee) };
  if (to === 'same') return act === 'claim' ? { ...next, claimant: person } : next;
  return enter(to, corrected(act, next, command), at, act === 'return' ? command.term : undefined);
}

/** Whose the case is from now on. */
const given = (assignee: Assignee): Pick<Submission, 'claimant' | 'appointed'> => ({
  claimant: assignee.person,
  ...(!isOfficer(assignee) && { appointed: assignee.person }),
});

function corrected(act: OpenAct, submission: Submission, { hash }: SubmissionCommand): Submission {
  if (act === 'return') return { ...submission, returns: submission.returns + 1 };
  if (act === 'overrule') return { ...submission, returns: submission.returns - 1, overruled: true };
  return act === 'resubmit' && hash !== undefined ? { ...submission, round: submission.round + 1, hash } : submission;
}

/** The case after something that the system did. Reminders move neither stage nor version. */
function after(step: Step, submission: Submission, at: number): Submission {
  const { to } = steps[step];
  const next = { ...submission, seq: submission.seq + 1 };
  if (step === 'due-moved') return next;
  if (to === 'same') return { ...next, rung: submission.rung + 1 };
  const moved = { ...next, version: submission.version + 1, last: { act: step, at } };
  if (step !== 'auto-returned') return enter(to, moved, at);
  return enter(to, { ...moved, returns: submission.returns + 1, automatic: true }, at);
}

/**
 * What the answer of the checks makes of the case: it goes back by itself only under a decision of PDSI, and no more once an officer
 * has taken such a return back.
 */
export function stepAfterChecks({ overruled }: Submission, { returns }: { readonly returns?: true }): Step {
  return returns && !overruled ? 'auto-returned' : 'checked';
}

function enter(stage: Stage, submission: Submission, at: number, term?: number): Submission {
  const { due: _, term: _term, ...rest } = submission;
  const due = dueOf(stage, at, submission.terms, term);
  return { ...rest, stage, since: at, rung: 0, ...(term !== undefined && { term }), ...(due && { due }) };
}

const isAtRest = ({ stage }: Submission): boolean => stages[stage].rest;
const holderOf = ({ stage }: Submission): Holder => stages[stage].holder;

const happenings: Record<Act | Step, { basis: LegalBasis; notify?: Addressee | 'holder' | undefined }> = {
  ...acts,
  ...steps,
};

/** The row that the record gets: the case as it stands after the act or step. */
function eventOf(
  act: Act | Step,
  submission: Submission,
  at: number,
  by?: { request: string; actor: Actor },
): CaseEvent {
  const { seq, stage, round, version, hash, due } = submission;
  const { basis, notify } = happenings[act];
  const addressee = notify === 'holder' ? addresseeOf(holderOf(submission)) : notify;
  return {
    seq,
    at,
    act,
    basis,
    stage,
    holder: holderOf(submission),
    round,
    version,
    hash,
    ...(by && { request: by.request, actor: by.actor }),
    ...(due && { target: due.target, fatal: due.fatal }),
    ...(addressee && { notify: addressee }),
  };
}

const addresseeOf = (holder: Holder): Addressee => (holder === 'producer' ? 'party' : 'reviewers');

/** Submission (A3) as a process that the one mechanism carries. */
export const submissionProcess: Process<Submission, OpenAct, SubmissionCommand, Opening, Step> = {
  name: 'submission',
  acts: openActs,
  open,
  opened: (opening, state, at) => eventOf('submit', state, at, opening),
  whyNot,
  whatIsMissing,
  apply,
  after,
  eventOf,
  choices,
  isAtRest,
  holderOf,
};

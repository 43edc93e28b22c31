import { type Actor, type Addressee, type CaseEvent, type Holder, peopleBehind } from '#domain/case';
import { afterReminder, enterStage, holdStage, resumeStage } from '#domain/case-clock';
import type { LegalBasis } from '#domain/legal-basis';
import type { Process } from '#domain/process';
import { isReminder } from '#domain/reminders';
import {
  type Act,
  acts,
  type OpenAct,
  type Opening,
  openActs,
  type Stage,
  type Submission,
  type SubmissionCommand,
  stages,
} from '#domain/submission';
import { type Step, steps } from '#domain/submission/steps';
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
  const { to, clock }: { to: Stage | 'same'; clock?: 'holds' | 'resumes' } = acts[act];
  const { person } = command.actor;
  const { dormant: _, ...awake } = submission;
  const next = {
    ...awake,
    touched: touchedAfter(act, submission, command.actor),
    seq: submission.seq + 1,
    version: submission.version + 1,
    last: { act, by: person, at },
  };
  if (act === 'assign' && command.assignee) return { ...unclaimed(next), ...given(command.assignee), claimedAt: at };
  if (to === 'same') return act === 'claim' ? { ...next, claimant: person, claimedAt: at } : unclaimed(next);
  if (clock === 'holds') return holdStage(act === 'ask-extension' ? askedOnceMore(next) : next, to, at);
  if (clock === 'resumes') return resumeStage(next, at, act === 'grant-extension' ? command.days : 0);
  const { automatic: _made, ...decided } = unclaimed(next);
  return enterStage(corrected(act, decided, command), to, at, act === 'return' ? command.term : undefined);
}

/** Who sends, answers or asks on the producer's side has touched the case. */
function touchedAfter(act: OpenAct, { touched }: Submission, actor: Actor): readonly string[] {
  const adds = acts[act].relation === 'submitting-unit' && act !== 'withdraw';
  return adds ? [...new Set([...touched, ...peopleBehind(actor)])] : touched;
}

function unclaimed(submission: Submission): Submission {
  const { claimant: _, claimedAt: _at, appointed: _who, ...free } = submission;
  return free;
}

/** Whose the case is from now on. */
const given = (assignee: Assignee): Pick<Submission, 'claimant' | 'appointed'> => ({
  claimant: assignee.person,
  ...(!isOfficer(assignee) && { appointed: assignee.person }),
});

const askedOnceMore = (submission: Submission): Submission => ({
  ...submission,
  extensions: (submission.extensions ?? 0) + 1,
});

function corrected(act: OpenAct, submission: Submission, { hash }: SubmissionCommand): Submission {
  if (act === 'return') return { ...submission, returns: submission.returns + 1 };
  if (act === 'overrule') return { ...submission, returns: submission.returns - 1, overruled: true };
  return act === 'resubmit' && hash !== undefined ? { ...submission, round: submission.round + 1, hash } : submission;
}

/** The case after something that the system did. */
function after(step: Step, submission: Submission, at: number): Submission {
  if (isReminder(step)) return afterReminder(step === 'claim-lapsed' ? unclaimed(submission) : submission, step, at);
  const { to } = steps[step];
  const moved = {
    ...submission,
    seq: submission.seq + 1,
    version: submission.version + 1,
    last: { act: step, at },
  };
  if (step !== 'auto-returned') return enterStage(moved, to, at);
  return enterStage({ ...moved, returns: submission.returns + 1, automatic: true }, to, at);
}

/**
 * What the answer of the checks makes of the case: it goes back by itself only under a decision of PDSI, and no more once an officer
 * has taken such a return back.
 */
export function stepAfterChecks({ overruled }: Submission, { returns }: { readonly returns?: true }): Step {
  return returns && !overruled ? 'auto-returned' : 'checked';
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

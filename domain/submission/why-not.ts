import { type Actor, peopleBehind, type Role } from '#domain/case';
import { pdsi } from '#domain/office';
import { type Refusal, refuse } from '#domain/refusal';
import { acts, type OpenAct, openActs, type Stage, type Submission, type SubmissionCommand } from '#domain/submission';

/** The term of a return, in working days (house standard: the law gives none). */
export const termRange = { least: 1, most: 60 } as const;

/**
 * Why this person may not do this now, whatever the details; undefined when they may. The one function that judges:
 * the API for "what may be done next", the workflow's validators for the refusal, the tests for every cell.
 */
export function whyNot(act: OpenAct, submission: Submission, actor: Actor): Refusal | undefined {
  return (
    whyNotThisPerson(act, submission, actor) ??
    whyNotAtThisStage(act, submission) ??
    whyNotThisClaimant(act, submission, actor)
  );
}

/** Why this person may not open a case. Machines submit only under an agreement in force or a recorded exception (28/24 19, L-II). */
export function whyNotSubmit(actor: Actor, interoperability: boolean): Refusal | undefined {
  const roles: readonly string[] = acts.submit.roles;
  if (!roles.includes(actor.role)) return refuse('not-your-act', `submit is for ${acts.submit.roles.join(' or ')}`);
  if (actor.role === 'machine' && !interoperability)
    return refuse(
      'interoperability-closed',
      'no interoperability agreement in force and no exception on record for this unit',
    );
  return undefined;
}

function whyNotThisPerson(act: OpenAct, submission: Submission, actor: Actor): Refusal | undefined {
  const { relation } = acts[act];
  const roles: readonly string[] = acts[act].roles;
  if (!roles.includes(actor.role)) return refuse('not-your-act', `${act} is for ${roles.join(' or ')}`);
  if (relation === 'submitting-unit')
    return actor.unit === submission.party
      ? undefined
      : refuse('not-your-case', `${act} is for the unit that submitted`);
  return whyNotIndependent(submission, actor);
}

/**
 * Four eyes (house rule): nobody decides who touched the case on the producer's side, or stands in for one who did; and nobody
 * of the submitting unit, but for PDSI's own data, where a different person suffices.
 */
function whyNotIndependent({ touched, party }: Submission, actor: Actor): Refusal | undefined {
  if (peopleBehind(actor).some((person) => touched.includes(person)))
    return refuse('four-eyes', 'who submitted, or stands in for one who did, may not decide');
  if (actor.unit === party && party !== pdsi) return refuse('four-eyes', 'nobody of the submitting unit may decide');
  return undefined;
}

function whyNotAtThisStage(act: OpenAct, submission: Submission): Refusal | undefined {
  const from: readonly string[] = acts[act].from;
  const { stage, round, last, returns, automatic } = submission;
  const facts = { stage, act: last.act, at: last.at, ...(last.by !== undefined && { by: last.by }) };
  if (act === 'withdraw' && returns > 0 && isUndecided(stage))
    return refuse('must-be-corrected', 'what was returned must be corrected and resubmitted', facts);
  if (act === 'overrule' && stage === 'returned' && !automatic)
    return refuse('returned-by-a-person', 'an officer returned the case: no decision did', facts);
  return from.includes(stage) ? undefined : refuse('wrong-stage', `the case is ${stage}, round ${round}`, facts);
}

/** Received, in review or returned: not yet accepted. */
const isUndecided = (stage: Stage): boolean =>
  stage === 'returned' || acts.withdraw.from.some((from) => from === stage);

/** Who stands in for the claimant may do what the claimant may: review goes on when somebody falls ill. */
function whyNotThisClaimant(act: OpenAct, { claimant, last, stage }: Submission, actor: Actor): Refusal | undefined {
  const claim = {
    stage,
    act: 'claim',
    at: last.at,
    ...(claimant !== undefined && { by: claimant }),
  };
  if (act === 'claim')
    return claimant === undefined ? undefined : refuse('already-claimed', 'somebody has claimed the case', claim);
  if (!needsClaim(act, stage) || peopleBehind(actor).some((person) => person === claimant)) return undefined;
  return claimant === undefined
    ? refuse('claim-first', `claim the case, then ${act}`)
    : refuse('claimed-by-another', 'somebody else has claimed the case', claim);
}

function needsClaim(act: OpenAct, stage: Stage): boolean {
  const { relation } = acts[act];
  return relation === 'claimant' || (relation === 'claimant-or-after-storage' && stage === 'in-review');
}

/** Why this command does not fit the case although its act is allowed; undefined when it fits. The version is judged last. */
export function whatIsMissing(act: OpenAct, submission: Submission, command: SubmissionCommand): Refusal | undefined {
  const { hash, version } = submission;
  const needs: readonly string[] = acts[act].needs;
  if (needs.includes('findings') && !command.findings)
    return refuse('finding-needed', 'a return cites at least one finding');
  if (needs.includes('term') && !isTerm(command.term))
    return refuse('term-out-of-range', `the term of a return is ${termRange.least} to ${termRange.most} working days`);
  if (needs.includes('file')) {
    if (command.hash === undefined) return refuse('file-needed', `${act} needs a file`);
    if (command.hash === hash) return refuse('same-content', 'this is the very file that was returned');
  }
  if (needs.includes('content-hash') && command.hash !== hash)
    return refuse('other-content', 'the round has other content than the one decided on', { expected: hash });
  if (command.version !== version) return refuse('stale-version', `the case is at version ${version}`, { version });
  return undefined;
}

const isTerm = (term: number | undefined): boolean =>
  term !== undefined && Number.isInteger(term) && term >= termRange.least && term <= termRange.most;

/** What may be done with the case now by the right person, whoever that is. */
export function choices(submission: Submission): { act: OpenAct; roles: readonly Role[] }[] {
  const { stage, claimant } = submission;
  const isClaimed = claimant !== undefined;
  return openActs
    .filter((act) => whyNotAtThisStage(act, submission) === undefined)
    .filter((act) => (act === 'claim' ? !isClaimed : isClaimed || !needsClaim(act, stage)))
    .map((act) => ({ act, roles: acts[act].roles }));
}

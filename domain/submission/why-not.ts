import { type Actor, peopleBehind, type Role } from '#domain/case';
import { lastActOf, otherContent, type Refusal, refuse, refuseRole, refuseStale, stands } from '#domain/refusal';
import {
  acts,
  type OpenAct,
  openActs,
  type Stage,
  type Submission,
  type SubmissionCommand,
  stages,
} from '#domain/submission';
import { isAppointed, whyNotAssignee, whyNotHead, whyNotIndependent } from '#domain/submission/assignment';
import { text } from '#domain/text';
import { isDaysWithin, whyNoExtension, whyNotSoLong } from './extension.ts';

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
  if (!roles.includes(actor.role)) return refuseRole('submit', acts.submit.roles);
  return actor.role === 'machine' && !interoperability ? interoperabilityClosed : undefined;
}

export const interoperabilityClosed: Refusal = refuse(
  'interoperability-closed',
  text(
    'tidak ada kerja sama interoperabilitas yang berlaku dan tidak ada pengecualian tercatat bagi unit ini dalam register machine-access',
    'no interoperability agreement in force and no exception on record for this unit in the register machine-access',
  ),
);

function whyNotThisPerson(act: OpenAct, submission: Submission, actor: Actor): Refusal | undefined {
  const { relation } = acts[act];
  const roles: readonly string[] = acts[act].roles;
  const mayJudge = needsClaim(act, submission.stage) && isAppointed(submission, actor);
  if (!roles.includes(actor.role) && !mayJudge) return refuseRole(act, acts[act].roles);
  if (relation === 'head-of-pdsi') return whyNotHead(act, submission, actor);
  if (relation === 'submitting-unit')
    return actor.unit === submission.party
      ? undefined
      : refuse(
          'not-your-case',
          text(`${act} dilakukan oleh unit yang menyampaikan`, `${act} is for the unit that submitted`),
        );
  return whyNotIndependent(submission, { people: peopleBehind(actor), unit: actor.unit });
}

function whyNotAtThisStage(act: OpenAct, submission: Submission): Refusal | undefined {
  const from: readonly string[] = acts[act].from;
  const { stage, round, returns, automatic } = submission;
  const facts = lastActOf(submission);
  if (act === 'withdraw' && returns > 0 && isUndecided(stage))
    return refuse(
      'must-be-corrected',
      text(
        'yang dikembalikan wajib diperbaiki dan disampaikan kembali (28/24 25(2))',
        'what was returned must be corrected and resubmitted (28/24 25(2))',
      ),
      facts,
    );
  if (act === 'overrule' && from.includes(stage) && !automatic)
    return refuse(
      'returned-by-a-person',
      text('perkara dikembalikan oleh petugas, bukan otomatis', 'an officer returned the case: no decision did'),
      facts,
    );
  if (!from.includes(stage)) return refuse('wrong-stage', stands(stages[stage].text, round), facts);
  return act === 'ask-extension' ? whyNoExtension(submission) : undefined;
}

/** Received, in review or returned, or an answer is awaited there: not yet accepted. */
const isUndecided = (stage: Stage): boolean =>
  stage === 'returned' || stage === 'extension-asked' || acts.withdraw.from.some((from) => from === stage);

/** Who stands in for the claimant may do what the claimant may: review goes on when somebody falls ill. */
function whyNotThisClaimant(act: OpenAct, { claimant, last, stage }: Submission, actor: Actor): Refusal | undefined {
  const claim = {
    stage,
    act: 'claim',
    at: last.at,
    ...(claimant !== undefined && { by: claimant }),
  };
  if (act === 'put-back' && claimant === undefined)
    return refuse('not-claimed', text('tidak seorang pun mengambil perkara ini', 'nobody has claimed the case'), {
      stage,
    });
  if (act === 'claim')
    return claimant === undefined
      ? undefined
      : refuse('already-claimed', text('perkara sudah diambil', 'somebody has claimed the case'), claim);
  if (!needsClaim(act, stage) || peopleBehind(actor).some((person) => person === claimant)) return undefined;
  return claimant === undefined
    ? refuse('claim-first', text(`ambil dahulu perkaranya (claim), lalu ${act}`, `claim the case, then ${act}`))
    : refuse(
        'claimed-by-another',
        text('perkara sudah diambil petugas lain', 'somebody else has claimed the case'),
        claim,
      );
}

function needsClaim(act: OpenAct, stage: Stage): boolean {
  const { relation } = acts[act];
  return relation === 'claimant' || (relation === 'claimant-or-after-storage' && stage !== 'secured');
}

/** Why this command does not fit the case although its act is allowed; undefined when it fits. The version is judged last. */
export function whatIsMissing(act: OpenAct, submission: Submission, command: SubmissionCommand): Refusal | undefined {
  const missing = whatIsNotGiven(act, submission, command);
  if (missing) return missing;
  return command.version === submission.version ? undefined : refuseStale(submission, stages[submission.stage].text);
}

function whatIsNotGiven(act: OpenAct, submission: Submission, command: SubmissionCommand): Refusal | undefined {
  const { hash } = submission;
  const needs: readonly string[] = acts[act].needs;
  if (needs.includes('assignee')) return whyNotAssignee(submission, command.assignee);
  if (needs.includes('findings') && !command.findings)
    return refuse(
      'finding-needed',
      text('pengembalian menyebut sedikitnya satu temuan', 'a return cites at least one finding'),
    );
  if (needs.includes('term') && !isTerm(command.term))
    return refuse(
      'term-out-of-range',
      text(
        `jangka waktu pengembalian ${termRange.least} sampai ${termRange.most} hari kerja`,
        `the term of a return is ${termRange.least} to ${termRange.most} working days`,
      ),
    );
  const outOfRange = needs.includes('days') ? whyNotSoLong(submission, command) : undefined;
  if (outOfRange) return outOfRange;
  const wrongFile = needs.includes('file') ? whyNotThisFile(act, submission, command) : undefined;
  if (wrongFile) return wrongFile;
  if (needs.includes('content-hash') && command.hash !== hash)
    return refuse('other-content', otherContent, { expected: hash });
  return undefined;
}

function whyNotThisFile(act: OpenAct, { hash }: Submission, command: SubmissionCommand): Refusal | undefined {
  if (command.hash === undefined) return refuse('file-needed', text(`${act} memerlukan berkas`, `${act} needs a file`));
  if (command.hash !== hash) return undefined;
  return refuse(
    'same-content',
    text('ini berkas yang sama dengan yang dikembalikan', 'this is the very file that was returned'),
  );
}

/**
 * Why content in which the checks found errors may not be accepted without a word (house standard). 28/24 leaves the decision to PDSI
 * whatever the checks find: the reason is what the record then shows of it.
 */
export function whyNotDespite(errors: number, reason: string | undefined): Refusal | undefined {
  if (errors === 0 || reason !== undefined) return undefined;
  return refuse(
    'reason-needed',
    text(
      `pemeriksaan menemukan ${errors} galat: persetujuan menyebut alasannya`,
      `the checks found ${errors} ${errors === 1 ? 'error' : 'errors'}: an acceptance says why it is given all the same`,
    ),
  );
}

const isTerm = (term: number | undefined): boolean => isDaysWithin(term, termRange.most);

/** What may be done with the case now by the right person, whoever that is. */
export function choices(submission: Submission): { act: OpenAct; roles: readonly Role[] }[] {
  const { stage, claimant } = submission;
  const isClaimed = claimant !== undefined;
  return openActs
    .filter((act) => whyNotAtThisStage(act, submission) === undefined)
    .filter((act) => (act === 'claim' ? !isClaimed : isClaimed || !(needsClaim(act, stage) || act === 'put-back')))
    .map((act) => ({ act, roles: acts[act].roles }));
}

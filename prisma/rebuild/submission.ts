import type { CaseState, Command } from '#domain/case';
import type { Submission as State, SubmissionCommand } from '#domain/submission';
import type { Assignee } from '#domain/submission/assignment';
import { submissionProcess } from '#domain/submission/course';
import type { AssignIntake, ReturnIntake, Statement, SubmittedFile } from '#domain/submission/intake';
import { submissionTitle } from '#domain/submission/words';
import type { Prisma, Submission, SubmissionRound } from '#prisma/generated/client';
import { type Retelling, type Story, stateAfter, type Told, type Words } from './story.ts';

/** A submission told again: what it is about from its first event, its rounds from what was written to each. */
export const submissionRetelling: Retelling = {
  state(story) {
    const { component, period } = statementIn(story.first);
    return stateAfter(submissionProcess, story, { component, period, hash: story.first.link.content ?? '' }, commandOf);
  },
  title: (state: CaseState, components) => {
    const submission = state as State;
    return submissionTitle(submission, components.get(submission.component) ?? '');
  },
  rows: (story) => ({ submission: submissionIn(story), rounds: roundsIn(story), proposals: [] }),
};

const statementIn = ({ words }: Told) => words?.['statement'] as Statement;

function commandOf({ link, words }: Told, command: Command): SubmissionCommand {
  const term = (words as Partial<ReturnIntake> | undefined)?.term;
  const days = (words?.['body'] as { readonly days?: number } | undefined)?.days;
  return {
    ...command,
    ...(link.content !== null && { hash: link.content }),
    ...(term !== undefined && { term }),
    ...(days !== undefined && { days }),
    ...(link.act === 'assign' && { assignee: assigneeIn(words?.['body'] as AssignIntake) }),
  };
}

/** To whom the head gave the case, as far as it changes the case: who, and whether by appointment. */
const assigneeIn = ({ to, appointed }: Partial<AssignIntake> = {}): Assignee => ({
  person: String(to),
  roles: appointed ? [] : ['pdsi'],
  unit: '',
  unitKind: '',
  absent: false,
  standsFor: [],
  officersLeft: 0,
});

function submissionIn({ id, first }: Story): Submission {
  const { component, period, replaces = null } = statementIn(first);
  return { caseId: id, component, periodFrom: period.from, periodTo: period.to, replaces };
}

function roundsIn({ first, later }: Story): SubmissionRound[] {
  const rounds = new Map<number, SubmissionRound>();
  for (const told of [first, ...later]) {
    const { round, act } = told.link;
    const before = rounds.get(round);
    const opens = act === 'submit' || act === 'resubmit';
    const after = opens ? roundOpened(told) : before && { ...before, ...changeOf(told) };
    if (after) rounds.set(round, after);
  }
  return [...rounds.values()];
}

function roundOpened({ link, words = {} }: Told): SubmissionRound {
  const { caseId, round, at, person } = link;
  const { hash, size, name } = words['file'] as SubmittedFile;
  return {
    caseId,
    round,
    hash,
    size: BigInt(size),
    fileName: name,
    submittedAt: at,
    submittedBy: person ?? '',
    statement: words['statement'] as Prisma.JsonValue,
    receipt: String(words['receipt']),
    ...undecided,
  };
}

const undecided = {
  decision: null,
  decidedAt: null,
  decidedBy: null,
  term: null,
  findings: [],
  note: null,
  storedAt: null,
  storedIn: null,
  securedAt: null,
};

/** What an event changes of its round. */
function changeOf({ link, words = {} }: Told): Partial<SubmissionRound> {
  const { act, at, person } = link;
  switch (act) {
    case 'return':
      return { decision: 'returned', decidedAt: at, decidedBy: person, ...returnIn(words) };
    case 'accept':
      return { decision: 'accepted', decidedAt: at, decidedBy: person, note: noteIn(words) };
    case 'auto-returned':
      return { decision: 'returned', decidedAt: at };
    case 'overrule':
      return { decision: null, decidedAt: null };
    case 'stored':
      return { storedAt: at, storedIn: String(words['place']) };
    case 'secured':
      return { securedAt: at };
    default:
      return {};
  }
}

const returnIn = (words: Words) => ({
  findings: words['findings'] as Prisma.JsonValue,
  term: words['term'] as number,
  note: noteIn(words),
});
const noteIn = (words: Words) => (words['note'] as string | null | undefined) ?? null;

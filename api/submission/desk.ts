import type { Desk } from '#api/case/desk';
import {
  type Act,
  acts,
  type OpenAct,
  type Opening,
  openActs,
  type Submission,
  type SubmissionCommand,
} from '#domain/submission';
import { whatIsMissing, whyNot } from '#domain/submission/why-not';
import { submissionWords } from '#domain/submission/words';
import { submissionType } from '#workflows/submission.messages';
import { viewOf } from './view.ts';

/** Submission (A3) at the door. */
export const submissionDesk: Desk<Submission, OpenAct, SubmissionCommand, Opening> = {
  type: submissionType,
  path: submissionWords.path,
  opens: 'submit',
  acts: openActs,
  rolesOf: (act) => acts[act as Act].roles,
  isJudging: (act) => acts[act as Act].relation !== 'submitting-unit',
  needsOf: (act) => acts[act as Act].needs,
  whyNot,
  whatIsMissing,
  async summaryOf(database, unit, { component, period }) {
    const known = await database.component.findUnique({ where: { code: component } });
    return `${unit}: ${component} ${known?.name ?? ''}, ${period.from} to ${period.to}`;
  },
  viewOf: (needs, viewer, caseId) => viewOf({ desk: submissionDesk, needs, viewer }, caseId),
};

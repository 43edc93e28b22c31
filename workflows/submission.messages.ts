import type { OpenAct, Opening, Submission, SubmissionCommand } from '#domain/submission';
import { type CaseInput, updateOf } from './case.messages.ts';

export type SubmissionInput = CaseInput<Submission, Opening>;

/** The workflow's type, never renamed. */
export const submissionType = 'submission';

/** `submission:2026-000123`: readable, and the case's id everywhere. */
export const submissionId = (number: string): string => `${submissionType}:${number}`;

export const submissionUpdate = (act: OpenAct) => updateOf<SubmissionCommand>(act);

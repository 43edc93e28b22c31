import type { Opening, Submission } from '#domain/submission';
import type { CaseInput } from './case.messages.ts';

export type SubmissionInput = CaseInput<Submission, Opening>;

/** The workflow's type, never renamed. */
export const submissionType = 'submission';

/** `submission:2026-000123`: readable, and the case's id everywhere. */
export const submissionId = (number: string): string => `${submissionType}:${number}`;

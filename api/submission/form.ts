import { z } from 'zod';
import { ProblemError } from '#api/problem';
import { SubmissionForm } from '#api/submission.schema';
import { type Needs, receive, type Sender } from '#api/upload';
import type { Submit } from './intake.ts';

/** A submission that came as one form: the file is put down first, then it is the small JSON that names it. */
export async function submissionIn(needs: Needs, sender: Sender): Promise<{ body: Submit; fingerprint: unknown }> {
  const { id, hash, fields } = await receive(needs, sender);
  const form = statementIn((await fields())['submission']);
  return { body: { ...form, file: { id } }, fingerprint: { form, hash } };
}

function statementIn(field: string | undefined): z.output<typeof SubmissionForm> {
  return z.object({ submission: SubmissionForm }).parse({ submission: json(field) }).submission;
}

function json(field: string | undefined): unknown {
  try {
    return JSON.parse(field ?? '');
  } catch {
    const errors = [{ pointer: '/submission', detail: 'send the statement as JSON in the field "submission"' }];
    throw new ProblemError('invalid-request', { errors });
  }
}

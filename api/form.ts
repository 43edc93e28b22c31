import { z } from 'zod';
import type { Role } from '#domain/case';
import { text } from '#domain/text';
import { ProblemError } from './problem.ts';
import { type Needs, receive, type Sender } from './upload.ts';

interface Form<S extends z.ZodType> {
  /** The field that holds the small JSON beside the file. */
  readonly field: string;
  readonly schema: S;
  readonly senders?: readonly Role[];
}

/** A write that came as one form: the file is put down first, then it is the small JSON that names it. */
export async function formIn<S extends z.ZodType<object>>(
  needs: Needs,
  sender: Sender,
  { field, schema, senders }: Form<S>,
): Promise<{ body: z.output<S> & { file: { id: string } }; fingerprint: unknown }> {
  const { id, hash, fields } = await receive(needs, sender, { ...(senders && { senders }) });
  const form = z.object({ [field]: schema }).parse({ [field]: json(field, (await fields())[field]) })[
    field
  ] as z.output<S>;
  return { body: { ...form, file: { id } }, fingerprint: { form, hash } };
}

function json(field: string, sent: string | undefined): unknown {
  try {
    return JSON.parse(sent ?? '');
  } catch {
    const detail = text(
      `kirim pernyataan sebagai JSON dalam isian "${field}"`,
      `send the statement as JSON in the field "${field}"`,
    );
    const errors = [{ pointer: `/${field}`, detail }];
    throw new ProblemError('invalid-request', { errors });
  }
}

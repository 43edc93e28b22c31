import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type { z } from 'zod';
import { ProblemError } from '#api/problem';
import type { ProofView } from '#api/proofs.schema';
import { aboutWorkflow, noteInLog } from '#platform/log';
import type { proof } from '#workflows/proof';
import { type ProofInput, proofType } from '#workflows/proof.messages';

type View = z.input<typeof ProofView>;

/** How long the door waits for the engine. */
const patience = 10_000;

const workflowId = (id: string) => `${proofType}:${id}`;

/** Begins a proof of the whole record; the same id with the same wish is the same proof. */
export async function beginProof(
  client: Client,
  { id, taskQueue, input }: { readonly id: string; readonly taskQueue: string; readonly input: ProofInput },
): Promise<View> {
  try {
    await within(client, () =>
      client.workflow.start<typeof proof>(proofType, {
        workflowId: workflowId(id),
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        taskQueue,
        args: [input],
        memo: { ...input },
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  const view = await proofAt(client, id);
  if (view.files !== input.files) throw new ProblemError('key-reused');
  return view;
}

/** How far it is, and its result for as long as the engine keeps it. */
export async function proofAt(client: Client, id: string): Promise<View> {
  noteInLog(aboutWorkflow(workflowId(id)));
  const handle = client.workflow.getHandle<typeof proof>(workflowId(id));
  const about = await within(client, () => handle.describe()).catch((error: unknown) => {
    if (error instanceof WorkflowNotFoundError) throw new ProblemError('not-found');
    throw error;
  });
  const { status, startTime, memo } = about;
  const seen = {
    id,
    since: startTime.toISOString(),
    files: memo?.['files'] === true,
    links: { self: `/v1/proofs/${id}` },
  };
  if (status.name === 'RUNNING') return { ...seen, status: 'running', result: null };
  if (status.name !== 'COMPLETED') return { ...seen, status: 'failed', result: null };
  const { faults, ...counted } = await within(client, () => handle.result());
  return { ...seen, status: 'done', result: { whole: counted.faultCount === 0, ...counted, faults: [...faults] } };
}

function within<T>(client: Client, call: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + patience, call);
}

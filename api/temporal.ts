import {
  ApplicationFailure,
  type Client,
  Connection,
  type ConnectionOptions,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import type { CaseState, Command, Standing } from '#domain/case';
import { type Refusal, type RefusalFacts, refusalCodes, refuse } from '#domain/refusal';
import { type Text, text } from '#domain/text';
import { type CaseInput, opened, updateOf } from '#workflows/case.messages';

/** How long the door waits for a durable answer before it says "try again with the same key". */
const patience = 15_000;

export type { Client };

/** Connects when first used; where nobody answers it says so within seconds, because who waits may repeat with the same key. */
export function openConnection(at: Pick<ConnectionOptions, 'address' | 'tls'>): Connection {
  const interceptors = [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: 4 }))];
  return Connection.lazy({ ...at, connectTimeout: '3s', interceptors });
}

export interface Start {
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly caseId: string;
  /** One line for operators: unit, component, period. No names of people. */
  readonly summary: string;
  /** The way from the workflow back to the case. */
  readonly details: string;
}

/**
 * Opens a case and answers when event 1 is durable; a repeat gets the same answer. False when the case has been closed since:
 * then the record has the answer.
 */
export async function openCase<O>(client: Client, start: Start, input: CaseInput<CaseState, O>): Promise<boolean> {
  const { workflowType, taskQueue, caseId, summary, details } = start;
  const operation = new WithStartWorkflowOperation(workflowType, {
    workflowId: caseId,
    taskQueue,
    args: [input],
    staticSummary: summary,
    staticDetails: details,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
  });
  try {
    await within(client, () => client.workflow.executeUpdateWithStart(opened, { startWorkflowOperation: operation }));
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

export type Decided = { readonly standing: Standing } | { readonly refusal: Refusal };

/** Sends an act to the running case. The same request twice is the same Update. */
export async function sendAct(
  client: Client,
  caseId: string,
  act: string,
  command: Command,
): Promise<Decided | 'not-running'> {
  const handle = client.workflow.getHandle(caseId);
  try {
    const options = { args: [command] as [Command], updateId: command.request };
    return { standing: await within(client, () => handle.executeUpdate(updateOf(act), options)) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not-running';
    return { refusal: refusalIn(error) };
  }
}

/**
 * Sends an act to a case whose workflow is closed or gone: it goes on from the recorded state, carrying this act. A workflow that
 * runs after all is used as it is; one that starts from a state that is no longer the last ends itself, and the act is refused.
 */
export async function resumeWith(
  client: Client,
  start: Start,
  state: CaseState,
  act: string,
  command: Command,
): Promise<Decided> {
  const { workflowType, taskQueue, caseId, summary, details } = start;
  const operation = new WithStartWorkflowOperation(workflowType, {
    workflowId: caseId,
    taskQueue,
    args: [{ state }],
    staticSummary: summary,
    staticDetails: details,
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  });
  const options = { args: [command] as [Command], updateId: command.request, startWorkflowOperation: operation };
  try {
    return { standing: await within(client, () => client.workflow.executeUpdateWithStart(updateOf(act), options)) };
  } catch (error) {
    return { refusal: refusalIn(error) };
  }
}

function within<T>(client: Client, call: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + patience, call);
}

/** The refusal that a validator or handler threw; anything else goes on as it is. */
function refusalIn(error: unknown): Refusal {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(cause instanceof ApplicationFailure)) throw error;
  const code = refusalCodes.find((known) => known === cause.type);
  if (code === undefined) throw error;
  const [facts, detail = text(cause.message, cause.message)] = (cause.details ?? []) as [RefusalFacts?, Text?];
  return refuse(code, detail, facts);
}

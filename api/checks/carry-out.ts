import { setTimeout as pause } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import proto from '@temporalio/proto';
import type { RequestRow } from '#api/intake';
import { ProblemError } from '#api/problem';
import type { Answer } from '#api/route';
import { checksAway } from '#domain/dry-run';
import type { Database } from '#prisma/database';
import { type DryRunInput, dryRunType } from '#workflows/dry-run.messages';
import { viewOf } from './view.ts';

export interface Needs {
  readonly database: Database;
  readonly temporal: Client;
  readonly taskQueue: string;
}

/** How long the door waits for a report before it says where to look for it. */
const patience = 5000;

/** Carries a request of a dry run out: safe to repeat, because the dry run's id is the workflow's id. */
export async function carryOutCheck(needs: Needs, request: RequestRow): Promise<Answer> {
  if (request.act === 'check') await begin(needs, request.command as unknown as DryRunInput);
  else await cancel(needs, request.caseId);
  return answerWhenEnded(needs, request.caseId);
}

async function begin({ temporal, taskQueue }: Needs, input: DryRunInput): Promise<void> {
  const { id, component } = input;
  try {
    await temporal.workflow.start(dryRunType, {
      workflowId: id,
      taskQueue,
      args: [input],
      staticSummary: `dry run: component ${component}`,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** What has ended by itself stays as it ended; a workflow that Temporal no longer knows never will. */
async function cancel({ database, temporal }: Needs, id: string): Promise<void> {
  try {
    await temporal.workflow.getHandle(id).cancel();
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const data = { endedAt: new Date(), failure: 'cancelled' };
    await database.dryRun.updateMany({ where: { id, endedAt: null }, data });
  }
}

async function answerWhenEnded(needs: Needs, id: string): Promise<Answer> {
  const { database } = needs;
  for (const end = Date.now() + patience; ; await pause(100)) {
    const row = await database.dryRun.findUnique({ where: { id } });
    if (!row) throw new ProblemError('not-found');
    if (row.endedAt !== null) return { status: 200, body: await viewOf(database, row) };
    if (Date.now() < end) continue;
    const view = await withWarning(needs, await viewOf(database, row));
    return { status: 202, body: view, headers: { Location: view.links['self'] ?? '', 'Retry-After': '2' } };
  }
}

/** A dry run that waits while nobody checks says so. */
export async function withWarning<V extends Awaited<ReturnType<typeof viewOf>>>(needs: Needs, view: V): Promise<V> {
  if (view.state !== 'waiting' || (await isAtWork(needs))) return view;
  return { ...view, failure: { code: 'checks-away' as const, ...checksAway } };
}

/** Temporal counts as pollers those who asked for work within the last minutes; the checks ask once a minute at least. */
async function isAtWork({ temporal, taskQueue }: Needs): Promise<boolean> {
  const { pollers } = await temporal.workflowService.describeTaskQueue({
    namespace: temporal.options.namespace,
    taskQueue: { name: `${taskQueue}-checks` },
    taskQueueType: proto.temporal.api.enums.v1.TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY,
  });
  return (pollers ?? []).length > 0;
}

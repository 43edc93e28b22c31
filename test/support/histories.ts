import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { inject } from 'vitest';

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

export interface Named {
  readonly workflowId: string;
  readonly history: History;
}

/** The histories of workflows, of every run of each. */
export async function historiesOf(client: Client, workflowIds: readonly string[]): Promise<Named[]> {
  const found: Named[] = [];
  for (const workflowId of workflowIds)
    for (const runId of await runsOf(client, workflowId))
      found.push({ workflowId, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() });
  return found;
}

/** Every run of one workflow, the first first; visibility may lag behind, so the chain is followed from the last. */
async function runsOf(client: Client, workflowId: string): Promise<string[]> {
  const runs: string[] = [];
  for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${workflowId}"` })) runs.unshift(runId);
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  return runs.includes(runId) ? runs : [...runs, runId];
}

/** Replays histories against the workflows of today and answers those that no longer fit. */
export async function broken(histories: readonly Named[]): Promise<string[]> {
  const faults: string[] = [];
  async function* each() {
    yield* histories;
  }
  const options = { workflowBundle: { codePath: inject('servers').bundle } };
  for await (const { workflowId, error } of Worker.runReplayHistories(options, each()))
    if (error) faults.push(`${workflowId}: ${error.message}`);
  return faults;
}

/** The form in which histories are committed: proto JSON, which can be replayed. */
export const asJson = ({ history }: Named): string => `${historyToJSON(history)}\n`;

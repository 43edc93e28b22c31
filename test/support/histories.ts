import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
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

/** Every run of one workflow, the first first. Visibility lags behind: it is asked until it knows the latest. */
async function runsOf(client: Client, workflowId: string): Promise<string[]> {
  const { runId: latest } = await client.workflow.getHandle(workflowId).describe();
  for (;;) {
    const runs: string[] = [];
    for await (const { runId } of client.workflow.list({ query: `WorkflowId = "${workflowId}"` })) runs.unshift(runId);
    if (runs.includes(latest)) return runs;
    await pause(50);
  }
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

const folder = 'test/histories';

/**
 * With RECORD_HISTORIES=0.1.0 the histories of a release are added beside those of earlier ones, as proto JSON, which can be replayed.
 * What is there is never replaced.
 */
export function keepHistories(process: string, path: string, histories: readonly Named[]): void {
  const release = globalThis.process.env['RECORD_HISTORIES'];
  if (release === undefined) return;
  const target = join(folder, process, release);
  mkdirSync(target, { recursive: true });
  for (const [index, { history }] of histories.entries()) {
    const name = `${path} ${index + 1}`.replaceAll(/[^a-z0-9]+/g, '-');
    const file = join(target, `${name}.json`);
    // Traces of errors name files within the checkout, wherever that is.
    const json = historyToJSON(history).replaceAll(`${globalThis.process.cwd()}/`, '');
    if (!existsSync(file)) writeFileSync(file, `${json}\n`);
  }
}

/** Every history that was ever committed, of every process and release. */
export function keptHistories(): Named[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.map((name) => ({
    workflowId: name,
    history: historyFromJSON(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  }));
}

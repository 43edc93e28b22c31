import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { inject } from 'vitest';
import type { Office } from './office.ts';

export interface WorkerProcess {
  /** SIGKILL: no chance to finish anything. */
  kill(): Promise<void>;
  /** Starts it again and waits until it works. */
  start(): Promise<void>;
  readonly pid: number | undefined;
  /** What it has written so far. */
  output(): string;
}

/** A worker as production runs it, in a process of its own. */
export async function workerProcess(
  office: Office,
  script: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<WorkerProcess> {
  const { temporalAddress, bundle } = inject('servers');
  let child: ChildProcess | undefined;
  const written: string[] = [];
  const worker: WorkerProcess = {
    output: () => written.join(''),
    get pid() {
      return child?.pid;
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    async start() {
      const started = spawn(process.execPath, [script], {
        env: {
          ...process.env,
          DATABASE_URL: office.ownerUrl,
          TEMPORAL_ADDRESS: temporalAddress,
          TEMPORAL_NAMESPACE: office.namespace,
          TASK_QUEUE: office.taskQueue,
          OIDC_ISSUERS: 'internal=http://127.0.0.1:9',
          SMTP_URL: office.smtpUrl,
          STORAGE_URL: office.storageUrl,
          WORKFLOW_BUNDLE: bundle,
          ...variables,
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      started.stdout.on('data', (chunk: Buffer) => written.push(chunk.toString()));
      child = started;
      await ready(started);
    },
  };
  await worker.start();
  return worker;
}

async function ready(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the worker ended at once: ${code}`);
  });
  ended.catch(() => undefined);
  const said = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('worker ready')) resolve();
    });
  });
  await Promise.race([said, ended]);
}

import { type ChildProcess, fork, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { openCase, sendAct } from '#api/temporal';
import type { Terms } from '#domain/clock';
import { asOwner } from '#local/parts/postgres';
import { type Database, openDatabase } from '#prisma/database';
import { producer, statement } from '#test/support/cases';
import { keepPeople } from '#test/support/people';
import type { Servers } from '#test/support/servers';
import { inTurns, quantile } from './people.ts';

/**
 * Many parked cases, each with its timer: how long they take to open, what worker and Temporal server need in memory, what one act costs
 * among them, how long after a kill of the worker the first act takes, and how late the rungs are said when all of them fall due in the
 * time in which they were opened. Servers and a worker of its own, gone afterwards.
 *
 *     npm run bench -- parked [--cases 10000] [--callers 20] [--due 15]
 *
 * `--due`: minutes from a case's opening to its first rung; longer than the opening of all should take.
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    callers: { type: 'string', default: '20' },
    due: { type: 'string', default: '15' },
  },
});
const [cases, callers, due] = [values.cases, values.callers, values.due].map(Number) as [number, number, number];
const say = (line: string) => process.stdout.write(`${line}\n`);
const hash = 'a'.repeat(64);
const taskQueue = 'parked';

const keeper = fork(new URL('../test/support/servers.ts', import.meta.url));
const [servers] = (await once(keeper, 'message')) as [Servers];
const { ownerUrl, database } = await databaseHere();
let worker = await startWorker();
try {
  await measure();
} finally {
  worker.kill('SIGKILL');
  await database.$disconnect();
  keeper.disconnect();
  await once(keeper, 'exit');
}

async function measure(): Promise<void> {
  const connection = await Connection.connect({ address: servers.temporalAddress });
  const client = new Client({ connection, namespace: servers.namespace });
  const numbers = Array.from({ length: cases }, (_, at) => `2026-${String(at + 1).padStart(6, '0')}`);
  sayMemory('before');
  const since = performance.now();
  const took = await inTurns(cases, callers, (turn) => timed(() => open(client, numbers[turn] ?? '')));
  const seconds = (performance.now() - since) / 1000;
  say(`opened   ${cases} in ${seconds.toFixed(1)} s: ${(cases / seconds).toFixed(1)} a second, ${quantiles(took)}`);
  sayMemory('parked');
  const acts = Math.min(100, cases);
  say(`one act  ${quantiles(await inTurns(acts, 1, (turn) => timed(() => withdraw(client, numbers[turn] ?? ''))))}`);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  const down = performance.now();
  worker = await startWorker();
  await withdraw(client, numbers[acts] ?? '');
  say(`restart  first act ${((performance.now() - down) / 1000).toFixed(1)} s after the kill`);
  await rungs(cases - acts - 1);
  sayMemory('after the rungs');
  await connection.close();
}

/** Until every case that is left has said its target; how late they were by the clock of their own workflow. */
async function rungs(left: number): Promise<void> {
  for (;;) {
    const said = await database.event.count({ where: { act: 'target-passed' } });
    if (said >= left) break;
    await pause(1000);
  }
  const { rows } = await asOwner(ownerUrl, (of) =>
    of.query<{ late: number }>(
      "SELECT extract(epoch FROM at - target)::float8 * 1000 AS late FROM case_event WHERE act = 'target-passed'",
    ),
  );
  const { rows: twice } = await asOwner(ownerUrl, (of) =>
    of.query("SELECT case_id FROM case_event WHERE act = 'target-passed' GROUP BY case_id HAVING count(*) > 1"),
  );
  say(`rungs    ${rows.length} said, ${twice.length} twice, late by ${quantiles(rows.map(({ late }) => late))}`);
}

async function open(client: Client, number: string): Promise<void> {
  const caseId = `submission:${number}`;
  const { component, period } = statement;
  const file = { id: randomUUID(), hash, size: 10, name: 'parkir.csv' };
  const request = await keep(caseId, 'submit', { statement, file });
  const input = { opening: { id: caseId, component, period, hash, request, actor: producer } };
  const start = { workflowType: 'submission', taskQueue, caseId, summary: 'parked', details: '' };
  await openCase(client, start, input);
}

async function withdraw(client: Client, number: string): Promise<void> {
  const caseId = `submission:${number}`;
  const request = await keep(caseId, 'withdraw', { reason: 'Diukur.' });
  await sendAct(client, caseId, 'withdraw', { request, actor: producer, version: 1 });
}

async function keep(caseId: string, act: string, body: object): Promise<string> {
  const id = randomUUID();
  const row = { id, principal: producer.person, key: id, fingerprint: id, process: 'submission', act, caseId };
  const leasedUntil = new Date(Date.now() + 600_000);
  await database.request.create({ data: { ...row, actor: { ...producer }, body, command: {}, leasedUntil } });
  return id;
}

/** A database of its own whose cases have their first rung in minutes. */
async function databaseHere(): Promise<{ ownerUrl: string; database: Database }> {
  await asOwner(`${servers.databaseServer}postgres`, (of) =>
    of.query(`CREATE DATABASE parked TEMPLATE ${servers.template}`),
  );
  const url = `${servers.databaseServer}parked`;
  await asOwner(url, async (of) => {
    const { rows } = await of.query<{ content: { stages: Terms['periods'] } }>(
      "SELECT content FROM register_entry WHERE kind = 'periods' AND subject = 'submission'",
    );
    const stages = { ...rows[0]?.content.stages };
    const received = { ...stages['received'], target: due, fatal: due + 1440 };
    await of.query(
      `INSERT INTO register_entry (kind, subject, version, valid_from, authority, content, recorded_at)
        VALUES ('periods', 'submission', 'diukur', '2026-01-01', 'SIP Back Office', $1, now())`,
      [JSON.stringify({ stages: { ...stages, received }, openCases: false })],
    );
  });
  const opened = openDatabase(url, { pool: callers });
  await keepPeople(opened, [producer.person]);
  return { ownerUrl: url, database: opened };
}

async function startWorker(): Promise<ChildProcess> {
  const started = spawn(process.execPath, ['activities/worker.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: ownerUrl,
      TEMPORAL_ADDRESS: servers.temporalAddress,
      TEMPORAL_NAMESPACE: servers.namespace,
      TASK_QUEUE: taskQueue,
      OIDC_ISSUERS: 'internal=http://127.0.0.1:9',
      SMTP_URL: 'smtp://127.0.0.1:9',
      STORAGE_URL: pathToFileURL(join(servers.folder, 'parked')).href,
      WORKFLOW_BUNDLE: servers.bundle,
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const [chunk] of on(started)) if (String(chunk).includes('worker ready')) break;
  started.stdout?.resume();
  return started;
}

async function* on(child: ChildProcess): AsyncGenerator<[Buffer]> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the worker ended at once: ${code}`);
  });
  ended.catch(() => undefined);
  for (;;) yield (await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended])) as [Buffer];
}

function sayMemory(when: string): void {
  const server = childrenOf(keeper.pid ?? 0).find(({ command }) => command.includes('server'));
  const worked = `worker ${megabytes(worker.pid)} MB`;
  say(`memory   ${when}: ${worked}, Temporal server ${megabytes(server?.pid)} MB`);
}

function childrenOf(parent: number): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, , , ppid = ''] = /^(\d+) \((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        if (Number(ppid) !== parent) return [];
        return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
      } catch {
        return [];
      }
    });
}

function megabytes(pid: number | undefined): string {
  if (pid === undefined) return '?';
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return String(Math.round(Number(kilobytes) / 1024));
}

async function timed(work: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

function quantiles(times: readonly number[]): string {
  return `p50 ${quantile([...times], 0.5)} ms, p95 ${quantile([...times], 0.95)} ms`;
}

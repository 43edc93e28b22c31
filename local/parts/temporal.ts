import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { type Built, buildEngine, type Cli, type Download, type Engine } from '#local/engine';
import type { Part } from '#local/lifetime';
import { freePort, isFree } from '#local/ports';
import { say } from '#local/say';
import { answers, startProgram } from './program.ts';

interface Options {
  readonly engine: Engine;
  /** Configuration, log and, unless in memory, the database files. */
  readonly folder: string;
  readonly port: number;
  /** Absent: no UI. */
  readonly uiPort?: number;
  readonly namespace: string;
  /** Nothing is kept, and workflows may skip time: for tests. */
  readonly isForTests?: boolean;
}

export interface Temporal extends Part {
  readonly address: string;
  readonly uiUrl?: string;
}

/**
 * What waits in one line is served by priority; the server's usual four lines for each queue would keep to it only by and large, and
 * one suffices for one machine. All four are still read: nothing that an earlier start left in one of them is stranded.
 */
const oneLine = { 'matching.numTaskqueueWritePartitions': 1 };

/** Time may be skipped, at 30 ms a timer instead of a second, and a case goes on in a new run after few events instead of thousands. */
const testSettings = {
  ...oneLine,
  'frontend.WorkflowTimeSkippingEnabled': true,
  'history.timerProcessorMaxTimeShift': '10ms',
  'limit.historyCount.suggestContinueAsNew': 200,
};

/** Temporal's server and UI, from whichever engine there is. */
export async function startTemporal(options: Options): Promise<Temporal> {
  mkdirSync(options.folder, { recursive: true });
  const { engine } = options;
  if (engine.kind === 'built') return startBuilt(options, engine);
  try {
    return await startCli(options, engine);
  } catch (error) {
    if (engine.kind === 'cli') throw error;
    say('  The download of the Temporal server failed; it is built from its Go modules instead.');
    return startBuilt(options, await buildEngine());
  }
}

/** Development only: everything on loopback, nobody signs in. */
async function startBuilt(options: Options, engine: Built): Promise<Temporal> {
  const { folder, port, uiPort } = options;
  const address = `127.0.0.1:${port}`;
  const server = await startProgram({
    name: 'temporal',
    command: engine.server,
    args: ['start'],
    environment: await serverEnvironment(options),
    folder,
    logFile: join(folder, 'server.log'),
    ready: () => untilReachable(address),
    patience: 4000,
  });
  if (uiPort === undefined) return { address, processes: server.processes, stop: () => server.stop() };
  const uiUrl = `http://127.0.0.1:${uiPort}`;
  const ui = await startProgram({
    name: 'temporal-ui',
    command: engine.ui,
    args: ['--root', folder, '--config', '.', '--env', 'ui', 'start'],
    environment: { ...process.env },
    folder: uiConfig(options, address, uiPort),
    logFile: join(folder, 'ui.log'),
    ready: answers(uiUrl),
    patience: 2000,
  });
  return {
    address,
    uiUrl,
    get processes() {
      return { ...server.processes, ...ui.processes };
    },
    async stop() {
      await Promise.all([ui.stop(), server.stop()]);
    },
  };
}

async function serverEnvironment({
  folder,
  port,
  isForTests = false,
}: Options): Promise<Record<string, string | undefined>> {
  const database = isForTests
    ? { SQLITE_MODE: 'memory', SQLITE_CACHE: 'shared', DBNAME: 'temporal', VISIBILITY_DBNAME: 'visibility' }
    : { DBNAME: join(folder, 'temporal.db'), VISIBILITY_DBNAME: join(folder, 'temporal-visibility.db') };
  const inner = ['FRONTEND_HTTP', 'MATCHING_GRPC', 'HISTORY_GRPC', 'WORKER_GRPC'];
  const membership = ['FRONTEND', 'MATCHING', 'HISTORY', 'WORKER'].map((service) => `${service}_MEMBERSHIP`);
  const ports: Record<string, string> = { FRONTEND_GRPC_PORT: String(port) };
  const last = isForTests ? {} : lastPorts(folder);
  for (const service of [...inner, ...membership]) ports[`${service}_PORT`] = await sameOrFree(last[`${service}_PORT`]);
  writeFileSync(join(folder, innerPorts), JSON.stringify(ports, undefined, 2));
  return {
    ...process.env,
    ...database,
    ...ports,
    DB: 'sqlite',
    TEMPORAL_ALLOW_NO_AUTH: 'true',
    BIND_ON_IP: '127.0.0.1',
    LOG_LEVEL: 'warn',
    DYNAMIC_CONFIG_FILE_PATH: dynamicConfig(folder, isForTests),
  };
}

const innerPorts = 'inner-ports.json';

/**
 * The server remembers in its database where its services listened. Found elsewhere after a restart, it waits for those that are
 * gone, up to a minute, and meanwhile no act is answered.
 */
function lastPorts(folder: string): Record<string, string> {
  const path = join(folder, innerPorts);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
}

async function sameOrFree(last: string | undefined): Promise<string> {
  return last !== undefined && (await isFree(Number(last))) ? last : String(await freePort());
}

/** The server ends at once without such a file. */
function dynamicConfig(folder: string, isForTests: boolean): string {
  const path = join(folder, 'dynamic-config.yaml');
  const settings = isForTests ? testSettings : oneLine;
  const lines = Object.entries(settings).map(([key, value]) => `${key}:\n  - value: ${value}\n`);
  writeFileSync(path, lines.join(''));
  return path;
}

/** Buttons that would bypass the rules are not offered: decisions go through the API. */
function uiConfig({ folder, namespace }: Options, temporalGrpcAddress: string, port: number): string {
  const settings = {
    temporalGrpcAddress,
    host: '127.0.0.1',
    port,
    enableUi: true,
    defaultNamespace: namespace,
    disableNewsFetch: true,
    disableWriteActions: true,
    cors: { allowOrigins: [`http://127.0.0.1:${port}`] },
  };
  // JSON is YAML.
  writeFileSync(join(folder, 'ui.yaml'), JSON.stringify(settings, undefined, 2));
  return folder;
}

async function startCli(options: Options, engine: Cli | Download): Promise<Temporal> {
  const { folder, port, uiPort, isForTests = false } = options;
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const executable =
    engine.kind === 'cli'
      ? { type: 'existing-path' as const, path: engine.path }
      : { type: 'cached-download' as const, version: engine.version };
  const settings = Object.entries(isForTests ? testSettings : oneLine).map(
    ([key, value]) => `${key}=${JSON.stringify(value)}`,
  );
  const environment = await TestWorkflowEnvironment.createLocal({
    server: {
      executable,
      ip: '127.0.0.1',
      port,
      ui: uiPort !== undefined,
      ...(uiPort !== undefined && { uiPort }),
      ...(!isForTests && { dbFilename: join(folder, 'temporal-cli.db') }),
      extraArgs: settings.flatMap((setting) => ['--dynamic-config-value', setting]),
    },
  });
  const address = `127.0.0.1:${port}`;
  return {
    address,
    ...(uiPort !== undefined && { uiUrl: `http://127.0.0.1:${uiPort}` }),
    processes: {},
    stop: () => environment.teardown(),
  };
}

async function untilReachable(address: string): Promise<void> {
  for (;;) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '1s' });
      await connection.close();
      return;
    } catch {
      await pause(100);
    }
  }
}

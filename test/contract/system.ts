import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { obtainEngine } from '#local/engine';
import type { Running } from '#local/place';
import { freePort } from '#local/ports';

const run = promisify(execFile);

/** The whole system of `npm start`, on free ports and data of its own. */
export interface System {
  readonly api: string;
  /** Gone when it has stopped. */
  readonly folder: string;
  readonly token: (person: string) => Promise<string>;
  /** The demo, so that there is something to read. */
  readonly demo: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** It ends when it is told to, and also when this process is gone: its channel is its life line. */
export async function startSystem(): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'sip-contract-'));
  // As root PostgreSQL runs as another user, who must be able to pass.
  chmodSync(folder, 0o711);
  const parts = ['api', 'signIn', 'mail', 'smtp', 'temporal', 'temporalUi', 'database'];
  const ports = Object.fromEntries(await Promise.all(parts.map(async (part) => [part, await freePort()])));
  writeFileSync(join(folder, 'ports.json'), JSON.stringify(ports));
  const environment = await environmentIn(folder);
  const system = fork('local/start.ts', {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    detached: true,
  });
  const ended = once(system, 'exit');
  const stop = async () => {
    if (system.connected) system.disconnect();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.race([
      untilUp(system.stdout as NodeJS.ReadableStream),
      ended.then(() => {
        throw new Error('The system did not start; what it said is above.');
      }),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  const { addresses } = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as Running;
  const say = (...args: string[]) => run(process.execPath, args, { env: environment });
  return {
    api: addresses['api'] ?? '',
    folder,
    token: async (person) => (await say('local/token.ts', person)).stdout.trim(),
    demo: async () => void (await say('local/demo.ts')),
    stop,
  };
}

/** Nothing of somebody else's parts; everything is asked more often in a minute than any person would. */
async function environmentIn(folder: string): Promise<NodeJS.ProcessEnv> {
  const { PATH, HOME, XDG_CACHE_HOME, SIP_ENGINE } = process.env;
  return {
    PATH,
    HOME,
    XDG_CACHE_HOME,
    SIP_ENGINE: SIP_ENGINE ?? JSON.stringify(await obtainEngine(undefined)),
    SIP_DATA: folder,
    RATE_LIMIT_PER_MINUTE: '1000000',
    UPLOADS_PER_HOUR: '1000000',
    EXPORTS_PER_HOUR: '1000000',
  };
}

async function untilUp(output: NodeJS.ReadableStream): Promise<void> {
  let said = '';
  await new Promise<void>((up) => {
    output.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Ctrl-C ends everything')) up();
    });
  });
}

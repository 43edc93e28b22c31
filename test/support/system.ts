import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Running } from '#local/place';
import { freePort } from '#local/ports';

/** The whole system as a newcomer starts it, on a data folder of its own. */
export interface System {
  readonly folder: string;
  /** One of the npm commands, with its output and exit code. */
  run(command: string, ...args: string[]): Promise<{ code: number; output: string }>;
  start(): Promise<Started>;
  running(): Running;
  isWritten(): boolean;
  remove(): void;
}

export interface Started {
  readonly starter: ChildProcess;
  output(): string;
  /** Settles when the starter has ended, with its exit code. */
  readonly ended: Promise<number | null>;
}

export async function newSystem(): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'sip-system-'));
  // As root PostgreSQL runs as another user, who must be able to pass.
  chmodSync(folder, 0o711);
  await takeUnusualPorts(folder);
  const running = join(folder, 'running.json');
  const begin = (command: string, args: readonly string[]) => {
    const child = spawn(process.execPath, ['local/start.mjs', command, ...args], {
      env: environment(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    const ended = new Promise<number | null>((resolve) => {
      child.once('close', resolve);
    });
    return { starter: child, output: () => output, ended };
  };
  return {
    folder,
    async run(command, ...args) {
      const { ended, output } = begin(command, args);
      return { code: (await ended) ?? -1, output: output() };
    },
    async start() {
      const started = begin('start', []);
      let isEnded = false;
      void started.ended.then(() => {
        isEnded = true;
      });
      while (!started.output().includes('Ctrl-C ends everything')) {
        if (isEnded) throw new Error(`the system did not start:\n${started.output()}`);
        await pause(100);
      }
      return started;
    },
    running: () => JSON.parse(readFileSync(running, 'utf8')) as Running,
    isWritten: () => existsSync(running),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Not those that a system on the same machine has or is about to take. */
async function takeUnusualPorts(folder: string): Promise<void> {
  const ports: Record<string, number> = {};
  for (const part of ['api', 'signIn', 'mail', 'smtp', 'temporal', 'temporalUi', 'database'])
    ports[part] = await freePort();
  writeFileSync(join(folder, 'ports.json'), JSON.stringify(ports));
}

/** Nothing of the tests' own servers: the system must find everything by itself. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { PATH, HOME, XDG_CACHE_HOME, SIP_ENGINE } = process.env;
  return { PATH, HOME, XDG_CACHE_HOME, SIP_ENGINE, SIP_DATA: folder };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until something is so, and says what was waited for when it never is. */
export async function eventually(what: string, isSo: () => boolean | Promise<boolean>, within = 30_000): Promise<void> {
  for (const end = Date.now() + within; !(await isSo()); await pause(100))
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`);
}

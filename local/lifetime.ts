import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { data, readRunning } from './place.ts';
import { Remedy, say } from './say.mjs';

/** One of the parts that make up the system on this machine. */
export interface Part {
  readonly processes: Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

/** Settles when this process is told to stop: its channel closes, or a signal comes. Whichever comes, parts are stopped in order. */
export function untilToldToStop(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // A library that hooks signals by itself would end parts in an order of its own.
      process.removeAllListeners(signal);
      process.on(signal, () => stop());
    }
    process.once('disconnect', stop);
    // The terminal may be gone before us: what can't be said is not said.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  });
}

const lock = join(data, 'lock');

/** One system per data folder. What a crash left behind is ended first, by its pid and only if it still is what it was. */
export async function takeTheHouse(): Promise<void> {
  mkdirSync(data, { recursive: true });
  const running = readRunning();
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : undefined;
  if (holder !== undefined && isOurs(holder)) {
    const where = running?.addresses['api'] ? `, its API at ${running.addresses['api']}` : ' and is still starting';
    throw new Remedy(
      `The system runs already (process ${holder}${where}). Use it, or stop it with Ctrl-C where it was started.`,
    );
  }
  await endLeftovers(Object.values(running?.processes ?? {}).filter(isOurs));
  rmSync(join(data, 'running.json'), { force: true });
  writeFileSync(lock, String(process.pid));
}

/** SIGQUIT is PostgreSQL's way to stop at once and leave its files in order; programs end by it too. */
async function endLeftovers(pids: readonly number[]): Promise<void> {
  if (pids.length > 0) say('  Ending what an earlier run left behind.');
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of pids.filter(isOurs)) process.kill(pid, signal);
    for (let waited = 0; waited < 4000 && pids.some(isOurs); waited += 100) await pause(100);
  }
}

export function leaveTheHouse(): void {
  rmSync(join(data, 'running.json'), { force: true });
  rmSync(lock, { force: true });
}

/** Whether a pid is alive and was started from this data folder: pids are used again by others. */
function isOurs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return environmentOf(pid).includes(`SIP_DATA=${data}`);
  } catch {
    return false;
  }
}

function environmentOf(pid: number): string[] {
  if (existsSync('/proc/self/environ')) return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return execFileSync('ps', ['eww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).split(' ');
}

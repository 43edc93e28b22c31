import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Everything that survives a restart, until `npm run reset`. */
export const data = process.env['SIP_DATA'] ?? join(root, '.data');

/** What runs now, written when everything is up and removed at the end. */
export interface Running {
  /** The process that keeps all others. */
  readonly pid: number;
  readonly since: string;
  readonly addresses: Readonly<Record<string, string>>;
  readonly processes: Readonly<Record<string, number>>;
  /** PostgreSQL as the application, for `npm run verify`. */
  readonly databaseUrl: string;
}

const runningFile = join(data, 'running.json');

/** Written aside and moved, so that nobody ever reads half of it. */
export function writeRunning(running: Running): void {
  writeFileSync(`${runningFile}.new`, `${JSON.stringify(running, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${runningFile}.new`, runningFile);
}

/** Undefined when nothing runs, as far as is written. */
export function readRunning(): Running | undefined {
  return existsSync(runningFile) ? (JSON.parse(readFileSync(runningFile, 'utf8')) as Running) : undefined;
}

/** Passwords and keys of this machine's own parts: made once, readable by their owner alone. */
export interface Secrets {
  readonly databaseOwner: string;
  readonly databaseApplication: string;
  readonly tokenClient: string;
  readonly cookies: string;
}

const secret = () => randomBytes(24).toString('hex');

export function readSecrets(): Promise<Secrets> {
  return kept('secrets.json', () => ({
    databaseOwner: secret(),
    databaseApplication: secret(),
    tokenClient: secret(),
    cookies: secret(),
  }));
}

/** A value that is made once and kept in the data folder. */
export async function kept<T>(file: string, make: () => T | Promise<T>): Promise<T> {
  const path = join(data, file);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T;
  const made = await make();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(made, undefined, 2), { mode: 0o600 });
  return made;
}

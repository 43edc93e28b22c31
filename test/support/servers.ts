import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { type Engine, obtainEngine } from '#local/engine';
import { untilToldToStop } from '#local/lifetime';
import { asOwner, ensureDatabase, startPostgres } from '#local/parts/postgres';
import { runToEnd } from '#local/parts/program';
import { startTemporal } from '#local/parts/temporal';
import { freePort } from '#local/ports';
import { demoUnits } from '#local/sign-in/people';
import { prepareNamespace } from '#platform/temporal';
import { applyMigrations } from '#prisma/migrations';
import { seed, seedDemoGrant, seedDemoUnits } from '#prisma/seed';

/** What tests are told of the servers that run for them. */
export interface Servers {
  /** PostgreSQL as its owner, without the name of a database. */
  readonly databaseServer: string;
  /** A migrated and seeded database that tests copy. */
  readonly template: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  /** The workflows, bundled once. */
  readonly bundle: string;
  /** A folder that the user of PostgreSQL can pass through; removed at the end. */
  readonly folder: string;
}

/**
 * Real servers for one run of the tests, in a process of its own that outlives neither the run nor its interruption: it stops them
 * when its channel closes.
 */
const folder = mkdtempSync(join(tmpdir(), 'sip-test-'));
chmodSync(folder, 0o711);
const told = untilToldToStop();
const namespace = 'office';

const [postgres, temporal] = await Promise.all([database(), engine(), bundle()]);
const servers: Servers = {
  databaseServer: postgres.url(''),
  template: 'office',
  temporalAddress: temporal.address,
  namespace,
  bundle: join(folder, 'workflows.js'),
  folder,
};
process.send?.(servers);
await told;
await Promise.all([postgres.stop(), temporal.stop()]);
rmSync(folder, { recursive: true, force: true });
process.exit();

async function database() {
  const fast = [
    '-c',
    'fsync=off',
    '-c',
    'synchronous_commit=off',
    '-c',
    'full_page_writes=off',
    '-c',
    'max_connections=300',
  ];
  const server = await startPostgres({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    password: 'for-tests',
    logFile: join(folder, 'postgres.log'),
    flags: fast,
  });
  await ensureDatabase(server.url('postgres'), 'office');
  await applyMigrations(server.url('office'));
  await seed(server.url('office'));
  await seedDemoUnits(server.url('office'), demoUnits);
  await seedDemoGrant(server.url('office'));
  await asOwner(server.url('postgres'), (client) => client.query('CREATE SEQUENCE offices'));
  return server;
}

async function engine() {
  const given = process.env['SIP_ENGINE'];
  const server = await startTemporal({
    engine: given === undefined ? await obtainEngine(undefined) : (JSON.parse(given) as Engine),
    folder: join(folder, 'temporal'),
    port: await freePort(),
    namespace,
    isForTests: true,
  });
  const connection = await Connection.connect({ address: server.address });
  await prepareNamespace(connection, namespace);
  await connection.close();
  return server;
}

async function bundle() {
  await runToEnd({
    name: 'bundle',
    command: process.execPath,
    args: ['activities/bundle.ts', join(folder, 'workflows.js')],
    environment: { ...process.env },
    logFile: join(folder, 'bundle.log'),
  });
}

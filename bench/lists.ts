import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { ensureDatabase, startPostgres } from '#local/parts/postgres';
import { freePort } from '#local/ports';
import { openDatabase } from '#prisma/database';
import { applyMigrations } from '#prisma/migrations';
import { seed } from '#prisma/seed';
import { listsOf } from '#test/support/ask';
import { fillWithCases, type onlookers, principalOf } from '#test/support/many-cases';

/**
 * How long a page of each list and the counts take, for each role, with few and with many cases: fills databases of a server of its
 * own, which is gone afterwards, and asks the doors themselves, without the network, a few times before it measures. Prints the median and the 95th percentile in
 * milliseconds; fails when a 95th percentile is above `--limit`.
 *
 *     npm run bench -- lists [--cases 1000,100000] [--times 60] [--limit 30]
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000,100000' },
    times: { type: 'string', default: '60' },
    limit: { type: 'string', default: '30' },
  },
});
const sizes = values.cases.split(',').map(Number);

interface Page {
  readonly next: string | null;
}

const all = ['officer', 'both', 'producer', 'machine', 'inspector', 'secretariat', 'operator'] as const;
const working = ['officer', 'both', 'producer'] as const;
const ministry = ['officer', 'inspector'] as const;

/** What is asked, and by whom it is worth asking; `deep`: the page after five of them. */
const questions: readonly { path: string; roles: readonly (keyof typeof onlookers)[]; deep?: true }[] = [
  { path: '/v1/tasks?', roles: all },
  { path: '/v1/tasks?', roles: working, deep: true },
  { path: '/v1/tasks?which=mine', roles: working },
  { path: '/v1/tasks?which=pool', roles: working },
  { path: '/v1/tasks?which=unit', roles: working },
  { path: '/v1/tasks?urgency=not-yet', roles: working },
  { path: '/v1/tasks?process=registration', roles: working },
  { path: '/v1/tasks?stage=proposed', roles: working },
  { path: '/v1/tasks?party=ukur.u007', roles: working },
  { path: '/v1/tasks/counts?', roles: all },
  { path: '/v1/submissions?', roles: all },
  { path: '/v1/submissions?', roles: all, deep: true },
  { path: '/v1/submissions?stage=returned', roles: all },
  { path: '/v1/submissions?holder=system', roles: all },
  { path: '/v1/submissions?component=20.1', roles: all },
  { path: '/v1/submissions?party=ukur.u007', roles: ministry },
  { path: '/v1/submissions?claimant=me', roles: ministry },
  { path: '/v1/submissions?late=true', roles: all },
  { path: '/v1/submissions?openedTo=2024-12-31', roles: all },
  { path: '/v1/submissions?closedTo=2024-12-31&stage=withdrawn', roles: all },
  { path: '/v1/registrations?', roles: ministry },
];

const folder = mkdtempSync(join(tmpdir(), 'sip-bench-'));
// As root PostgreSQL runs as another user, who must be able to pass.
chmodSync(folder, 0o711);
const server = await startPostgres({
  folder: join(folder, 'postgres'),
  port: await freePort(),
  password: 'for-measuring',
  logFile: join(folder, 'postgres.log'),
});
const measurements: Times[] = [];
try {
  for (const cases of sizes) measurements.push(await measured(cases));
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
if (say(measurements) > Number(values.limit)) process.exit(1);

type Times = { readonly label: string; readonly p50: number; readonly p95: number }[];

async function measured(cases: number): Promise<Times> {
  const name = `cases${cases}`;
  const url = server.url(name);
  await ensureDatabase(server.url('postgres'), name);
  await applyMigrations(url);
  await seed(url);
  await fillWithCases(url, cases);
  const database = openDatabase(url);
  const ask = listsOf(database);
  const times: Times = [];
  for (const { path, roles, deep } of questions)
    for (const role of roles) {
      const principal = principalOf(role);
      const cursor = deep ? await cursorAfterFive((one) => ask<Page>(principal, one), path) : '';
      for (let turn = 0; turn < 10; turn += 1) await ask(principal, `${path}${cursor}`);
      const took: number[] = [];
      for (let turn = 0; turn < Number(values.times); turn += 1) {
        const begun = performance.now();
        await ask(principal, `${path}${cursor}`);
        took.push(performance.now() - begun);
      }
      const sorted = took.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
      times.push({
        label: `${path}${deep ? ' (deep)' : ''}`.padEnd(58) + role.padEnd(12),
        p50: at(0.5),
        p95: at(0.95),
      });
    }
  await database.$disconnect();
  return times;
}

async function cursorAfterFive(ask: (path: string) => Promise<Page>, path: string): Promise<string> {
  let cursor = '';
  for (let turn = 0; turn < 5; turn += 1) {
    const { next } = await ask(`${path}${cursor}`);
    if (next === null) return cursor;
    cursor = `&cursor=${next}`;
  }
  return cursor;
}

/** A table of all sizes beside each other; answers the worst 95th percentile. */
function say(columns: readonly Times[]): number {
  const heads = sizes.map((cases) => `${cases} cases`.padStart(20)).join('');
  process.stdout.write(`${'p50 / p95, ms'.padEnd(70)}${heads}\n`);
  for (const [row, { label }] of (columns[0] ?? []).entries()) {
    const cells = columns
      .map((times) => times[row])
      .map((time) => `${time?.p50.toFixed(1)} / ${time?.p95.toFixed(1)}`.padStart(20));
    process.stdout.write(`${label}${cells.join('')}\n`);
  }
  const worst = Math.max(...columns.flat().map(({ p95 }) => p95));
  process.stdout.write(`worst p95: ${worst.toFixed(1)} ms, limit ${values.limit} ms\n`);
  return worst;
}

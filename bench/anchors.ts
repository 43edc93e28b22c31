import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { asOwner } from '#local/parts/postgres';
import { demoUnits } from '#local/sign-in/people';
import { makeAnchor } from '#prisma/anchor';
import { openDatabase } from '#prisma/database';
import { applyMigrations } from '#prisma/migrations';
import { seed, seedDemoUnits } from '#prisma/seed';
import { verifyCase, verifyRecord } from '#prisma/verify';
import { recorderOf } from '#test/support/cases';
import { signerOfTest } from '#test/support/evidence';

/**
 * What anchors and proofs cost when there are many cases: fills an EMPTY database with copies of one case, whose hashes are therefore
 * wrong (the proof finds every copy), and anchors it. Prints milliseconds.
 *
 *     node bench/anchors.ts --database postgresql://owner:...@127.0.0.1/scratch --cases 100000
 */
const { values } = parseArgs({
  options: { database: { type: 'string', default: '' }, cases: { type: 'string', default: '100000' } },
});
await applyMigrations(values.database);
await seed(values.database);
await seedDemoUnits(values.database, demoUnits);
const database = openDatabase(values.database, { pool: 3, statementTimeout: 600_000 });
if ((await database.case.count()) > 0) throw new Error('The database is not empty: give it one of its own.');
const { signer } = signerOfTest();
const anchor = () => makeAnchor(database, { at: new Date(), sign: (bytes) => signer.sign(bytes) });
const owner = (sql: string) =>
  asOwner(values.database, (client) => client.query(`SET session_replication_role = 'replica'; ${sql}`));

await (await recorderOf(database)).returned('2026-000001');
await owner(copies(Number(values.cases)));
await timed('first anchors of all', anchor);
await timed('nothing moved', anchor);
await owner(moved(1000));
await timed('1,000 cases moved', anchor);
await timed('proof of one case', () => verifyCase(database, 'submission:2026-000001'));
await timed('proof of the whole record', () => verifyRecord(database));
await database.$disconnect();

async function timed(what: string, run: () => Promise<unknown>): Promise<void> {
  const since = performance.now();
  await run();
  process.stdout.write(`${what.padEnd(28)}${Math.round(performance.now() - since)} ms\n`);
}

function copies(count: number): string {
  return `CREATE TEMP TABLE copy AS SELECT lpad(i::text, 6, '0') AS number FROM generate_series(2, ${count}) i;
    INSERT INTO "case" SELECT 'submission:2026-' || n.number, process, '2026-' || n.number, party, stage, holder, claimant, round, version, seq,
      since, target, fatal, due, provisional, opened_at, closed_at, title, state FROM "case" c, copy n WHERE c.number = '2026-000001';
    INSERT INTO case_event SELECT 'submission:2026-' || n.number, seq, at, act, basis, stage, holder, round, version, request, person, role, unit,
      on_behalf_of, content, target, fatal, detail_hash, previous, hash, case_hash FROM case_event e, copy n WHERE e.case_id = 'submission:2026-000001';
    INSERT INTO outbox SELECT 'submission:2026-' || n.number || seq || recipient, 'submission:2026-' || n.number, seq, recipient, created_at, created_at
      FROM outbox o, copy n WHERE o.case_id = 'submission:2026-000001';
    INSERT INTO access (at, person, role, case_id, what) SELECT now() - interval '1 day', 'p', 'itjen', number, 'case' FROM copy;
    ANALYZE`;
}

function moved(count: number): string {
  return `
  INSERT INTO case_event SELECT case_id, 5, at, act, basis, stage, holder, round, version, request, person, role, unit, on_behalf_of, content,
    target, fatal, detail_hash, hash, md5(case_id) FROM case_event WHERE seq = 4 ORDER BY case_id LIMIT ${count};
  UPDATE "case" c SET seq = 5 WHERE EXISTS (SELECT FROM case_event e WHERE e.case_id = c.id AND e.seq = 5); ANALYZE`;
}

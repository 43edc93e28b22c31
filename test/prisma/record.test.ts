import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keepRefusal } from '#api/refusals';
import { asOwner, ensureLogin } from '#local/parts/postgres';
import { hashOfEvent } from '#prisma/chain';
import { verifyRecord } from '#prisma/verify';
import { officer, recorderOf } from '#test/support/cases';
import { databaseOfTest, type FreshDatabase, freshDatabase } from '#test/support/database';
import { somethingOfEach } from '#test/support/evidence';
import { keepTables } from '#test/support/tampering';

const chain = 'submission:2026-000001';

/** A record with two cases of four events each and three refused attempts; what a test breaks is put back after it. */
let fresh: FreshDatabase;
let asItWas: string;
beforeAll(async () => {
  fresh = await freshDatabase();
  const { returned } = await recorderOf(fresh.database);
  await returned('2026-000001');
  await returned('2026-000002');
  for (let count = 0; count < 3; count += 1)
    await keepRefusal(
      fresh.database,
      { request: randomUUID(), caseId: chain, act: 'accept', actor: officer },
      { code: 'claim-first' },
    );
  await somethingOfEach(fresh.database, chain);
  asItWas = await asOwner(fresh.ownerUrl, (client) => keepTables((sql) => client.query(sql), tables));
});
afterEach(() => tamper(asItWas));
afterAll(() => fresh.database.$disconnect());

const tables = ['case', 'case_event', 'case_detail', 'refusal', 'submission_round'];

/** What somebody does who has the machine: triggers off, then the change. */
const tamper = (sql: string) =>
  asOwner(fresh.ownerUrl, (client) => client.query(`SET session_replication_role = 'replica'; ${sql}`));

/** As a login of the application, the way a data centre would make one. */
async function application(): Promise<string> {
  const { ownerUrl } = fresh;
  await ensureLogin(ownerUrl, 'app_of_test', 'for-tests');
  const url = new URL(ownerUrl);
  url.username = 'app_of_test';
  url.password = 'for-tests';
  return url.href;
}

const refusalOf = (url: string, sql: string): Promise<string> =>
  asOwner(url, (client) => client.query(`BEGIN; SET ROLE sip_app; ${sql}; COMMIT`)).then(
    () => 'done',
    (error: Error) => error.message,
  );

describe('the application', () => {
  /** Every table of the evidence, with a column that nobody may write anew. */
  const evidence = {
    case_event: 'act',
    case_detail: 'body',
    refusal: 'code',
    document: 'name',
    access: 'what',
    proposal: 'hash',
    register_entry: 'valid_from',
    anchor: 'root',
    anchor_leaf: 'hash',
    '"case"': 'title',
    submission: 'component',
    submission_round: 'receipt',
    outbox: 'recipient',
    request: 'principal',
    counter: 'name',
    slot: 'subject',
  };
  const attempts = Object.entries(evidence).flatMap(([table, column]) => [
    `UPDATE ${table} SET ${column} = ${column === 'body' ? "'{}'" : "'x'"}`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table} CASCADE`,
    `ALTER TABLE ${table} ADD COLUMN x int`,
    `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
    `DROP TABLE ${table} CASCADE`,
    `GRANT ALL ON ${table} TO sip_app; DELETE FROM ${table}`,
  ]);
  const more = [
    ...['append_only', 'follow_the_chain'].map((name) => `ALTER TABLE case_event DISABLE TRIGGER ${name}`),
    'DROP TRIGGER append_only ON case_event',
    'DROP FUNCTION refuse_change() CASCADE',
    'DELETE FROM check_report',
    "UPDATE submission_round SET hash = 'x'",
    "UPDATE submission_round SET submitted_by = 'p-lain'",
    'UPDATE "case" SET number = \'2026-000099\'',
    "UPDATE outbox SET sent_at = now() - interval '1 year' WHERE sent_at IS NOT NULL",
    "UPDATE request SET case_id = 'submission:2026-000099'",
    'UPDATE request SET status = 409 WHERE status IS NOT NULL',
    'UPDATE counter SET value = value - 1',
    "UPDATE slot SET case_id = 'submission:2026-000099'",
    "UPDATE slot SET process = 'registration'",
    "UPDATE slot SET released_at = now(); UPDATE slot SET released_at = now() - interval '1 day'",
  ];

  it('is refused every change of the evidence', async () => {
    const url = await application();
    for (const sql of [...attempts, ...more])
      expect([sql, await refusalOf(url, sql)]).toEqual([
        sql,
        expect.stringMatching(/permission denied|must be owner|append-only|does not follow/),
      ]);
    expect((await verifyRecord(fresh.database)).faults).toEqual([]);
  });

  it.each([
    ['a gap', 6, 'hash'],
    ['another branch', 5, 'previous'],
    ['a second beginning', 1, 'previous'],
  ])('is refused an event that does not follow: %s', async (_, seq, link) => {
    const url = await application();
    const copy = `INSERT INTO case_event (case_id, seq, at, act, basis, stage, holder, round, version, previous, hash)
      SELECT case_id, ${seq}, at, act, basis, stage, holder, round, version, ${link}, repeat('b', 64)
      FROM case_event WHERE case_id = '${chain}' AND seq = 4`;
    expect(await refusalOf(url, copy)).toMatch(/does not follow the chain/);
  });

  it('is refused a refusal that does not follow', async () => {
    const url = await application();
    const copy = (seq: number, previous: string) => `INSERT INTO refusal
      SELECT ${seq}, at, person, role, unit, case_id, act, code, 'another', ${previous}, repeat('b', 64) FROM refusal WHERE seq = 3`;
    expect(await refusalOf(url, copy(5, 'hash'))).toMatch(/refusal 5 does not follow/);
    expect(await refusalOf(url, copy(4, 'previous'))).toMatch(/refusal 4 does not follow/);
  });

  it('puts nothing on register without a registration: what is shipped comes from the owner of the tables', async () => {
    const url = await application();
    const shipped = (rest: string) =>
      `INSERT INTO register_entry (kind, subject, version, valid_from, authority, content, recorded_at ${rest}`;
    const content = `'claims-mapping', '*', '9', '0000-00', 'SIP Back Office', '{"roles":{"tamu":"pdsi"}}', now()`;
    for (const sql of [shipped(`) VALUES (${content})`), shipped(`, registration) VALUES (${content}, '')`)])
      for (const role of ['', 'RESET ROLE; '])
        expect(await refusalOf(url, `${role}${sql}`)).toMatch(/register_entry takes .* from its owner alone/);
    expect(await fresh.database.registerEntry.count({ where: { kind: 'claims-mapping' } })).toBe(0);
  });

  it("can't change evidence by renaming its case", async () => {
    const url = await application();
    expect(await refusalOf(url, `UPDATE "case" SET id = 'submission:2026-000009' WHERE id = '${chain}'`)).toMatch(
      /append-only/,
    );
  });

  it.each([
    ['component', 'name'],
    ['unit', 'mailbox'],
  ])('changes no register: %s', async (register, column) => {
    const url = await application();
    const copy = `INSERT INTO ${register} SELECT * FROM ${register} LIMIT 1`;
    for (const sql of [copy, `UPDATE ${register} SET ${column} = 'x'`, `DELETE FROM ${register}`])
      expect(await refusalOf(url, sql)).toMatch(/permission denied/);
  });

  it('erases nothing that people wrote: that is for the owner of the tables', async () => {
    const url = await application();
    for (const sql of ['UPDATE case_detail SET body = NULL', 'DELETE FROM case_detail', 'DELETE FROM "case"'])
      expect(await refusalOf(url, sql)).toMatch(/permission denied/);
  });

  it('owns nothing, makes nothing, and does not read the books of the migrations', async () => {
    const url = await application();
    const owned = await asOwner(fresh.ownerUrl, (client) =>
      client.query(`SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) IN ('sip_app', 'app_of_test')
        UNION ALL SELECT proname FROM pg_proc WHERE pg_get_userbyid(proowner) IN ('sip_app', 'app_of_test')`),
    );
    expect(owned.rows).toEqual([]);
    expect(await refusalOf(url, 'SELECT * FROM _prisma_migrations')).toMatch(/permission denied/);
    expect(await refusalOf(url, 'CREATE TABLE mine (id int)')).toMatch(/permission denied/);
    expect(await refusalOf(url, "SET session_replication_role = 'replica'")).toMatch(/permission denied/);
  });

  it('is that role from its first statement on, even through the login of the owner', async () => {
    const { database } = fresh;
    const rows = await database.$queryRaw`SELECT current_user::text AS role`;
    expect(rows).toEqual([{ role: 'sip_app' }]);
  });
});

describe('even the owner', () => {
  it.each(['case_event', 'refusal', 'document', 'access', 'proposal', 'register_entry', 'anchor', 'anchor_leaf'])(
    'is refused a change of %s by its trigger',
    async (table) => {
      const { ownerUrl } = fresh;
      for (const sql of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
        await expect(asOwner(ownerUrl, (client) => client.query(sql))).rejects.toThrow(`${table} is append-only`);
    },
  );
});

describe('verifying', () => {
  it('proves a record that is whole, and counts it', async () => {
    const { database } = fresh;
    expect(await verifyRecord(database)).toEqual({ cases: 2, events: 8, refusals: 3, anchors: 0, faults: [] });
  });

  const event = (seq: number) => `WHERE case_id = '${chain}' AND seq = ${seq}`;
  const dropped = (from: number) =>
    `DELETE FROM case_event WHERE case_id = '${chain}' AND seq >= ${from}; DELETE FROM case_detail WHERE case_id = '${chain}' AND seq >= ${from}`;

  it.each([
    ['an act that was altered', `UPDATE case_event SET act = 'accept' ${event(4)}`, 4],
    ['an instant that was moved', `UPDATE case_event SET at = at + interval '1 day' ${event(2)}`, 2],
    ['a due that was moved', `UPDATE case_event SET fatal = fatal + interval '1 day' ${event(2)}`, 2],
    ['a person who was exchanged', `UPDATE case_event SET person = 'p-lain' ${event(3)}`, 3],
    ['a basis that was altered', `UPDATE case_event SET basis = '28/24 24(2)' ${event(1)}`, 1],
    ['a hash that was altered', `UPDATE case_event SET hash = repeat('c', 64) ${event(2)}`, 2],
    ['an event that was dropped', `DELETE FROM case_event ${event(2)}`, 2],
    ['a beginning that was dropped', `DELETE FROM case_event ${event(1)}`, 1],
    ['an end that was dropped', dropped(4), 4],
    ['a whole tail that was dropped', dropped(2), 2],
    ['a whole chain that was dropped', dropped(1), 1],
    [
      'two events that changed places',
      `UPDATE case_event SET seq = 99 ${event(2)}; UPDATE case_event SET seq = 2 ${event(3)}; UPDATE case_event SET seq = 3 ${event(99)}`,
      2,
    ],
    [
      'an event that was added at the end',
      `INSERT INTO case_event SELECT case_id, 5, at, act, basis, stage, holder, round, version, request, person, role, unit, on_behalf_of,
        content, target, fatal, detail_hash, hash, repeat('d', 64), case_hash FROM case_event ${event(4)}`,
      5,
    ],
    [
      'an event that was added before the first',
      `INSERT INTO case_event SELECT case_id, 0, at, act, basis, stage, holder, round, version, request, person, role, unit, on_behalf_of,
        content, target, fatal, detail_hash, previous, hash, case_hash FROM case_event ${event(1)}`,
      0,
    ],
    [
      'a receipt that was forged',
      `UPDATE submission_round SET receipt = 'TT-9999-000001' WHERE case_id = '${chain}'`,
      1,
    ],
    ['a decision that was forged', `UPDATE submission_round SET decision = 'accepted' WHERE case_id = '${chain}'`, 4],
    ['a term that was forged', `UPDATE submission_round SET term = 60 WHERE case_id = '${chain}'`, 4],
    ['a file name that was forged', `UPDATE submission_round SET file_name = 'lain' WHERE case_id = '${chain}'`, 1],
    ['a round that was dropped', `DELETE FROM submission_round WHERE case_id = '${chain}'`, 1],
    ['a detail that was altered', `UPDATE case_detail SET body = '{"note":"lain"}' ${event(4)}`, 4],
    ['a detail that was dropped', `DELETE FROM case_detail ${event(4)}`, 4],
    ['a detail that was emptied without a mark', `UPDATE case_detail SET body = NULL ${event(4)}`, 4],
    ['a detail that was added', `INSERT INTO case_detail (case_id, seq, body) VALUES ('${chain}', 2, '{}')`, 2],
    ['a detail of no event', `INSERT INTO case_detail (case_id, seq, body) VALUES ('${chain}', 7, '{}')`, 7],
    ['a case that disappeared', `DELETE FROM "case" WHERE id = '${chain}'`, 1],
  ])('finds %s', async (_, sql, seq) => {
    const { database } = fresh;
    await tamper(sql);
    const { faults } = await verifyRecord(database);
    expect(faults).toEqual([{ chain, seq, what: expect.any(String) }]);
  });

  it.each([
    ['party', "'contoh.dinas'"],
    ['stage', "'secured'"],
    ['holder', "'nobody'"],
    ['claimant', "'p-lain'"],
    ['round', '2'],
    ['version', '1'],
    ['since', "since + interval '1 day'"],
    ['target', 'NULL'],
    ['fatal', "fatal + interval '1 day'"],
    ['due', "due + interval '1 day'"],
    ['provisional', 'NOT provisional'],
    ['opened_at', "opened_at - interval '1 day'"],
    ['closed_at', 'now()'],
    ['title', "'Judul lain'"],
    ['number', "'2026-000077'"],
    ['state', `jsonb_set(state, '{touched}', '[]')`],
  ])('finds a case whose %s was altered', async (column, value) => {
    const { database } = fresh;
    await tamper(`UPDATE "case" SET ${column} = ${value} WHERE id = '${chain}'`);
    expect((await verifyRecord(database)).faults).toEqual([
      { chain, seq: 4, what: 'the case does not stand as this event left it' },
    ]);
  });

  it.each([
    ['altered', "UPDATE refusal SET person = 'p-lain' WHERE seq = 2", 2],
    ['moved in time', "UPDATE refusal SET at = at - interval '1 day' WHERE seq = 1", 1],
    ['dropped', 'DELETE FROM refusal WHERE seq = 2', 2],
    [
      'exchanged',
      'UPDATE refusal SET seq = 9 WHERE seq = 1; UPDATE refusal SET seq = 1 WHERE seq = 2; UPDATE refusal SET seq = 2 WHERE seq = 9',
      1,
    ],
    [
      'added',
      "INSERT INTO refusal SELECT 0, at, person, role, unit, case_id, act, code, 'another', previous, hash FROM refusal WHERE seq = 1",
      0,
    ],
  ])('finds a refused attempt that was %s', async (_, sql, seq) => {
    const { database } = fresh;
    await tamper(sql);
    expect((await verifyRecord(database)).faults).toEqual([{ chain: 'refusal', seq, what: expect.any(String) }]);
  });

  it('finds a fault in each of two cases', async () => {
    const { database } = fresh;
    await tamper("UPDATE case_event SET act = 'accept' WHERE seq IN (2, 3)");
    const { faults } = await verifyRecord(database);
    expect(faults.map(({ chain: of, seq }) => [of, seq])).toEqual([
      ['submission:2026-000001', 2],
      ['submission:2026-000002', 2],
    ]);
  });

  it('proves a record from which somebody erased what a person wrote, with the mark of it', async () => {
    const { database, ownerUrl } = fresh;
    await asOwner(ownerUrl, (client) => client.query('UPDATE case_detail SET body = NULL, erased_at = now()'));
    expect((await verifyRecord(database)).faults).toEqual([]);
  });

  it('proves chains that were written before events carried the hash of their case', async () => {
    const { database } = fresh;
    const last = await database.event.findFirstOrThrow({ where: { caseId: chain, seq: 4 } });
    const hash = hashOfEvent({ ...last, caseHash: null });
    await tamper(`UPDATE case_event SET case_hash = NULL, hash = '${hash}' ${event(4)}`);
    expect((await verifyRecord(database)).faults).toEqual([]);
    await tamper(`UPDATE "case" SET stage = 'secured' WHERE id = '${chain}'`);
    expect((await verifyRecord(database)).faults).toMatchObject([{ chain, seq: 4 }]);
  });

  it('finds no fault in cases that move on while it reads', async () => {
    const { database } = await databaseOfTest();
    const { opened, stepped, keep } = await recorderOf(database);
    const state = await opened('2026-000001');
    let moved = false;
    const slow = database.$extends({
      query: {
        event: {
          async findMany({ args, query }) {
            if (!moved) await keep(stepped(state, 'checked'));
            moved = true;
            return query(args);
          },
        },
      },
    });
    expect(await verifyRecord(slow as unknown as typeof database)).toMatchObject({ cases: 1, faults: [] });
    expect(moved).toBe(true);
    expect(await verifyRecord(database)).toMatchObject({ events: 2, faults: [] });
  });

  it('reads more cases than fit on one of its pages', async () => {
    const { database } = await databaseOfTest();
    const { opened } = await recorderOf(database);
    for (let number = 1; number <= 203; number += 1) await opened(`2026-${String(number).padStart(6, '0')}`);
    expect(await verifyRecord(database)).toEqual({ cases: 203, events: 203, refusals: 0, anchors: 0, faults: [] });
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner, ensureLogin } from '#local/parts/postgres';
import { openDatabase } from '#prisma/database';
import { rebuild } from '#prisma/rebuild';
import { sayRebuild } from '#prisma/rebuild/command';
import { verifyRecord } from '#prisma/verify';
import { act, done, freshPeriod, resubmit, submit, until, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { fastForward } from '#test/support/fast-forward';
import { type Cast, castOf, claimed, inReview, returned, secured } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import {
  automaticReturn,
  onRegistration,
  propose,
  proposedStandard,
  register,
  untilTried,
} from '#test/support/proposals';

let office: Office;
let door: Door;
let people: Cast;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = await castOf(door);
  await liveThroughEverything();
}, 120_000);
afterAll(async () => {
  await door.stop();
  await office.stop();
});

/** A case of every course: decided, sent back by people and by the machine, overruled, late, withdrawn; and proposals likewise. */
async function liveThroughEverything(): Promise<void> {
  const { producer, officer, colleague } = people;
  const again = await resubmit(producer, await returned(people));
  const second = await done(officer, 'claim', await untilStage(officer, again.number, 'in-review'));
  await untilStage(officer, (await done(officer, 'accept', second)).number, 'secured');
  await done(officer, 'return', await secured(people));
  await done(officer, 'release', await claimed(people));
  await claimed(people);
  await done(producer, 'withdraw', await inReview(people));
  const [head, { body: me }] = await Promise.all([door.as('kepala'), colleague.get<{ id: string }>('/v1/me')]);
  const given = await done(head, 'assign', await claimed(people), { to: me.id });
  await done(head, 'assign', await done(head, 'put-back', given), { to: me.id });

  await register(officer, colleague, automaticReturn(['type']));
  const period = freshPeriod();
  const { body: file } = await producer.upload(
    `tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\r\n${period.from.replace('-', ',')},84,JAPAN,TANJUNG PRIOK,sepuluh\r\n`,
    'ekspor.csv',
  );
  const sent = await submit(producer, { component: '20.1', period, file: { id: file.id } });
  const back = await until(producer, sent.number, ({ stage }) => stage !== 'received');
  expect(back.stage).toBe('returned');
  await act(officer, 'overrule', back, { reason: 'Keliru.' });

  const late = await inReview(people);
  await fastForward(office.client, `submission:${late.number}`, 40 * 86_400_000);
  const lateness = { where: { caseId: `submission:${late.number}`, act: 'fatal-passed' } };
  while ((await office.database.event.count(lateness)) === 0) await pause(50);

  const tried = await untilTried(officer, (await propose(officer, proposedStandard())).number);
  await onRegistration(officer, 'amend', tried, proposedStandard({ validFrom: '2025-08' }));
  const amended = await untilTried(officer, tried.number);
  await onRegistration(officer, 'withdraw', amended);
}

const owner = (sql: string) =>
  asOwner(office.ownerUrl, (client) => client.query(`SET session_replication_role = 'replica'; ${sql}`));

const reading = async () => [
  await office.database.case.findMany({ orderBy: { id: 'asc' } }),
  await office.database.submission.findMany({ orderBy: { caseId: 'asc' } }),
  await office.database.submissionRound.findMany({ orderBy: [{ caseId: 'asc' }, { round: 'asc' }] }),
  await office.database.proposal.findMany({ orderBy: [{ caseId: 'asc' }, { round: 'asc' }] }),
];

/** As the login that owns the tables. */
async function rebuilt() {
  const database = openDatabase(office.ownerUrl, { role: null });
  try {
    return await rebuild(database, { write: true });
  } finally {
    await database.$disconnect();
  }
}
const checked = () => rebuild(office.database, { write: false });

describe('the reading of the record', () => {
  it('is what the record tells, case by case', async () => {
    const { cases, different, untold } = await checked();
    expect([different, untold]).toEqual([[], []]);
    expect(cases).toBe(await office.database.case.count());
    const acts = new Set((await office.database.event.findMany({ select: { act: true } })).map((event) => event.act));
    for (const happened of [
      'resubmit',
      'overrule',
      'auto-returned',
      'withdraw',
      'fatal-passed',
      'amend',
      'record',
      'secured',
    ])
      expect(acts).toContain(happened);
  });

  it('that was altered is told apart by table and column, and nothing is written by a comparison', async () => {
    await owner(`UPDATE "case" SET stage = 'secured', title = 'Lain' WHERE id = (SELECT max(id) FROM "case");
      UPDATE submission_round SET receipt = 'TT-X', decided_by = 'p-lain' WHERE receipt = (SELECT min(receipt) FROM submission_round);
      UPDATE submission SET component = '1.3' WHERE case_id = (SELECT min(case_id) FROM submission)`);
    const altered = await reading();
    const { different, untold } = await checked();
    expect(untold).toEqual([]);
    expect(different.flatMap(({ what }) => what).toSorted()).toEqual([
      'case.stage',
      'case.title',
      'submission.component',
      'submission_round 1.decidedBy',
      'submission_round 1.receipt',
    ]);
    expect(await reading()).toEqual(altered);
    expect((await rebuilt()).different).toEqual(different);
    expect((await checked()).different).toEqual([]);
  });

  it('that is gone altogether is rebuilt from the record, and equals the old one', async () => {
    const before = await reading();
    await owner('DELETE FROM submission_round; DELETE FROM submission; DELETE FROM proposal; DELETE FROM "case"');
    const { different, untold, cases } = await rebuilt();
    expect([different.length, untold]).toEqual([cases, []]);
    expect(await reading()).toEqual(before);
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });

  it('is never rebuilt from a chain that was tampered with, nor from words that were erased: it says so', async () => {
    const [tampered = '', erased = ''] = (
      await office.database.submission.findMany({ orderBy: { caseId: 'asc' } })
    ).map(({ caseId }) => caseId);
    const before = await reading();
    await owner(`CREATE TABLE kept_detail AS TABLE case_detail;
      UPDATE case_detail SET body = jsonb_set(body, '{receipt}', '"TT-Y"') WHERE case_id = '${tampered}' AND seq = 1;
      UPDATE case_detail SET body = NULL, erased_at = now() WHERE case_id = '${erased}' AND seq = 1`);
    const { different, untold } = await rebuilt();
    expect(different).toEqual([]);
    expect(untold).toEqual([
      { id: tampered, what: 'event 1: its detail was altered' },
      { id: erased, what: 'what was written to event 1 was erased' },
    ]);
    expect(await reading()).toEqual(before);
    await owner(`UPDATE case_detail d SET body = k.body, erased_at = NULL FROM kept_detail k WHERE (k.case_id, k.seq) = (d.case_id, d.seq);
      DROP TABLE kept_detail`);
  });

  it('can be written by nobody but the owner of the tables, who need not be a superuser', async () => {
    await owner(`UPDATE "case" SET stage = 'secured', title = 'Lain' WHERE id = (SELECT max(id) FROM "case")`);
    const application = openDatabase(await loginOf('application_of_rebuild'));
    await expect(rebuild(application, { write: true })).rejects.toThrow('must be owner');
    await application.$disconnect();
    const url = await loginOf('owner_of_rebuild');
    await owner(`DO $$ DECLARE it record; BEGIN
      FOR it IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
      LOOP EXECUTE format('ALTER TABLE %I OWNER TO owner_of_rebuild', it.tablename); END LOOP; END $$`);
    const asOwnerOfTables = () => openDatabase(url, { role: null });
    expect(await sayRebuild(asOwnerOfTables(), { check: true })).toBe(false);
    expect(await sayRebuild(asOwnerOfTables(), {})).toBe(true);
    expect(await sayRebuild(asOwnerOfTables(), { check: true })).toBe(true);
  });
});

async function loginOf(name: string): Promise<string> {
  await ensureLogin(office.ownerUrl, name, 'for-tests');
  return Object.assign(new URL(office.ownerUrl), { username: name, password: 'for-tests' }).href;
}

import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anchorActivities } from '#activities/anchor';
import { openExport } from '#activities/anchor/export';
import { keepRefusal } from '#api/refusals';
import { asOwner } from '#local/parts/postgres';
import { faultOfSignature, type Signer } from '#platform/signer';
import { makeAnchor } from '#prisma/anchor';
import { rootBy } from '#prisma/anchor/tree';
import { hashOfEvent, hashOfRefusal } from '#prisma/chain';
import { verifyCase, verifyRecord } from '#prisma/verify';
import type { JudgeSignature } from '#prisma/verify/anchors';
import { morning, officer, recorderOf } from '#test/support/cases';
import { databaseOfTest, type FreshDatabase, freshDatabase } from '#test/support/database';
import { signerOfTest, somethingOfEach } from '#test/support/evidence';
import { chain, keepTables, other, ways } from '#test/support/tampering';

const judge: JudgeSignature = (bytes, signature, at) => faultOfSignature(bytes, signature, { at, trusted });
const at = (hours: number) => ({ at: morning + hours * 3_600_000 });

let fresh: FreshDatabase;
let folder: string;
let trusted: string;
let signer: Signer;
let tables: string[];
const activities = () =>
  anchorActivities({ database: fresh.database, signer, copies: openExport(pathToFileURL(folder).href) });
const faults = async () => (await verifyRecord(fresh.database, { judge, exports: folder })).faults;
/** What somebody does who has the machine: triggers off, then the change. */
const tamper = (sql: string) =>
  asOwner(fresh.ownerUrl, (client) => client.query(`SET session_replication_role = 'replica'; ${sql}`));

let asItWas: string;
beforeAll(async () => {
  ({ signer, certificate: trusted } = signerOfTest());
  folder = mkdtempSync(join(tmpdir(), 'sip-anchors-'));
  fresh = await freshDatabase();
  const { returned } = await recorderOf(fresh.database);
  const report = { rows: 1, errors: 0, warnings: 0, findings: [] };
  await fresh.database.checkReport.create({ data: { caseId: chain, round: 1, hash: 'a'.repeat(64), report } });
  await returned('2026-000001');
  await returned('2026-000002');
  for (let count = 0; count < 3; count += 1) {
    const attempt = { request: randomUUID(), caseId: chain, act: 'accept', actor: officer };
    await keepRefusal(fresh.database, attempt, { code: 'claim-first' });
  }
  await fresh.database.counter.create({ data: { name: 'submission:2026', value: 2 } });
  await somethingOfEach(fresh.database, chain);
  await activities().anchorRecord(at(1));
  await returned('2026-000003');
  await asOwner(fresh.ownerUrl, (client) =>
    client.query("UPDATE counter SET value = 3 WHERE name = 'submission:2026'"),
  );
  await activities().anchorRecord(at(2));
  const { rows } = await asOwner(fresh.ownerUrl, (client) =>
    client.query<{ name: string }>(`SELECT relname AS name FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname !~ '^(kept_|_)'`),
  );
  tables = rows.map(({ name }) => name);
  asItWas = await asOwner(fresh.ownerUrl, (client) => keepTables((sql) => client.query(sql), tables));
});
afterEach(() => tamper(asItWas));
afterAll(async () => {
  await fresh.database.$disconnect();
  rmSync(folder, { recursive: true });
});

describe('an anchor', () => {
  it('holds every head that moved since the one before, and stands on it', async () => {
    const { database } = fresh;
    const [first, second] = await database.anchor.findMany({ orderBy: { seq: 'asc' } });
    expect(second).toMatchObject({ seq: 2, previous: first?.root });
    const of = async (anchor: number) =>
      (await database.anchorLeaf.findMany({ where: { anchor }, orderBy: { position: 'asc' } })).map(
        (leaf) => `${leaf.kind} ${leaf.chain} ${leaf.seq}`,
      );
    expect((await of(1)).filter((leaf) => !leaf.startsWith('register'))).toEqual([
      'refusal  3',
      'counter receipt:1999 7',
      'counter receipt:2026 2',
      'counter submission:2026 2',
      'access  3',
      `case ${chain} 4`,
      `case ${other} 4`,
      ...[1, 2, 4].map((seq) => `mail ${chain} ${seq}`),
    ]);
    expect(await of(2)).toEqual([
      'counter receipt:2026 3',
      'counter submission:2026 3',
      'case submission:2026-000003 4',
    ]);
    expect(first?.counts).toMatchObject({ cases: 2, events: 8, refusals: 3 });
  });

  it('is one for each time, however often it is asked for and by how many', async () => {
    const { database } = fresh;
    const before = await database.anchor.findMany({ orderBy: { seq: 'asc' } });
    const again = await Promise.all([1, 2, 2, 1.5].map((hours) => activities().anchorRecord(at(hours))));
    expect(again.map(({ seq }) => seq)).toEqual([2, 2, 2, 2]);
    expect(await database.anchor.findMany({ orderBy: { seq: 'asc' } })).toEqual(before);
    const raced = await Promise.allSettled([3, 3, 3].map((hours) => activities().anchorRecord(at(hours))));
    expect(raced.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await database.anchor.count()).toBe(3);
    rmSync(join(folder, 'anchor-000003.json'), { force: true });
  });

  it('is whole, and so is the record under it', async () => {
    expect(await verifyRecord(fresh.database, { judge, exports: folder })).toMatchObject({ anchors: 2, faults: [] });
  });

  it('proves one case by a path to the signed root, without another leaf', async () => {
    const { cover, faults: found, head } = await verifyCase(fresh.database, chain, { judge });
    expect(found).toEqual([]);
    expect(cover).toMatchObject({ seq: 4, anchor: { seq: 1 } });
    expect(rootBy(cover?.leafHash ?? '', cover?.path ?? [])).toBe(cover?.anchor.tree);
    expect(head).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('an anchor finds, although every chain is whole in itself,', () => {
  it('the tail of the refused attempts that was cut off', async () => {
    await tamper('DELETE FROM refusal WHERE seq = 3');
    expect(await faults()).toContainEqual({
      chain: 'refusal',
      seq: 3,
      what: expect.stringMatching(/missing: anchor 1/),
    });
  });

  it('a refused attempt at the end that was written anew', async () => {
    const last = await fresh.database.refusal.findFirstOrThrow({ where: { seq: 3 } });
    const hash = hashOfRefusal({ ...last, person: 'p-lain' });
    await tamper(`UPDATE refusal SET person = 'p-lain', hash = '${hash}' WHERE seq = 3`);
    expect(await faults()).toEqual([{ chain: 'refusal', seq: 3, what: expect.stringMatching(/written anew/) }]);
  });

  it('a case that was dropped with its requests, its slot and its number', async () => {
    const its = [
      'submission_round',
      'submission',
      'case_detail',
      'case_event',
      'document',
      'request',
      'slot',
      'outbox',
    ];
    const gone = its.map((table) => `DELETE FROM ${table} WHERE case_id = 'submission:2026-000003'`);
    await tamper(
      `${gone.join(';')}; DELETE FROM "case" WHERE number = '2026-000003'; UPDATE counter SET value = value - 1`,
    );
    expect(await faults()).toContainEqual({
      chain: 'submission:2026-000003',
      seq: 4,
      what: expect.stringMatching(/missing: anchor 2/),
    });
    expect((await verifyCase(fresh.database, 'submission:2026-000003')).faults).toHaveLength(1);
  });

  it('a case from the middle that was dropped likewise, by the gap in the numbers alone', async () => {
    const its = [
      'submission_round',
      'submission',
      'case_detail',
      'case_event',
      'document',
      'request',
      'slot',
      'outbox',
    ];
    const gone = its.map((table) => `DELETE FROM ${table} WHERE case_id = '${other}'`);
    await tamper(
      `${gone.join(';')}; DELETE FROM "case" WHERE id = '${other}'; DELETE FROM anchor; DELETE FROM anchor_leaf`,
    );
    expect((await verifyRecord(fresh.database)).faults).toEqual([
      { chain: other, seq: 1, what: 'the case is missing with its whole chain' },
    ]);
  });

  it('an event that was written anew with the whole chain behind it', async () => {
    const last = await fresh.database.event.findFirstOrThrow({ where: { caseId: chain, seq: 4 } });
    const hash = hashOfEvent({ ...last, basis: '28/24 24(2)' });
    await tamper(
      `UPDATE case_event SET basis = '28/24 24(2)', hash = '${hash}' WHERE case_id = '${chain}' AND seq = 4`,
    );
    expect(await faults()).toEqual([{ chain, seq: 4, what: expect.stringMatching(/written anew: anchor 1/) }]);
  });
});

describe('the proof finds', () => {
  it.each(ways)('%s', async (_, sql, where, seq) => {
    await tamper(sql || tables.map((of) => `DELETE FROM "${of}"`).join(';'));
    expect(await faults()).toContainEqual({ chain: where, seq, what: expect.any(String) });
  });

  it('an anchor that was made anew with another certificate', async () => {
    const { database } = fresh;
    await tamper('DELETE FROM anchor WHERE seq = 2; DELETE FROM anchor_leaf WHERE anchor = 2');
    const forger = signerOfTest();
    const forged = mkdtempSync(join(tmpdir(), 'sip-anchors-'));
    const copies = openExport(pathToFileURL(forged).href);
    await anchorActivities({ database, signer: forger.signer, copies }).anchorRecord(at(2));
    expect(await faults()).toContainEqual({ chain: 'anchor', seq: 2, what: 'its certificate is not a trusted one' });
    const blind = await verifyRecord(database, { exports: folder });
    expect(blind.faults).toEqual([
      { chain: 'anchor', seq: 2, what: 'its exported file says something else than the record' },
    ]);
    rmSync(forged, { recursive: true });
  });
});

describe('exported anchors', () => {
  const path = () => join(folder, 'anchor-000001.json');

  it.each([
    ['altered', (text: string) => text.replace('"leaves": ', '"leaves": 1'), /was altered/],
    ['broken', () => '{', /cannot be read/],
  ])('are found when a file was %s', async (_, change, what) => {
    const text = readFileSync(path(), 'utf8');
    rmSync(path());
    writeFileSync(path(), change(text));
    expect(await faults()).toEqual([{ chain: 'anchor', seq: 1, what: expect.stringMatching(what) }]);
    rmSync(path());
    expect(await faults()).toEqual([{ chain: 'anchor', seq: 1, what: 'its exported file is missing' }]);
    writeFileSync(path(), text);
    expect(await faults()).toEqual([]);
  });

  it('that cannot be read at all are a fault that hides no other', async () => {
    const gone = { judge, exports: join(folder, 'gone') };
    const unread = { chain: 'anchor export', seq: 1, what: expect.stringMatching(/^the exports cannot be read/) };
    expect((await verifyRecord(fresh.database, gone)).faults).toEqual([unread]);
    const { database } = await databaseOfTest();
    expect((await verifyRecord(database, gone)).faults).toEqual([]);
    await makeAnchor(database, { at: new Date(), sign: (bytes) => signerOfTest().signer.sign(bytes) });
    const both = await verifyRecord(database, gone);
    expect(both.faults).toEqual([expect.objectContaining({ chain: 'anchor', seq: 1 }), unread]);
  });

  it('are never overwritten, and carried out later when the folder was away', async () => {
    const copies = openExport(pathToFileURL(folder).href);
    const kept = JSON.parse(readFileSync(path(), 'utf8'));
    await expect(copies.write({ ...kept, root: 'x' })).rejects.toThrow(/says something else/);
    const later = mkdtempSync(join(tmpdir(), 'sip-anchors-'));
    const { database } = fresh;
    const afterwards = anchorActivities({ database, signer, copies: openExport(pathToFileURL(later).href) });
    await afterwards.anchorRecord(at(2));
    expect(readFileSync(join(later, 'anchor-000001.json'), 'utf8')).toBe(readFileSync(path(), 'utf8'));
    rmSync(later, { recursive: true });
  });
});

it('accesses of the last minute wait for the next anchor: one that began before may still come', async () => {
  const { database } = await databaseOfTest();
  await database.access.create({ data: { person: 'p', role: 'itjen', caseId: '', what: 'list' } });
  const now = anchorActivities({ database, signer, copies: undefined });
  await now.anchorRecord({ at: Date.now() });
  expect(await database.anchorLeaf.count({ where: { kind: 'access' } })).toBe(0);
});

it('a backlog goes into several, a millisecond apart, until nothing is left', async () => {
  const { database } = await databaseOfTest();
  const { opened } = await recorderOf(database);
  for (let number = 1; number <= 9; number += 1) await opened(`2026-00000${number}`);
  const registers = await database.registerEntry.count();
  const most = registers + 4;
  const sign = (bytes: Buffer) => signer.sign(bytes);
  const making = { at: new Date(morning), sign, most };
  const { seq } = await makeAnchor(database, making);
  expect(seq).toBe(2);
  expect(await makeAnchor(database, making)).toMatchObject({ seq: 2 });
  const anchors = await database.anchor.findMany({ orderBy: { seq: 'asc' } });
  expect(anchors.map(({ at: time, leaves }) => [time.getTime() - morning, leaves])).toEqual([
    [0, most],
    [1, 6],
  ]);
  expect(await verifyRecord(database, { judge })).toMatchObject({ anchors: 2, faults: [] });
});

it('no fault is found in anchors that are made while a proof reads', async () => {
  const { database } = await databaseOfTest();
  const { opened } = await recorderOf(database);
  await opened('2026-000001');
  const elsewhere = mkdtempSync(join(tmpdir(), 'sip-anchors-'));
  const copies = openExport(pathToFileURL(elsewhere).href);
  const office = anchorActivities({ database, signer, copies });
  await office.anchorRecord(at(1));
  let hours = 1;
  const meanwhile = async () => {
    hours += 1;
    await opened(`2026-00000${hours}`);
    await office.anchorRecord(at(hours));
  };
  const slow = database.$extends({
    query: {
      event: {
        async findMany({ args, query }) {
          const found = await query(args);
          if (hours < 5) await meanwhile();
          return found;
        },
      },
      counter: {
        async findMany({ args, query }) {
          const found = await query(args);
          if (hours < 7) await meanwhile();
          return found;
        },
      },
    },
  });
  const { faults: found } = await verifyRecord(slow as unknown as typeof database, { judge, exports: elsewhere });
  expect(found).toEqual([]);
  expect(await database.anchor.count()).toBeGreaterThan(4);
  rmSync(elsewhere, { recursive: true });
});

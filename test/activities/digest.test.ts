import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, it } from 'vitest';
import { type Digest, digestActivities } from '#activities/digest';
import { dayOf } from '#domain/calendar';
import type { Submission } from '#domain/submission';
import { asOwner } from '#local/parts/postgres';
import { hashOfMails, movedLeaves } from '#prisma/anchor/leaves';
import { hashOf } from '#prisma/chain';
import { verifyRecord } from '#prisma/verify';
import { morning, officer, recorderOf } from '#test/support/cases';
import { databaseOfTest } from '#test/support/database';
import { answer, openPost } from '#test/support/post';
import { saidNext } from '#test/support/silence';

const from = 'SIP <sip@contoh.invalid>';
const publicUrl = 'https://sip.contoh.invalid/';
const mailbox = 'kemendag.pdsi@contoh.invalid';
const day = 86_400_000;

async function officeOfTest() {
  const fresh = await databaseOfTest();
  const { database } = fresh;
  const recorder = await recorderOf(database);
  const post = await openPost();
  const by = (means: typeof database) =>
    digestActivities({ database: means, transport: post.transport, from, publicUrl });
  const sendBy = (activities: ReturnType<typeof by>, of: string): Promise<Digest> =>
    new MockActivityEnvironment().run((given: { day: string }) => activities.sendDigest(given), { day: of });
  const send = (of: string) => sendBy(by(database), of);

  /** A case that an officer has claimed, opened at an instant. */
  async function claimed(number: string, at = morning): Promise<Submission> {
    const opening = await recorder.opening(number, at);
    const { terms } = await recorder.record(opening.batch);
    const checked = recorder.stepped({ ...opening.state, ...(terms && { terms }) }, 'checked');
    await recorder.keep(checked);
    const written = await recorder.acted(checked.state, 'claim', officer);
    await recorder.keep(written);
    return written.state;
  }

  /** Nobody acts until the clock has spoken so often. */
  async function silent(state: Submission, times: number): Promise<Submission> {
    let now = state;
    for (let said = 0; said < times; said += 1) {
      const next = saidNext(now);
      await recorder.keep(next);
      now = next.state;
    }
    return now;
  }

  const gathered = () =>
    database.outbox.findMany({ where: { day: { not: null } }, orderBy: [{ caseId: 'asc' }, { seq: 'asc' }] });
  const to = () => post.mails.map((mail) => mail.to.join());
  return { ...fresh, ...recorder, post, by, send, sendBy, claimed, silent, gathered, to };
}

describe('the gathered mail of a working day', () => {
  it('is one for each person, with a line for each case, the most late first', async () => {
    const { claimed, silent, send, post, gathered, to } = await officeOfTest();
    await silent(await claimed('2026-000002'), 1);
    await silent(await claimed('2026-000001', morning - 3 * day), 2);
    expect(await send('2026-11-05')).toEqual({ mails: 1 });
    expect(to()).toEqual(['p-petugas@contoh.invalid']);
    expect(post.mails[0]?.mail.messageId).toBe('<digest.2026-11-05.p-petugas@sip-back-office>');
    expect(post.mails[0]?.mail.subject).toBe('5 November 2026: 2 perkara menunggu');
    const [first = '', second = ''] = (post.mails[0]?.mail.text ?? '').split('\n---\n');
    expect(first.trim().split(/\n+ */)).toEqual([
      'Perkara yang menunggu tindakan menurut jam kerja sistem: 2. Yang paling terlambat disebut lebih dahulu.',
      '1. Perkara 2026-000001: Realisasi ekspor Indonesia (20.1), 2025-01..2025-10',
      'Pengingat: melewati target, 4 November 2026, 23.59 WIB (dan 1 sebelumnya)',
      'Tahap: diperiksa PDSI, putaran 1',
      'Giliran: PDSI',
      'Batas waktu: 4 November 2026, 23.59 WIB (paling lambat 6 November 2026, 23.59 WIB)',
      'https://sip.contoh.invalid/v1/submissions/2026-000001',
      '2. Perkara 2026-000002: Realisasi ekspor Indonesia (20.1), 2024-01..2024-10',
      'Pengingat: mendekati batas waktu, 4 November 2026, 23.59 WIB',
      'Tahap: diperiksa PDSI, putaran 1',
      'Giliran: PDSI',
      'Batas waktu: 5 November 2026, 23.59 WIB (paling lambat 9 November 2026, 23.59 WIB)',
      'https://sip.contoh.invalid/v1/submissions/2026-000002',
    ]);
    expect(second).toContain('Reminder: target passed, 4 November 2026, 23.59 WIB (and 1 before it)');
    expect((await gathered()).map(({ sentAt }) => sentAt instanceof Date)).toEqual([true, true, true]);
  });

  it('goes out once: a second run sends nothing, and neither does one of another day', async () => {
    const { claimed, silent, send, post } = await officeOfTest();
    await silent(await claimed('2026-000001'), 1);
    await send('2026-11-05');
    expect(await send('2026-11-05')).toEqual({ mails: 0 });
    expect(await send('2026-11-06')).toEqual({ mails: 0 });
    expect(post.mails).toHaveLength(1);
  });

  it('holds nothing that the clock said after its morning', async () => {
    const { claimed, silent, send, to, gathered } = await officeOfTest();
    await silent(await claimed('2026-000001'), 1);
    expect(await send('2026-11-04')).toEqual({ mails: 0 });
    expect(to()).toEqual([]);
    expect(await gathered()).toMatchObject([{ sentAt: null, settledAt: null, day: new Date('2026-11-05') }]);
  });

  it('leaves out what somebody has settled by then, and keeps that on record', async () => {
    const { claimed, silent, acted, keep, send, to, gathered, database } = await officeOfTest();
    const reminded = await silent(await claimed('2026-000001'), 1);
    const body = { findings: [], term: 10, note: 'lihat lampiran' };
    const back = await acted(reminded, 'return', officer, { hash: 'a'.repeat(64), findings: 0, term: 10, body });
    await keep(back);
    expect(await send('2026-11-05')).toEqual({ mails: 0 });
    expect(to()).toEqual([]);
    expect(await gathered()).toMatchObject([{ sentAt: null, refused: null, settledAt: expect.any(Date) }]);
    expect((await verifyRecord(database)).faults).toEqual([]);
  });

  it('goes out again under the same Message-ID when its mark was lost in a crash', async () => {
    const { claimed, silent, database, by, sendBy, send, post } = await officeOfTest();
    await silent(await claimed('2026-000001'), 1);
    const dying = database.$extends({
      query: { $executeRaw: () => Promise.reject(new Error('crashed')) },
    });
    await expect(sendBy(by(dying as unknown as typeof database), '2026-11-05')).rejects.toThrow('crashed');
    await send('2026-11-05');
    expect(post.mails).toHaveLength(2);
    expect(new Set(post.mails.map(({ mail }) => mail.messageId)).size).toBe(1);
  });

  it('lets nobody wait for an address that fails, and is tried until the post takes it', async () => {
    const { claimed, silent, send, post, to } = await officeOfTest();
    await silent(await claimed('2026-000001'), 4);
    const failing = 'p-petugas@contoh.invalid';
    post.says = { recipient: (address) => (address === failing ? answer(450, '4.2.1 busy') : undefined) };
    await expect(send('2026-11-10')).rejects.toThrow('busy');
    expect(to()).toEqual([mailbox]);
    post.says = {};
    await send('2026-11-10');
    expect(to()).toEqual([mailbox, failing]);
  });

  it('goes to the mailbox of the unit when the address does not exist, and else nowhere, on record', async () => {
    const { claimed, silent, send, post, to, gathered } = await officeOfTest();
    const state = await silent(await claimed('2026-000001'), 1);
    const gone = (address: string) => (address.startsWith('p-') ? answer(550, '5.1.1 no such user') : undefined);
    post.says = { recipient: gone };
    await send('2026-11-05');
    expect(to()).toEqual([mailbox]);
    await silent(state, 1);
    post.says = { recipient: () => answer(550, '5.1.1 no such user') };
    await send('2026-11-06');
    expect(await gathered()).toMatchObject([{ refused: null }, { sentAt: null, refused: '550 5.1.1 no such user' }]);
  });
});

describe('the morning of gathered mail', () => {
  it('does not come on a day on which the ministry does not work: the next working day takes it along', async () => {
    const { claimed, silent, send, to } = await officeOfTest();
    await silent(await claimed('2026-000001', Date.parse('2026-12-21T02:00:00Z')), 1);
    // 24 and 25 December 2026 are cuti bersama and libur nasional by the SKB, then comes a weekend.
    for (const still of ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27'])
      expect(await send(still)).toEqual({ mails: 0 });
    expect(to()).toEqual([]);
    expect(await send('2026-12-28')).toEqual({ mails: 1 });
  });

  it('moves over New Year with the table of that year, also where the case did not know it', async () => {
    const { claimed, silent, send, gathered, ownerUrl } = await officeOfTest();
    const opened = Date.parse('2026-12-28T02:00:00Z');
    const state = await silent(await claimed('2026-000001', opened), 2);
    expect(dayOf(state.due?.target ?? 0)).toBe('2026-12-31');
    expect((await gathered()).at(-1)?.day).toEqual(new Date('2027-01-01'));
    const content = { holidays: [{ day: '2027-01-01', name: 'Tahun Baru 2027 Masehi', kind: 'libur-nasional' }] };
    await asOwner(ownerUrl, (client) =>
      client.query(
        `INSERT INTO register_entry (kind, subject, version, valid_from, authority, content, registration, recorded_at)
         VALUES ('calendar', '2027', '1.0.0', '2027-01-01', 'SKB contoh', $1, '', now())`,
        [content],
      ),
    );
    expect(await send('2027-01-01')).toEqual({ mails: 0 });
    expect(await send('2027-01-04')).toEqual({ mails: 1 });
    expect((await gathered()).every(({ sentAt }) => sentAt !== null)).toBe(true);
  });
});

describe('after a long silence', () => {
  it('ten thousand rungs for one person are one mail that names the hundred most late, and all are marked', async () => {
    const { claimed, silent, ownerUrl, send, post, database } = await officeOfTest();
    const { id } = await silent(await claimed('2026-000001'), 1);
    await asOwner(ownerUrl, (client) => client.query(copiesOf(id)));
    expect(await send('2026-11-05')).toEqual({ mails: 1 });
    const text = post.mails[0]?.mail.text ?? '';
    expect(post.mails).toHaveLength(1);
    expect(text.match(/^\d+\. Perkara 2026-0/gm)).toHaveLength(100);
    expect(text).toContain('1. Perkara 2026-010000');
    expect(text).toContain('Dan 9900 perkara lagi: https://sip.contoh.invalid/v1/tasks');
    expect(await database.outbox.count({ where: { day: { not: null }, sentAt: null } })).toBe(0);
  });
});

/** Nine thousand nine hundred and ninety-nine more like one, each an hour later than the one before. */
const copiesOf = (id: string) => `
  ALTER TABLE case_event DISABLE TRIGGER USER;
  CREATE TEMP TABLE more AS SELECT i, '2026-' || lpad(i::text, 6, '0') AS number FROM generate_series(2, 10000) i;
  INSERT INTO "case" (id, process, number, party, stage, holder, claimant, round, version, seq, since, target, fatal, due, provisional, opened_at, title, state)
    SELECT 'submission:' || m.number, process, m.number, party, stage, holder, claimant, round, version, seq, since,
      target - m.i * interval '1 hour', fatal, due, provisional, opened_at, title, state
    FROM "case", more m WHERE id = '${id}';
  INSERT INTO case_event (case_id, seq, at, act, basis, stage, holder, round, version, previous, hash)
    SELECT 'submission:' || m.number, seq, at, act, basis, stage, holder, round, version, previous, m.number
    FROM case_event, more m WHERE case_id = '${id}' AND act = 'reminded';
  INSERT INTO outbox (message_id, case_id, seq, recipient, created_at, day)
    SELECT m.number, 'submission:' || m.number, seq, recipient, created_at, day FROM outbox, more m WHERE case_id = '${id}' AND day IS NOT NULL;`;

describe('an anchor', () => {
  it('covers the gathered mail of an event once it has gone out or is settled, and not before', async () => {
    const { claimed, silent, send, database } = await officeOfTest();
    const { id } = await silent(await claimed('2026-000001'), 1);
    const covered = async () =>
      (await movedLeaves(database, new Date())).filter(({ kind, chain }) => kind === 'mail' && chain === id);
    expect(await covered()).toEqual([]);
    await send('2026-11-05');
    const mails = await database.outbox.findMany({ where: { day: { not: null } } });
    expect(await covered()).toEqual([{ kind: 'mail', chain: id, seq: 4n, hash: hashOfMails(mails) }]);
    const [mail] = mails;
    const settled = mail && { ...mail, sentAt: null, settledAt: new Date() };
    expect(new Set([mails, [], settled ? [settled] : []].map((some) => hashOfMails(some))).size).toBe(3);
  });

  it('names a mail that was sent at once as it did before mail was gathered', () => {
    const mail = { messageId: '<1>', caseId: 'submission:2026-000001', seq: 1, recipient: 'p-petugas', refused: null };
    const [createdAt, sentAt] = [new Date(1), new Date(2)];
    expect(hashOfMails([{ ...mail, createdAt, sentAt, day: null, settledAt: null }])).toBe(
      hashOf([{ ...mail, createdAt: createdAt.toISOString(), sentAt: sentAt.toISOString() }]),
    );
  });
});

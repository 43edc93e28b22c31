import { describe, expect, it } from 'vitest';
import { mailActivities } from '#activities/mail';
import { inWib } from '#domain/calendar';
import { asOwner } from '#local/parts/postgres';
import { producer, recorderOf, statement } from '#test/support/cases';
import { databaseOfTest } from '#test/support/database';
import { keepPeople } from '#test/support/people';
import { answer, openPost } from '#test/support/post';

const number = '2026-000001';
const caseId = `submission:${number}`;
const from = 'SIP <sip@contoh.invalid>';

async function postOfficeOfTest({ publicUrl }: { publicUrl?: string } = {}) {
  const fresh = await databaseOfTest();
  const recorder = await recorderOf(fresh.database);
  const post = await openPost();
  const activities = mailActivities({ database: fresh.database, transport: post.transport, from, publicUrl });
  const sendMail = (event: { caseId: string; seq: number }) => activities.sendMail(event);
  const outbox = () => fresh.database.outbox.findMany({ orderBy: [{ seq: 'asc' }, { recipient: 'asc' }] });
  return { ...fresh, ...recorder, post, sendMail, outbox };
}

/** A case that two people of the producer touched, so that its first mail has two recipients. */
async function withTwoPeople() {
  const office = await postOfficeOfTest();
  await keepPeople(office.database, ['p-produsen2']);
  const { batch } = await office.opening(number);
  await office.record({ ...batch, state: { ...batch.state, touched: [...batch.state.touched, 'p-produsen2'] } });
  return office;
}

describe('the mail of an event', () => {
  it('goes out once, and is marked: a repeat sends nothing', async () => {
    const { opened, post, sendMail, outbox } = await postOfficeOfTest();
    await opened(number);
    await sendMail({ caseId, seq: 1 });
    await sendMail({ caseId, seq: 1 });
    expect(post.mails.map(({ to }) => to)).toEqual([[`${producer.person}@contoh.invalid`]]);
    expect(post.mails[0]?.mail.messageId).toBe(`<submission.${number}.1.${producer.person}@sip-back-office>`);
    expect(await outbox()).toMatchObject([{ sentAt: expect.any(Date), refused: null }]);
  });

  it('is tried until the post takes it', async () => {
    const { opened, post, sendMail, outbox } = await postOfficeOfTest();
    await opened(number);
    post.says = { content: () => answer(451, '4.3.0 later') };
    await expect(sendMail({ caseId, seq: 1 })).rejects.toThrow('later');
    expect(await outbox()).toMatchObject([{ sentAt: null }]);
    post.says = {};
    await sendMail({ caseId, seq: 1 });
    expect(post.mails).toHaveLength(1);
    expect(await outbox()).toMatchObject([{ sentAt: expect.any(Date) }]);
  });

  it('is tried again when the server refuses everybody: that is a fault of ours, not of the address', async () => {
    const { opened, post, sendMail, outbox } = await postOfficeOfTest();
    await opened(number);
    post.says = { recipient: () => answer(554, '5.7.1 Relay access denied') };
    await expect(sendMail({ caseId, seq: 1 })).rejects.toThrow('Relay access denied');
    expect(await outbox()).toMatchObject([{ sentAt: null, refused: null }]);
  });

  it('goes out again under the same Message-ID when its mark was lost in a crash', async () => {
    const { opened, database, post, sendMail } = await postOfficeOfTest();
    await opened(number);
    const dying = database.$extends({ query: { outbox: { update: () => Promise.reject(new Error('crashed')) } } });
    const needs = { database: dying as unknown as typeof database, transport: post.transport, from };
    await expect(mailActivities(needs).sendMail({ caseId, seq: 1 })).rejects.toThrow('crashed');
    await sendMail({ caseId, seq: 1 });
    expect(post.mails).toHaveLength(2);
    expect(new Set(post.mails.map(({ mail }) => mail.messageId)).size).toBe(1);
  });

  it('skips who has got it, and lets nobody wait for an address that fails', async () => {
    const { post, sendMail, outbox } = await withTwoPeople();
    const failing = `${producer.person}@contoh.invalid`;
    post.says = { recipient: (address) => (address === failing ? answer(450, '4.2.1 busy') : undefined) };
    await expect(sendMail({ caseId, seq: 1 })).rejects.toThrow('busy');
    expect(post.mails.map(({ to }) => to)).toEqual([['p-produsen2@contoh.invalid']]);
    post.says = {};
    await sendMail({ caseId, seq: 1 });
    expect(post.mails.map(({ to }) => to)).toEqual([['p-produsen2@contoh.invalid'], [failing]]);
    const ids = (await outbox()).map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(2);
  });

  it('goes to the mailbox of the unit when the address of the person does not exist', async () => {
    const { opened, post, sendMail, outbox } = await postOfficeOfTest();
    await opened(number);
    const gone = (address: string) => (address.startsWith('p-') ? answer(550, '5.1.1 no such user') : undefined);
    post.says = { recipient: gone };
    await sendMail({ caseId, seq: 1 });
    expect(post.mails.map(({ to }) => to)).toEqual([['contoh.ekspor@contoh.invalid']]);
    expect(await outbox()).toMatchObject([{ sentAt: expect.any(Date), refused: null }]);
  });

  it('holds no case when neither the address nor the mailbox exists: what the post said is kept, without the address', async () => {
    const { opened, post, sendMail, outbox } = await postOfficeOfTest();
    await opened(number);
    post.says = { recipient: (address) => answer(550, `5.1.1 <${address}> ${address}: no such user`) };
    await sendMail({ caseId, seq: 1 });
    await sendMail({ caseId, seq: 1 });
    expect(await outbox()).toMatchObject([{ sentAt: null, refused: '550 5.1.1 <...> <...> no such user' }]);
  });

  it('holds no case when the person has lost every address since', async () => {
    const { opened, ownerUrl, post, sendMail, outbox } = await postOfficeOfTest();
    await opened(number);
    await asOwner(ownerUrl, (client) => client.query('UPDATE person SET email = NULL; UPDATE unit SET mailbox = NULL'));
    await sendMail({ caseId, seq: 1 });
    expect(post.mails).toEqual([]);
    expect(await outbox()).toMatchObject([{ sentAt: null, refused: 'no address is known' }]);
  });

  it('is one address, whatever the sign-in service says it is', async () => {
    const { opened, database, post, sendMail } = await postOfficeOfTest();
    await opened(number);
    const email = 'satu@contoh.invalid, dua@contoh.invalid';
    await database.person.update({ where: { id: producer.person }, data: { email } });
    post.says = { recipient: (address) => (address.includes(' ') ? answer(550, '5.1.3 bad address') : undefined) };
    await sendMail({ caseId, seq: 1 }).catch(() => undefined);
    expect(post.mails.flatMap(({ to }) => to)).not.toContain('dua@contoh.invalid');
  });

  it('of an event that tells nobody is no mail', async () => {
    const { opened, stepped, acted, keep, post, sendMail } = await postOfficeOfTest();
    const checked = stepped(await opened(number), 'checked');
    await keep(checked);
    await keep(await acted(checked.state, 'claim', { person: 'p-petugas', role: 'pdsi', unit: 'kemendag.pdsi' }));
    await sendMail({ caseId, seq: 3 });
    expect(post.mails).toEqual([]);
  });
});

describe('what a mail says', () => {
  it('says in both languages what happened, on which basis, whose turn it is, by when, and where', async () => {
    const { returned, post, sendMail } = await postOfficeOfTest({ publicUrl: 'https://sip.contoh.invalid/' });
    await returned(number);
    await sendMail({ caseId, seq: 4 });
    const [first = '', second = ''] = (post.mails[0]?.mail.text ?? '').split('\n---\n');
    expect(first.trim().split('\n')).toEqual([
      `Perkara ${number}: Realisasi ekspor Indonesia (20.1), 2025-01..2025-10`,
      'Yang terjadi: tolak dan kembalikan, 2 November 2026, 09.03 WIB (28/24 25(1))',
      'Tahap: ditolak dan dikembalikan, putaran 1',
      'Giliran: Produsen Data',
      'Batas waktu: 16 November 2026, 23.59 WIB (paling lambat 23 November 2026, 23.59 WIB)',
      `https://sip.contoh.invalid/v1/submissions/${number}`,
    ]);
    expect(second.trim().split('\n')).toEqual([
      `Case ${number}: Realisasi ekspor Indonesia (20.1), 2025-01..2025-10`,
      'What happened: return, 2 November 2026, 09.03 WIB (28/24 25(1))',
      'Stage: returned for correction, round 1',
      'Next to act: the Produsen Data',
      'Due: 16 November 2026, 23.59 WIB (at the latest 23 November 2026, 23.59 WIB)',
      `https://sip.contoh.invalid/v1/submissions/${number}`,
    ]);
    expect(post.mails[0]?.mail.subject).toBe(
      `[${number}] tolak dan kembalikan: Realisasi ekspor Indonesia (20.1), 2025-01..2025-10`,
    );
  });

  it('holds no names, no findings, nothing that people wrote', async () => {
    const { returned, post, sendMail } = await postOfficeOfTest();
    await returned(number);
    await sendMail({ caseId, seq: 1 });
    await sendMail({ caseId, seq: 4 });
    const said = post.mails.map(({ mail: { subject, text } }) => `${subject}\n${text}`).join('\n');
    for (const secret of [
      statement.official.name,
      statement.official.position,
      'baris 3',
      'perlu diperbaiki',
      'lihat lampiran',
      'ekspor.csv',
    ])
      expect(said).not.toContain(secret);
    expect(post.mails).toHaveLength(2);
  });

  it('stands in one thread with all mails of its case, and says that no person wrote it', async () => {
    const { returned, post, sendMail } = await postOfficeOfTest();
    await returned(number);
    for (const seq of [1, 2, 4]) await sendMail({ caseId, seq });
    expect(post.mails.map(({ mail }) => mail.references)).toEqual(
      Array.from({ length: 3 }, () => `<submission.${number}@sip-back-office>`),
    );
    for (const { raw } of post.mails) expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  });

  it('gets neither headers nor lines from a register', async () => {
    const { ownerUrl, opened, post, sendMail } = await postOfficeOfTest();
    const name = 'Ekspor\r\nBcc: lain@contoh.invalid\r\n\r\nGiliran: orang lain\u2028\u0000'.replace('\u0000', '');
    await asOwner(ownerUrl, (client) => client.query("UPDATE component SET name = $1 WHERE code = '20.1'", [name]));
    await opened(number);
    await sendMail({ caseId, seq: 1 });
    const { to, mail } = post.mails[0] ?? { to: [], mail: undefined };
    expect(to).toEqual([`${producer.person}@contoh.invalid`]);
    expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail?.subject).toBe(
      `[${number}] penyampaian: Ekspor Bcc: lain@contoh.invalid Giliran: orang lain (20.1), 2025-01..2025-10`,
    );
    expect(mail?.text?.split('\n').filter((line) => line.startsWith('Giliran'))).toEqual(['Giliran: sistem']);
  });
});

describe('an instant as people write it', () => {
  it.each([
    ['2026-11-30T16:59:00Z', '30 November 2026, 23.59 WIB', '30 November 2026, 23.59 WIB'],
    ['2026-05-31T17:00:00Z', '1 Juni 2026, 00.00 WIB', '1 June 2026, 00.00 WIB'],
    ['2026-12-31T17:05:00Z', '1 Januari 2027, 00.05 WIB', '1 January 2027, 00.05 WIB'],
  ])('%s', (instant, indonesian, english) => {
    expect(inWib(Date.parse(instant))).toBe(indonesian);
    expect(inWib(Date.parse(instant), 'en')).toBe(english);
  });
});

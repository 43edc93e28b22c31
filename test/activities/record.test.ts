import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, it } from 'vitest';
import { recordActivities } from '#activities/record';
import { submissionChronicle } from '#activities/submission';
import { dueOf } from '#domain/clock';
import { asOwner } from '#local/parts/postgres';
import { verifyRecord } from '#prisma/verify';
import { morning, officer, producer, recorderOf } from '#test/support/cases';
import { databaseOfTest } from '#test/support/database';

const number = '2026-000001';
const id = `submission:${number}`;
const hash = 'a'.repeat(64);

async function officeOfTest() {
  const fresh = await databaseOfTest();
  return { ...fresh, ...(await recorderOf(fresh.database)) };
}

describe('recording', () => {
  it('writes case, event, detail, receipt, document and mail with the first event, as an activity', async () => {
    const { database, opening } = await officeOfTest();
    const { batch } = await opening(number);
    const activities = recordActivities({
      database,
      chronicles: { submission: submissionChronicle('Pusat Data Uji') },
    });
    await new MockActivityEnvironment().run((given: typeof batch) => activities.record(given), batch);
    expect(await database.case.findUnique({ where: { id } })).toMatchObject({
      number,
      process: 'submission',
      party: 'contoh.ekspor',
      stage: 'received',
      holder: 'system',
      seq: 1,
      version: 1,
      title: 'Realisasi ekspor Indonesia (20.1), 2025-01..2025-10',
      openedAt: new Date(morning),
      closedAt: null,
    });
    expect(await database.submissionRound.findMany()).toMatchObject([{ round: 1, hash, receipt: 'TT-2026-000001' }]);
    expect(await database.document.findMany()).toMatchObject([{ caseId: id, round: 1, kind: 'submitted-file', hash }]);
    expect(await database.outbox.findMany()).toMatchObject([
      { messageId: `<submission.${number}.1.${producer.person}@sip-back-office>`, sentAt: null },
    ]);
    expect(await database.detail.findMany()).toMatchObject([{ body: { receipt: 'TT-2026-000001' } }]);
    expect((await verifyRecord(database)).faults).toEqual([]);
  });

  it('takes exactly the next event: a gap throws and leaves nothing', async () => {
    const { database, opening, acted, stepped, record, opened } = await officeOfTest();
    const { state } = await opening('2026-000002');
    const early = stepped(state, 'checked');
    await expect(record({ process: 'submission', ...early })).rejects.toThrow(
      'gap in the record of submission:2026-000002: 0 is followed by 2',
    );
    const begun = await opened(number);
    const claimed = await acted(stepped(begun, 'checked').state, 'claim', officer);
    await expect(record({ process: 'submission', ...claimed })).rejects.toThrow('1 is followed by 3');
    expect(await database.event.count()).toBe(1);
    expect(await database.case.findUniqueOrThrow({ where: { id } })).toMatchObject({ seq: 1, stage: 'received' });
  });

  it('adds nothing when it is repeated, and gives the same terms, whatever the registers say by then', async () => {
    const { database, ownerUrl, opening, record } = await officeOfTest();
    const { batch } = await opening(number);
    const first = await record(batch);
    await asOwner(ownerUrl, (client) =>
      client.query("SET session_replication_role = 'replica'; DELETE FROM register_entry"),
    );
    expect(first.terms?.periods['in-review']).toMatchObject({ target: 3, fatal: 5, basis: 'house standard' });
    expect(await record(batch)).toEqual(first);
    expect(await database.event.count()).toBe(1);
    expect(await database.outbox.count()).toBe(1);
    expect(await database.counter.findUnique({ where: { name: 'receipt:2026' } })).toMatchObject({ value: 1 });
    expect((await verifyRecord(database)).faults).toEqual([]);
  });

  it('adds one row of each when the same batch is written by many at once', async () => {
    const { database, opening, record } = await officeOfTest();
    const { batch } = await opening(number);
    const kept = await Promise.all(Array.from({ length: 8 }, () => record(batch)));
    for (const one of kept) expect(one).toEqual(kept[0]);
    expect([await database.event.count(), await database.outbox.count(), await database.document.count()]).toEqual([
      1, 1, 1,
    ]);
  });

  it('takes a batch of two, and of a batch that is half recorded the other half', async () => {
    const { database, opening, acted, record } = await officeOfTest();
    const { state, events, batch } = await opening(number);
    await record(batch);
    const withdrawn = await acted(state, 'withdraw', producer, { body: { reason: 'keliru' } });
    const both = { process: 'submission', state: withdrawn.state, events: [...events, ...withdrawn.events] };
    expect(await record(both)).toHaveProperty('terms');
    expect(await database.event.findMany({ orderBy: { seq: 'asc' } })).toMatchObject([
      { act: 'submit' },
      { act: 'withdraw' },
    ]);
    const other = await opening('2026-000002');
    const gone = await acted(other.state, 'withdraw', producer, { body: { reason: 'keliru' } });
    await record({ process: 'submission', state: gone.state, events: [...other.events, ...gone.events] });
    expect(await database.case.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
      { seq: 2, stage: 'withdrawn', holder: 'nobody' },
      { seq: 2, stage: 'withdrawn', holder: 'nobody' },
    ]);
    expect((await verifyRecord(database)).faults).toEqual([]);
  });

  it('says that the record has gone another way, and adds nothing to it', async () => {
    const { database, opened, stepped, acted, keep } = await officeOfTest();
    const state = await opened(number);
    await keep(stepped(state, 'checked'));
    const late = await acted(state, 'withdraw', producer, { body: { reason: 'keliru' } });
    expect(await keep(late)).toMatchObject({ superseded: { state: { stage: 'in-review' } } });
    expect(await database.event.findMany({ orderBy: { seq: 'asc' } })).toMatchObject([
      { act: 'submit' },
      { act: 'checked' },
    ]);
    expect((await verifyRecord(database)).faults).toEqual([]);
  });

  it('says so too when the same act came from another request', async () => {
    const { opened, stepped, acted, keep } = await officeOfTest();
    const checked = stepped(await opened(number), 'checked');
    await keep(checked);
    const [one, two] = [await acted(checked.state, 'claim', officer), await acted(checked.state, 'claim', officer)];
    expect(await keep(one)).toEqual({});
    expect(await keep(two)).toMatchObject({ superseded: { state: { stage: 'in-review' } } });
  });

  it('dates the first event with the terms under which it gives the case its clock', async () => {
    const { database, opened } = await officeOfTest();
    const { terms } = await opened(number);
    const due = dueOf('received', morning, terms);
    const event = await database.event.findFirstOrThrow({ where: { caseId: id, seq: 1 } });
    expect([event.target?.getTime(), event.fatal?.getTime()]).toEqual([due?.target, due?.fatal]);
    expect(event.target).not.toBeNull();
    expect(await database.case.findUniqueOrThrow({ where: { id } })).toMatchObject({
      due: event.target,
      target: event.target,
      fatal: event.fatal,
    });
  });

  it('gives a case the holidays from the year of the month before it on, and the versions of their tables', async () => {
    const { opening, record } = await officeOfTest();
    const { batch } = await opening(number);
    const { terms } = await record(batch);
    expect(terms?.calendar).toEqual({
      version: '2026:skb-2026',
      until: '2026-12-31',
      holidays: expect.arrayContaining(['2026-01-01', '2026-12-24', '2026-12-25']),
    });
  });
});

describe('a transaction that fails in the middle', () => {
  it('leaves neither case, event, detail, receipt, document nor mail', async () => {
    const { database, opening } = await officeOfTest();
    const { batch } = await opening(number);
    const real = submissionChronicle('Pusat Data Uji');
    const failing = {
      ...real,
      async write(entry: Parameters<typeof real.write>[0]) {
        await real.write(entry);
        throw new Error('power cut');
      },
    };
    const broken = recordActivities({ database, chronicles: { submission: failing } });
    await expect(broken.record(batch)).rejects.toThrow('power cut');
    const counts = [
      await database.case.count(),
      await database.event.count(),
      await database.detail.count(),
      await database.submission.count(),
      await database.submissionRound.count(),
      await database.document.count(),
      await database.outbox.count(),
      await database.counter.count({ where: { name: { startsWith: 'receipt:' } } }),
    ];
    expect(counts).toEqual(counts.map(() => 0));
  });

  it('gives its receipt number back: numbers have no gaps, whoever records and fails at the same time', async () => {
    const { database, opening } = await officeOfTest();
    const real = submissionChronicle('Pusat Data Uji');
    const failing = {
      ...real,
      async write(entry: Parameters<typeof real.write>[0]) {
        await real.write(entry);
        throw new Error('power cut');
      },
    };
    const good = recordActivities({ database, chronicles: { submission: real } });
    const bad = recordActivities({ database, chronicles: { submission: failing } });
    const cases = [];
    for (let count = 1; count <= 20; count += 1) cases.push(await opening(`2026-${String(count).padStart(6, '0')}`));
    const outcomes = await Promise.allSettled(
      cases.map(({ batch }, index) => (index % 4 === 0 ? bad : good).record(batch)),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5);
    const rounds = await database.submissionRound.findMany({ orderBy: { receipt: 'asc' } });
    const numbers = Array.from({ length: 15 }, (_, index) => `TT-2026-${String(index + 1).padStart(6, '0')}`);
    expect(rounds.map(({ receipt }) => receipt)).toEqual(numbers);
    await Promise.all(cases.map(({ batch }) => good.record(batch)));
    expect(await database.submissionRound.count()).toBe(20);
    expect(await database.counter.findUnique({ where: { name: 'receipt:2026' } })).toMatchObject({ value: 20 });
    expect((await verifyRecord(database)).faults).toEqual([]);
  });
});

describe('receipts', () => {
  it('are numbered by the year in WIB', async () => {
    const { database, opening, record } = await officeOfTest();
    await record((await opening(number, Date.parse('2026-12-31T16:59:59Z'))).batch);
    await record((await opening('2027-000001', Date.parse('2026-12-31T17:00:00Z'))).batch);
    const rounds = await database.submissionRound.findMany({ orderBy: { caseId: 'asc' } });
    expect(rounds.map(({ receipt }) => receipt)).toEqual(['TT-2026-000001', 'TT-2027-000001']);
  });

  it('are one for each round', async () => {
    const { database, returned, acted, keep } = await officeOfTest();
    const state = await returned(number);
    const file = { id: 'f2', hash: 'b'.repeat(64), size: 12, name: 'perbaikan.csv' };
    const official = { name: 'Pejabat Contoh', position: 'Kepala Unit Contoh' };
    await keep(await acted(state, 'resubmit', producer, { hash: file.hash, body: { file, official } }));
    const rounds = await database.submissionRound.findMany({ orderBy: { round: 'asc' } });
    expect(rounds).toMatchObject([
      { round: 1, receipt: 'TT-2026-000001', decision: 'returned', term: 10 },
      { round: 2, receipt: 'TT-2026-000002', decision: null, hash: file.hash },
    ]);
    expect(await database.document.count({ where: { caseId: id } })).toBe(2);
    expect((await verifyRecord(database)).faults).toEqual([]);
  });
});

describe('a case at rest', () => {
  it('that goes on before its workflow has ended holds its subject again', async () => {
    const { database, opened, stepped, acted, keep } = await officeOfTest();
    const checked = stepped(await opened(number), 'checked');
    const claimed = await acted(checked.state, 'claim', officer);
    const accepted = await acted(claimed.state, 'accept', officer, { hash: 'a'.repeat(64), body: {} });
    const stored = stepped(accepted.state, 'stored');
    const secured = stepped(stored.state, 'secured');
    for (const one of [checked, claimed, accepted, stored, secured]) await keep(one);
    expect(await database.slot.findUnique({ where: { caseId: id } })).not.toMatchObject({ releasedAt: null });
    const body = { findings: [{ item: 'validated', text: 'keliru' }], term: 10 };
    await keep(await acted(secured.state, 'return', officer, { hash: 'a'.repeat(64), findings: 1, term: 10, body }));
    expect(await database.slot.findUnique({ where: { caseId: id } })).toMatchObject({ releasedAt: null });
    expect((await verifyRecord(database)).faults).toEqual([]);
  });

  it('is closed and gives its subject free, and not before', async () => {
    const { database, opened, acted, keep } = await officeOfTest();
    const state = await opened(number);
    expect(await database.slot.findUnique({ where: { caseId: id } })).toMatchObject({ releasedAt: null });
    const withdrawn = await acted(state, 'withdraw', producer, { body: { reason: 'keliru' } });
    await keep(withdrawn);
    const at = new Date(withdrawn.state.since);
    expect(await database.slot.findUnique({ where: { caseId: id } })).toMatchObject({ releasedAt: at });
    expect(await database.case.findUnique({ where: { id } })).toMatchObject({
      holder: 'nobody',
      closedAt: at,
      due: null,
    });
  });
});

const days = { fromDay: '2026-11-01', toDay: '2026-11-05', id: 's1', recordedAt: new Date(0) };

describe('whose mail an event is', () => {
  it('goes to the mailbox of PDSI when review has come and nobody has claimed it', async () => {
    const { database, opened, stepped, keep } = await officeOfTest();
    await keep(stepped(await opened(number), 'checked'));
    expect(await database.outbox.findMany({ where: { seq: 2 } })).toMatchObject([{ recipient: 'kemendag.pdsi' }]);
  });

  it('goes to the mailbox of the unit when no person of the producer has an address', async () => {
    const { database, opening, record } = await officeOfTest();
    const { batch } = await opening(number);
    await database.person.update({ where: { id: producer.person }, data: { email: null } });
    await record(batch);
    expect(await database.outbox.findMany()).toMatchObject([{ recipient: 'contoh.ekspor' }]);
  });

  it('goes nowhere, and holds nothing up, when there is no address at all', async () => {
    const { database, ownerUrl, opening, record } = await officeOfTest();
    await asOwner(ownerUrl, (client) => client.query('UPDATE unit SET mailbox = NULL; UPDATE person SET email = NULL'));
    await record((await opening(number)).batch);
    expect(await database.outbox.count()).toBe(0);
    expect(await database.event.count()).toBe(1);
  });

  it('of a rung: the people of each level, with who stands in for them that day, each once, on the next morning', async () => {
    const { database, opened, stepped, keep } = await officeOfTest();
    const unitId = 'kemendag.pdsi';
    for (const [person, role] of [
      ['p-kepala', 'head'],
      ['p-plh', 'pdsi'],
    ] as const)
      await database.person.create({
        data: {
          id: person,
          issuer: 'i',
          subject: person,
          name: person,
          roles: [role],
          unitId,
          email: `${person}@contoh.invalid`,
        },
      });
    await database.substitution.create({
      data: {
        person: 'p-kepala',
        substitute: 'p-plh',
        unitId,
        kind: 'plh',
        ...days,
        reason: 'Dinas luar.',
        recordedBy: 'p-kepala',
      },
    });
    const state = await opened(number);
    const { events, ...reminded } = stepped(state, 'fatal-passed');
    const told = { of: 'fatal', days: 0, unit: 'working-days', to: ['holder', 'head', 'setjen'] } as const;
    const [event] = events;
    const { notify: _, ...silent } = event as NonNullable<typeof event>;
    await keep({ ...reminded, events: [{ ...silent, told }] });
    const mails = await database.outbox.findMany({ where: { seq: 2 }, orderBy: { recipient: 'asc' } });
    expect(mails.map(({ recipient, day }) => [recipient, day?.toISOString().slice(0, 10)])).toEqual([
      ['kemendag.pdsi', '2026-11-03'],
      ['kemendag.setjen', '2026-11-03'],
      ['p-kepala', '2026-11-03'],
      ['p-plh', '2026-11-03'],
    ]);
    const detail = await database.detail.findFirst({ where: { seq: 2 } });
    expect(detail?.body).toEqual({ told });
  });
});

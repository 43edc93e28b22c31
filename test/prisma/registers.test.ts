import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordActivities } from '#activities/record';
import { registrationChronicle } from '#activities/registration';
import { registrationProcess as course } from '#domain/registration/course';
import { asOwner } from '#local/parts/postgres';
import { hashOf } from '#prisma/chain';
import { inForce, listInForce, returnDecisionInForce, standardInForce, standardsDuring } from '#prisma/registers';
import { verifyRecord } from '#prisma/verify';
import { morning, officer } from '#test/support/cases';
import { type FreshDatabase, freshDatabase } from '#test/support/database';
import { automaticReturn, proposedStandard } from '#test/support/proposals';

const colleague = { ...officer, person: 'p-petugas-2' };

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.database.$disconnect());

let count = 0;

/** A proposal that a second officer has recorded, written by the recorder as the workflow has it written. */
async function recorded(proposal: { kind: string; subject: string }): Promise<string> {
  const { database } = fresh;
  const recorder = recordActivities({ database, chronicles: { registration: registrationChronicle } });
  const number = `2026-${String(++count).padStart(6, '0')}`;
  const id = `registration:${number}`;
  const hash = hashOf(JSON.parse(JSON.stringify(proposal)));
  const request = async (act: string, { person }: { person: string }, body: object) => {
    const key = `${id} ${act}`;
    const row = { id: key, principal: person, key, fingerprint: key, process: 'registration', act, caseId: id };
    await database.request.create({ data: { ...row, actor: {}, body, command: {}, leasedUntil: new Date(morning) } });
    return key;
  };
  const { kind, subject } = proposal;
  await database.slot.create({ data: { caseId: id, process: 'registration', subject: `${kind} ${subject}` } });
  const opening = { id, kind, subject, hash, request: await request('propose', officer, { proposal }), actor: officer };
  const at = (minutes: number) => morning + count * 3_600_000 + minutes * 60_000;
  const opened = course.open(opening, at(0));
  const sound = course.after('sound', opened, at(1));
  const command = {
    request: await request('record', colleague, { hash }),
    actor: colleague,
    version: sound.version,
    hash,
  };
  const done = course.apply('record', sound, command, at(2));
  const events = [
    course.opened(opening, opened, at(0)),
    course.eventOf('sound', sound, at(1)),
    course.eventOf('record', done, at(2), command),
  ];
  for (const [index, state] of [opened, sound, done].entries())
    await recorder.record({ process: 'registration', state, events: events.slice(index, index + 1) });
  return id;
}

describe('what is in force', () => {
  it('is the version that began last among those valid for the time; of these the one recorded last', async () => {
    const { database } = fresh;
    await recorded(proposedStandard({ version: '1.0.0', validFrom: '2025-07' }));
    await recorded(proposedStandard({ version: '1.1.0', validFrom: '2025-07' }));
    await recorded(proposedStandard({ version: '2.0.0', validFrom: '2025-09', validTo: '2025-10' }));
    const version = async (month: string) => (await standardInForce(database, '20.1', month)).version;
    const asked = ['2025-06', '2025-07', '2025-08', '2025-09', '2025-10', '2025-11'];
    expect(await Promise.all(asked.map(version))).toEqual(['0.2.0', '1.1.0', '1.1.0', '2.0.0', '2.0.0', '1.1.0']);
  });

  it('in some month of an interval is each standard that is in force there, and none that never is', async () => {
    const { database } = fresh;
    const during = async (from: string, to: string) =>
      (await standardsDuring(database, { from, to }))
        .filter((standard) => standard['sip:component'] === '20.1')
        .map(({ version }) => version)
        .toSorted();
    expect(await during('2025-01', '2025-06')).toEqual(['0.2.0']);
    expect(await during('2025-06', '2025-08')).toEqual(['0.2.0', '1.1.0']);
    expect(await during('2025-10', '9999-12')).toEqual(['1.1.0', '2.0.0']);
    expect(await during('2025-11', '9999-12')).toEqual(['1.1.0']);
  });

  it('of a component without a standard of its own is the generic one; of an unknown list nothing', async () => {
    expect((await standardInForce(fresh.database, '1.1', '2026-01')).name).toBe('tabel-terbaca');
    expect(await listInForce(fresh.database, 'no-such-list', '2026-01')).toBeUndefined();
    expect((await listInForce(fresh.database, 'months', '2026-01'))?.codes).toHaveLength(12);
  });

  it('on automatic return is the decision of the component, else the one for all; one without codes ends it', async () => {
    const { database } = fresh;
    const codes = async (day: string) => (await returnDecisionInForce(database, '20.1', day))?.codes;
    expect(await codes('2026-06-01')).toBeUndefined();
    await recorded(automaticReturn(['type'], { subject: '*', version: '1.0.0', validFrom: '2026-01-01' }));
    await recorded(automaticReturn(['required'], { version: '1.0.0', validFrom: '2026-03-01', validTo: '2026-03-31' }));
    await recorded(automaticReturn([], { subject: '*', version: '1.1.0', validFrom: '2026-07-01' }));
    const days = ['2025-12-31', '2026-01-01', '2026-03-01', '2026-03-31', '2026-04-01', '2026-07-01'];
    expect(await Promise.all(days.map(codes))).toEqual([undefined, ['type'], ['required'], ['required'], ['type'], []]);
    // A component that was taken out stays out, also of a later decision for all.
    await recorded(automaticReturn([], { version: '1.2.0', validFrom: '2026-08-01' }));
    await recorded(automaticReturn(['type'], { subject: '*', version: '1.3.0', validFrom: '2026-09-01' }));
    expect(await Promise.all(['2026-09-01', '2026-12-01'].map(codes))).toEqual([[], []]);
  });
});

describe('the proof of the registers', () => {
  it.each([
    [
      "UPDATE register_entry SET content = jsonb_set(content, '{title}', '\"x\"') WHERE registration <> '' AND kind = 'standard'",
      'the register does not say what was recorded',
    ],
    [
      "UPDATE register_entry SET valid_from = '2000-01' WHERE registration <> '' AND kind = 'standard'",
      'the register does not say what was recorded',
    ],
    ["DELETE FROM register_entry WHERE registration <> ''", 'the register does not have, once, what was recorded'],
    [
      "UPDATE proposal SET proposal = jsonb_set(proposal, '{version}', '\"9\"')",
      'the proposal is not the one that this event names',
    ],
    ['DELETE FROM proposal', 'its proposal is missing'],
    ["UPDATE proposal SET written_by = 'p-lain'", 'the events do not tell what is read: proposal 1.writtenBy'],
    ["UPDATE proposal SET version = '9'", 'the events do not tell what is read: proposal 1.version'],
    ...[
      "kind = 'code-list'",
      "subject = '2.4'",
      "version = '9'",
      "authority = 'Lain'",
      "decision_number = 'lain'",
      "decision_date = '2001-01-01'",
      "recorded_at = recorded_at + interval '1 day'",
    ].map((change): [string, string] => [
      `UPDATE register_entry SET ${change} WHERE registration = 'registration:2026-000001'`,
      'the register does not say what was recorded',
    ]),
    [
      "INSERT INTO register_entry SELECT kind, subject, '66', valid_from, valid_to, authority, decision_number, decision_date, content, '', recorded_at FROM register_entry WHERE kind = 'reading-grant'",
      'the register has reading-grant kemendag.itjen 66, which came by no registration and which no release shipped',
    ],
    [
      "UPDATE register_entry SET content = '{\"stages\":{}}' WHERE kind = 'periods' AND subject = 'submission'",
      'the register has periods submission',
    ],
    ["UPDATE register_entry SET valid_to = '2025-01' WHERE subject = 'months'", 'the register has code-list months'],
    [
      "INSERT INTO register_entry SELECT kind, subject, '66', valid_from, valid_to, authority, decision_number, decision_date, content, 'registration:2026-000666', recorded_at FROM register_entry LIMIT 1",
      'which nobody recorded',
    ],
  ])('finds %s', async (sql, what) => {
    const { database, ownerUrl } = fresh;
    expect((await verifyRecord(database)).faults).toEqual([]);
    const keep = ['register_entry', 'proposal'];
    await asOwner(ownerUrl, async (client) => {
      await client.query(keep.map((of) => `CREATE TABLE kept_${of} AS TABLE ${of}`).join(';'));
      await client.query(`SET session_replication_role = 'replica'; ${sql}`);
    });
    const { faults } = await verifyRecord(database);
    expect(faults.map((fault) => fault.what)).toContainEqual(expect.stringContaining(what));
    await asOwner(ownerUrl, (client) =>
      client.query(
        `SET session_replication_role = 'replica'; ${keep.map((of) => `DELETE FROM ${of}; INSERT INTO ${of} SELECT * FROM kept_${of}; DROP TABLE kept_${of}`).join(';')}`,
      ),
    );
  });

  it.each(['register_entry', 'proposal'])('is not needed against the application: %s is append-only', async (table) => {
    const change = `BEGIN; SET ROLE sip_app; UPDATE ${table} SET kind = kind; COMMIT`;
    await expect(asOwner(fresh.ownerUrl, (client) => client.query(change))).rejects.toThrow('permission denied');
    expect(await inForce(fresh.database, 'standard', '20.1', '2025-06')).toMatchObject({ registration: '' });
  });
});

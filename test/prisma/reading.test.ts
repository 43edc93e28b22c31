import { describe, expect, it } from 'vitest';
import { asOwner } from '#local/parts/postgres';
import { verifyCase, verifyRecord } from '#prisma/verify';
import { producer, recorderOf } from '#test/support/cases';
import { databaseOfTest } from '#test/support/database';

const chain = 'submission:2026-000001';

describe('the proof of what people read', () => {
  it.each([
    ['decision', "'accepted'"],
    ['decided_at', 'now()'],
    ['decided_by', "'p-petugas'"],
    ['term', '3'],
    ['findings', `'[{"remark":"lain"}]'`],
    ['note', "'lain'"],
    ['stored_at', 'now()'],
    ['stored_in', "'lain'"],
    ['secured_at', 'now()'],
  ])(
    'finds %s of a round of which no event says so, whoever has the rights of the application, erased or not',
    async (column, value) => {
      const { database, ownerUrl } = await databaseOfTest();
      const { opened } = await recorderOf(database);
      await opened('2026-000001');
      await database.$executeRawUnsafe(`UPDATE submission_round SET ${column} = ${value}`);
      const found = [{ chain, seq: 1, what: 'round 1 says what no event says' }];
      expect((await verifyCase(database, chain)).faults).toEqual(found);
      await asOwner(ownerUrl, (client) => client.query('UPDATE case_detail SET body = NULL, erased_at = now()'));
      expect((await verifyRecord(database)).faults).toEqual(found);
    },
  );

  it('names the columns that the events tell otherwise', async () => {
    const { database, ownerUrl } = await databaseOfTest();
    await (await recorderOf(database)).opened('2026-000001');
    const replace = (value: string) =>
      asOwner(ownerUrl, (client) => client.query(`UPDATE submission SET replaces = ${value}`));
    await replace("'2025-000009'");
    expect((await verifyRecord(database)).faults).toEqual([
      { chain, seq: 1, what: 'the events do not tell what is read: submission.replaces' },
    ]);
    await replace('NULL');
    expect((await verifyRecord(database)).faults).toEqual([]);
  });

  it.each([
    ['held', 'NULL', 'it is closed, and its slot is held'],
    ['released at another time', "'2026-01-01'", 'its slot was released at another time than it was closed'],
  ])('finds the slot of a closed case that is %s', async (_, value, what) => {
    const { database, ownerUrl } = await databaseOfTest();
    const { opened, acted, keep } = await recorderOf(database);
    await keep(await acted(await opened('2026-000001'), 'withdraw', producer, { body: { reason: 'keliru' } }));
    expect((await verifyRecord(database)).faults).toEqual([]);
    await asOwner(ownerUrl, (client) =>
      client.query(`SET session_replication_role = 'replica'; UPDATE slot SET released_at = ${value}`),
    );
    expect((await verifyRecord(database)).faults).toEqual([{ chain, seq: 2, what }]);
  });
});

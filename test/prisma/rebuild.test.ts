import { describe, expect, it } from 'vitest';
import { asOwner } from '#local/parts/postgres';
import { hashOf, hashOfEvent } from '#prisma/chain';
import { rebuild } from '#prisma/rebuild';
import { recorderOf } from '#test/support/cases';
import { databaseOfTest } from '#test/support/database';

const id = 'submission:2026-000001';

/** A case as it was recorded before the first event kept the terms: with the chain of that day. */
async function caseWithoutTerms() {
  const { database, ownerUrl } = await databaseOfTest();
  const owner = (sql: string, values: unknown[] = []) =>
    asOwner(ownerUrl, async (client) => {
      await client.query("SET session_replication_role = 'replica'");
      await client.query(sql, values);
    });
  await (await recorderOf(database)).opened('2026-000001');
  const [detail, link] = [await database.detail.findFirstOrThrow(), await database.event.findFirstOrThrow()];
  const { terms, ...body } = detail.body as Record<string, unknown>;
  expect(terms).toMatchObject({ periods: {}, calendar: { version: expect.any(String) } });
  const detailHash = hashOf(body);
  await owner("UPDATE case_detail SET body = body - 'terms'");
  await owner('UPDATE case_event SET detail_hash = $1, hash = $2', [detailHash, hashOfEvent({ ...link, detailHash })]);
  return { database, owner };
}

describe('a case that was opened before its first event kept the terms', () => {
  it('is rebuilt with those of its row, which its last event bears out', async () => {
    const { database, owner } = await caseWithoutTerms();
    expect(await rebuild(database, { write: false })).toEqual({ cases: 1, different: [], untold: [] });
    await owner(`UPDATE "case" SET stage = 'secured'`);
    expect((await rebuild(database, { write: false })).different).toEqual([{ id, what: ['case.stage'] }]);
  });

  it('is told as one of which the record does not say everything when they are altered, or gone with the row', async () => {
    const { database, owner } = await caseWithoutTerms();
    await owner(`UPDATE "case" SET state = jsonb_set(state, '{terms,calendar,version}', '"lain"')`);
    expect((await rebuild(database, { write: false })).untold).toEqual([
      { id, what: 'event 1: the case does not stand as this event left it' },
    ]);
    await owner('DELETE FROM "case"');
    expect((await rebuild(database, { write: false })).untold).toEqual([
      { id, what: 'the periods and the calendar that hold for it stand neither in its first event nor in its row' },
    ]);
  });
});

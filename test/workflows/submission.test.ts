import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { genesis } from '#prisma/chain';
import { verifyRecord } from '#prisma/verify';
import { cast, trailOf } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { broken, historiesOf, keepHistories } from '#test/support/histories';
import { type Office, openOffice } from '#test/support/office';
import { view } from '#workflows/case.messages';
import { submissionId } from '#workflows/submission.messages';
import { type Cast, paths } from './paths.ts';

let office: Office;
let door: Door;
let people: Cast;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = {
    ...(await cast(door)),
    closed: (number) => office.client.workflow.getHandle(submissionId(number)).result(),
  };
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

describe('a submission (28/24 Pasal 23-25)', () => {
  it.each(Object.keys(paths))('%s: goes to rest, is whole in the record, and replays', async (name) => {
    const seen = await (paths[name] as (typeof paths)[string])(people);
    const id = submissionId(seen.number);
    expect(['secured', 'withdrawn']).toContain(seen.stage);
    await office.client.workflow.getHandle(id).result();
    const trail = await trailOf(people.producer, seen.number);
    expect(trail.map(({ seq }) => seq)).toEqual(trail.map((_, index) => index + 1));
    expect(trail.map(({ previous }) => previous)).toEqual([genesis, ...trail.slice(0, -1).map(({ hash }) => hash)]);
    expect(await office.client.workflow.getHandle(id).query(view)).toMatchObject({
      stage: seen.stage,
      seq: trail.length,
      round: seen.round,
    });
    const histories = await historiesOf(office.client, [id]);
    expect(await broken(histories)).toEqual([]);
    keepHistories('submission', name, histories);
  });

  it('leaves a record in which every chain is whole', async () => {
    expect((await verifyRecord(office.database)).faults).toEqual([]);
    expect(await office.database.submission.count()).toBe(Object.keys(paths).length);
  });
});

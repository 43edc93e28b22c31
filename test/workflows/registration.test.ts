import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { genesis } from '#prisma/chain';
import { verifyRecord } from '#prisma/verify';
import { cast, type Trail } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { listOf } from '#test/support/heard';
import { broken, historiesOf, keepHistories } from '#test/support/histories';
import { type Office, openOffice } from '#test/support/office';
import {
  automaticReturn,
  onRegistration,
  propose,
  proposedStandard,
  type Registered,
  register,
  untilSpread,
  untilTried,
  withHoliday,
} from '#test/support/proposals';
import { view } from '#workflows/case.messages';
import { registrationId } from '#workflows/registration.messages';

let office: Office;
let door: Door;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = await cast(door);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const acted = async (...asked: Parameters<typeof onRegistration>): Promise<Registered> => {
  const { status, body } = await onRegistration(...asked);
  if (status !== 200) throw new Error(`${asked[1]}: ${status} ${JSON.stringify(body)}`);
  return body;
};

/** Every way that a registration can go, by name; each ends at rest. */
const paths: Readonly<Record<string, () => Promise<Registered>>> = {
  'a standard, recorded at once': () => register(people.officer, people.colleague, proposedStandard()),

  'an automatic return, recorded at once': () =>
    register(people.officer, people.colleague, automaticReturn(['type'], { subject: '3.2' })),

  'unsound, amended, recorded': async () => {
    const { officer, colleague } = people;
    const wrong = proposedStandard({ version: '1.1.0' });
    const [year, ...others] = wrong.content.schema.fields;
    const fields = [{ ...year, example: 'x' }, ...others];
    const content = { ...wrong.content, schema: { ...wrong.content.schema, fields } };
    const unsound = await untilTried(officer, (await propose(officer, { ...wrong, content })).number);
    await acted(officer, 'amend', unsound, wrong);
    return acted(colleague, 'record', await untilTried(officer, unsound.number));
  },

  'a calendar, recorded and told to the open cases': async () => {
    const { officer, colleague } = people;
    const { number } = await register(officer, colleague, await withHoliday(officer, '2026-12-30', '1.0.0'));
    return untilSpread(officer, number);
  },

  'proposed, withdrawn': async () => {
    const { officer } = people;
    const sound = await untilTried(officer, (await propose(officer, automaticReturn(['type']))).number);
    return acted(officer, 'withdraw', sound);
  },
};

describe('a registration', () => {
  it.each(Object.keys(paths))('%s: goes to rest, is whole in the record, and replays', async (name) => {
    const seen = await (paths[name] as (typeof paths)[string])();
    const id = registrationId(seen.number);
    expect(['recorded', 'withdrawn']).toContain(seen.stage);
    await office.client.workflow.getHandle(id).result();
    const trail = await listOf<Trail>(people.officer, `/v1/registrations/${seen.number}/events`);
    expect(trail.map(({ seq }) => seq)).toEqual(trail.map((_, index) => index + 1));
    expect(trail.map(({ previous }) => previous)).toEqual([genesis, ...trail.slice(0, -1).map(({ hash }) => hash)]);
    expect(await office.client.workflow.getHandle(id).query(view)).toMatchObject({ stage: seen.stage });
    const histories = await historiesOf(office.client, [id]);
    expect(await broken(histories)).toEqual([]);
    keepHistories('registration', name, histories);
  });

  it('leaves registers that are proven by their chains', async () => {
    expect(await verifyRecord(office.database)).toMatchObject({ cases: Object.keys(paths).length, faults: [] });
  });
});

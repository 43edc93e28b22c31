import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/calendar';
import { cast, done, see, submit, trailOf, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { fastForward } from '#test/support/fast-forward';
import { broken, historiesOf, keepHistories } from '#test/support/histories';
import { type Office, openOffice } from '#test/support/office';
import { register, untilSpread, withHoliday } from '#test/support/proposals';
import { view } from '#workflows/case.messages';
import { submissionId } from '#workflows/submission.messages';

const length = 86_400_000;

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

const reminders = async (number: string) =>
  (await trailOf(people.officer, number)).filter(({ act }) => act.endsWith('-passed'));

describe('a case that waits', () => {
  it('says so at its target, at its fatal date, and then every five working days; silence never ends it', async () => {
    const { number } = await untilStage(people.officer, (await submit(people.producer)).number, 'in-review');
    const before = await trailOf(people.officer, number);
    const { target, fatal } = before.at(-1) ?? {};
    await fastForward(office.client, submissionId(number), 45 * length);

    const said = await reminders(number);
    expect(said.slice(0, 3).map(({ act }) => act)).toEqual(['target-passed', 'fatal-passed', 'fatal-passed']);
    expect(said.length).toBeGreaterThanOrEqual(5);
    expect(near(said[0]?.at, target)).toBe(true);
    expect(near(said[1]?.at, fatal)).toBe(true);
    const days = said.map(({ at }) => dayOf(Date.parse(at)));
    expect(new Set(days).size).toBe(days.length);
    expect(await see(people.officer, number)).toMatchObject({ stage: 'in-review', holder: 'pdsi', version: 2 });
    expect((await office.mails()).filter(({ messageId }) => messageId.includes(number)).length).toBeGreaterThanOrEqual(
      said.length,
    );
  });

  it('is silent from the moment at which the act is done, and waits for the other side with a new date', async () => {
    const seen = await untilStage(people.officer, (await submit(people.producer)).number, 'in-review');
    const returned = await done(people.officer, 'return', await done(people.officer, 'claim', seen), { term: 5 });
    await fastForward(office.client, submissionId(seen.number), 2 * length);
    expect(await reminders(seen.number)).toEqual([]);
    const { due } = await office.client.workflow.getHandle(submissionId(seen.number)).query(view);
    const event = (await trailOf(people.producer, seen.number)).at(-1);
    expect(event).toMatchObject({ act: 'return', target: new Date(due?.target ?? 0).toISOString() });
    expect(returned.stage).toBe('returned');
  });

  it('reminds at the minute to which a changed calendar moved its date, and not at the old one', async () => {
    const seen = await untilStage(people.officer, (await submit(people.producer)).number, 'in-review');
    const before = (await trailOf(people.officer, seen.number)).at(-1);
    const day = dayOf(Date.parse(before?.target ?? ''));
    const { officer, colleague } = people;
    const { number } = await register(officer, colleague, await withHoliday(officer, day, '1.0.0'));
    await untilSpread(officer, number);
    const moved = await untilMoved(seen.number);
    expect(Date.parse(moved.target ?? '')).toBeGreaterThan(Date.parse(before?.target ?? ''));
    await fastForward(office.client, submissionId(seen.number), 45 * length);
    const said = await reminders(seen.number);
    expect(near(said[0]?.at, moved.target)).toBe(true);
    expect(near(said[1]?.at, moved.fatal)).toBe(true);
  });

  it('replays with all the time that was skipped', async () => {
    const numbers = await office.database.case.findMany({ select: { id: true } });
    const histories = await historiesOf(
      office.client,
      numbers.map(({ id }) => id),
    );
    expect(await broken(histories)).toEqual([]);
    keepHistories(
      'submission',
      'reminded',
      histories.filter(({ workflowId }) => workflowId.startsWith('submission:')),
    );
  });
});

async function untilMoved(number: string) {
  for (;;) {
    const last = (await trailOf(people.officer, number)).at(-1);
    if (last?.act === 'due-moved') return last;
    await pause(50);
  }
}

/** Timers fire within a second after their instant. */
function near(at: string | undefined, wanted: string | null | undefined): boolean {
  const late = Date.parse(at ?? '') - Date.parse(wanted ?? '');
  return late >= 0 && late < 2000;
}

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/calendar';
import { morningAfter } from '#domain/digest';
import { isReminder, isRung } from '#domain/reminders';
import { cast, done, resubmit, see, submit, trailOf, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { fastForward } from '#test/support/fast-forward';
import { broken, historiesOf, keepHistories } from '#test/support/histories';
import { type Office, openOffice } from '#test/support/office';
import { register, untilSpread, withHoliday } from '#test/support/proposals';
import { view } from '#workflows/case.messages';
import { submissionId } from '#workflows/submission.messages';

const length = 86_400_000;
const question = { words: 'Mengapa nilai bulan ini tiga kali lipat?' };
const answer = { words: 'Ada ekspor kapal, lihat lampiran kontrak.' };

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
  (await trailOf(people.officer, number)).filter(({ act }) => isReminder(act) && isRung(act));

/** What of a case waits for a morning, by the event that said it. */
const gathered = (number: string) =>
  office.database.outbox.findMany({
    where: { caseId: submissionId(number), NOT: { day: null } },
    orderBy: { seq: 'asc' },
    select: { seq: true, recipient: true, day: true },
  });

describe('a case that waits', () => {
  it('says so before its target, at it, at its fatal date, and then up the ladder; silence never ends it', async () => {
    const { number } = await untilStage(people.officer, (await submit(people.producer)).number, 'in-review');
    const { target, fatal } = (await trailOf(people.officer, number)).at(-1) ?? {};
    await fastForward(office.client, submissionId(number), 75 * length);

    const said = await reminders(number);
    const acts = ['reminded', 'target-passed', 'fatal-passed', 'escalated', 'escalated', 'escalated', 'escalated'];
    expect(said.slice(0, 7).map(({ act }) => act)).toEqual(acts);
    expect(near(said[1]?.at, target)).toBe(true);
    expect(near(said[2]?.at, fatal)).toBe(true);
    const days = said.map(({ at }) => dayOf(Date.parse(at)));
    expect(new Set(days).size).toBe(days.length);
    expect(await see(people.officer, number)).toMatchObject({ stage: 'in-review', holder: 'pdsi', version: 2 });
  });

  it('tells the levels of each rung, in a mail that waits for the next morning of a working day', async () => {
    const { number } = await untilStage(people.officer, (await submit(people.producer)).number, 'in-review');
    await fastForward(office.client, submissionId(number), 75 * length);
    const said = await reminders(number);
    const mails = await gathered(number);
    const { terms } = await office.client.workflow.getHandle(submissionId(number)).query(view);
    const told = mails.map(({ seq, recipient }) => `${seq} ${recipient}`);
    const at = (rung: number) => said[rung]?.seq;
    expect(told).toContain(`${at(0)} kemendag.pdsi`);
    expect(told).toContain(`${at(4)} kemendag.setjen`);
    expect(told).toContain(`${at(5)} kemendag.itjen`);
    expect(new Set(told).size).toBe(told.length);
    for (const { seq, day } of mails) {
      const event = said.find((one) => one.seq === seq);
      const morning = terms && morningAfter(Date.parse(event?.at ?? ''), terms.calendar);
      expect(day?.toISOString().slice(0, 10)).toBe(morning);
    }
  });

  it('stands still while the producer owes an answer, and says nothing of the review until it goes on', async () => {
    const seen = await untilStage(people.officer, (await submit(people.producer)).number, 'in-review');
    const { target } = (await trailOf(people.officer, seen.number)).at(-1) ?? {};
    const asking = await done(people.officer, 'ask-clarification', await done(people.officer, 'claim', seen), question);
    await fastForward(office.client, submissionId(seen.number), 30 * length);
    const whileAsked = await reminders(seen.number);
    expect(whileAsked.map(({ stage }) => stage)).toEqual(whileAsked.map(() => 'clarifying'));
    const back = await done(people.producer, 'clarify', asking, answer);
    expect(back).toMatchObject({ stage: 'in-review', claimant: { id: expect.any(String) as string } });
    const event = (await trailOf(people.officer, seen.number)).at(-1);
    expect(Date.parse(event?.target ?? '') - Date.parse(target ?? '')).toBeGreaterThan(25 * length);
    await fastForward(office.client, submissionId(seen.number), 7 * length);
    const after = (await reminders(seen.number)).filter(({ stage }) => stage === 'in-review');
    expect(near(after.find(({ act }) => act === 'target-passed')?.at, event?.target)).toBe(true);
  });

  it('goes back to the pool when nothing happens with a claim', async () => {
    const seen = await untilStage(people.officer, (await submit(people.producer)).number, 'in-review');
    const { version } = await done(people.officer, 'claim', seen);
    await fastForward(office.client, submissionId(seen.number), 20 * length);
    const lapsed = (await trailOf(people.officer, seen.number)).filter(({ act }) => act === 'claim-lapsed');
    expect(lapsed).toHaveLength(1);
    expect(await see(people.officer, seen.number)).toMatchObject({ claimant: null, version: version + 1 });
    await done(people.colleague, 'claim', await see(people.colleague, seen.number));
  });

  it('is dormant when a producer never answers: to be found, told to their head every year, and woken by any act', async () => {
    const seen = await untilStage(people.officer, (await submit(people.producer)).number, 'in-review');
    const back = await done(people.officer, 'return', await done(people.officer, 'claim', seen), { term: 5 });
    await fastForward(office.client, submissionId(seen.number), 4 * 366 * length);
    const yearly = (await reminders(seen.number)).filter(({ act }) => act === 'dormant');
    expect(yearly.length).toBeGreaterThanOrEqual(3);
    const { body } = await people.officer.get<{ items: { number: string }[] }>('/v1/submissions?dormant=true');
    expect(body.items.map(({ number }) => number)).toEqual([seen.number]);
    const woken = await resubmit(people.producer, back);
    expect(woken).toMatchObject({ round: 2, dormant: false });
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
    expect(near(said[1]?.at, moved.target)).toBe(true);
    expect(near(said[2]?.at, moved.fatal)).toBe(true);
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
      'ladder',
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

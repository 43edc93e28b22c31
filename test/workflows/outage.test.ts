import { setTimeout as pause } from 'node:timers/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Digest } from '#activities/digest';
import { isReminder } from '#domain/reminders';
import { periods } from '#prisma/seed/periods';
import { cast, submit, trailOf, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Office, openOffice } from '#test/support/office';
import { eventually } from '#test/support/system';

/** Virtual time can't skip an outage of the worker: the periods of this office are seconds. */
const [target, fatal] = [10, 11];
const review = {
  target: target / 60,
  fatal: fatal / 60,
  unit: 'minutes',
  basis: 'house standard',
  ladder: {
    rungs: [
      { of: 'target', days: 0, to: ['holder'] },
      { of: 'fatal', days: 0, to: ['holder', 'head'] },
      { of: 'fatal', days: 0, to: ['head', 'setjen'] },
    ],
    after: { every: 20, unit: 'working-days', to: ['setjen'] },
  },
};
const rungs = ['target-passed', 'fatal-passed', 'fatal-passed'];

let office: Office;
let door: Door;
let officer: Awaited<ReturnType<typeof cast>>['officer'];
let numbers: string[];
beforeAll(async () => {
  office = await openOffice();
  await office.database.registerEntry.create({
    data: {
      kind: 'periods',
      subject: 'submission',
      version: 'seconds',
      validFrom: '2026-01-01',
      authority: 'contoh',
      content: { stages: { ...periods['submission'], 'in-review': review }, openCases: false },
      registration: 'registration:2026-000000',
      recordedAt: new Date(),
    },
  });
  door = await openDoor(office);
  const people = await cast(door);
  ({ officer } = people);
  const sent = await Promise.all([submit(people.producer), submit(people.producer)]);
  numbers = sent.map(({ number }) => number).toSorted((one, other) => one.localeCompare(other));
  await Promise.all(numbers.map((number) => untilStage(officer, number, 'in-review')));
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const trails = () => Promise.all(numbers.map((number) => trailOf(officer, number)));

const sendDigest = (day: string): Promise<Digest> =>
  new MockActivityEnvironment().run((given: { day: string }) => office.activities.sendDigest(given), { day });

const digestTo = async (recipient: string): Promise<string> => {
  const mails = await office.mails();
  return mails.find(({ messageId }) => messageId.includes('digest.') && messageId.includes(recipient))?.text ?? '';
};

const casesIn = (text: string) =>
  [...(text.split('\n---\n')[0] ?? '').matchAll(/^\d+\. Perkara (\S+):/gm)]
    .map(([, number = '']) => number)
    .toSorted((one, other) => one.localeCompare(other));

describe('after an outage of the worker', () => {
  it('every rung that fell into it is on record once, as soon as it is over', async () => {
    await office.halt();
    for (const trail of await trails()) expect(trail.map(({ act }) => act)).toEqual(['submit', 'checked']);
    await pause(fatal * 1000 + 1000);
    const restarted = Date.now();
    await office.restart();
    const areSaid = async () => (await trails()).every((trail) => trail.length >= 2 + rungs.length);
    await eventually('the late rungs are on record', areSaid);
    // A rung that came twice would come now.
    await pause(1000);
    for (const trail of await trails()) {
      const said = trail.filter(({ act }) => isReminder(act));
      expect(said.map(({ act }) => act)).toEqual(rungs);
      expect(said.every(({ at }) => Date.parse(at) >= restarted)).toBe(true);
      expect(trail.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    }
  });

  it('everybody gets one mail with one line for each case, and nobody a second one', async () => {
    const rows = await office.database.outbox.findMany({ where: { NOT: { day: null } }, orderBy: { day: 'desc' } });
    expect(rows).toHaveLength(8);
    expect(await digestTo('')).toBe('');
    const day = rows[0]?.day?.toISOString().slice(0, 10) ?? '';
    expect(await sendDigest(day)).toEqual({ mails: 2 });
    expect(await sendDigest(day)).toEqual({ mails: 0 });
    const [reviewers, setjen] = [await digestTo('kemendag.pdsi'), await digestTo('kemendag.setjen')];
    expect([casesIn(reviewers), casesIn(setjen)]).toEqual([numbers, numbers]);
    expect(reviewers.match(/dan 2 sebelumnya/g)).toHaveLength(2);
    expect(setjen).not.toContain('sebelumnya');
  });
});

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/calendar';
import { verifyRecord } from '#prisma/verify';
import { act, cast, type Seen, see, statement, trailOf, until, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Office, openOffice } from '#test/support/office';
import { type WorkerProcess, workerProcess } from '#test/support/processes';
import {
  onRegistration,
  propose,
  proposedStandard,
  untilSpread,
  untilTried,
  withHoliday,
} from '#test/support/proposals';
import { view } from '#workflows/case.messages';
import { registrationId } from '#workflows/registration.messages';
import { submissionId } from '#workflows/submission.messages';

type Cast = Awaited<ReturnType<typeof cast>>;

let office: Office;
let door: Door;
let people: Cast;
let worker: WorkerProcess;
let checks: WorkerProcess;
beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  door = await openDoor(office);
  people = await cast(door);
  [worker, checks] = await Promise.all([
    workerProcess(office, 'activities/worker.ts'),
    workerProcess(office, 'activities/checks-worker.ts'),
  ]);
});
afterAll(async () => {
  await Promise.all([worker.kill(), checks.kill()]);
  await door.stop();
  await office.stop();
});

describe('the worker is killed', () => {
  it('once at every step of a cycle: the case ends once, nothing is lost, nothing is doubled', async () => {
    const seen = await cycle({
      around: async (step) => {
        const under = step();
        await pause(15);
        await worker.kill();
        await worker.start();
        return under;
      },
    });
    await expectWhole([seen.number]);
  });

  it('in the middle of fifty running cycles, and the checks with it: every case ends once', async () => {
    const cycles = Array.from({ length: 50 }, () => cycle({ around: (step) => step() }));
    const ended = Promise.all(cycles);
    for (let times = 0; times < 3; times += 1) {
      await pause(4000);
      await Promise.all([worker.kill(), checks.kill()]);
      await pause(500);
      await Promise.all([worker.start(), checks.start()]);
    }
    await expectWhole((await ended).map(({ number }) => number));
  });
});

describe('the worker is killed while open cases are told of a new calendar', () => {
  it('every open case hears of it, and its dates move once', async () => {
    const { producer, officer, colleague } = people;
    const months = Array.from(
      { length: 30 },
      (_, at) => `${2010 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    );
    const open = await Promise.all(
      months.map(async (month) => {
        const body = { ...statement(await uploadTable(producer)), period: { from: month, to: month } };
        const { number } = await patiently(() => producer.post<Seen>('/v1/submissions', body));
        return until(officer, number, ({ stage }) => stage === 'in-review', 180_000);
      }),
    );
    const target = (open[0] as Seen & { target: string }).target;
    const day = dayOf(Date.parse(target));
    const tried = await untilTried(officer, (await propose(officer, await withHoliday(officer, day, '1.0.0'))).number);
    await patiently(() => onRegistration(colleague, 'record', tried, { hash: tried.hash }, 'new-calendar'));
    for (let times = 0; times < 3; times += 1) {
      await worker.kill();
      await worker.start();
      await pause(200);
    }
    await untilSpread(officer, tried.number);
    for (const { number } of open) {
      const isMoved = (now: Seen) => (now as Seen & { target: string }).target !== target;
      const seen = await until(officer, number, isMoved, 60_000);
      const trail = await trailOf(officer, number);
      expect(trail.map(({ act: name }) => name)).toEqual(['submit', 'checked', 'due-moved']);
      expect(seen.version).toBe(2);
    }
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });
});

describe('the checks are killed', () => {
  it('while they try a proposal: it is tried once more, recorded once, and in force once', async () => {
    const { officer, colleague } = people;
    await checks.kill();
    const opened = await propose(officer, proposedStandard());
    await pause(500);
    await checks.start();
    await pause(150);
    await checks.kill();
    await checks.start();
    const tried = await untilTried(officer, opened.number);
    await worker.kill();
    const recording = patiently(() => onRegistration(colleague, 'record', tried, { hash: tried.hash }, 'record-once'));
    await worker.start();
    expect(await recording).toMatchObject({ stage: 'recorded', round: 1 });
    expect(await office.database.registerEntry.count({ where: { version: '1.0.0', subject: '20.1' } })).toBe(1);
    const acts = await office.database.event.findMany({
      where: { caseId: registrationId(opened.number) },
      orderBy: { seq: 'asc' },
    });
    expect(acts.map(({ act: name }) => name)).toEqual(['propose', 'sound', 'record']);
  });
});

interface How {
  /** What happens while a step is under way. */
  readonly around: <T>(step: () => Promise<T>) => Promise<T>;
}

/** Submit, claim, return, resubmit, claim, accept: by people who repeat with the same key when they are told to. */
async function cycle({ around }: How): Promise<Seen> {
  const { producer, officer } = people;
  const file = await uploadTable(producer);
  const key = randomUUID();
  const asked = statement(file);
  const { number } = await around(() => patiently(() => producer.post<Seen>('/v1/submissions', asked, { key })));
  const perform = async (who: typeof officer, name: string, stage: string, more: Record<string, unknown> = {}) => {
    const seen = await until(who, number, (now) => now.stage === stage, 180_000);
    const own = randomUUID();
    return around(() => patiently(() => act(who, name, seen, more, own)));
  };
  await perform(officer, 'claim', 'in-review');
  await perform(officer, 'return', 'in-review');
  await perform(producer, 'resubmit', 'returned', { file: { id: await uploadTable(producer) } });
  await perform(officer, 'claim', 'in-review');
  await perform(officer, 'accept', 'in-review');
  return until(officer, number, ({ stage }) => stage === 'secured', 180_000);
}

/** The same key again for as long as the door says "try again" or "still running". */
async function patiently<B extends object>(
  ask: () => Promise<{ status: number; body: B | { code: string } }>,
): Promise<B> {
  for (;;) {
    const { status, body } = await ask();
    if (status < 300) return body as B;
    const code = 'code' in body ? body.code : '';
    if (code !== 'try-again' && code !== 'still-running') throw new Error(`${status} ${JSON.stringify(body)}`);
    await pause(300);
  }
}

async function expectWhole(numbers: readonly string[]): Promise<void> {
  const wanted = [
    'submit',
    'checked',
    'claim',
    'return',
    'resubmit',
    'checked',
    'claim',
    'accept',
    'stored',
    'secured',
  ];
  for (const number of numbers) {
    const id = submissionId(number);
    await office.client.workflow.getHandle(id).result();
    expect({ number, acts: (await trailOf(people.officer, number)).map(({ act: name }) => name) }).toEqual({
      number,
      acts: wanted,
    });
    const state = await office.client.workflow.getHandle(id).query(view);
    const seen = await see(people.officer, number);
    expect(state).toMatchObject({ stage: seen.stage, version: seen.version, round: 2, seq: wanted.length });
  }
  expect((await verifyRecord(office.database)).faults).toEqual([]);
  await expectMails(numbers);
}

/** Every mail of the outbox went out; one that went out twice did so under its one Message-ID. */
async function expectMails(numbers: readonly string[]): Promise<void> {
  const ids = numbers.map(submissionId);
  const outbox = await office.database.outbox.findMany({ where: { caseId: { in: ids } } });
  expect(outbox.filter(({ sentAt }) => sentAt === null)).toEqual([]);
  const out = new Set((await office.mails()).map(({ messageId }) => messageId));
  expect(outbox.map(({ messageId }) => messageId).filter((messageId) => !out.has(messageId))).toEqual([]);
  expect(outbox.length).toBeGreaterThanOrEqual(numbers.length * 5);
}

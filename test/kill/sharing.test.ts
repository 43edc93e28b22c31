import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyRecord } from '#prisma/verify';
import { cast, done, see, submit, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Office, openOffice } from '#test/support/office';
import { type WorkerProcess, workerProcess } from '#test/support/processes';

let office: Office;
let door: Door;
let worker: WorkerProcess;
let checks: WorkerProcess;
beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  door = await openDoor(office);
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

interface View {
  readonly id: string;
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
}

it('the worker is killed in the middle of a sharing: every case is given exactly once, and none is left', async () => {
  const { producer, officer, colleague } = await cast(door);
  const head = await door.as('kepala');
  const me = async (caller: typeof head) => (await caller.get<{ id: string }>('/v1/me')).body.id;
  const [leaver, heir] = [await me(officer), await me(colleague)];
  const numbers: string[] = [];
  for (let at = 0; at < 24; at += 1) {
    const { number } = await submit(producer);
    await done(officer, 'claim', await untilStage(officer, number, 'in-review'));
    numbers.push(number);
  }
  const wish = { kind: 'hand-over', from: [leaver], to: [heir], reason: 'Pindah tugas.' };
  const { status, body } = await head.post<View>('/v1/sharings', wish);
  expect(status).toBe(202);
  const look = async () => (await head.get<View>(`/v1/sharings/${body.id}`)).body;
  let killed = 0;
  for (const end = Date.now() + 240_000; ; await pause(150)) {
    const { state, counts } = await look();
    if (state === 'done') break;
    if (Date.now() > end) throw new Error(`the sharing stays ${state}: ${JSON.stringify(counts)}`);
    if (killed === 4 || (counts['done'] ?? 0) < killed * 5) continue;
    killed += 1;
    await worker.kill();
    await worker.start();
  }
  expect(killed).toBe(4);
  expect((await look()).counts).toEqual({ items: 24, done: 24, refused: 0, waiting: 0 });
  for (const number of numbers) {
    const events = await office.database.event.findMany({
      where: { caseId: `submission:${number}` },
      orderBy: { seq: 'asc' },
    });
    expect(events.map(({ act }) => act)).toEqual(['submit', 'checked', 'claim', 'assign']);
    expect((await see(head, number)).claimant?.id).toBe(heir);
  }
  expect((await verifyRecord(office.database)).faults).toEqual([]);
});

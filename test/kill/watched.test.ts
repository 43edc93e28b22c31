import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '#local/ports';
import { submit, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Office, openOffice } from '#test/support/office';
import { type WorkerProcess, workerProcess } from '#test/support/processes';

let office: Office;
let door: Door;
const addresses: Record<'worker' | 'checks', string> = { worker: '', checks: '' };
const processes: WorkerProcess[] = [];

beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  door = await openDoor(office);
  for (const [name, script] of [
    ['worker', 'activities/worker.ts'],
    ['checks', 'activities/checks-worker.ts'],
  ] as const) {
    addresses[name] = `127.0.0.1:${await freePort()}`;
    processes.push(await workerProcess(office, script, { METRICS_ADDRESS: addresses[name] }));
  }
  const producer = await door.as('produsen');
  const { number } = await submit(producer);
  await untilStage(producer, number, 'in-review');
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.kill()));
  await door.stop();
  await office.stop();
});

const shownBy = async (name: 'worker' | 'checks') => (await fetch(`http://${addresses[name]}/metrics`)).text();

/** Whether a measurement of that name stands there with a number above nothing, with these labels. */
const stands = (text: string, name: string, labels = '') =>
  text.split('\n').some((line) => line.startsWith(`${name}{`) && line.includes(labels) && !line.endsWith(' 0'));

describe('the measurements of a worker process', () => {
  it('are those that the operators are told to watch: free slots, waiting, time of every task', async () => {
    await vi.waitFor(async () => {
      const text = await shownBy('worker');
      const waiting = 'schedule_to_start_latency_seconds_count';
      for (const name of [
        'temporal_worker_task_slots_available',
        `temporal_workflow_task_${waiting}`,
        `temporal_activity_${waiting}`,
        'temporal_workflow_task_execution_latency_seconds_count',
      ])
        expect([name, stands(text, name)]).toEqual([name, true]);
      expect(stands(text, 'temporal_local_activity_execution_latency_seconds_count', 'activity_type="record"')).toBe(
        true,
      );
    }, 20_000);
  });

  it('say how long checks take and how long they wait', async () => {
    await vi.waitFor(async () => {
      const text = await shownBy('checks');
      const checked = 'activity_type="checkFile"';
      expect(stands(text, 'temporal_activity_execution_latency_seconds_count', checked)).toBe(true);
      expect(text).toMatch(/^temporal_activity_schedule_to_start_latency_seconds_count\{.*-checks/m);
    }, 20_000);
  });
});

describe('the log of a worker process', () => {
  it('is JSON in every line, with the time in UTC', () => {
    for (const output of processes.map((one) => one.output())) {
      const lines = output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { time: string; msg: string });
      expect(lines.map(({ msg }) => msg)).toContain('worker ready');
      expect(lines.filter(({ time }) => !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(time))).toEqual([]);
    }
  });
});

import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { dayOf } from '#domain/calendar';
import { morning } from '#domain/digest';
import { keepSchedule } from '#platform/schedule';
import { type Office, openOffice } from '#test/support/office';
import { eventually } from '#test/support/system';

/** The workflow `digest` under a real schedule of a real engine. */
let office: Office;
let native: NativeConnection;
let worker: Worker;
let running: Promise<void>;
const days: string[] = [];

beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  const { temporalAddress, bundle } = inject('servers');
  native = await NativeConnection.connect({ address: temporalAddress });
  worker = await Worker.create({
    connection: native,
    namespace: office.namespace,
    taskQueue: office.taskQueue,
    workflowBundle: { codePath: bundle },
    activities: {
      /** The mail server is away, once. */
      async sendDigest({ day }: { day: string }) {
        days.push(day);
        if (days.length === 1) throw new Error('the mail server is away');
        return office.activities.sendDigest({ day });
      },
    },
  });
  running = worker.run();
  await keep();
});
afterAll(async () => {
  worker.shutdown();
  await running;
  await schedule().delete();
  await native.close();
  await office.stop();
});

const id = () => `digest-${office.taskQueue}`;
const schedule = () => office.client.schedule.getHandle(id());
const keep = () =>
  keepSchedule(native, office.namespace, {
    id: id(),
    workflowType: 'digest',
    taskQueue: office.taskQueue,
    rhythm: { daily: { ...morning, zone: 'Asia/Jakarta' } },
    note: 'sends the gathered mail of working days',
  });

describe('the schedule of gathered mail', () => {
  it('comes every day at 07.30 WIB, once, however many workers make it; of missed days it makes up for the last alone', async () => {
    await Promise.all([keep(), keep(), keep()]);
    const { policies, info, action } = await schedule().describe();
    const times = info.nextActionTimes.slice(0, 3).map((time) => time.toISOString().slice(11, 16));
    expect(times).toEqual(['00:30', '00:30', '00:30']);
    expect(new Set(info.nextActionTimes.map((time) => dayOf(time.getTime()))).size).toBe(info.nextActionTimes.length);
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 86_400_000 });
    expect(action).toMatchObject({ workflowType: 'digest', workflowExecutionTimeout: 82_800_000 });
  });

  it('sends the mail of the day for which it was wanted, also when it is tried again', async () => {
    await schedule().trigger();
    await eventually('the activity was run again', () => days.length === 2);
    expect(new Set(days).size).toBe(1);
    const runs = office.client.workflow.list({
      query: `WorkflowType = 'digest' AND TaskQueue = '${office.taskQueue}'`,
    });
    const { value: run } = await runs[Symbol.asyncIterator]().next();
    const [scheduled] = (run?.searchAttributes?.['TemporalScheduledStartTime'] ?? []) as Date[];
    expect(days[0]).toBe(dayOf(scheduled?.getTime() ?? 0));
  });
});

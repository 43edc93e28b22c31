import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { anchorActivities } from '#activities/anchor';
import { openExport } from '#activities/anchor/export';
import { keepSchedule } from '#platform/schedule';
import { verifyRecord } from '#prisma/verify';
import { signerOfTest } from '#test/support/evidence';
import { type Office, openOffice } from '#test/support/office';
import { eventually } from '#test/support/system';

/** The workflow `anchor` under a real schedule of a real engine, and what its activity does when it fails under way. */
let office: Office;
let native: NativeConnection;
let folder: string;
let worker: Worker;
let running: Promise<void>;
let failures = 0;
const { signer } = signerOfTest();

beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  folder = mkdtempSync(join(tmpdir(), 'sip-anchors-'));
  const { temporalAddress, bundle } = inject('servers');
  native = await NativeConnection.connect({ address: temporalAddress });
  const copies = openExport(pathToFileURL(folder).href);
  const real = anchorActivities({ database: office.database, signer, copies });
  worker = await Worker.create({
    connection: native,
    namespace: office.namespace,
    taskQueue: office.taskQueue,
    workflowBundle: { codePath: bundle },
    activities: {
      /** Done, and then the worker loses its answer: the attempt after it is for the same time. */
      async anchorRecord(input: { at: number }) {
        const anchored = await real.anchorRecord(input);
        if (failures++ === 0) throw new Error('lost on the way back');
        return anchored;
      },
    },
  });
  running = worker.run();
});
afterAll(async () => {
  worker.shutdown();
  await running;
  await office.client.schedule.getHandle(id()).delete();
  await native.close();
  await office.stop();
  rmSync(folder, { recursive: true });
});

const id = () => `anchor-${office.taskQueue}`;
const keep = (minutes: number) =>
  keepSchedule(native, office.namespace, {
    id: id(),
    workflowType: 'anchor',
    taskQueue: office.taskQueue,
    rhythm: { minutes },
    note: 'signs the heads of the record',
  });

describe('the schedule of anchors', () => {
  it('is there once, however many workers make it, with the rhythm that was wanted last', async () => {
    await Promise.all([keep(60), keep(60), keep(60)]);
    await office.client.schedule.getHandle(id()).pause('under repair');
    await keep(15);
    const { spec, policies, state, info } = await office.client.schedule.getHandle(id()).describe();
    expect(spec.intervals).toMatchObject([{ every: 900_000 }]);
    expect(policies.overlap).toBe('SKIP');
    expect(state).toMatchObject({ paused: true, note: 'under repair' });
    expect(info.nextActionTimes.slice(0, 2).map((time) => time.getUTCMinutes() % 15)).toEqual([0, 0]);
    await office.client.schedule.getHandle(id()).unpause();
  });

  it('makes one anchor for one time, also when its activity is run again', async () => {
    await office.client.schedule.getHandle(id()).trigger();
    await eventually('the activity was run again', () => failures === 2);
    const [anchor] = await office.database.anchor.findMany();
    expect(await office.database.anchor.count()).toBe(1);
    expect(anchor?.counts).toMatchObject({ cases: 0 });
    expect(readdirSync(folder)).toEqual(['anchor-000001.json']);
    expect((await verifyRecord(office.database, { exports: folder })).faults).toEqual([]);
    const runs = office.client.workflow.list({
      query: `WorkflowType = 'anchor' AND TaskQueue = '${office.taskQueue}'`,
    });
    const { value: run } = await runs[Symbol.asyncIterator]().next();
    const [scheduled] = (run?.searchAttributes?.['TemporalScheduledStartTime'] ?? []) as Date[];
    expect(anchor?.at).toEqual(scheduled);
  });
});

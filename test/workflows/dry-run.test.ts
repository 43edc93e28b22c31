import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyPeriod } from '#domain/standard/named';
import { broken, historiesOf, keepHistories } from '#test/support/histories';
import { type Office, openOffice } from '#test/support/office';
import { type DryRunInput, dryRunId, dryRunType } from '#workflows/dry-run.messages';

/** What the checks do with a file, by its hash. */
const outcomes: Readonly<Record<string, () => Promise<{ errors: number; warnings: number }>>> = {
  sound: async () => ({ errors: 0, warnings: 0 }),
  heavy: () => Promise.reject(ApplicationFailure.nonRetryable('memory: too little', 'CheckFailed')),
  gone: () => Promise.reject(ApplicationFailure.nonRetryable('content: gone', 'CheckFailed')),
  killer: () => Promise.reject(ApplicationFailure.nonRetryable('the process ended', 'CheckInterrupted')),
  odd: () => Promise.reject(ApplicationFailure.nonRetryable('something else', 'Unknown')),
  endless: async () => {
    const beat = setInterval(() => Context.current().heartbeat(), 200);
    return Context.current().cancelled.finally(() => clearInterval(beat));
  },
};

let office: Office;
beforeAll(async () => {
  office = await openOffice({
    checks: () => ({ checkFile: async ({ hash }) => outcomes[hash]?.() ?? { errors: 0, warnings: 0 } }),
  });
});
afterAll(() => office.stop());

async function begin(hash: string) {
  const { client, database, taskQueue } = office;
  const id = dryRunId(randomUUID());
  const whose = { owner: 'p-produsen', unitId: 'contoh.ekspor', party: 'contoh.ekspor' };
  await database.dryRun.create({ data: { id, ...whose, fileId: randomUUID(), hash, component: '20.1' } });
  const input: DryRunInput = { id, hash, component: '20.1', period: anyPeriod };
  return client.workflow.start(dryRunType, { workflowId: id, taskQueue, args: [input] });
}

const ended = (id: string) => office.database.dryRun.findUniqueOrThrow({ where: { id } });

describe('a dry run', () => {
  it.each([
    ['sound', null],
    ['heavy', 'memory'],
    ['gone', 'content'],
    ['killer', 'interrupted'],
    ['odd', 'engine'],
    ['endless', 'cancelled'],
  ])('of a file that is %s ends once, as: %s', async (hash, failure) => {
    const handle = await begin(hash);
    if (hash === 'endless') await handle.cancel();
    await handle.result();
    expect(await ended(handle.workflowId)).toMatchObject({ failure, endedAt: expect.any(Date) });
    const histories = await historiesOf(office.client, [handle.workflowId]);
    expect(await broken(histories)).toEqual([]);
    keepHistories('dry-run', `ended as ${failure ?? 'done'}`, histories);
  });
});

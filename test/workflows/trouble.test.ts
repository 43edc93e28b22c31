import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Submission } from '#domain/submission';
import { submissionProcess } from '#domain/submission/course';
import { verifyRecord } from '#prisma/verify';
import {
  act,
  cast,
  done,
  resubmit,
  type Seen,
  see,
  statement,
  submit,
  trailOf,
  until,
  untilStage,
  uploadTable,
} from '#test/support/cycle';
import { openDoor } from '#test/support/door';
import { broken, historiesOf, keepHistories } from '#test/support/histories';
import { openOffice } from '#test/support/office';
import { eventually } from '#test/support/system';
import { view } from '#workflows/case.messages';
import { submissionId } from '#workflows/submission.messages';

type Options = Parameters<typeof openOffice>[0];

async function open(options?: Options) {
  const office = await openOffice(options);
  const door = await openDoor(office);
  onTestFinished(async () => {
    await door.stop();
    await office.stop();
  });
  return { office, door, ...(await cast(door)) };
}

/** Asks again with the same key for as long as the door says so. */
async function patiently<A extends { status: number }>(ask: () => Promise<A>): Promise<A> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503 && answer.status !== 409) return answer;
    await pause(500);
  }
}

const isWhole = async (office: Awaited<ReturnType<typeof openOffice>>, number: string, path: string) => {
  expect((await verifyRecord(office.database)).faults).toEqual([]);
  const histories = await historiesOf(office.client, [submissionId(number)]);
  expect(await broken(histories)).toEqual([]);
  keepHistories('submission', path, histories);
};

describe('the record', () => {
  it('fails six times: the answer waits, "try again" is said, the same key gets the answer, nothing is written twice', async () => {
    let failures = 6;
    const { office, producer, officer } = await open({
      activities: (real) => ({
        record: async (batch) => {
          if (failures-- > 0) throw new Error('the database is away');
          return real.record(batch);
        },
      }),
    });
    const asked = statement(await uploadTable(producer));
    const key = randomUUID();
    const first = await producer.post<Seen>('/v1/submissions', asked, { key });
    expect(first.status).toBe(503);
    const opened = await patiently(() => producer.post<Seen>('/v1/submissions', asked, { key }));
    expect(opened.status).toBe(201);
    const seen = await untilStage(producer, opened.body.number, 'in-review');
    failures = 2;
    const claimed = await done(officer, 'claim', seen);
    expect(claimed.claimant).not.toBeNull();
    expect((await trailOf(officer, seen.number)).map((event) => event.act)).toEqual(['submit', 'checked', 'claim']);
    await isWhole(office, seen.number, 'record fails');
  });

  it('is slow (9 s, longer than a workflow task): "done" is said when it is durable and not before', async () => {
    let isSlow = false;
    const { office, producer, officer } = await open({
      activities: (real) => ({
        record: async (batch) => {
          if (isSlow) await pause(9000);
          return real.record(batch);
        },
      }),
    });
    const seen = await untilStage(producer, (await submit(producer)).number, 'in-review');
    isSlow = true;
    const since = Date.now();
    await done(officer, 'claim', seen);
    expect(Date.now() - since).toBeGreaterThan(8500);
    expect((await trailOf(officer, seen.number)).at(-1)?.act).toBe('claim');
    isSlow = false;
    await isWhole(office, seen.number, 'record is slow');
  });
});

describe('checks', () => {
  it('that run are ended by a withdrawal, and what they find is dropped', async () => {
    let ended = false;
    const { producer, office } = await open({
      checks: () => ({
        checkFile: async () => {
          const { cancelled, heartbeat } = await import('@temporalio/activity');
          const beat = setInterval(() => heartbeat(), 200);
          try {
            return await cancelled();
          } finally {
            clearInterval(beat);
            ended = true;
          }
        },
      }),
    });
    const withdrawn = await done(producer, 'withdraw', await submit(producer));
    await office.client.workflow.getHandle(submissionId(withdrawn.number)).result();
    expect(ended).toBe(true);
    expect((await trailOf(producer, withdrawn.number)).map((event) => event.act)).toEqual(['submit', 'withdraw']);
    await isWhole(office, withdrawn.number, 'withdrawn during checks');
  });

  it('that can not run put a person in charge', async () => {
    const { ApplicationFailure } = await import('@temporalio/common');
    const { producer, officer, office } = await open({
      checks: () => ({
        checkFile: async () => {
          throw ApplicationFailure.nonRetryable('out of memory', 'CheckFailed');
        },
      }),
    });
    const seen = await untilStage(producer, (await submit(producer)).number, 'in-review');
    expect((await trailOf(producer, seen.number)).at(-1)?.act).toBe('check-failed');
    await done(officer, 'claim', seen);
    await isWhole(office, seen.number, 'checks fail');
  });
});

describe('content that is gone when it is to be stored', () => {
  it('puts the case back before a person, who may still return it', async () => {
    const { producer, officer, office } = await open();
    const seen = await untilStage(producer, (await submit(producer)).number, 'in-review');
    await office.storage.remove(seen.hash, 0);
    await done(officer, 'accept', await done(officer, 'claim', seen));
    const back = await until(officer, seen.number, ({ version, stage }) => version > 4 && stage === 'in-review');
    expect((await trailOf(officer, seen.number)).at(-1)?.act).toBe('storage-failed');
    await done(officer, 'return', await done(officer, 'claim', back));
    await resubmit(producer, await see(producer, seen.number));
    await isWhole(office, seen.number, 'content gone');
  });
});

describe('a case whose record has gone on without it', () => {
  it("takes up what is recorded, sends the mails that are left, and remains in somebody's hands", async () => {
    let release = () => undefined as void;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { producer, officer, office } = await open({
      checks: () => ({
        checkFile: async () => {
          await released;
          return { errors: 0, warnings: 0 };
        },
      }),
    });
    const opened = await submit(producer);
    const id = submissionId(opened.number);
    const state = await office.client.workflow.getHandle(id).query(view);
    const checked = submissionProcess.after('checked', state as Submission, Date.now());
    const event = submissionProcess.eventOf('checked', checked, Date.now());
    await office.activities.record({ process: 'submission', state: checked, events: [event] });

    const late = await act(producer, 'withdraw', opened);
    expect(late).toMatchObject({ status: 412, body: { code: 'stale-version' } });
    const claimed = await done(officer, 'claim', await see(officer, opened.number));
    expect(claimed).toMatchObject({ stage: 'in-review', version: 3 });
    release();
    await eventually('the mail that was left is out', async () =>
      (await office.mails()).some(({ messageId }) => messageId.includes(`${opened.number}.2.`)),
    );
    expect((await trailOf(officer, opened.number)).map((row) => row.act)).toEqual(['submit', 'checked', 'claim']);
    await done(producer, 'withdraw', claimed);
    await office.client.workflow.getHandle(id).result();
    await isWhole(office, opened.number, 'record went on');
  });
});

describe('workers', () => {
  it('that are replaced between every two acts lose nothing', async () => {
    const { producer, officer, office } = await open();
    let seen = await untilStage(producer, (await submit(producer)).number, 'in-review');
    const steps: ((seen: Seen) => Promise<Seen>)[] = [
      (now) => done(officer, 'claim', now),
      (now) => done(officer, 'return', now),
      (now) => resubmit(producer, now),
      ({ number }) => untilStage(producer, number, 'in-review'),
      (now) => done(officer, 'claim', now),
      (now) => done(officer, 'accept', now),
      ({ number }) => untilStage(producer, number, 'secured'),
    ];
    for (const step of steps) {
      await office.restart();
      seen = await step(seen);
    }
    expect(seen).toMatchObject({ stage: 'secured', round: 2 });
    await isWhole(office, seen.number, 'workers replaced');
  });
});

describe('a case with a long life', () => {
  it('goes on in new runs and forgets neither what was answered nor where it stands', async () => {
    const { producer, officer, office } = await open();
    let seen = await untilStage(producer, (await submit(producer)).number, 'in-review');
    let last = { key: '', at: seen };
    for (let turn = 1; turn <= 30; turn += 1) {
      last = { key: `turn-${seen.number}-${turn}`, at: seen };
      const { status, body } = await act(officer, turn % 2 === 1 ? 'claim' : 'release', seen, {}, last.key);
      expect(status).toBe(200);
      seen = body;
    }
    const again = await act(officer, 'release', last.at, {}, last.key);
    expect(again).toMatchObject({ status: 200, body: { version: seen.version } });
    const histories = await historiesOf(office.client, [submissionId(seen.number)]);
    expect(histories.length).toBeGreaterThan(1);
    expect((await trailOf(officer, seen.number)).length).toBe(32);
    await isWhole(office, seen.number, 'long life');
  });
});

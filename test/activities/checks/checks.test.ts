import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CheckInput, type CheckProgress, checkActivities } from '#activities/checks';
import type { CheckReport } from '#domain/finding';
import { openStorage, type Storage } from '#platform/storage';
import { header, row, sha256, table } from './check.ts';

let root: string;
let storage: Storage;
let reports: CheckReport[];
let told: CheckProgress[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'checks-'));
  storage = openStorage(pathToFileURL(root).href);
  reports = [];
  told = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(root, { recursive: true, force: true });
});

const put = async (content: string) =>
  (await storage.put(Readable.from([Buffer.from(content)]), { limit: 1_000_000_000 })).hash;

const input = (hash: string): CheckInput => ({
  caseId: 'submission:2026-000001',
  round: 1,
  hash,
  component: '20.1',
  period: { from: '2025-01', to: '2025-10' },
});

interface Given {
  readonly memory?: string;
  readonly attempt?: number;
  readonly progress?: (progress: CheckProgress) => Promise<void>;
  readonly previousOf?: Parameters<typeof checkActivities>[0]['previousOf'];
}

function start(hash: string, { memory = '512MB', attempt = 1, progress, previousOf }: Given = {}) {
  const activities = checkActivities({
    storage,
    memory,
    progress: progress ?? (async (step) => void told.push(step)),
    report: async (_, report) => void reports.push(report),
    ...(previousOf && { previousOf }),
  });
  const environment = new MockActivityEnvironment({ attempt }, { logger: new DefaultLogger('ERROR') });
  const done = environment.run((given: CheckInput) => activities.checkFile(given), input(hash));
  done.catch(() => undefined);
  return { environment, done };
}

const failure = async (done: Promise<unknown>) => {
  const error = await done.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApplicationFailure);
  return error as ApplicationFailure;
};

/** The checking processes of this one that are still there. */
const children = () =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, ...args]) => Number(ppid) === process.pid && args.join(' ').includes('checks/child.ts'))
    .map(([pid]) => Number(pid));

async function childStarted(): Promise<number> {
  for (let tries = 0; tries < 500; tries += 1) {
    const [pid] = children();
    if (pid !== undefined) return pid;
    await pause(20);
  }
  throw new Error('no checking process was started');
}

/** The file under this hash comes, but never to its end. */
function stall(): void {
  const stream = new PassThrough();
  stream.write(`${header}\n`);
  vi.spyOn(storage, 'open').mockResolvedValue(stream);
}

const unreachable = () => Promise.reject(new Error('no database'));

const left = () => readdir(join(root, 'temporary'));

describe('checking a round', () => {
  it('reports once, answers with the counts alone, and leaves nothing behind', async () => {
    const hash = await put(table(row(1), '2025,99,84,JAPAN,P,1'));
    expect(await start(hash).done).toEqual({ errors: 1, warnings: 0 });
    expect(reports).toMatchObject([{ rows: 2, errors: 1, findings: [{ row: 3, code: 'pattern' }] }]);
    expect(await left()).toEqual([]);
    expect(children()).toEqual([]);
  });

  it('keeps the complete list under its own hash, which the report names', async () => {
    const hash = await put(table(...Array.from({ length: 150 }, (_, at) => `2025,99,84,JAPAN,P${at},1`)));
    await start(hash).done;
    const complete = reports[0]?.complete ?? '';
    const list = await buffer(await storage.open(complete));
    expect(sha256(list)).toBe(complete);
    expect(list.toString().trimEnd().split('\r\n')).toHaveLength(151);
  });

  it('names no list when there is nothing to list', async () => {
    await start(await put(table(row(1)))).done;
    expect(reports).toMatchObject([{ errors: 0 }]);
    expect(reports[0]).not.toHaveProperty('complete');
  });

  it('twice gives the same report', async () => {
    const hash = await put(table(row(1), 'x', '2025,99,84,JAPAN,P,1'));
    await start(hash).done;
    await start(hash, { attempt: 2 }).done;
    expect(reports[1]).toEqual(reports[0]);
  });

  it('tells those who wait how far it is, of which case and round', async () => {
    await start(await put(table(row(1)))).done;
    expect(told[0]).toEqual({ caseId: 'submission:2026-000001', round: 1, rule: 'reading', done: 0, of: 0, rows: 0 });
  });

  it('loses nothing when nobody can be told', async () => {
    expect(await start(await put(table(row(1))), { progress: unreachable }).done).toEqual({ errors: 0, warnings: 0 });
  });

  it('beats while it works', async () => {
    const hash = await put(table(row(1)));
    stall();
    const { environment, done } = start(hash);
    const beats: unknown[] = [];
    environment.on('heartbeat', (detail: unknown) => beats.push(detail));
    await childStarted();
    await pause(1200);
    environment.cancel();
    await expect(done).rejects.toBeInstanceOf(CancelledFailure);
    expect(beats.length).toBeGreaterThan(0);
  });
});

describe('a file for the time before', () => {
  it('is asked for by case, component and period, and compared with', async () => {
    const before = await put(table('2024,01,84,JAPAN,P,1'));
    const asked: unknown[] = [];
    const previousOf = async (of: unknown) => {
      asked.push(of);
      return before;
    };
    const counts = await start(await put(table('2025,01,84,JAPAN,P,1000')), { previousOf }).done;
    expect(counts).toEqual({ errors: 0, warnings: 1 });
    expect(reports[0]?.findings).toMatchObject([{ code: 'implausible-change', row: 2 }]);
    const { caseId, component, period } = input('');
    expect(asked).toMatchObject([{ caseId, component, period }]);
  });
});

describe('a check that is cancelled', () => {
  it('ends its process, reports nothing and leaves nothing behind', async () => {
    const hash = await put(table(row(1)));
    stall();
    const { environment, done } = start(hash);
    await childStarted();
    environment.cancel();
    await expect(done).rejects.toBeInstanceOf(CancelledFailure);
    expect(children()).toEqual([]);
    expect(reports).toEqual([]);
    expect(await left()).toEqual([]);
  });
});

describe('a check whose process is killed', () => {
  it('is tried again: it says that it was interrupted', async () => {
    const hash = await put(table(row(1)));
    stall();
    const { done } = start(hash);
    process.kill(await childStarted(), 'SIGKILL');
    expect(await failure(done)).toMatchObject({ type: 'CheckInterrupted', nonRetryable: false });
    expect(reports).toEqual([]);
    expect(await left()).toEqual([]);
    vi.restoreAllMocks();
    expect(await start(hash, { attempt: 2 }).done).toEqual({ errors: 0, warnings: 0 });
  });
});

describe('content that differs from its hash', () => {
  it('is final: trying again never mends it, and nothing is reported', async () => {
    const hash = await put(table(row(1)));
    await writeFile(join(root, 'intake', hash.slice(0, 2), hash.slice(2)), table(row(2)));
    const error = await failure(start(hash).done);
    expect(error).toMatchObject({ type: 'CheckFailed', nonRetryable: true });
    expect(error.message).toContain('content: ');
    expect(reports).toEqual([]);
  });
});

describe('content that is missing', () => {
  it('fails the check', async () => {
    await expect(start(sha256('never sent')).done).rejects.toThrow('No content is stored');
    expect(await left()).toEqual([]);
  });
});

describe('an engine with too little memory', () => {
  it('is tried once more, for neighbours may have taken it; the second time it is the file', async () => {
    const hash = await put(table(...Array.from({ length: 20_000 }, (_, at) => row(at))));
    const given = { memory: '1MB' };
    expect(await failure(start(hash, given).done)).toMatchObject({ type: 'CheckFailed', nonRetryable: false });
    expect(await failure(start(hash, { ...given, attempt: 2 }).done)).toMatchObject({ nonRetryable: true });
  });
});

describe('what the producer sent', () => {
  it('is the same afterwards', async () => {
    const content = table(row(1), "2025,01,84,'; drop table rows; --,P,1");
    const hash = await put(content);
    await start(hash).done;
    expect(await readFile(join(root, 'intake', hash.slice(0, 2), hash.slice(2)), 'utf8')).toBe(content);
  });
});

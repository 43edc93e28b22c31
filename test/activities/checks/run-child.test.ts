import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Order } from '#activities/checks/channel';
import { ChildLost } from '#activities/checks/run-child';
import { standardFor } from '#domain/standard';
import { checkApart, header, outcomeApart, row, sha256, table } from './check.ts';

const childFile = new URL('../../../activities/checks/child.ts', import.meta.url);

/** The checking processes that a process has started and that are still there. */
function childrenOf(parent = process.pid): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, ppid, ...args]) => Number(ppid) === parent && args.join(' ').includes('checks/child.ts'))
    .map(([pid]) => Number(pid));
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function until(holds: () => boolean, within = 30_000): Promise<boolean> {
  const end = performance.now() + within;
  while (!holds() && performance.now() < end) await pause(20);
  return holds();
}

/** A file that never ends: the child waits for more of it. */
function endless(): Readable {
  const stream = new PassThrough();
  stream.write(`${header}\n`);
  return stream;
}

describe('the checking process', () => {
  it('is gone when its check is done', async () => {
    await checkApart(table(row(1)));
    expect(childrenOf()).toEqual([]);
  });

  it('is gone when its check has been cancelled', async () => {
    const controller = new AbortController();
    const running = outcomeApart(table(), { source: endless(), signal: controller.signal });
    running.catch(() => undefined);
    await until(() => childrenOf().length === 1);
    const [pid = 0] = childrenOf();
    expect(isAlive(pid)).toBe(true);
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(isAlive(pid)).toBe(false);
  });

  it('never starts to work when it is cancelled before', async () => {
    await expect(outcomeApart(table(row(1)), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(childrenOf()).toEqual([]);
  });

  it('that is killed is said to be lost, and by what', async () => {
    const running = outcomeApart(table(), { source: endless() });
    running.catch(() => undefined);
    await until(() => childrenOf().length === 1);
    for (const pid of childrenOf()) process.kill(pid, 'SIGKILL');
    await expect(running).rejects.toBeInstanceOf(ChildLost);
    await expect(running).rejects.toThrow('SIGKILL');
  });

  it('that is killed while the file streams in is said to be lost, not the file', async () => {
    const flood = new Readable({
      read() {
        this.push(`${row(1)}\n`.repeat(2000));
      },
    });
    const running = outcomeApart(table(), { source: flood });
    running.catch(() => undefined);
    await until(() => childrenOf().length === 1);
    for (const pid of childrenOf()) process.kill(pid, 'SIGKILL');
    await expect(running).rejects.toBeInstanceOf(ChildLost);
  });

  it('ends with the stream when that fails, and says why', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('the disk is gone'));
      },
    });
    await expect(outcomeApart('x', { source: broken })).rejects.toThrow('the disk is gone');
    expect(childrenOf()).toEqual([]);
  });

  it('ends when the channel to its parent closes, also while the file is still coming', async () => {
    const scratch = await mkdtemp(join(tmpdir(), 'child-'));
    const child = fork(childFile, [], { stdio: ['pipe', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    const period = { from: '2025-01', to: '2025-10' };
    const order: Order = {
      hash: sha256(''),
      standard: standardFor('1.1'),
      lists: [],
      period,
      today: '2025-11-30',
      memory: '256MB',
      scratch,
    };
    child.send(order);
    child.stdin?.write(`${header}\n`);
    expect(await until(() => existsSync(join(scratch, 'rows.csv')))).toBe(true);
    child.disconnect();
    expect(await until(() => child.signalCode === 'SIGKILL')).toBe(true);
    await rm(scratch, { recursive: true, force: true });
  });

  it('ends with its parent, however that was killed', async () => {
    const parentCode = `
      import { fork } from 'node:child_process';
      const child = fork(${JSON.stringify(childFile.pathname)}, [], { stdio: ['pipe', 'ignore', 'ignore', 'ipc'] });
      console.log(child.pid);
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', parentCode], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    expect(await until(() => !isAlive(pid))).toBe(true);
  });

  it('inherits nothing of the environment of its parent', async () => {
    process.env['PLANTED_SECRET'] = 'x';
    const running = outcomeApart(table(), { source: endless(), signal: AbortSignal.timeout(1500) });
    running.catch(() => undefined);
    await until(() => childrenOf().length === 1);
    const shown = childrenOf().map((pid) => execFileSync('ps', ['eww', '-p', `${pid}`], { encoding: 'utf8' }));
    delete process.env['PLANTED_SECRET'];
    expect(shown.join('\n')).toContain('child.ts');
    expect(shown.join('\n')).not.toContain('PLANTED_SECRET');
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('content that is not what was asked for', () => {
  const other = sha256('other');

  it('is never judged', async () => {
    const outcome = await outcomeApart(table(row(1)), { hash: other });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'content' });
  });

  it('is never blamed on the producer, even when it cannot be read', async () => {
    for (const damaged of ['', 'PK\x03\x04', table('2025,01,84,JA\0PAN,P,1'), table('2025,01,84,"JAPAN')]) {
      const outcome = await outcomeApart(damaged, { hash: other });
      expect(outcome).toMatchObject({ kind: 'failed', reason: 'content' });
    }
  });

  it('is told without a word of what the file says', async () => {
    const outcome = await outcomeApart(table('2025,01,84,RAHASIA,P,1'), { hash: other });
    expect(JSON.stringify(outcome)).not.toContain('RAHASIA');
  });
});

describe('an engine with too little memory', () => {
  it('says so', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => row(at));
    const outcome = await outcomeApart(table(...rows), { memory: '1MB' });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'memory' });
  });
});

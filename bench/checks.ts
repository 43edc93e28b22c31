import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Given, Measured } from './checks/one.ts';
import { writeTable } from './checks/table.ts';

/**
 * How fast a file is checked, beside what the engine takes that does nothing but read its columns and compare its keys: both in turn,
 * under the same memory and threads, each in a process of its own. Needs no running system; about 3 GB of disk for the largest file.
 *
 *     npm run bench -- checks [--sizes 10,100,1000] [--rounds 3] [--memory 512MB]
 */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10,100,1000' },
    rounds: { type: 'string', default: '3' },
    memory: { type: 'string', default: '512MB' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'sip-bench-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const line = (cells: readonly string[]) => process.stdout.write(`${cells.map((cell) => cell.padStart(13)).join('')}\n`);
line(['MB', 'checks MB/s', 'alone MB/s', 'ratio', 'child MiB', 'parent MiB', 'alone MiB']);
for (const size of values.sizes.split(',').map(Number)) await compare(size);

async function compare(size: number): Promise<void> {
  const path = join(folder, `${size}.csv`);
  const { hash, faults } = writeTable(path, size);
  const pairs: { checks: Measured; alone: Measured }[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const given = { path, hash, memory: values.memory };
    const alone = await measured({ ...given, kind: 'alone' });
    const checks = await measured({ ...given, kind: 'checks' });
    if (checks.found !== faults) throw new Error(`${checks.found} errors were found of ${faults}`);
    pairs.push({ checks, alone });
  }
  const speed = (of: (pair: (typeof pairs)[number]) => number) =>
    median(pairs.map((pair) => size / of(pair))).toFixed(1);
  const most = (of: (pair: (typeof pairs)[number]) => number) => Math.max(...pairs.map(of)).toFixed(0);
  line([
    String(size),
    speed(({ checks }) => checks.seconds),
    speed(({ alone }) => alone.seconds),
    median(pairs.map(({ checks, alone }) => alone.seconds / checks.seconds)).toFixed(2),
    most(({ checks }) => checks.childPeak),
    most(({ checks }) => checks.peak),
    most(({ alone }) => alone.peak),
  ]);
  rmSync(path);
}

async function measured(given: Given): Promise<Measured> {
  const child = fork(new URL('./checks/one.ts', import.meta.url));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a measurement ended by itself: ${code}`);
  });
  ended.catch(() => undefined);
  child.send(given);
  const [result] = (await Promise.race([once(child, 'message'), ended])) as [Measured];
  await ended.catch(() => undefined);
  return result;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

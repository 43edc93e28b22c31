import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { tokenOf } from '#local/token';
import { writeTable } from './checks/table.ts';
import { peopleHere, quantile } from './people.ts';

/**
 * What other people's acts suffer while a large file is checked, through the whole of the running system: claims and releases one case
 * after the other, `--seconds` long without and `--seconds` long with a check of `--size` MB beside it, and prints how long they waited.
 * The check is a dry run, which is cancelled at the end.
 *
 *     RATE_LIMIT_PER_MINUTE=100000 UPLOADS_PER_HOUR=100000 npm start
 *     npm run bench -- neighbours [--size 1000] [--seconds 15] [--cases 5]
 */
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '15' },
    cases: { type: 'string', default: '5' },
  },
});

interface Check {
  readonly endedAt: string | null;
  readonly links: { readonly self: string };
}

const { api, producer, took, open, untilReviewed, act } = await peopleHere();
const cases: string[] = [];
for (let count = 0; count < Number(values.cases); count += 1) cases.push(await open());
for (const number of cases) await untilReviewed(number);

const quiet = await claims(async () => false);
const { links } = await begin(await upload());
const busy = await claims(async () => (await producer.get<Check>(links.self)).body.endedAt !== null);
await producer.post(`${links.self}/cancel`, {});
say('without', quiet);
say('beside', busy);
process.stdout.write(
  `ratio: p50 ${(quantile(busy, 0.5) / quantile(quiet, 0.5)).toFixed(2)}, p95 ${(quantile(busy, 0.95) / quantile(quiet, 0.95)).toFixed(2)}\n`,
);

/** How long each claim took, for as long as was asked for and nothing says that it is over. */
async function claims(isOver: () => Promise<boolean>): Promise<number[]> {
  took['claim'] = [];
  const end = performance.now() + Number(values.seconds) * 1000;
  for (let turn = 0; performance.now() < end && !(await isOver()); turn += 1) {
    const number = cases[turn % cases.length] ?? '';
    await act('claim', number);
    await act('release', number);
  }
  return took['claim'] ?? [];
}

/** Streamed, as a producer's own program would. */
async function upload(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sip-bench-'));
  try {
    const path = join(folder, 'large.csv');
    writeTable(path, Number(values.size));
    const begun = performance.now();
    const response = await fetch(`${api}/v1/files?name=large.csv`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await tokenOf('produsen')}`, 'Content-Type': 'text/csv' },
      body: Readable.toWeb(createReadStream(path)) as ReadableStream,
      duplex: 'half',
    });
    const { id } = (await response.json()) as { id: string };
    process.stdout.write(
      `upload of ${values.size} MB: ${response.status}, ${((performance.now() - begun) / 1000).toFixed(1)} s\n`,
    );
    return id;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Answers once it is at work. */
async function begin(id: string): Promise<Check> {
  const { body } = await producer.post<Check>('/v1/checks', { file: { id }, component: '20.1' });
  for (;;) {
    const { body: now } = await producer.get<Check & { progress: object | null }>(body.links.self);
    if (now.progress !== null || now.endedAt !== null) return body;
    await pause(50);
  }
}

function say(what: string, times: readonly number[]): void {
  process.stdout.write(
    `${what.padEnd(8)} ${times.length} claims, p50 ${quantile(times, 0.5)} ms, p95 ${quantile(times, 0.95)} ms\n`,
  );
}

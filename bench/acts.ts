import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Caller, callerOf } from '#local/demo/caller';
import { declaration } from '#local/demo/declaration';
import { readRunning } from '#local/place';
import { tokenOf } from '#local/token';

/**
 * How long people wait for an act, through the whole of the running system (npm start): opens cases, then claims and releases them,
 * `--callers` at a time, `--rounds` times each. Against 127.0.0.1 only; prints the median and the 95th percentile in milliseconds.
 *
 *     RATE_LIMIT_PER_MINUTE=100000 npm start
 *     node bench/acts.ts --cases 20 --callers 8 --rounds 5
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20' },
    callers: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '5' },
  },
});
const [cases, callers, rounds] = [values.cases, values.callers, values.rounds].map(Number) as [number, number, number];
const api = readRunning()?.addresses['api'];
if (!api?.startsWith('http://127.0.0.1')) throw new Error('Start the system on this machine first: npm start');

const producer = callerOf(api, await tokenOf('produsen'));
const officer = callerOf(api, await tokenOf('petugas'));

const took: Record<string, number[]> = { upload: [], submit: [], claim: [], release: [] };
const opened = await inTurns(cases, () => open(producer));
for (const number of opened) await untilReviewed(number);
const since = performance.now();
for (let round = 0; round < rounds; round += 1)
  for (const name of ['claim', 'release']) await inTurns(opened.length, (turn) => act(name, opened[turn] ?? ''));
const acts = rounds * 2 * opened.length;
const seconds = (performance.now() - since) / 1000;

for (const [name, times] of Object.entries(took)) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  process.stdout.write(`${name.padEnd(8)} ${sorted.length} times, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms\n`);
}
process.stdout.write(
  `${acts} acts by ${callers} callers in ${seconds.toFixed(1)} s: ${(acts / seconds).toFixed(1)} acts/s\n`,
);

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  took[name]?.push(performance.now() - begun);
  return result;
}

/** A case of its own: a period that nobody else has. */
async function open(caller: Caller): Promise<string> {
  const file = await timed('upload', () => caller.upload(`kolom\n${randomUUID()}\n`, 'ukur.csv'));
  const year = 1900 + Math.floor(Math.random() * 200);
  const month = String(1 + Math.floor(Math.random() * 12)).padStart(2, '0');
  const body = {
    component: `1.${1 + Math.floor(Math.random() * 4)}`,
    nature: 'data',
    period: { from: `${year}-01`, to: `${year}-${month}` },
    official: { name: 'Pejabat Contoh', position: 'Kepala Unit Contoh' },
    accountable: true,
    declaration,
    accessClass: 'open',
    file: { id: file.body.id },
  };
  const answer = await timed('submit', () => caller.post<{ number: string }>('/v1/submissions', body));
  return answer.status === 201 ? answer.body.number : open(caller);
}

async function untilReviewed(number: string): Promise<void> {
  while ((await officer.get<{ stage: string }>(`/v1/submissions/${number}`)).body.stage !== 'in-review')
    await pause(100);
}

async function act(name: string, number: string): Promise<void> {
  const { headers } = await officer.get(`/v1/submissions/${number}`);
  const match = headers.get('etag') ?? '';
  const { status, body } = await timed(name, () => officer.post(`/v1/submissions/${number}/${name}`, {}, { match }));
  if (status !== 200) throw new Error(`${name} of ${number}: ${status} ${JSON.stringify(body)}`);
}

async function inTurns<T>(count: number, work: (turn: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const one = async () => {
    while (next < count) {
      const turn = next++;
      results[turn] = await work(turn);
    }
  };
  await Promise.all(Array.from({ length: callers }, one));
  return results;
}

import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { inTurns, peopleHere, quantile } from './people.ts';

/**
 * How long people wait for an act, through the whole of the running system (npm start): opens cases, then claims and releases them,
 * `--callers` at a time, `--rounds` times each. Against 127.0.0.1 only; prints the median and the 95th percentile in milliseconds.
 *
 *     RATE_LIMIT_PER_MINUTE=100000 UPLOADS_PER_HOUR=100000 npm start
 *     npm run bench -- acts --cases 20 --callers 8 --rounds 5
 */
const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20' },
    callers: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '5' },
  },
});
const [cases, callers, rounds] = [values.cases, values.callers, values.rounds].map(Number) as [number, number, number];

const { took, open, untilReviewed, act } = await peopleHere();
const opened = await inTurns(cases, callers, open);
for (const number of opened) await untilReviewed(number);
const since = performance.now();
for (let round = 0; round < rounds; round += 1)
  for (const name of ['claim', 'release'])
    await inTurns(opened.length, callers, (turn) => act(name, opened[turn] ?? ''));
const acts = rounds * 2 * opened.length;
const seconds = (performance.now() - since) / 1000;

for (const [name, times] of Object.entries(took))
  process.stdout.write(
    `${name.padEnd(8)} ${times.length} times, p50 ${quantile(times, 0.5)} ms, p95 ${quantile(times, 0.95)} ms\n`,
  );
process.stdout.write(
  `${acts} acts by ${callers} callers in ${seconds.toFixed(1)} s: ${(acts / seconds).toFixed(1)} acts/s\n`,
);

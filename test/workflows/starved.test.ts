import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyRecord } from '#prisma/verify';
import { act, cast, see, submit, trailOf, untilStage, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { broken, historiesOf } from '#test/support/histories';
import { complaints, type Office, openOffice } from '#test/support/office';
import { view } from '#workflows/case.messages';
import { submissionId } from '#workflows/submission.messages';

const cases = 100;
const callers = 8;
const acts = 240;

let office: Office;
let door: Door;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
  office = await openOffice({
    worker: { maxCachedWorkflows: 24, maxConcurrentWorkflowTaskExecutions: 6 },
    checks: () => ({ checkFile: async () => ({ errors: 0, warnings: 0 }) }),
  });
  door = await openDoor(office);
  people = await cast(door);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

it('a starved worker (100 parked cases, a cache of 24, 6 slots) keeps record and state equal, and every history replays', async () => {
  const numbers = await inTurns(callers, cases, async () => (await submit(people.producer)).number);
  for (const number of numbers) await untilStage(people.officer, number, 'in-review');

  const random = dice(20_261_124);
  let allowed = 0;
  let refused = 0;
  await inTurns(callers, acts, async (turn) => {
    const number = numbers[random(cases)] ?? '';
    if (turn % 3 === 0 && (await refusedAct(number))) refused += 1;
    if (turn % 4 === 0) await office.client.workflow.getHandle(submissionId(number)).query(view);
    if (await allowedAct(number, random)) allowed += 1;
  });
  expect(allowed).toBeGreaterThan(acts * 0.6);
  expect(refused).toBeGreaterThan(acts / 6);

  for (const number of numbers) {
    const seen = await see(people.officer, number);
    const trail = await trailOf(people.officer, number);
    const state = await office.client.workflow.getHandle(submissionId(number)).query(view);
    expect({ number, ...state }).toMatchObject({ stage: seen.stage, version: seen.version, seq: trail.length });
  }
  expect((await verifyRecord(office.database)).faults).toEqual([]);
  expect(complaints.filter((text) => /TMPRL1100|SDK bug/.test(text))).toEqual([]);
  expect(await broken(await historiesOf(office.client, numbers.map(submissionId)))).toEqual([]);
});

/** Something that the case allows to somebody; two who choose at the same moment may meet, and one of them is refused. */
async function allowedAct(number: string, random: (below: number) => number): Promise<boolean> {
  const everybody = [people.officer, people.colleague, people.producer];
  const first = random(3);
  for (const person of [...everybody.slice(first), ...everybody.slice(0, first)]) {
    const seen = await see(person, number);
    const possible = seen.nextActs.map((next) => next.act).filter((name) => name !== 'accept' && name !== 'withdraw');
    const name = possible[random(possible.length)];
    if (name === undefined) continue;
    const more = name === 'resubmit' ? { file: { id: await uploadTable(person) } } : {};
    return (await act(person, name, seen, more)).status === 200;
  }
  return false;
}

/** Content that nobody sent: it is the case itself that says no. */
async function refusedAct(number: string): Promise<boolean> {
  const seen = await see(people.officer, number);
  const { status } = await act(people.officer, 'accept', { ...seen, hash: '0'.repeat(64) });
  return status === 409;
}

/** So many pieces of work, so many at a time. */
async function inTurns<T>(width: number, count: number, work: (turn: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const one = async () => {
    while (next < count) {
      const turn = next++;
      results[turn] = await work(turn);
    }
  };
  await Promise.all(Array.from({ length: width }, one));
  return results;
}

/** The same throws each time (mulberry32), so that a failure can be seen again. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * Math.max(1, below));
  };
}

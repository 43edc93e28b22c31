import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nextByClock } from '#domain/case-clock';
import { isReminder, isRung } from '#domain/reminders';
import type { Caller } from '#local/demo/caller';
import { rebuild } from '#prisma/rebuild';
import { verifyRecord } from '#prisma/verify';
import { act, cast, type Seen, see, submit, type Trail, trailOf, untilStage, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { fastForward } from '#test/support/fast-forward';
import { broken, historiesOf } from '#test/support/histories';
import { type Office, openOffice } from '#test/support/office';
import { view } from '#workflows/case.messages';
import { submissionId } from '#workflows/submission.messages';

/** `npm run test:walks` sets it to more. */
const walks = Number(process.env['SERVER_WALKS'] ?? 20);
const hour = 3_600_000;

let office: Office;
let door: Door;
let people: Awaited<ReturnType<typeof cast>>;
beforeAll(async () => {
  office = await openOffice({ checks: () => ({ checkFile: async () => ({ errors: 0, warnings: 0 }) }) });
  door = await openDoor(office);
  people = await cast(door);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

/** Hours that pass, or which of the acts that somebody may do now. */
type Move = { readonly hours: number } | { readonly pick: number };

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ hours: fc.integer({ min: 1, max: 900 }) }),
  fc.record({ pick: fc.nat({ max: 1000 }) }),
);
const plans = fc.sample(fc.array(move, { minLength: 6, maxLength: 12 }), { numRuns: walks, seed: 20_261_125 });

it('on the real server each walk has one timer at the next instant, misses no rung and says none twice, and its seq has no holes', async () => {
  const numbers = await Promise.all(plans.map(walked));
  for (const number of numbers) await expectKept(number);
  expect(await rebuild(office.database, { write: false })).toMatchObject({ different: [], untold: [] });
  expect((await verifyRecord(office.database)).faults).toEqual([]);
  expect(await broken(await historiesOf(office.client, numbers.map(submissionId)))).toEqual([]);
});

async function walked(plan: readonly Move[]): Promise<string> {
  const { number } = await untilStage(people.officer, (await submit(people.producer)).number, 'in-review');
  for (const step of plan)
    if ('hours' in step) await fastForward(office.client, submissionId(number), step.hours * hour);
    else await actOnce(number, step.pick);
  return number;
}

/** Nothing that leads to rest: a walk goes on. */
async function actOnce(number: string, pick: number): Promise<void> {
  const possible: (readonly [Caller, string])[] = [];
  for (const person of [people.officer, people.colleague, people.producer])
    for (const next of (await see(person, number)).nextActs)
      if (next.act !== 'accept' && next.act !== 'withdraw') possible.push([person, next.act]);
  const [person, name] = possible[pick % Math.max(1, possible.length)] ?? [];
  if (person === undefined || name === undefined) return;
  await act(person, name, await see(person, number), await bodyOf(name, person, pick));
  if (name === 'resubmit') await untilStage(person, number, 'in-review');
}

async function bodyOf(name: string, person: Caller, pick: number): Promise<Record<string, unknown>> {
  if (name === 'resubmit') return { file: { id: await uploadTable(person) } };
  if (name === 'ask-clarification' || name === 'clarify') return { words: 'Mengapa demikian?' };
  if (name === 'refuse-extension') return { reason: 'Cukup waktu.' };
  return name.endsWith('-extension') ? { days: 1 + (pick % 10), reason: 'Petugas data kami sakit.' } : {};
}

async function expectKept(number: string): Promise<void> {
  const seen = await see(people.officer, number);
  const trail = await trailOf(people.officer, number);
  expect(trail.map(({ seq }) => seq)).toEqual(trail.map((_, at) => at + 1));
  const state = await office.client.workflow.getHandle(submissionId(number)).query(view);
  expect({ number, ...state }).toMatchObject({ stage: seen.stage, version: seen.version, seq: trail.length });
  const { nextAt } = await office.database.case.findUniqueOrThrow({ where: { id: submissionId(number) } });
  expect(nextAt?.getTime()).toBe(nextByClock(state)?.at);
  expect(seen.holder).not.toBe('nobody');
  for (const said of visitsOf(trail)) expect(new Set(said).size).toBe(said.length);
  await expectOneTimer(number, seen);
}

/** What the ladder said between one act and the next, `escalated` with its date: each is another rung. */
function visitsOf(trail: readonly Trail[]): string[][] {
  const visits: string[][] = [[]];
  for (const { act: happening, at } of trail)
    if (!isReminder(happening)) visits.push([]);
    else if (isRung(happening))
      visits.at(-1)?.push(happening === 'escalated' || happening === 'dormant' ? `${happening} ${at}` : happening);
  return visits;
}

async function expectOneTimer(number: string, { stage }: Seen): Promise<void> {
  const { events } = await office.client.workflow.getHandle(submissionId(number)).fetchHistory();
  const ended = (events ?? []).flatMap((event) => [
    event.timerFiredEventAttributes?.timerId,
    event.timerCanceledEventAttributes?.timerId,
  ]);
  const started = (events ?? []).flatMap((event) => event.timerStartedEventAttributes?.timerId ?? []);
  expect({ stage, open: started.filter((id) => !ended.includes(id)).length }).toEqual({ stage, open: 1 });
}

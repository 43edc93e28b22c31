import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/calendar';
import type { Submission } from '#domain/submission';
import type { Caller } from '#local/demo/caller';
import { rebuild } from '#prisma/rebuild';
import { verifyRecord } from '#prisma/verify';
import { done, see, trailOf } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { fastForward } from '#test/support/fast-forward';
import { type Cast, castOf, claimed, inReview, outcome, secured, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { decision, register, untilSpread } from '#test/support/proposals';
import { view } from '#workflows/case.messages';
import { submissionId } from '#workflows/submission.messages';

const day = 86_400_000;

let office: Office;
let door: Door;
let people: Cast;
let operator: Caller;
beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  operator = await door.as('operator');
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

interface Coming {
  readonly number: string;
  readonly stage: string;
  readonly says: { readonly at: string; readonly what: string; readonly to: readonly { readonly level: string }[] };
  readonly overdue: boolean;
}

interface Page {
  readonly until: string;
  readonly silences: readonly { readonly process: string; readonly until: string; readonly reason: string }[];
  readonly counts: readonly { readonly day: string; readonly stage: string; readonly count: number }[];
  readonly items: readonly Coming[];
  readonly next: string | null;
}

const page = async (query: string) => (await operator.get<Page>(`/v1/clock?${query}`)).body;
const ofCase = async (number: string) =>
  (await page('days=60&limit=200')).items.find((one) => one.number === number) as Coming;

let versions = 0;

/** Silence, as PDSI would register it. */
const quiet = (until: string, more = {}) => ({
  kind: 'quiet',
  subject: 'submission',
  version: `${++versions}.0.0`,
  validFrom: '2026-01-01',
  decision,
  content: { until, reason: 'Gangguan pusat data' },
  ...more,
});

const inForce = async (proposal: object) =>
  untilSpread(people.officer, (await register(people.officer, people.colleague, proposal)).number);

const stateOf = (number: string): Promise<Submission> =>
  office.client.workflow.getHandle(submissionId(number)).query(view) as Promise<Submission>;

/** Until the case has heard what is silent now. */
async function untilQuiet(number: string, until: number | undefined): Promise<void> {
  for (const end = Date.now() + 30_000; ; await pause(50)) {
    if ((await stateOf(number)).terms?.quietUntil === until) return;
    if (Date.now() > end) throw new Error(`${number} does not hear of the silence`);
  }
}

describe('what the clock will say', () => {
  it('is told to operators and PDSI, of which case, when, and to whom; others are refused, on record', async () => {
    const seen = await claimed(people);
    const event = (await trailOf(people.officer, seen.number)).at(-1);
    expect(await ofCase(seen.number)).toMatchObject({
      stage: 'in-review',
      says: { what: 'reminded', to: [{ level: 'holder' }] },
      overdue: false,
    });
    expect((await ofCase(seen.number)).says.at < (event?.target ?? '')).toBe(true);
    expect(outcome(await people.officer.get('/v1/clock'))).toBe('200');
    for (const name of ['produsen', 'inspektur'])
      expect(outcome(await (await door.as(name)).get('/v1/clock'))).toBe('403 not-your-act');
    expect(await office.database.refusal.count({ where: { act: 'read-clock', code: 'not-your-act' } })).toBe(2);
  });

  it('is counted by its days, in pages of their order, and nothing of a case that rests', async () => {
    const kept = await secured(people);
    await inReview(people);
    const whole = await page('days=60&limit=200');
    expect(whole.items.map(({ number }) => number)).not.toContain(kept.number);
    expect(whole.items.map(({ says }) => says.at)).toEqual(whole.items.map(({ says }) => says.at).toSorted());
    const days = whole.items.map(({ says }) => dayOf(Date.parse(says.at)));
    for (const one of new Set(days)) {
      const counted = whole.counts.filter((count) => count.day === one).reduce((sum, { count }) => sum + count, 0);
      expect(counted).toBe(days.filter((other) => other === one).length);
    }
    const first = await page('days=60&limit=1');
    const rest = await page(`days=60&limit=200&cursor=${first.next}`);
    expect([...first.items, ...rest.items].map(({ number }) => number)).toEqual(
      whole.items.map(({ number }) => number),
    );
    expect(await page('days=1')).toMatchObject({ items: [], counts: [] });
    expect(await page('days=60&process=registration')).toMatchObject({ items: [] });
  });

  it('shows what should have been said and was not: no worker has come round to it', async () => {
    const { number } = await inReview(people);
    await office.database.case.update({
      where: { id: submissionId(number) },
      data: { nextAt: new Date(Date.now() - 3_600_000) },
    });
    const { items, counts } = await page('days=1');
    expect(items.map((item) => item.number)).toEqual([number]);
    expect(counts).toMatchObject([{ day: dayOf(Date.now()), stage: 'in-review', count: 1 }]);
    await done(people.officer, 'claim', await see(people.officer, number));
  });
});

describe('the ladder of a process is kept silent', () => {
  it('from the moment at which a second officer records it until its end: open cases hear it, new ones begin with it, and no rung is lost', async () => {
    const open = await inReview(people);
    const until = dayOf(Date.now() + 20 * day);
    const ends = Date.parse(`${until}T23:59:59.999+07:00`);
    await inForce(quiet(until));
    await untilQuiet(open.number, ends);
    const fresh = await inReview(people);
    expect((await stateOf(fresh.number)).terms?.quietUntil).toBe(ends);

    const shown = await page('days=60&limit=200');
    expect(shown.silences).toEqual([
      { process: 'submission', until: new Date(ends).toISOString(), reason: 'Gangguan pusat data' },
    ]);
    expect(new Set(shown.items.map(({ says }) => says.at))).toEqual(new Set([new Date(ends).toISOString()]));
    expect(new Set(shown.counts.map((count) => count.day))).toEqual(new Set([until]));
    expect((await page('days=7')).items).toEqual([]);

    await fastForward(office.client, submissionId(open.number), 19 * day);
    const said = async () => (await trailOf(people.officer, open.number)).slice(2);
    expect(await said()).toEqual([]);
    await fastForward(office.client, submissionId(open.number), 2 * day);
    const rungs = await said();
    expect(rungs.slice(0, 3).map(({ act }) => act)).toEqual(['reminded', 'target-passed', 'fatal-passed']);
    const lateness = rungs.slice(0, 3).map(({ at }) => Date.parse(at) - ends);
    expect(lateness.every((late) => late >= 0 && late < 5000)).toBe(true);
  });

  it('ends early by a version whose end lies behind, and then what is owed comes as if nothing had been', async () => {
    const open = await inReview(people);
    const before = (await ofCase(open.number)).says.at;
    await inForce(quiet(new Date(Date.now() - 1000).toISOString()));
    await untilQuiet(open.number, undefined);
    expect((await page('days=7')).silences).toEqual([]);
    expect((await ofCase(open.number)).says.at < before).toBe(true);
    const { terms: _, ...state } = await stateOf(open.number);
    expect(state).toMatchObject({ stage: 'in-review', seq: 2, version: open.version });
  });

  it('also where it came and went between two events of a case: the record tells both', async () => {
    const open = await inReview(people);
    await inForce(quiet(dayOf(Date.now() + 3 * day)));
    await untilQuiet(open.number, Date.parse(`${dayOf(Date.now() + 3 * day)}T23:59:59.999+07:00`));
    await inForce(quiet(new Date(Date.now() - 1000).toISOString()));
    await untilQuiet(open.number, undefined);
    await done(people.officer, 'claim', open);
    const row = await office.database.case.findUniqueOrThrow({ where: { id: submissionId(open.number) } });
    expect(row.state).toMatchObject({ formerly: [{ until: 2 }] });
  });

  it('at once, by its own end, and for a month at the most: at the door, with the place', async () => {
    const later = dayOf(Date.now() + 3 * day);
    const wrong: readonly (readonly [string, object])[] = [
      ['/validFrom', quiet(later, { validFrom: later })],
      ['/validTo', quiet(later, { validTo: later })],
      ['/content/until', quiet(dayOf(Date.now() + 40 * day))],
      ['/content/until', quiet('besok')],
      ['/content/reason', quiet(later, { content: { until: later } })],
    ];
    for (const [pointer, proposal] of wrong) {
      const { status, body } = await people.officer.post<{ errors: { pointer: string }[] }>(
        '/v1/registrations',
        proposal,
      );
      expect([status, body.errors.map((error) => error.pointer)]).toEqual([400, [pointer]]);
    }
  });

  it('and the record holds, and every case can be told again from it', async () => {
    expect((await verifyRecord(office.database)).faults).toEqual([]);
    const { different, untold } = await rebuild(office.database, { write: false });
    expect({ different, untold }).toEqual({ different: [], untold: [] });
  });
});

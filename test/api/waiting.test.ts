import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuild } from '#prisma/rebuild';
import { verifyRecord } from '#prisma/verify';
import { act, done, resubmit, type Seen, see, trailOf, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed, inReview, outcome, returned } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

interface Clocked extends Seen {
  readonly clock: Clock & { readonly next: { readonly to: readonly { readonly level: string }[] } | null };
  readonly heldClock: Clock | null;
}

interface Clock {
  readonly stage: string;
  readonly used: number;
  readonly paused: number;
  readonly left: { readonly target: number; readonly fatal: number };
  readonly extensions: { readonly asked: number; readonly most: number };
}

let office: Office;
let door: Door;
let people: Cast;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = await castOf(door);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const question = { words: 'Mengapa nilai bulan ini tiga kali lipat?' };
const answer = { words: 'Ada ekspor kapal, lihat lampiran kontrak.' };
const wish = { days: 4, reason: 'Petugas data kami sakit.' };
const clocks = async (number: string) => (await see(people.officer, number)) as Clocked;

describe('a review in which PDSI asks', () => {
  it('has its clock stand still until the answer, any number of times, and keeps its claimant', async () => {
    let seen = await claimed(people);
    for (const _ of [1, 2]) {
      const asked = await done(people.officer, 'ask-clarification', seen, question);
      expect(asked).toMatchObject({ stage: 'clarifying', holder: 'producer' });
      expect(await clocks(seen.number)).toMatchObject({
        clock: { stage: 'clarifying', next: { to: [{ level: 'holder' }] } },
        heldClock: { stage: 'in-review', used: 0, paused: 0, left: { target: 3, fatal: 5 } },
      });
      seen = await done(people.producer, 'clarify', asked, answer);
      expect(seen).toMatchObject({
        stage: 'in-review',
        holder: 'pdsi',
        claimant: { id: expect.any(String) as string },
      });
    }
    expect((await clocks(seen.number)).heldClock).toBeNull();
    const { body } = await people.officer.get<{ paused: unknown[] }>(`/v1/submissions/${seen.number}/due-explanation`);
    expect(body.paused).toHaveLength(2);
  });

  it('shows question and answer in the trail, to both sides', async () => {
    const asked = await done(people.officer, 'ask-clarification', await claimed(people), question);
    await done(people.producer, 'clarify', asked, answer);
    for (const caller of [people.officer, people.producer])
      expect((await trailOf(caller, asked.number)).slice(-2)).toMatchObject([
        { act: 'ask-clarification', basis: 'house standard', detail: { body: question } },
        { act: 'clarify', basis: 'house standard', detail: { body: answer } },
      ]);
  });

  it('need not wait for the answer: the officer who asked may decide', async () => {
    const asked = await done(people.officer, 'ask-clarification', await claimed(people), question);
    expect(outcome(await act(people.colleague, 'return', asked))).toBe('409 claimed-by-another');
    await done(people.officer, 'return', asked);
  });

  it('is refused to whom it does not belong, and without words', async () => {
    const free = await inReview(people);
    expect(outcome(await act(people.officer, 'ask-clarification', free, question))).toBe('409 claim-first');
    expect(outcome(await act(people.producer, 'ask-clarification', free, question))).toBe('403 not-your-act');
    const mine = await done(people.officer, 'claim', free);
    expect(outcome(await act(people.officer, 'ask-clarification', mine))).toBe('400 invalid-request');
    const asked = await done(people.officer, 'ask-clarification', mine, question);
    expect(outcome(await act(people.officer, 'clarify', asked, answer))).toBe('403 not-your-act');
  });
});

describe('more days to correct', () => {
  const datesOf = async (number: string) => (await trailOf(people.producer, number)).at(-1);

  it('are asked for with a reason, and granted by an officer: the target lies so much later', async () => {
    const back = await returned(people);
    const before = await datesOf(back.number);
    const asked = await done(people.producer, 'ask-extension', back, wish);
    expect(asked).toMatchObject({ stage: 'extension-asked', holder: 'pdsi' });
    expect((await clocks(back.number)).heldClock).toMatchObject({
      stage: 'returned',
      extensions: { asked: 1, most: 2 },
    });
    const longer = await done(people.officer, 'grant-extension', asked, { days: 3 });
    expect(longer).toMatchObject({ stage: 'returned', holder: 'producer' });
    expect((await clocks(back.number)).clock.left.target).toBe(8);
    expect(Date.parse((await datesOf(back.number))?.target ?? '')).toBeGreaterThan(Date.parse(before?.target ?? ''));
  });

  it('are refused with a reason, and leave the dates as they were', async () => {
    const back = await returned(people);
    const before = await datesOf(back.number);
    const asked = await done(people.producer, 'ask-extension', back, wish);
    await done(people.officer, 'refuse-extension', asked, { reason: 'Sudah dua kali tertunda.' });
    expect(await datesOf(back.number)).toMatchObject({ target: before?.target, fatal: before?.fatal });
  });

  it('are counted and limited: twice, and ten days each time', async () => {
    let back = await returned(people);
    expect(outcome(await act(people.producer, 'ask-extension', back, { ...wish, days: 11 }))).toBe(
      '422 days-out-of-range',
    );
    for (const _ of [1, 2]) {
      const asked = await done(people.producer, 'ask-extension', back, wish);
      expect(outcome(await act(people.officer, 'grant-extension', asked, { days: 0 }))).toBe('422 days-out-of-range');
      back = await done(people.officer, 'refuse-extension', asked, { reason: 'Cukup waktu.' });
    }
    expect(back.nextActs.map((next) => next.act)).not.toContain('ask-extension');
    expect(outcome(await act(people.producer, 'ask-extension', back, wish))).toBe('409 no-extension');
  });

  it('hold nobody up: who has corrected resubmits without waiting', async () => {
    const asked = await done(people.producer, 'ask-extension', await returned(people), wish);
    expect(outcome(await act(people.producer, 'withdraw', asked))).toBe('409 must-be-corrected');
    const { number } = await resubmit(people.producer, asked);
    expect(await untilStage(people.officer, number, 'in-review')).toMatchObject({ round: 2 });
  });

  it('are never granted by anybody on the side of the producer', async () => {
    const asked = await done(people.producer, 'ask-extension', await returned(people), wish);
    expect(outcome(await act(people.producer, 'grant-extension', asked, { days: 3 }))).toBe('403 not-your-act');
  });
});

describe('all of this', () => {
  it('is told again by the record alone, and every chain is whole', async () => {
    expect(await rebuild(office.database, { write: false })).toMatchObject({ different: [], untold: [] });
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });
});

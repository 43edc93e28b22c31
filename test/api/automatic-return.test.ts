import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRecord } from '#prisma/verify';
import { act, done, freshPeriod, type Seen, submit, trailOf, until, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, listOf, outcome } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { automaticReturn, decision, register } from '#test/support/proposals';

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

const header = 'tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd';

/** One row of exports in a month, with a value that is right unless told otherwise. */
const table = (month: string, value = '10.50', hs = '84') =>
  `${header}\r\n${month.slice(0, 4)},${month.slice(5)},${hs},JAPAN,TANJUNG PRIOK,${value}\r\n`;

interface Sent {
  readonly content: string;
  readonly period: { from: string; to: string };
}

async function send({ content, period }: Sent): Promise<Seen> {
  const { body } = await people.producer.upload(content, 'ekspor.csv');
  return submit(people.producer, { component: '20.1', period, file: { id: body.id } });
}

const settled = (number: string) => until(people.producer, number, ({ stage }) => stage !== 'received');

async function resubmit(seen: Seen, content: string): Promise<Seen> {
  const { body } = await people.producer.upload(content, 'ekspor-2.csv');
  return done(people.producer, 'resubmit', seen, { file: { id: body.id } });
}

interface Report {
  readonly checks: {
    readonly standard: string;
    readonly version: string;
    readonly totals: readonly { code: string; severity: string; total: number }[];
    readonly findings: readonly { code: string; value?: string }[];
    readonly returnedUnder?: { readonly number: string; readonly found: readonly string[] };
  };
}
const reportOf = async ({ number, round }: Seen) =>
  (await people.producer.get<Report>(`/v1/submissions/${number}/rounds/${round}/findings`)).body.checks;

describe('errors (28/24 25(1))', () => {
  it('send nothing back by themselves while PDSI has decided nothing: a person reads them', async () => {
    const period = freshPeriod();
    const seen = await settled((await send({ content: table(period.from, 'sepuluh'), period })).number);
    expect(seen.stage).toBe('in-review');
    expect((await reportOf(seen)).totals).toEqual([{ code: 'type', severity: 'error', total: 1 }]);
  });

  it('that a decision on register names send a round back, on 25(1), and the report names the decision', async () => {
    const { officer, colleague, producer } = people;
    await register(officer, colleague, automaticReturn(['type', 'old-spelling']));
    const period = freshPeriod();
    const seen = await settled((await send({ content: table(period.from, 'sepuluh'), period })).number);
    expect(seen).toMatchObject({ stage: 'returned', holder: 'producer', round: 1 });
    expect((await reportOf(seen)).returnedUnder).toMatchObject({
      authority: decision.authority,
      number: decision.number,
      found: ['type'],
    });
    const trail = await trailOf(producer, seen.number);
    expect(trail.map((event) => event.act)).toEqual(['submit', 'auto-returned']);
    expect(trail[1]).toMatchObject({ basis: '28/24 25(1)', by: null, detail: { report: { returnedUnder: {} } } });
    expect(await listOf(producer, `/v1/submissions/${seen.number}/rounds`)).toMatchObject([
      { decision: 'returned', decidedBy: null, decisions: [{ decision: 'returned-automatically', by: null }] },
    ]);
    const subjects = async () => (await office.mails()).map(({ subject }) => subject);
    await expect
      .poll(subjects, { timeout: 10_000 })
      .toContainEqual(expect.stringContaining('dikembalikan menurut keputusan PDSI'));

    const again = await settled((await resubmit(seen, table(period.from))).number);
    expect(again).toMatchObject({ stage: 'in-review', round: 2 });
  });

  it('that it does not name, and warnings that it does, go to a person', async () => {
    const first = freshPeriod();
    const pattern = await settled((await send({ content: table(first.from, '10.50', '8'), period: first })).number);
    expect([pattern.stage, (await reportOf(pattern)).totals[0]?.code]).toEqual(['in-review', 'pattern']);
    const second = freshPeriod();
    const old = table(second.from).replace('JAPAN', 'VIETNAM');
    const warned = await settled((await send({ content: old, period: second })).number);
    const { totals } = await reportOf(warned);
    expect([warned.stage, totals.some(({ severity }) => severity === 'error')]).toEqual(['in-review', false]);
  });

  it('of other components go to a person', async () => {
    const seen = await settled((await submit(people.producer)).number);
    expect(seen.stage).toBe('in-review');
  });
});

describe('an automatic return', () => {
  it('is overruled by an officer, with a reason: the case goes to review, and only people return it from then on', async () => {
    const { officer, producer } = people;
    const period = freshPeriod();
    const returned = await settled((await send({ content: table(period.from, 'dua'), period })).number);
    expect(outcome(await act(producer, 'overrule', returned, { reason: 'x' }))).toBe('403 not-your-act');
    expect(outcome(await act(officer, 'overrule', returned, {}))).toBe('400 invalid-request');
    const back = await done(officer, 'overrule', returned, { reason: 'Contoh: nilai memang tertulis dengan huruf.' });
    expect(back).toMatchObject({ stage: 'in-review', claimant: null });
    expect(await listOf(producer, `/v1/submissions/${back.number}/rounds`)).toMatchObject([
      {
        decision: null,
        decisions: [{ decision: 'returned-automatically' }, { decision: 'automatic-return-overruled' }],
      },
    ]);
    const byHand = await done(officer, 'return', await done(officer, 'claim', back));
    expect(outcome(await act(officer, 'overrule', byHand, { reason: 'x' }))).toBe('409 returned-by-a-person');
    const again = await settled((await resubmit(byHand, table(period.from, 'tiga'))).number);
    expect(again).toMatchObject({ stage: 'in-review', round: 2 });
  });

  it('ends with a later decision that names no code', async () => {
    const { officer, colleague } = people;
    await register(officer, colleague, automaticReturn([], { version: '1.1.0', validFrom: '2026-02-01' }));
    const period = freshPeriod();
    const seen = await settled((await send({ content: table(period.from, 'empat'), period })).number);
    expect(seen.stage).toBe('in-review');
  });
});

describe('comparison with what was stored before', () => {
  it('is with the same months a year before, as the standard says: a change of a hundred times is a warning to be explained', async () => {
    const { officer } = people;
    const month = freshPeriod().from;
    const later = `${Number(month.slice(0, 4)) + 60}${month.slice(4)}`;
    const before = `${Number(later.slice(0, 4)) - 1}${later.slice(4)}`;
    const first = await settled(
      (await send({ content: table(before, '1.00'), period: { from: before, to: before } })).number,
    );
    expect((await reportOf(first)).totals).toEqual([]);
    await done(officer, 'accept', await done(officer, 'claim', first));
    await untilStage(officer, first.number, 'secured');
    const second = await settled(
      (await send({ content: table(later, '101.00'), period: { from: later, to: later } })).number,
    );
    expect((await reportOf(second)).findings).toMatchObject([{ code: 'implausible-change', value: '101.00' }]);
  });
});

describe('the record', () => {
  it('is whole, with what the machine returned and what officers took back', async () => {
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });
});

import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/calendar';
import type { Caller } from '#local/demo/caller';
import { rebuild } from '#prisma/rebuild';
import { verifyRecord } from '#prisma/verify';
import { done, type Seen, see } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed, inReview, outcome, returned, secured } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import {
  calendarOfYear,
  decision,
  type Holiday,
  holidaysOf,
  onRegistration,
  propose,
  type Registered,
  untilSpread,
  untilTried,
  withHoliday,
} from '#test/support/proposals';

let office: Office;
let door: Door;
let people: Cast;
let colleague: Caller;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = await castOf(door);
  colleague = await door.as('petugas2');
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

/** Today in WIB and the days after it, `YYYY-MM-DD`. */
const dayAfter = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const year = dayAfter(0).slice(0, 4);
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Recorded, and told to every open case. */
async function recorded(proposal: object): Promise<Registered> {
  const tried = await untilTried(people.officer, (await propose(people.officer, proposal)).number);
  const { status, body } = await onRegistration(colleague, 'record', tried);
  expect([status, body.stage]).toEqual([200, 'spreading']);
  return untilSpread(people.officer, tried.number);
}

async function untilMoved(number: string, before: string | null): Promise<Seen & { target: string }> {
  for (const end = Date.now() + 30_000; ; await pause(100)) {
    const seen = (await see(people.officer, number)) as Seen & { target: string };
    if (seen.target !== before) return seen;
    if (Date.now() > end) throw new Error(`the dates of ${number} stay`);
  }
}

interface Explained {
  readonly event: number;
  readonly target: string;
  readonly basis: string;
  readonly setByOfficer: boolean;
  readonly counted: { readonly target: number; readonly fatal: number };
  readonly calendar: string;
  readonly moved: readonly object[];
  readonly days: readonly {
    readonly day: string;
    readonly count: number | null;
    readonly why: { readonly id: string };
  }[];
}
const explained = async (caller: Caller, number: string, query = '') =>
  (await caller.get<Explained>(`/v1/submissions/${number}/due-explanation${query}`)).body;

describe('a changed calendar', () => {
  it('moves open dates visibly, says why, and tells the holders; what is closed stays', async () => {
    const open = (await claimed(people)) as Seen & { target: string; version: number };
    const atRest = await secured(people, { period: { from: '2024-01', to: '2024-01' } });
    const before = await explained(people.officer, open.number);
    expect(before).toMatchObject({ basis: 'house standard', counted: { target: 3, fatal: 5 }, setByOfficer: false });
    const day = before.days.find(({ count }) => count === 2)?.day ?? '';
    const registration = await recorded(await withHoliday(people.officer, day, '1.0.0'));
    expect(registration).toMatchObject({ stage: 'recorded', holder: 'nobody' });

    const moved = await untilMoved(open.number, open.target);
    expect(moved.target > open.target).toBe(true);
    expect(moved.version).toBe(open.version);
    const after = await explained(people.officer, open.number);
    expect(after.counted).toEqual({ target: 3, fatal: 5 });
    expect(after.days.find((one) => one.day === day)).toMatchObject({
      count: null,
      why: { id: 'libur nasional: Hari Libur Contoh' },
      basis: `${decision.authority} ${decision.number}`,
    });
    expect(after.moved).toMatchObject([{ from: before.calendar, to: after.calendar }]);
    const old = await explained(people.officer, open.number, `?event=${before.event}`);
    expect(old).toEqual({ ...before, event: before.event });

    const { body } = await people.officer.get<{ items: { act: string; detail: unknown }[] }>(
      `/v1/submissions/${open.number}/events`,
    );
    expect(body.items.at(-1)).toMatchObject({
      act: 'due-moved',
      detail: { moved: { calendar: { from: before.calendar, to: after.calendar } } },
    });
    const heard = await office.database.outbox.count({
      where: { caseId: `submission:${open.number}`, seq: body.items.length },
    });
    expect(heard).toBe(1);
    expect((await see(people.officer, atRest.number)).version).toBe(atRest.version);
  });

  it('makes a date certain that reached into a year without SKB, when the table of that year comes', async () => {
    const back = await done(
      people.officer,
      'return',
      await claimed(people, { period: { from: '2024-06', to: '2024-06' } }),
      {
        term: 40,
      },
    );
    const seen = async () =>
      (await see(people.officer, back.number)) as Seen & { target: string; provisional: boolean };
    const before = await seen();
    expect(before.provisional).toBe(true);
    const without = before.target.slice(0, 4);
    const { days: unsure } = await explained(people.officer, back.number);
    const day = unsure.find((one) => one.count !== null && one.day.startsWith(without))?.day ?? '';
    expect(unsure.at(-1)?.why.id).toMatch(/sementara/);
    const holiday: Holiday = { day, name: 'Tahun Baru', kind: 'libur-nasional' };
    // As PDSI would write it: valid from the first day of its year, which is still to come.
    await recorded({ ...calendarOfYear(without, '1.0.0', [holiday]), validFrom: `${without}-01-01` });
    expect(await untilMoved(back.number, before.target)).toMatchObject({ provisional: false });
    expect(await holidaysOf(people.officer, without)).toEqual([holiday]);
    const { days } = await explained(people.officer, back.number);
    expect(days.find((one) => one.day === day)).toMatchObject({ count: null });
    expect(days.filter(({ why }) => why.id.includes('sementara'))).toEqual([]);
  });

  it('has a table of its own year alone, and names a day once', async () => {
    const holiday = { day: `${Number(year) + 1}-01-01`, name: 'Tahun Baru', kind: 'libur-nasional' };
    const wrong = calendarOfYear(year, '9.0.0', [
      holiday,
      { ...holiday, day: `${year}-05-01` },
      { ...holiday, day: `${year}-05-01` },
    ]);
    const { body } = await people.officer.post<{ errors: { pointer: string }[] }>('/v1/registrations', wrong);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(['/content/holidays/0/day', '/content/holidays/2/day']);
  });
});

describe('periods are data', () => {
  const minutes = { target: 30, fatal: 240, unit: 'minutes', basis: 'house standard' };
  const days = (target: number, fatal: number, basis = 'house standard') => ({
    target,
    fatal,
    unit: 'working-days',
    basis,
  });
  const periods = (version: string, review: object, openCases: boolean) => ({
    kind: 'periods',
    subject: 'submission',
    version,
    validFrom: '2026-01-01',
    decision,
    content: {
      stages: {
        received: minutes,
        accepted: minutes,
        stored: minutes,
        clarifying: days(3, 5),
        returned: days(10, 15),
        'extension-asked': days(2, 3),
        'in-review': review,
      },
      openCases,
    },
  });

  it('changed by the office with a second person; open cases keep the rule they started with unless the change says otherwise', async () => {
    const old = (await inReview(people, { period: { from: '2024-02', to: '2024-02' } })) as Seen & { target: string };
    await recorded(periods('1.0.0', days(20, 25), false));
    const fresh = await inReview(people, { period: { from: '2024-03', to: '2024-03' } });
    expect((await explained(people.officer, fresh.number)).counted).toEqual({ target: 20, fatal: 25 });
    expect((await explained(people.officer, old.number)).counted).toEqual({ target: 3, fatal: 5 });
    await recorded({ ...periods('2.0.0', days(6, 8), true), validFrom: '2026-01-02' });
    await untilMoved(old.number, old.target);
    for (const { number } of [old, fresh])
      await expect.poll(async () => (await explained(people.officer, number)).counted).toEqual({ target: 6, fatal: 8 });
  });

  it('name an article that there is, or a house standard: what the law does not say is never shown as law', async () => {
    const invented = periods('3.0.0', days(6, 8, '28/24 99(9)'), false);
    const { status, body } = await people.officer.post<{ errors: { pointer: string }[] }>(
      '/v1/registrations',
      invented,
    );
    expect([status, body.errors[0]?.pointer]).toEqual([400, '/content/stages/in-review/basis']);
  });

  const ladder = {
    rungs: [
      { of: 'target', days: -1, to: ['holder'] },
      { of: 'target', days: 0, to: ['holder'] },
      { of: 'fatal', days: 0, to: ['holder', 'head'] },
    ],
    after: { every: 5, unit: 'working-days', to: ['head', 'setjen'] },
  };

  it('have a ladder, extensions and a lease where they say so: new cases follow it', async () => {
    await recorded({ ...periods('6.0.0', { ...days(4, 6), ladder, lease: 9 }, false), validFrom: dayAfter(0) });
    const { number } = await inReview(people, { period: { from: '2024-09', to: '2024-09' } });
    const { state } = await office.database.case.findUniqueOrThrow({ where: { id: `submission:${number}` } });
    expect(state).toMatchObject({ terms: { periods: { 'in-review': { ladder, lease: 9 } } } });
  });

  it.each<[string, object, string]>([
    ['a rung at the target', { ...ladder, rungs: ladder.rungs.slice(2) }, '/ladder/rungs'],
    ['rungs in the order of their dates', { ...ladder, rungs: ladder.rungs.toReversed() }, '/ladder/rungs'],
    ['somebody to tell', { ...ladder, after: { ...ladder.after, to: [] } }, '/ladder/after/to'],
  ])('have in their ladder %s', async (_, wrong, pointer) => {
    const proposal = periods('7.0.0', { ...days(4, 6), ladder: wrong }, false);
    const { status, body } = await people.officer.post<{ errors: { pointer: string }[] }>(
      '/v1/registrations',
      proposal,
    );
    expect([status, body.errors[0]?.pointer]).toEqual([400, `/content/stages/in-review${pointer}`]);
  });

  it('say nothing that no stage heeds: no extension of a review, no lease of what nobody claims', async () => {
    const proposal = periods('7.0.0', { ...days(4, 6), extension: { most: 1, days: 5 } }, false);
    const stages = { ...proposal.content.stages, returned: { ...days(10, 15), lease: 3 } };
    const sent = { ...proposal, content: { ...proposal.content, stages } };
    const { body } = await people.officer.post<{ errors: { pointer: string }[] }>('/v1/registrations', sent);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual([
      '/content/stages/returned/lease',
      '/content/stages/in-review/extension',
    ]);
  });

  it('that open cases shall follow begin at once, for nobody would tell them later', async () => {
    const later = { ...periods('5.0.0', days(6, 8), true), validFrom: dayAfter(3) };
    const { status, body } = await people.officer.post<{ errors: { pointer: string }[] }>('/v1/registrations', later);
    expect([status, body.errors[0]?.pointer]).toEqual([400, '/validFrom']);
  });

  it('are there for every stage that waits, and for no other', async () => {
    const { content, ...rest } = periods('4.0.0', days(6, 8), false);
    const { 'in-review': review, ...others } = content.stages;
    const wrong = { ...rest, content: { ...content, stages: { ...others, menunggu: review } } };
    const { body } = await people.officer.post<{ errors: { pointer: string }[] }>('/v1/registrations', wrong);
    expect(body.errors.map(({ pointer }) => pointer)).toEqual(['/content/stages', '/content/stages/menunggu']);
  });
});

describe('a case that was at rest when the open ones were told', () => {
  it('follows the calendar of the day on which it is opened again', async () => {
    const kept = await secured(people, { period: { from: '2024-07', to: '2024-07' } });
    const first = await inReview(people, { period: { from: '2024-08', to: '2024-08' } });
    const day = (await explained(people.officer, first.number)).days.find(({ count }) => count === 2)?.day ?? '';
    await recorded(await withHoliday(people.officer, day, '3.0.0'));
    const back = await done(people.officer, 'return', kept, { term: 5 });
    const told = () => explained(people.officer, back.number);
    await expect.poll(async () => (await told()).days.find((one) => one.day === day)?.count).toBeNull();
    expect((await told()).counted.target).toBe(5);
  });
});

describe('any date can be explained', () => {
  it('a term that an officer set is told as that; a case that waits for nobody has none; others see nothing', async () => {
    const back = await returned(people, { period: { from: '2024-04', to: '2024-04' } });
    const told = await explained(people.producer, back.number);
    expect(told).toMatchObject({ counted: { target: 5, fatal: 10 }, setByOfficer: true });
    expect(told.days.filter(({ day, count }) => isWeekend(day) && count !== null)).toEqual([]);
    expect(told.days.findLast(({ count }) => count === 5)?.day).toBe(dayOf(Date.parse(told.target)));
    const kept = await secured(people, { period: { from: '2024-05', to: '2024-05' } });
    const none = await people.producer.get(`/v1/submissions/${kept.number}/due-explanation`);
    expect(outcome(none)).toBe('409 no-due-date');
    const stranger = await (await door.as('produsen2')).get(`/v1/submissions/${back.number}/due-explanation`);
    expect(outcome(stranger)).toBe('404 not-found');
  });
});

it('every move of a date is in the chain, which holds, and from which the cases can be told again', async () => {
  expect((await verifyRecord(office.database)).faults).toEqual([]);
  const { different, untold } = await rebuild(office.database, { write: false });
  expect({ different, untold }).toEqual({ different: [], untold: [] });
});

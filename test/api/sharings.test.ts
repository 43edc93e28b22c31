import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carriers } from '#api/desks';
import { sweepRequests } from '#api/sweep';
import { dayOf } from '#domain/calendar';
import { type Caller, callerOf } from '#local/demo/caller';
import { asOwner } from '#local/parts/postgres';
import { verifyRecord } from '#prisma/verify';
import { done, type Seen, see, submit, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed, inReview, listOf, outcome, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

/** What goes before an item, where a test wants to hold it up. */
let gate: (position: number) => Promise<void> = async () => undefined;

let office: Office;
let door: Door;
let people: Cast;
let head: Caller;
let third: Caller;
const ids = new Map<string, string>();
beforeAll(async () => {
  office = await openOffice({
    ...withoutChecks,
    activities: (real) => ({
      shareItem: async (place) => {
        await gate(place.position);
        return real.shareItem(place);
      },
    }),
  });
  door = await openDoor(office);
  people = await castOf(door);
  [head, third] = await Promise.all([door.as('kepala'), door.as('rangkap')]);
  for (const name of ['petugas', 'petugas2', 'rangkap', 'kepala']) {
    const { body } = await (await door.as(name)).get<{ id: string }>('/v1/me');
    ids.set(name, body.id);
  }
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const idOf = (name: string) => ids.get(name) as string;

interface View {
  readonly id: string;
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly items: readonly {
    readonly number: string;
    readonly outcome: string | null;
    readonly code: string | null;
    readonly to: { readonly id: string } | null;
  }[];
  readonly next: string | null;
  readonly links: Readonly<Record<string, string>>;
}

const wish = (more: object) => ({ kind: 'share-out', reason: 'Beban kerja.', ...more });
const share = (by: Caller, more: object, key?: string) =>
  by.post<View>('/v1/sharings', wish(more), { ...(key !== undefined && { key }) });
const look = async (id: string) => (await head.get<View>(`/v1/sharings/${id}`)).body;

async function until(id: string, wanted: (view: View) => boolean): Promise<View> {
  for (const end = Date.now() + 30_000; ; await pause(50)) {
    const view = await look(id);
    if (wanted(view)) return view;
    if (Date.now() > end) throw new Error(`the sharing stays ${JSON.stringify(view)}`);
  }
}
const isDone = ({ state }: View) => state === 'done';
async function shared(more: object): Promise<View> {
  const { status, body } = await share(head, more);
  if (status !== 202) throw new Error(`share: ${status} ${JSON.stringify(body)}`);
  return until(body.id, isDone);
}
const inReviewOf = async (count: number) => {
  const found: Seen[] = [];
  for (let at = 0; at < count; at += 1) found.push(await inReview(people));
  return found;
};
const numbers = (seen: readonly Seen[]) => seen.map(({ number }) => number);
const acts = async ({ number }: Seen) =>
  (await office.database.event.findMany({ where: { caseId: `submission:${number}` }, orderBy: { seq: 'asc' } })).map(
    ({ act }) => act,
  );

describe('sharing out', () => {
  it('is for the head of PDSI: everybody else is refused, on record, and hears of no sharing', async () => {
    const more = { from: [idOf('petugas')], to: [] };
    expect(outcome(await share(people.officer, more))).toBe('403 not-your-act');
    expect(outcome(await share(await door.as('kepala2'), more))).toBe('403 not-your-case');
    expect(await office.database.refusal.count({ where: { act: 'share' } })).toBe(2);
    const { id } = await shared(more);
    expect((await people.officer.get(`/v1/sharings/${id}`)).status).toBe(200);
    for (const name of ['kepala2', 'produsen', 'setjen', 'operator'])
      expect((await (await door.as(name)).get(`/v1/sharings/${id}`)).status).toBe(404);
  });

  it('gives cases in turn to those who were named, each told by mail, and says what came of each', async () => {
    const cases = await inReviewOf(4);
    const view = await shared({ cases: numbers(cases), to: [idOf('petugas'), idOf('petugas2')] });
    expect(view.counts).toEqual({ items: 4, done: 4, refused: 0, waiting: 0 });
    const got = view.items.map(({ to }) => to?.id);
    expect(got).toEqual([idOf('petugas'), idOf('petugas2'), idOf('petugas'), idOf('petugas2')]);
    for (const item of view.items) {
      expect((await see(head, item.number)).claimant?.id).toBe(item.to?.id);
      const where = { caseId: `submission:${item.number}`, recipient: item.to?.id ?? '' };
      expect(await office.database.outbox.count({ where })).toBe(1);
    }
  });

  it('puts the claims of one back into the pool', async () => {
    const seen = await done(third, 'claim', await inReview(people));
    const view = await shared({ from: [idOf('rangkap')], to: [] });
    expect(view.items).toMatchObject([{ number: seen.number, outcome: 'done', to: null }]);
    expect((await see(head, seen.number)).claimant).toBeNull();
    expect(await acts(seen)).toEqual(['submit', 'checked', 'claim', 'put-back']);
  });

  it('passes over whom four eyes bind, and says of a case that nobody may have or that has gone on why it stayed', async () => {
    const { number } = await submit(third);
    await untilStage(third, number, 'in-review');
    const decided = await done(people.officer, 'accept', await claimed(people));
    const cases = [number, decided.number];
    const view = await shared({ cases, to: [idOf('rangkap'), idOf('petugas')] });
    expect(Object.fromEntries(view.items.map((item) => [item.number, item.to?.id ?? item.code]))).toMatchObject({
      [number]: idOf('petugas'),
    });
    expect(view.items.find((item) => item.number === decided.number)).toMatchObject({
      outcome: 'refused',
      code: 'wrong-stage',
    });
    const alone = await shared({ cases: [number], to: [idOf('rangkap')] });
    expect(alone.items).toMatchObject([{ outcome: 'refused', code: 'four-eyes' }]);
    expect((await see(head, number)).claimant?.id).toBe(idOf('petugas'));
  });

  it('names people and cases that are there, and either claims or cases', async () => {
    const by = async (more: object) => outcome(await share(head, more));
    const nobody = `p${'0'.repeat(18)}`;
    expect(await by({ from: [nobody], to: [] })).toBe('422 unknown-person');
    expect(await by({ cases: ['2026-999999'], to: [] })).toBe('422 unknown-submission');
    expect(await by({ to: [] })).toBe('400 invalid-request');
    expect(await by({ from: [idOf('petugas')], cases: ['2026-000001'], to: [] })).toBe('400 invalid-request');
    expect(await by({ kind: 'hand-over', from: [idOf('petugas'), idOf('petugas2')], to: [] })).toBe(
      '400 invalid-request',
    );
  });

  it('is begun once: the same key is the same sharing', async () => {
    const [one, two] = [
      await share(head, { from: [idOf('rangkap')], to: [] }, 'share-once'),
      await share(head, { from: [idOf('rangkap')], to: [] }, 'share-once'),
    ];
    expect([two.body.id, two.headers.get('idempotency-replayed')]).toEqual([one.body.id, 'true']);
  });
});

describe('a sharing that is stopped', () => {
  it('gives nothing more until it is resumed, and then what is left, each once', async () => {
    const cases = await inReviewOf(3);
    let pass: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      pass = resolve;
    });
    gate = (position) => (position === 2 ? held : Promise.resolve());
    const { body } = await share(head, { cases: numbers(cases), to: [idOf('petugas')] });
    await until(body.id, ({ counts }) => counts['done'] === 1);
    const { body: stopped } = await head.post<View>(`/v1/sharings/${body.id}/stop`, {});
    expect([stopped.state, stopped.links['resume'], stopped.links['stop']]).toEqual([
      'stopped',
      `/v1/sharings/${body.id}/resume`,
      undefined,
    ]);
    pass();
    await pause(1000);
    expect((await look(body.id)).counts).toMatchObject({ done: 1, waiting: 2 });
    const { body: again } = await head.post<View>(`/v1/sharings/${body.id}/resume`, {});
    expect(again.state).toBe('running');
    expect((await until(body.id, isDone)).counts).toEqual({ items: 3, done: 3, refused: 0, waiting: 0 });
    for (const seen of cases) expect(await acts(seen)).toEqual(['submit', 'checked', 'assign']);
    expect((await head.post<View>(`/v1/sharings/${body.id}/stop`, {})).body.state).toBe('done');
    gate = async () => undefined;
  });

  it('is shown in pages, each item once', async () => {
    const [{ id } = { id: '' }] = await office.database.sharing.findMany({ orderBy: { requestedAt: 'desc' }, take: 1 });
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await head.get<View>(`/v1/sharings/${id}?limit=2${cursor}`);
      found.push(...body.items.map(({ number }) => number));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(found).toEqual((await look(id)).items.map(({ number }) => number));
    expect(found).toHaveLength(3);
  });
});

describe('a person who leaves', () => {
  it('hands over everything in one act: every claim, and their substitutions as absent and as substitute', async () => {
    await shared({ from: [idOf('petugas'), idOf('petugas2')], to: [] });
    const theirs = await Promise.all([claimed(people), claimed(people)]);
    const [today, later] = [dayOf(Date.now()), dayOf(Date.now() + 86_400_000)];
    const absence = { kind: 'pengganti', reason: 'Cuti.', from: today, to: later };
    const arranged = [
      await head.post<{ id: string }>('/v1/substitutions', {
        ...absence,
        person: idOf('petugas'),
        substitute: idOf('petugas2'),
      }),
      await head.post<{ id: string }>('/v1/substitutions', {
        ...absence,
        person: idOf('petugas2'),
        substitute: idOf('rangkap'),
      }),
    ];
    const view = await shared({
      kind: 'hand-over',
      from: [idOf('petugas')],
      to: [idOf('rangkap')],
      reason: 'Pindah tugas.',
    });
    expect(view.counts).toMatchObject({ items: 2, done: 2 });
    expect(await listOf<Seen>(people.officer, '/v1/tasks?which=mine')).toEqual([]);
    for (const seen of theirs) expect((await see(head, seen.number)).claimant?.id).toBe(idOf('rangkap'));
    const ended = await Promise.all(
      arranged.map(
        async ({ body }) => (await head.get<{ endedAt: string | null }>(`/v1/substitutions/${body.id}`)).body.endedAt,
      ),
    );
    expect([ended[0] === null, ended[1] === null]).toEqual([false, true]);
  });
});

describe('an API that dies', () => {
  it('between commit and workflow loses nothing: the sweep begins the sharing', async () => {
    const seen = await claimed(people);
    const dead = { workflow: { start: () => Promise.reject(new Error('killed')) } } as unknown as Client;
    const second = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}` }, { temporal: dead });
    const caller = callerOf(second.url, await door.token('kepala'));
    expect((await share(caller, { cases: [seen.number], to: [idOf('rangkap')] })).status).toBe(500);
    await second.stop();
    const { database, client: temporal, taskQueue, namespace, storage } = office;
    const carryOut = carriers({ database, temporal, taskQueue, namespace });
    await sweepRequests({ database, storage, log: pino({ level: 'silent' }), carryOut });
    const item = await database.sharingItem.findFirstOrThrow({ where: { caseId: `submission:${seen.number}` } });
    await until(item.sharingId, isDone);
    expect((await see(head, seen.number)).claimant?.id).toBe(idOf('rangkap'));
  });
});

describe('the record', () => {
  it('is whole: each item is an act of the head with a request of its own', async () => {
    expect((await verifyRecord(office.database, {})).faults).toEqual([]);
    const given = await office.database.sharingItem.findMany({ where: { outcome: 'done' } });
    for (const { caseId, request } of given)
      expect(await office.database.event.count({ where: { caseId, request: request ?? '' } })).toBe(1);
    expect(given.length).toBeGreaterThan(8);
  });

  it('keeps the result of an item as it was written', async () => {
    await expect(
      asOwner(office.ownerUrl, (client) =>
        client.query("UPDATE sharing_item SET outcome = 'refused' WHERE outcome = 'done'"),
      ),
    ).rejects.toThrow('written once');
  });
});

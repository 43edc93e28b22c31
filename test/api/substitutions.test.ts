import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/calendar';
import type { Caller } from '#local/demo/caller';
import { asOwner } from '#local/parts/postgres';
import { act, done, type Seen, see, submit, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed, inReview, listOf, outcome, type Told, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { automaticReturn, onRegistration, propose, untilTried } from '#test/support/proposals';

let office: Office;
let door: Door;
let people: Cast;
let head: Caller;
let both: Caller;
let secretary: Caller;
const ids = new Map<string, string>();
beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  [head, both, secretary] = await Promise.all([door.as('kepala'), door.as('rangkap'), door.as('setjen')]);
  for (const name of ['petugas', 'petugas2', 'rangkap', 'kepala', 'kepala2', 'setjen', 'produsen']) {
    const { body } = await (await door.as(name)).get<{ id: string }>('/v1/me');
    ids.set(name, body.id);
  }
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const day = (after: number) => dayOf(Date.now() + after * 86_400_000);
const idOf = (name: string) => ids.get(name) as string;
let years = 0;

/** Days that no other test of this file names. */
const later = () => ({ from: `${2030 + years}-01-01`, to: `${2030 + years++}-01-05` });

interface View extends Told {
  readonly id: string;
  readonly inForce: boolean;
  readonly endedAt: string | null;
  readonly endedBy: { readonly id: string } | null;
  readonly links: Readonly<Record<string, string>>;
}

const absence = (person: string, substitute: string, more = {}) => ({
  person: idOf(person),
  substitute: idOf(substitute),
  kind: 'pengganti',
  from: day(0),
  to: day(0),
  reason: 'Cuti tahunan.',
  ...more,
});
const record = (by: Caller, body: object) => by.post<View>('/v1/substitutions', body);
const end = (by: Caller, id: string) => by.post<View>(`/v1/substitutions/${id}/end`, {});

/** Runs with somebody standing in from today on, and ends it. */
async function during<T>(body: object, by: Caller, run: (view: View) => Promise<T>): Promise<T> {
  const { status, body: view } = await record(by, body);
  if (status !== 201) throw new Error(`substitute: ${status} ${JSON.stringify(view)}`);
  const result = await run(view);
  expect((await end(by, view.id)).status).toBe(200);
  return result;
}

const may = (seen: Seen) => seen.nextActs.map((next) => next.act);
interface Task {
  readonly number: string;
  readonly onBehalfOf: { readonly id: string } | null;
}

describe('who records a substitution', () => {
  it.each([
    ['petugas', 'petugas', '201'],
    ['kepala', 'petugas', '201'],
    ['petugas2', 'petugas', '403 not-your-act'],
    ['kepala2', 'petugas', '403 not-your-act'],
    ['setjen', 'petugas', '403 not-your-act'],
  ])('%s for %s: %s', async (by, person, expected) => {
    expect(outcome(await record(await door.as(by), absence(person, 'petugas2', later())))).toBe(expected);
  });

  it.each([
    ['kepala', '201'],
    ['setjen', '201'],
    ['petugas', '403 not-your-act'],
  ])('of an acting head %s: %s', async (by, expected) => {
    const body = absence('kepala', 'petugas', { kind: 'plh', ...later() });
    expect(outcome(await record(await door.as(by), body))).toBe(expected);
  });

  it('is kept when refused, as every refusal', async () => {
    const body = absence('petugas', 'petugas2', later());
    await record(people.colleague, body);
    const [kept] = await office.database.refusal.findMany({ where: { act: 'substitute' }, orderBy: { seq: 'desc' } });
    expect(kept).toMatchObject({ person: idOf('petugas2'), code: 'not-your-act' });
  });

  it('names people who are known, fit and free, and days that have not passed', async () => {
    const by = async (body: object) => outcome(await record(head, body));
    const nobody = `p${'0'.repeat(18)}`;
    expect(await by({ ...absence('petugas', 'petugas2', later()), substitute: nobody })).toBe('422 unknown-person');
    expect(await by(absence('petugas', 'petugas', later()))).toBe('422 unfit-substitute');
    expect(await by(absence('petugas', 'produsen', later()))).toBe('422 unfit-substitute');
    expect(await by(absence('rangkap', 'petugas', later()))).toBe('422 unfit-substitute');
    expect(await by(absence('petugas', 'petugas2', { from: day(-1) }))).toBe('400 invalid-request');
    expect(await by(absence('petugas', 'petugas2', { from: day(2), to: day(1) }))).toBe('400 invalid-request');
  });

  it('once for each person and day: another is refused and the first is named', async () => {
    const days = later();
    const body = absence('petugas', 'petugas2', days);
    const twice = await Promise.all([record(head, body), record(people.officer, body)]);
    expect(twice.map(outcome).toSorted()).toEqual(['201', '409 already-substituted']);
    const [first, second] = twice.toSorted((one, other) => one.status - other.status);
    expect(second?.body).toMatchObject({ substitution: `/v1/substitutions/${first?.body.id}` });
    await end(head, first?.body.id ?? '');
    expect(outcome(await record(head, body))).toBe('201');
  });
});

describe('who sees a substitution', () => {
  it('both people, the head of the unit, and of an acting head Setjen: nobody else hears that there is one', async () => {
    const { body } = await record(head, absence('petugas', 'petugas2', later()));
    const { body: acting } = await record(head, absence('kepala', 'petugas2', { kind: 'plt', ...later() }));
    const seen = async (name: string, id: string) =>
      (await (await door.as(name)).get(`/v1/substitutions/${id}`)).status;
    for (const name of ['petugas', 'petugas2', 'kepala']) expect(await seen(name, body.id)).toBe(200);
    for (const name of ['setjen', 'kepala2', 'rangkap', 'produsen', 'operator', 'inspektur'])
      expect(await seen(name, body.id)).toBe(404);
    expect([await seen('setjen', acting.id), await seen('petugas', acting.id)]).toEqual([200, 404]);
    expect(outcome(await end(both, body.id))).toBe('404 not-found');
    expect(outcome(await end(people.colleague, body.id))).toBe('403 not-your-act');
    expect(await listOf<View>(people.officer, '/v1/substitutions?which=all')).toContainEqual(
      expect.objectContaining({ id: body.id }),
    );
    expect(await listOf<View>(secretary, '/v1/substitutions')).not.toContainEqual(
      expect.objectContaining({ id: body.id }),
    );
  });

  it('comes in pages, each once', async () => {
    const whole = await listOf<View>(head, '/v1/substitutions?which=all&limit=200');
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await head.get<{ items: View[]; next: string | null }>(
        `/v1/substitutions?which=all&limit=2${cursor}`,
      );
      found.push(...body.items.map(({ id }) => id));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(found).toEqual(whole.map(({ id }) => id));
    expect(found.length).toBeGreaterThan(3);
  });

  it('is written once: not even the owner of the tables changes or reopens it', async () => {
    const { body } = await record(head, absence('petugas', 'petugas2', later()));
    await end(head, body.id);
    const refused = (sql: string) =>
      expect(asOwner(office.ownerUrl, (client) => client.query(sql, [body.id]))).rejects.toThrow('written once');
    await refused("UPDATE substitution SET to_day = '2099-01-01' WHERE id = $1");
    await refused('UPDATE substitution SET ended_at = NULL WHERE id = $1');
    const again = await end(head, body.id);
    expect([again.status, again.body.endedBy?.id]).toEqual([200, idOf('kepala')]);
  });
});

describe('a substitute in force', () => {
  it('has the work of the absent person in their list, marked, and acts on it in their name', async () => {
    const seen = await claimed(people);
    expect(may(await see(people.colleague, seen.number))).not.toContain('accept');
    await during(absence('petugas', 'petugas2'), people.officer, async ({ inForce }) => {
      expect(inForce).toBe(true);
      const mine = await listOf<Task>(people.colleague, '/v1/tasks?which=mine');
      expect(mine).toContainEqual(
        expect.objectContaining({
          number: seen.number,
          onBehalfOf: { id: idOf('petugas'), name: 'Petugas PDSI Contoh A' },
        }),
      );
      const counts = await people.colleague.get<{ mine: { total: number } }>('/v1/tasks/counts');
      expect(counts.body.mine.total).toBe(mine.length);
      const view = await see(people.colleague, seen.number);
      expect(may(view).toSorted()).toEqual(['accept', 'ask-clarification', 'release', 'return']);
      expect(view).toMatchObject({ onBehalfOf: { id: idOf('petugas') } });
      await done(people.colleague, 'accept', view);
      const row = await office.database.event.findFirst({
        where: { caseId: `submission:${seen.number}`, act: 'accept' },
      });
      expect(row).toMatchObject({ person: idOf('petugas2'), onBehalfOf: idOf('petugas') });
    });
  });

  it('acts for themself on what nobody has claimed', async () => {
    const seen = await inReview(people);
    await during(absence('petugas', 'petugas2'), people.officer, async () => {
      const taken = await done(people.colleague, 'claim', seen);
      expect(taken.claimant?.id).toBe(idOf('petugas2'));
      const row = await office.database.event.findFirst({
        where: { caseId: `submission:${seen.number}`, act: 'claim' },
      });
      expect(row).toMatchObject({ person: idOf('petugas2'), onBehalfOf: null });
      await done(people.colleague, 'release', taken);
    });
  });

  it('is bound by the four eyes of both: what the absent person brought is neither shown as theirs nor decided', async () => {
    const { number } = await submit(both);
    const own = await untilStage(both, number, 'in-review');
    await asOwner(office.ownerUrl, (client) =>
      client.query("UPDATE person SET roles = '{producer,pdsi}' WHERE id = $1", [idOf('petugas2')]),
    );
    const { status, body } = await record(both, absence('rangkap', 'petugas2'));
    expect(status).toBe(201);
    expect(may(await see(people.colleague, number))).toEqual([]);
    expect(outcome(await act(people.colleague, 'claim', own))).toBe('403 four-eyes');
    expect(await listOf<Task>(people.colleague, '/v1/tasks?which=pool')).not.toContainEqual(
      expect.objectContaining({ number }),
    );
    await end(both, body.id);
    expect(may(await see(people.colleague, number))).toEqual(['claim']);
    await done(both, 'withdraw', own, { reason: 'Salah unggah.' });
  });

  it('of who wrote a proposal does not record it, and for themself may withdraw it', async () => {
    const tried = await untilTried(people.officer, (await propose(people.officer, automaticReturn(['type']))).number);
    await during(absence('petugas', 'petugas2'), head, async () => {
      expect(outcome(await onRegistration(people.colleague, 'record', tried))).toBe('403 four-eyes');
      expect(outcome(await onRegistration(people.colleague, 'withdraw', tried))).toBe('200');
      const where = { caseId: `registration:${tried.number}`, act: 'withdraw' };
      expect(await office.database.event.findFirst({ where })).toMatchObject({ onBehalfOf: null });
    });
  });

  it('passes nothing on: who stands in for a substitute has the own work of that substitute alone', async () => {
    const seen = await claimed(people);
    await during(absence('petugas', 'petugas2'), head, () =>
      during(absence('petugas2', 'rangkap'), head, async () => {
        expect(may(await see(both, seen.number))).toEqual([]);
        expect(outcome(await act(both, 'accept', seen))).toBe('409 claimed-by-another');
      }),
    );
    await done(people.officer, 'release', seen);
  });

  it('is one no more once it was ended, with the next request', async () => {
    const seen = await claimed(people);
    await during(absence('petugas', 'petugas2'), head, async () => undefined);
    expect(outcome(await act(people.colleague, 'accept', seen))).toBe('409 claimed-by-another');
    await done(people.officer, 'release', seen);
  });
});

describe('an acting head', () => {
  const roles = async (caller: Caller) => (await caller.get<{ roles: string[] }>('/v1/me')).body.roles;

  it('holds the role of the head for the days, and no longer', async () => {
    await during(absence('kepala', 'petugas2', { kind: 'plh' }), secretary, async () => {
      expect(await roles(people.colleague)).toEqual(['pdsi', 'head']);
      expect(outcome(await record(people.colleague, absence('petugas', 'rangkap', later())))).toBe('201');
    });
    expect(await roles(people.colleague)).toEqual(['pdsi']);
    expect(outcome(await record(people.colleague, absence('petugas', 'rangkap', later())))).toBe('403 not-your-act');
  });
});

describe('colleagues', () => {
  interface Colleague {
    readonly id: string;
    readonly roles: readonly string[];
    readonly absentUntil: string | null;
    readonly substitute: { readonly id: string } | null;
  }

  it('are the people of the unit, with who is absent today and who stands in', async () => {
    await during(absence('petugas', 'petugas2', { to: day(3) }), head, async () => {
      const colleagues = await listOf<Colleague>(people.colleague, '/v1/colleagues');
      expect(colleagues.map(({ id }) => id)).toEqual(expect.arrayContaining([idOf('kepala'), idOf('petugas')]));
      expect(colleagues.map(({ id }) => id)).not.toContain(idOf('produsen'));
      expect(colleagues.find(({ id }) => id === idOf('petugas'))).toMatchObject({
        absentUntil: day(3),
        substitute: { id: idOf('petugas2') },
      });
    });
  });

  it('of another unit are shown to Setjen and the head of PDSI alone', async () => {
    const other = '/v1/colleagues?unit=contoh.ekspor';
    for (const caller of [secretary, head])
      expect(await listOf<Colleague>(caller, other)).toContainEqual(expect.objectContaining({ id: idOf('produsen') }));
    expect(outcome(await people.officer.get(other))).toBe('404 not-found');
  });
});

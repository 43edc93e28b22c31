import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '#domain/calendar';
import { type Caller, callerOf } from '#local/demo/caller';
import { verifyRecord } from '#prisma/verify';
import { act, done, type Seen, see, submit, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed, inReview, listOf, outcome, withoutChecks } from '#test/support/heard';
import { openIssuer } from '#test/support/issuer';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let people: Cast;
let head: Caller;
const ids = new Map<string, string>();
beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  head = await door.as('kepala');
  for (const name of ['petugas', 'petugas2', 'kepala', 'setjen', 'produsen2']) await meet(name);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

async function meet(name: string): Promise<void> {
  const { body } = await (await door.as(name)).get<{ id: string }>('/v1/me');
  ids.set(name, body.id);
}
const idOf = (name: string) => ids.get(name) as string;
const to = (name: string) => ({ to: idOf(name) });
const events = (seen: Seen, name: string) =>
  office.database.event.findMany({ where: { caseId: `submission:${seen.number}`, act: name } });
const mailTo = async (seen: Seen) => {
  const sent = await office.database.outbox.findMany({
    where: { caseId: `submission:${seen.number}` },
    orderBy: { seq: 'asc' },
  });
  return sent.at(-1)?.recipient;
};

describe('the head of PDSI', () => {
  it('gives a case from the pool to an officer, who is told and has it', async () => {
    const seen = await inReview(people);
    const given = await done(head, 'assign', seen, to('petugas2'));
    expect(given.claimant?.id).toBe(idOf('petugas2'));
    expect(await mailTo(seen)).toBe(idOf('petugas2'));
    expect(outcome(await act(people.officer, 'accept', given))).toBe('409 claimed-by-another');
    await done(people.colleague, 'accept', given);
  });

  it('gives a case of one officer to another, and puts it back into the pool: each says why, on record', async () => {
    const seen = await claimed(people);
    const given = await done(head, 'assign', seen, { ...to('petugas2'), reason: 'Beban kerja.' });
    const back = await done(head, 'put-back', given, { reason: 'Pegawai dipindahkan.' });
    expect(back.claimant).toBeNull();
    expect(await mailTo(seen)).toBe('kemendag.pdsi');
    const [event] = await events(seen, 'put-back');
    expect(event).toMatchObject({ person: idOf('kepala'), role: 'head', basis: 'house standard' });
    const detail = await office.database.detail.findFirst({
      where: { caseId: event?.caseId ?? '', seq: event?.seq ?? 0 },
    });
    expect(detail?.body).toMatchObject({ body: { reason: 'Pegawai dipindahkan.' } });
    expect(outcome(await act(head, 'put-back', back))).toBe('409 not-claimed');
    expect(back.nextActs.map((next) => next.act)).toEqual(['assign']);
  });

  it('gives a case to nobody who is absent, bound, unknown, or no officer while there are officers', async () => {
    const seen = await inReview(people);
    const by = async (person: string) => outcome(await act(head, 'assign', seen, { to: person }));
    expect(await by(`p${'0'.repeat(18)}`)).toBe('422 not-entitled');
    expect(await by(idOf('produsen2'))).toBe('422 not-entitled');
    expect(await by(idOf('kepala'))).toBe('422 not-entitled');
    expect(await by('petugas')).toBe('400 invalid-request');
    const today = dayOf(Date.now());
    const body = {
      person: idOf('petugas2'),
      substitute: idOf('petugas'),
      kind: 'pengganti',
      from: today,
      to: today,
      reason: 'Sakit.',
    };
    const { body: absence } = await head.post<{ id: string }>('/v1/substitutions', body);
    expect(await by(idOf('petugas2'))).toBe('409 absent');
    await head.post(`/v1/substitutions/${absence.id}/end`, {});
    await done(head, 'assign', seen, to('petugas2'));
  });

  it('gives to nobody what they brought themself', async () => {
    const both = await door.as('rangkap');
    await meet('rangkap');
    const { number } = await submit(both);
    const own = await untilStage(both, number, 'in-review');
    expect(outcome(await act(head, 'assign', own, to('rangkap')))).toBe('403 four-eyes');
    await done(head, 'assign', own, to('petugas'));
  });

  it('is heard once: the same key answers the same and does nothing twice', async () => {
    const seen = await inReview(people);
    const ask = () => act(head, 'assign', seen, to('petugas'), `once-${seen.number}`);
    const [first, second] = [await ask(), await ask()];
    expect([first.status, second.status, second.headers.get('idempotency-replayed')]).toEqual([200, 200, 'true']);
    expect(await events(seen, 'assign')).toHaveLength(1);
  });
});

describe('the head of a unit', () => {
  it('sees and reads the cases of the unit alone, the head of PDSI all of them; neither decides one', async () => {
    const [unitHead, stranger] = await Promise.all([door.as('kepala2'), door.as('produsen2')]);
    const own = await inReview(people);
    const other = await untilStage(stranger, (await submit(stranger)).number, 'in-review');
    const file = ({ number }: Seen) => `/v1/submissions/${number}/rounds/1/file`;
    expect((await unitHead.get(file(own))).status).toBe(200);
    expect((await unitHead.get(file(other))).status).toBe(404);
    for (const seen of [own, other]) expect((await head.get(file(seen))).status).toBe(200);
    const shown = (await listOf<Seen>(unitHead, '/v1/submissions?limit=200')).map(({ number }) => number);
    expect(shown).toContain(own.number);
    expect(shown).not.toContain(other.number);
    const waiting = (await listOf<Seen>(head, '/v1/tasks?which=unit&limit=200')).map(({ number }) => number);
    expect(waiting).toEqual(expect.arrayContaining([own.number, other.number]));
    for (const name of ['claim', 'accept', 'return'])
      for (const caller of [head, unitHead]) expect(outcome(await act(caller, name, own))).toBe('403 not-your-act');
  });
});

describe('a case that no officer of PDSI may judge', () => {
  it('goes by appointment of the head to somebody of another Unit Kerja, who sees it alone, reads and decides it', async () => {
    const other = await openOffice(withoutChecks);
    const issuer = await openIssuer();
    const second = await openDoor(other, { OIDC_ISSUERS: `internal=${issuer.url}` });
    const sign = async (sub: string, roles: string[], unit: string) =>
      callerOf(second.url, await issuer.sign({ sub, name: sub, sip_roles: roles, sip_unit: unit }));
    const [only, chief, judge] = await Promise.all([
      sign('only', ['producer', 'pdsi'], 'kemendag.pdsi'),
      sign('chief', ['head'], 'kemendag.pdsi'),
      sign('judge', ['setjen'], 'kemendag.setjen'),
    ]);
    const me = async (caller: Caller) => (await caller.get<{ id: string }>('/v1/me')).body.id;
    const [appointee] = [await me(judge)];
    const { number } = await submit(only);
    const seen = await untilStage(only, number, 'in-review');
    const file = `/v1/submissions/${number}/rounds/1/file`;
    expect((await judge.get(file)).status).toBe(403);
    const given = await done(chief, 'assign', seen, { to: appointee });
    expect((await judge.get(file)).status).toBe(200);
    expect(await listOf<Seen>(judge, '/v1/tasks')).toContainEqual(expect.objectContaining({ number }));
    const view = await see(judge, number);
    expect(view.nextActs.map((next) => next.act)).toEqual(['release', 'ask-clarification', 'return', 'accept']);
    const detail = await other.database.detail.findFirst({
      where: { caseId: `submission:${number}`, body: { path: ['body', 'appointed'], equals: true } },
    });
    expect(detail?.body).toMatchObject({ body: { to: appointee } });
    await done(judge, 'accept', given);
    await untilStage(only, number, 'secured');
    expect((await judge.get(file)).status).toBe(403);
    await second.stop();
    await issuer.stop();
    await other.stop();
  });
});

describe('the record', () => {
  it('is whole with the acts of the head', async () => {
    expect((await verifyRecord(office.database, {})).faults).toEqual([]);
  });
});

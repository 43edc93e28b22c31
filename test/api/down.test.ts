import { Client, type Connection } from '@temporalio/client';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { carriers } from '#api/desks';
import { sweepRequests } from '#api/sweep';
import { openConnection } from '#api/temporal';
import { type Caller, callerOf, type Heard } from '#local/demo/caller';
import { type Database, openDatabase } from '#prisma/database';
import { act, done, type Seen, statement, type Trail, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Gate, openGate } from '#test/support/gate';
import { type Cast, castOf, inReview, listOf, outcome, type Told, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
/** The door that stands in for a second process of the API: it reaches PostgreSQL and Temporal through gates. */
let door: Door;
let behind: Door;
let people: Cast;
let producer: Caller;
let officer: Caller;
let database: Database;
let connection: Connection;
let toDatabase: Gate;
let toTemporal: Gate;

beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  const url = new URL(office.ownerUrl);
  toDatabase = await openGate(Number(url.port));
  toTemporal = await openGate(Number(inject('servers').temporalAddress.split(':')[1]));
  url.host = `127.0.0.1:${toDatabase.port}`;
  database = openDatabase(url.href, { statementTimeout: 2000 });
  connection = openConnection({ address: `127.0.0.1:${toTemporal.port}` });
  const temporal = new Client({ connection, namespace: office.namespace });
  behind = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}` }, { database, connection, temporal });
  producer = callerOf(behind.url, await door.token('produsen'));
  officer = callerOf(behind.url, await door.token('petugas'));
});
afterEach(async () => {
  await Promise.all([toDatabase.restore(), toTemporal.restore()]);
});
afterAll(async () => {
  await Promise.all([behind.stop(), door.stop()]);
  await connection.close();
  await database.$disconnect();
  await Promise.all([toDatabase.stop(), toTemporal.stop(), office.stop()]);
});

async function timed<B>(ask: Promise<Heard<B>>): Promise<Heard<B> & { seconds: number }> {
  const start = Date.now();
  return { ...(await ask), seconds: (Date.now() - start) / 1000 };
}

const health = async (path: string) => {
  const { status, body } = await callerOf(behind.url, undefined).get(path);
  return { ...body, status };
};

/** Asks with the same key until the part is back and the answer is there. */
async function untilAnswered<B>(ask: () => Promise<Heard<B>>): Promise<Heard<B>> {
  let heard = await ask();
  await vi.waitFor(
    async () => {
      heard = await ask();
      expect([200, 201]).toContain(heard.status);
    },
    { timeout: 30_000, interval: 100 },
  );
  return heard;
}

describe('while PostgreSQL is away', () => {
  it.each(['cut', 'freeze'] as const)('(%s) everything is a 503 within seconds, alive and not ready', async (how) => {
    expect((await producer.get('/v1/me')).status).toBe(200);
    const seen = await inReview(people);
    const key = crypto.randomUUID();
    const claim = () => act(officer, 'claim', seen, {}, key);
    await toDatabase[how]();
    const answers = await Promise.all([
      timed(producer.get<Told>('/v1/me')),
      timed(producer.get<Told>('/v1/submissions')),
      timed(producer.post<Told>('/v1/submissions', statement(crypto.randomUUID()))),
      timed(producer.upload<Told>('a\n1\n', 'a.csv')),
      timed(claim()),
    ]);
    for (const answer of answers) {
      expect(outcome(answer)).toBe('503 try-again');
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(answer.seconds).toBeLessThan(8);
    }
    expect(await health('/livez')).toMatchObject({ status: 200 });
    expect(await health('/readyz')).toMatchObject({
      status: 503,
      parts: { database: false, temporal: true, storage: true },
    });

    await toDatabase.restore();
    expect((await untilAnswered(claim)).body.claimant?.id).toBeDefined();
    await vi.waitFor(async () => expect(await health('/readyz')).toMatchObject({ status: 200 }));
  });
});

describe('while Temporal is away', () => {
  it('a submission and an act are a 503 within seconds; the same key carries them out later, once', async () => {
    const seen = await inReview(people);
    const body = statement(await uploadTable(people.producer));
    const [key, claimKey] = [crypto.randomUUID(), crypto.randomUUID()];
    const submit = () => producer.post<Seen>('/v1/submissions', body, { key });
    const claim = () => act(officer, 'claim', seen, {}, claimKey);
    await toTemporal.cut();
    const answers = await Promise.all([timed(submit()), timed(claim())]);
    for (const answer of answers) {
      expect(outcome(answer)).toBe('503 try-again');
      expect(answer.headers.get('retry-after')).toBe('5');
      expect(answer.seconds).toBeLessThan(8);
    }
    const taken = await office.database.request.findFirst({ where: { key } });
    expect(await health('/livez')).toMatchObject({ status: 200 });
    expect(await health('/readyz')).toMatchObject({
      status: 503,
      parts: { database: true, temporal: false, storage: true },
    });
    expect((await producer.get('/v1/submissions')).status).toBe(200);
    expect((await producer.get(`/v1/submissions/${seen.number}`)).status).toBe(200);

    await toTemporal.restore();
    const opened = await untilAnswered(submit);
    expect(`submission:${opened.body.number}`).toBe(taken?.caseId);
    expect((await submit()).body).toEqual(opened.body);
    await untilAnswered(claim);
    for (const [number, name] of [
      [opened.body.number, 'submit'],
      [seen.number, 'claim'],
    ] as const) {
      const trail = await listOf<Trail>(people.officer, `/v1/submissions/${number}/events`);
      expect(trail.filter((event) => event.act === name)).toHaveLength(1);
    }
  });

  it('what nobody repeats is taken up by the sweep, and the sender finds the answer under the key', async () => {
    const body = statement(await uploadTable(people.producer));
    const key = crypto.randomUUID();
    const submit = (by: Caller) => by.post<Seen>('/v1/submissions', body, { key });
    await toTemporal.cut();
    expect(outcome(await submit(producer))).toBe('503 try-again');
    const { client: temporal, taskQueue, namespace } = office;
    const acting = { database: office.database, temporal, taskQueue, namespace };
    await sweepRequests({
      database: office.database,
      storage: office.storage,
      log: pino({ level: 'silent' }),
      carryOut: carriers(acting),
    });
    const found = await submit(people.producer);
    expect([found.status, found.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  });

  it('a closed case is reopened once it is back, and its period stays taken meanwhile', async () => {
    const claimed = await done(people.officer, 'claim', await inReview(people));
    const { number } = await done(people.officer, 'accept', claimed);
    let seen = claimed;
    await vi.waitFor(
      async () => {
        seen = (await people.officer.get<Seen>(`/v1/submissions/${number}`)).body;
        expect(seen.stage).toBe('secured');
      },
      { timeout: 20_000 },
    );
    const key = crypto.randomUUID();
    const sendBack = () => act(officer, 'return', seen, {}, key);
    await toTemporal.cut();
    expect(outcome(await sendBack())).toBe('503 try-again');
    await toTemporal.restore();
    expect((await untilAnswered(sendBack)).body.stage).toBe('returned');
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callerOf, type Heard } from '#local/demo/caller';
import { asOwner } from '#local/parts/postgres';
import { act, done, type Seen, statement, submit, type Trail, untilStage, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed, inReview, listOf, outcome, type Told, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let people: Cast;
beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const newKey = () => crypto.randomUUID();
const replayed = ({ headers }: Heard<unknown>) => headers.get('idempotency-replayed');
const plain = (body: object) => ({ ...body, instance: '' });

/** Asks with one key until the answer is there; what comes before may only be "still running". */
async function untilAnswered<B>(ask: () => Promise<Heard<B>>): Promise<Heard<B>> {
  for (;;) {
    const heard = await ask();
    if (outcome(heard) !== '409 still-running') return heard;
    expect(heard.headers.get('retry-after')).toBe('2');
  }
}

describe('the same key', () => {
  it('gets the same answer: one case, and the same words, ETag and number', async () => {
    const body = statement(await uploadTable(people.producer));
    const key = newKey();
    const first = await people.producer.post<Seen>('/v1/submissions', body, { key });
    const again = await people.producer.post<Seen>('/v1/submissions', body, { key });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect([replayed(first), replayed(again)]).toEqual([null, 'true']);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('gets the same refusal, also when the act has become possible since', async () => {
    const seen = await inReview(people);
    const key = newKey();
    const first = await act(people.officer, 'accept', seen, {}, key);
    expect(outcome(first)).toBe('409 claim-first');
    await done(people.officer, 'claim', seen);
    const again = await act(people.officer, 'accept', seen, {}, key);
    expect(plain(again.body)).toEqual(plain(first.body));
    expect([replayed(first), replayed(again)]).toEqual([null, 'true']);
  });

  it('gets the same refusal of an intake', async () => {
    const body = statement(crypto.randomUUID());
    const key = newKey();
    const ask = () => people.producer.post<Told>('/v1/submissions', body, { key });
    const [first, again] = [await ask(), await ask()];
    expect(outcome(first)).toBe('422 unknown-file');
    expect(plain(again.body)).toEqual(plain(first.body));
    expect([replayed(first), replayed(again)]).toEqual([null, 'true']);
  });

  it('gets one case of twenty at once; who comes too early is told to repeat', async () => {
    const body = statement(await uploadTable(people.producer));
    const key = newKey();
    const ask = () => people.producer.post<Seen>('/v1/submissions', body, { key });
    const before = await office.database.case.count();
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    const outcomes = new Set(answers.map(outcome));
    expect([...outcomes].every((one) => one === '201' || one === '409 still-running')).toBe(true);
    const { body: seen } = await untilAnswered(ask);
    for (const answer of answers.filter(({ status }) => status === 201)) expect(answer.body.number).toBe(seen.number);
    expect(await office.database.case.count()).toBe(before + 1);
    expect(await office.database.request.count({ where: { key } })).toBe(1);
  });

  it('acts once of ten at once', async () => {
    const seen = await inReview(people);
    const key = newKey();
    const ask = () => act(people.officer, 'claim', seen, {}, key);
    const answers = await Promise.all(Array.from({ length: 10 }, ask));
    expect(answers.every((one) => ['200', '409 still-running'].includes(outcome(one)))).toBe(true);
    expect((await untilAnswered(ask)).status).toBe(200);
    const trail = await listOf<Trail>(people.officer, `/v1/submissions/${seen.number}/events`);
    expect(trail.filter((event) => event.act === 'claim')).toHaveLength(1);
  });

  it('gets the same answer from another process of the API', async () => {
    const other = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}` });
    const there: Caller = callerOf(other.url, await door.token('produsen'));
    const body = statement(await uploadTable(people.producer));
    const key = newKey();
    const first = await people.producer.post<Seen>('/v1/submissions', body, { key });
    const again = await there.post<Seen>('/v1/submissions', body, { key });
    expect(again.body).toEqual(first.body);
    expect(replayed(again)).toBe('true');
    await other.stop();
  });

  it('with another body, another case or another version is refused', async () => {
    const body = statement(await uploadTable(people.producer));
    const key = newKey();
    const { body: opened } = await people.producer.post<Seen>('/v1/submissions', body, { key });
    const other = await people.producer.post(
      '/v1/submissions',
      { ...body, nature: 'informasi', source: 'a', method: 'b' },
      { key },
    );
    expect(outcome(other)).toBe('422 key-reused');
    const seen = await untilStage(people.producer, opened.number, 'in-review');
    expect(outcome(await act(people.producer, 'withdraw', seen, {}, key))).toBe('422 key-reused');
    const claim = newKey();
    expect((await act(people.officer, 'claim', seen, {}, claim)).status).toBe(200);
    expect(outcome(await act(people.officer, 'claim', { ...seen, version: 9 }, {}, claim))).toBe('422 key-reused');
  });

  it('of two people is two keys', async () => {
    const key = newKey();
    const theirs = await people.producer.post('/v1/submissions', statement(await uploadTable(people.producer)), {
      key,
    });
    const other = await door.as('produsen2');
    const ours = await other.post('/v1/submissions', statement(await uploadTable(other)), { key });
    expect([theirs.status, ours.status]).toEqual([201, 201]);
    expect(ours.body['number']).not.toBe(theirs.body['number']);
  });

  it.each(['short', 'with space in it', 'ünsichtbar-nicht', 'x'.repeat(129)])('must be a key: %s', async (key) => {
    const headers = { 'Idempotency-Key': Buffer.from(key).toString('latin1') };
    expect(outcome(await people.producer.post('/v1/submissions', {}, { headers }))).toMatch(/^400/);
  });
});

it('a write without a key is told to send one', async () => {
  const response = await fetch(`${door.url}/v1/submissions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await door.token('produsen')}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(statement(crypto.randomUUID())),
  });
  expect([response.status, ((await response.json()) as Told).code]).toEqual([400, 'key-needed']);
});

it('a request that a dead process left running is carried out when it is repeated, and once', async () => {
  const body = statement(await uploadTable(people.producer));
  const key = newKey();
  const ask = () => people.producer.post<Seen>('/v1/submissions', body, { key });
  const first = await ask();
  // As if it had died before it kept its answer: an answer that is kept is never taken back, so triggers are off.
  await asOwner(office.ownerUrl, (client) =>
    client.query(
      `SET session_replication_role = 'replica'; UPDATE request SET status = NULL, answer = NULL, etag = NULL, answered_at = NULL,
        leased_until = now() + interval '1 minute' WHERE key = '${key}'`,
    ),
  );
  expect(outcome(await ask())).toBe('409 still-running');
  await office.database.request.updateMany({ where: { key }, data: { leasedUntil: new Date(0) } });
  const taken = await ask();
  expect([taken.status, taken.body.number]).toEqual([201, first.body.number]);
  const trail = await listOf<Trail>(people.producer, `/v1/submissions/${first.body.number}/events`);
  expect(trail.filter((event) => event.act === 'submit')).toHaveLength(1);
});

describe('If-Match', () => {
  const withMatch = (match: string | undefined, seen: Seen, name = 'claim') =>
    people.officer.post<Told>(`/v1/submissions/${seen.number}/${name}`, {}, match === undefined ? {} : { match });

  it('is needed for every act', async () => {
    const seen = await inReview(people);
    for (const match of [undefined, '*', 'v2', 'W/"v2"', '"2"'])
      expect(outcome(await withMatch(match, seen))).toBe('428 version-needed');
  });

  it('that names no state is told which header to send, and where its value is to be had', async () => {
    const { number } = await inReview(people);
    const told = async (match: string | undefined) => {
      const { body } = await people.officer.post<Told>(
        `/v1/submissions/${number}/claim`,
        {},
        { headers: { 'Accept-Language': 'en' }, ...(match !== undefined && { match }) },
      );
      return body.detail;
    };
    const where = `send If-Match: "v3", which is the ETag in the answer to GET /v1/submissions/${number} that you read`;
    expect(await told('*')).toBe(
      `If-Match: * means any state, and an act names the state of the case that you saw; ${where}`,
    );
    expect(await told(undefined)).toBe(`the header If-Match is missing; ${where}`);
    expect(await told('"v1", "v2"')).toBe(`If-Match is not one ETag of this case; ${where}`);
  });

  it('of a state that is gone is told who did what when since, and what may be done now', async () => {
    const seen = await claimed(people);
    const released = await done(people.officer, 'release', seen);
    const { status, body } = await act(people.colleague, 'claim', seen);
    expect([status, body]).toMatchObject([
      412,
      {
        code: 'stale-version',
        detail: expect.stringContaining(`versi ${released.version}: perkara berada pada tahap "diperiksa PDSI"`),
        version: released.version,
        stage: 'in-review',
        act: 'release',
        by: { name: 'Petugas PDSI Contoh A' },
        at: expect.stringMatching(/^20/),
        atText: expect.stringContaining('WIB'),
        nextActs: ['claim'],
      },
    ]);
  });

  it('is judged after the act: who did what is told first, then that the case has changed', async () => {
    const seen = await inReview(people);
    const old = { ...seen, version: seen.version - 1 };
    const stale = await act(people.officer, 'claim', old);
    expect(outcome(stale)).toBe('412 stale-version');
    expect((stale.body as unknown as { version: number }).version).toBe(seen.version);
    await done(people.officer, 'claim', seen);
    expect(outcome(await act(people.colleague, 'claim', old))).toBe('409 already-claimed');
  });

  it('is the ETag that reading and acting answer with', async () => {
    const seen = await claimed(people);
    const read = await people.officer.get<Seen>(`/v1/submissions/${seen.number}`);
    expect(read.headers.get('etag')).toBe(`"v${seen.version}"`);
    const { number } = await submit(people.producer);
    expect((await people.producer.get(`/v1/submissions/${number}`)).headers.get('etag')).toMatch(/^"v\d+"$/);
  });
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { problemTexts } from '#api/problem-texts';
import { callerOf } from '#local/demo/caller';
import { openLog } from '#platform/log';
import type { Storage } from '#platform/storage';
import { statement, submit, untilStage, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, listOf, outcome, type Told } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let people: Cast;
let token: string;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = await castOf(door);
  token = await door.token('produsen');
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

async function sendBytes(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const response = await fetch(`${door.url}/v1/submissions`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      ...headers,
    },
    body,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Told };
}

describe('a body', () => {
  const json = (more: object) => JSON.stringify({ ...statement(crypto.randomUUID()), ...more });
  const latin1 = Buffer.from(json({ source: 'é' }), 'latin1');
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

  const bodies: [string, string | Uint8Array<ArrayBuffer>, Record<string, string>, string][] = [
    ['that is no JSON', '{"component":', {}, '400 unreadable-body'],
    ['that is no object', '[]', {}, '400 invalid-request'],
    ['that is a word', '"kata"', {}, '400 unreadable-body'],
    ['that is empty', '', {}, '400 invalid-request'],
    ['that is no UTF-8', latin1, {}, '400 unreadable-body'],
    [
      'in UTF-16',
      Buffer.from(json({}), 'utf16le'),
      { 'Content-Type': 'application/json; charset=utf-16' },
      '400 unreadable-body',
    ],
    [
      'in a charset that nobody knows',
      json({}),
      { 'Content-Type': 'application/json; charset=klingon' },
      '415 unsupported-media-type',
    ],
    ['in an encoding that nobody knows', json({}), { 'Content-Encoding': 'zip' }, '415 unsupported-media-type'],
    ['of another type', json({}), { 'Content-Type': 'text/plain' }, '415 unsupported-media-type'],
    [
      'of a form that is none',
      json({}),
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      '415 unsupported-media-type',
    ],
    ['that is too deep', deep, {}, '400 invalid-request'],
    ['that is too large', json({ source: 'x'.repeat(300 * 1024) }), {}, '413 too-large'],
    ['with an unknown key', json({ komponen: '1.1' }), {}, '400 invalid-request'],
    ['with a key __proto__', `${json({}).slice(0, -1)},"__proto__":{"admin":true}}`, {}, '400 invalid-request'],
    [
      'with a key constructor',
      `${json({}).slice(0, -1)},"constructor":{"prototype":{"admin":true}}}`,
      {},
      '400 invalid-request',
    ],
    [
      'with a key __proto__ deeper down',
      json({}).replace('{"name"', '{"__proto__":{"position":"x"},"name"'),
      {},
      '400 invalid-request',
    ],
    [
      'with a thousand keys',
      json(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`k${n}`, n]))),
      {},
      '400 invalid-request',
    ],
    ['with a control character', json({ source: 'a\u0000b' }), {}, '400 invalid-request'],
    ['with half a character', json({}).replace('Pejabat', '\\ud800'), {}, '400 invalid-request'],
    [
      'with a line break in a name',
      json({ official: { name: 'A\nBcc: x', position: 'B' } }),
      {},
      '400 invalid-request',
    ],
    ['with a period backwards', json({ period: { from: '2025-02', to: '2025-01' } }), {}, '400 invalid-request'],
    ['of Informasi without source and method', json({ nature: 'informasi' }), {}, '400 invalid-request'],
    ['about no component', json({ component: '99.9' }), {}, '422 unknown-component'],
  ];

  it('that is too large is told the limit and how to go on', async () => {
    const heard = await sendBytes(json({ source: 'x'.repeat(300 * 1024) }), { 'Accept-Language': 'en' });
    expect(heard.body).toMatchObject({
      detail: 'a body in JSON is at most 256 KiB (262144 bytes)',
      remedy: expect.stringContaining('POST /v1/files'),
    });
  });

  it.each(bodies)('%s is refused', async (_, body, headers, expected) => {
    const heard = await sendBytes(body, headers);
    expect(outcome(heard)).toBe(expected);
    expect(heard.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it('with several faults is told all of them at once, each with its place', async () => {
    const { body } = await sendBytes(
      json({ component: 'x', period: { from: '2025-13', to: '2026-01' }, accountable: false }),
    );
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/component', '/period/from', '/accountable']);
  });

  it('may hold several lines and quotes, and they come back as they were', async () => {
    const source = `Baris satu; "kutip"\r\nbaris dua -- ' OR 1=1; <script>`;
    const { number } = await submit(people.producer, { source });
    expect(await listOf(people.producer, `/v1/submissions/${number}/rounds`)).toMatchObject([{ source }]);
  });
});

describe('a path', () => {
  it.each([
    ['GET', '/v1/nothing', '404 not-found'],
    ['GET', '/nothing', '404 not-found'],
    ['GET', '/v1/submissions/%E0%A4%A', '404 not-found'],
    ['GET', '/v1/submissions/2026-1', '400 invalid-request'],
    ['GET', "/v1/submissions/2026-000001'--", '400 invalid-request'],
    ['DELETE', '/v1/submissions', '405 method-not-allowed'],
    ['PUT', '/v1/submissions/2026-000001', '405 method-not-allowed'],
    ['GET', '/v1/submissions/2026-000001/claim', '405 method-not-allowed'],
    ['TRACE', '/v1/submissions', '405 method-not-allowed'],
    ['TRACE', '/livez', '405 method-not-allowed'],
    ['POST', '/readyz', '405 method-not-allowed'],
  ])('%s %s: %s', async (method, path, expected) => {
    const { status, code, allow } = await ask(method, path);
    expect(`${status} ${code}`).toBe(expected);
    expect(allow ?? '').toMatch(status === 405 ? /^(GET|POST)(, (GET|POST))*$/ : /^$/);
  });

  /** By hand: `fetch` mends paths and refuses TRACE. */
  async function ask(method: string, path: string) {
    const { hostname, port } = new URL(door.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `${method} ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
    );
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    await once(socket, 'close');
    const text = Buffer.concat(chunks).toString();
    return {
      status: Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1]),
      code: /"code":"([\w-]+)"/.exec(text)?.[1],
      allow: /^Allow: (.*)\r$/m.exec(text)?.[1],
    };
  }
});

describe('every answer', () => {
  it('has a number of its own, and a problem names it', async () => {
    const [one, two] = [await people.producer.get<Told>('/v1/nothing'), await people.producer.get<Told>('/v1/nothing')];
    expect(one.body.instance).toBe(`urn:uuid:${one.headers.get('x-request-id')}`);
    expect(two.body.instance).not.toBe(one.body.instance);
  });
});

describe('a problem', () => {
  it('is in Indonesian, and in English for those who ask for it', async () => {
    const told = (language?: string) =>
      people.producer.get<Told>('/v1/nothing', language === undefined ? {} : { 'Accept-Language': language });
    const [plain, id, en] = [await told(), await told('id'), await told('en-GB,en;q=0.9')];
    expect([plain.body.title, id.body.title, en.body.title]).toEqual([
      'Tidak ditemukan',
      'Tidak ditemukan',
      'Not found',
    ]);
    expect([id.headers.get('content-language'), en.headers.get('content-language')]).toEqual(['id', 'en']);
    expect(en.body.remedy).toBe(problemTexts['not-found'].remedy.en);
  });

  it('says in that language too what is wrong: with a field, by a rule of the law, at this stage', async () => {
    const wrong = statement(crypto.randomUUID(), { period: { from: '2025-13', to: '2025-01' }, declaration: {} });
    const { number, version } = await untilStage(people.producer, (await submit(people.producer)).number, 'in-review');
    const told = async (language: string) => {
      const asked = { 'Accept-Language': language };
      const fields = await people.producer.post<Told>('/v1/submissions', wrong, { headers: asked });
      const path = `/v1/submissions/${number}/accept`;
      const body = { hash: 'a'.repeat(64) };
      const stage = await people.officer.post<Told>(path, body, { match: `"v${version}"`, headers: asked });
      return [...(fields.body.errors ?? []).map(({ detail }) => detail), stage.body.detail];
    };
    expect(await told('id')).toEqual(
      expect.arrayContaining([
        'diharapkan bulan, contoh 2025-01',
        'nyatakan perencanaan dilakukan, atau tidak berlaku beserta alasannya (28/24 20(1))',
        'ambil dahulu perkaranya (claim), lalu accept',
      ]),
    );
    expect(await told('en')).toEqual(
      expect.arrayContaining([
        'expected a month such as 2025-01',
        'declare perencanaan done, or not applicable with the reason (28/24 20(1))',
        'claim the case, then accept',
      ]),
    );
  });

  it.each(Object.keys(problemTexts))('%s has a page that says what to do', async (code) => {
    const { status, body } = await callerOf(door.url, undefined).get(`/problems/${code}`);
    expect([status, body['code']]).toEqual([200, code]);
    expect(body).toMatchObject({ title: { id: /./, en: /./ }, remedy: { id: /./, en: /./ } });
  });

  it('has that page in the language of whoever opens it, and one that lists them all', async () => {
    const browse = async (path: string, language: string) => {
      const asked = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'Accept-Language': language };
      const { headers, body } = await callerOf(door.url, undefined).get<string>(path, asked);
      return [headers.get('content-type'), headers.get('content-language'), body] as const;
    };
    const { title, remedy } = problemTexts['wrong-stage'];
    for (const [asked, language] of [
      ['id,en;q=0.5', 'id'],
      ['de, en;q=0.9, id;q=0.1', 'en'],
      ['de', 'id'],
    ] as const) {
      const [type, told, page] = await browse('/problems/wrong-stage', asked);
      expect([type, told]).toEqual(['text/html; charset=utf-8', language]);
      for (const part of [`<html lang="${language}">`, title[language], remedy[language]]) expect(page).toContain(part);
    }
    const [, , all] = await browse('/problems', 'en');
    for (const code of Object.keys(problemTexts)) expect(all).toContain(`href="/problems/${code}"`);
    const { body } = await callerOf(door.url, undefined).get<{ items: object[] }>('/problems');
    expect(body.items).toHaveLength(Object.keys(problemTexts).length);
  });

  it('that nobody knows has none', async () => {
    for (const code of ['nothing', '__proto__', 'constructor'])
      expect((await callerOf(door.url, undefined).get(`/problems/${code}`)).status).toBe(404);
  });
});

describe('too many requests', () => {
  it('are refused for that person alone, with when to come back', async () => {
    const second = await openDoor(office, {
      OIDC_ISSUERS: `internal=${door.issuer}`,
      RATE_LIMIT_PER_MINUTE: '3',
    });
    const [one, other] = [token, await door.token('petugas')].map((held) => callerOf(second.url, held));
    const statuses = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await one?.get('/v1/me'))?.status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await one?.get<Told>('/v1/me');
    expect(refused?.body.code).toBe('too-many-requests');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused?.headers.get('ratelimit')).toMatch(/r=0/);
    expect(refused?.headers.get('ratelimit-policy')).toMatch(/q=3/);
    expect((await other?.get('/v1/me'))?.status).toBe(200);
    expect((await callerOf(second.url, undefined).get('/livez')).status).toBe(200);
    await second.stop();
  });
});

describe('an error that nobody foresaw', () => {
  const secret = 'password=hunter2 at /srv/app/rahasia.ts';
  const broken = (): Storage => {
    const fail = () => Promise.reject(new Error(secret));
    return {
      put: fail,
      open: fail,
      stat: fail,
      keep: fail,
      secure: fail,
      remove: fail,
      scratch: fail,
      sweepScratch: fail,
      sweepTemporary: fail,
      ready: fail,
    };
  };

  it('is a 500 that tells the caller nothing but a number, and the log what kind of error it was and where it arose', async () => {
    const lines: string[] = [];
    const log = openLog('info', 'api', { write: (line) => void lines.push(line) });
    const second = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}` }, { storage: broken(), log });
    const caller = callerOf(second.url, token);
    const heard = await caller.upload<Told>('a\n1\n', 'a.csv');
    expect(outcome(heard)).toBe('500 unexpected');
    expect(JSON.stringify([heard.body, [...heard.headers]])).not.toMatch(/hunter2|rahasia|node_modules|\.ts/);
    const entries = lines.map((line) => JSON.parse(line) as { msg: string; requestId: string; err: object });
    const entry = entries.find(({ msg }) => msg === 'request failed');
    expect(entry?.err).toMatchObject({
      type: 'Error',
      at: expect.arrayContaining([expect.stringMatching(/door\.test\.ts:\d+/)]),
    });
    expect(lines.join()).not.toMatch(/hunter2|rahasia/);
    expect(`urn:uuid:${entry?.requestId}`).toBe(heard.body.instance);
    expect(lines.join()).not.toContain(token.slice(-20));

    const { number } = await untilStage(people.producer, (await submit(people.producer)).number, 'in-review');
    const download = await caller.get<Told>(`/v1/submissions/${number}/rounds/1/file`);
    expect(outcome(download)).toBe('500 unexpected');
    expect(download.headers.get('content-disposition')).toBeNull();
    expect((await caller.get('/readyz')).body).toMatchObject({ parts: { storage: false, database: true } });
    await second.stop();
  });

  it('who was not let in is in the log by id, and who hung up is no error', async () => {
    const lines: { msg: string; level: number; code?: string; person?: string }[] = [];
    const log = openLog('debug', 'api', { write: (line) => void lines.push(JSON.parse(line)) });
    const second = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}` }, { log });
    const { number } = await submit(people.producer, { file: { id: await uploadTable(people.producer) } });
    const stranger = callerOf(second.url, await door.token('produsen2'));
    await stranger.get(`/v1/submissions/${number}`);
    const { body } = await stranger.get('/v1/me');
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'not let in', code: 'not-found', person: body['id'] }));
    const { port, hostname } = new URL(second.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/csv\r\nContent-Length: 900\r\n\r\na,b`,
    );
    await once(socket, 'connect');
    socket.end();
    await vi.waitFor(() => expect(lines.map(({ msg }) => msg)).toContain('the caller hung up'));
    expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
    await second.stop();
  });
});

import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '#platform/storage';
import { statement, submit, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let broken: Door;
let token: string;
beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  const put = () => Promise.reject(new Error('broken'));
  const issuers = { OIDC_ISSUERS: `internal=${door.issuer}` };
  broken = await openDoor(office, issuers, { storage: { ...office.storage, put } as unknown as Storage });
  token = await door.token('produsen');
});
afterAll(async () => {
  await broken.stop();
  await door.stop();
  await office.stop();
});

type Asked = RequestInit & { readonly url?: () => string };
const json = { 'Content-Type': 'application/json' };
const nobody = { Authorization: '' };

/** Of every kind of answer one: what was asked, and the status that it is about. */
const answers: [path: string, status: number, more?: Asked][] = [
  ['/v1/me', 200],
  ['/v1/submissions', 200],
  ['/v1/nothing', 404],
  ['/nothing', 404],
  ['/v1/submissions/%E0%A4%A', 404],
  ['/v1/me', 401, { headers: nobody }],
  ['/v1/me', 401, { headers: { Authorization: 'Bearer a.b.c' } }],
  ['/v1/submissions', 405, { method: 'DELETE' }],
  ['/v1/submissions', 405, { method: 'OPTIONS', headers: { Origin: 'https://elsewhere.invalid' } }],
  [
    '/v1/submissions/2026-000001/claim',
    428,
    { method: 'POST', headers: { ...json, 'Idempotency-Key': 'headers-1' }, body: '{}' },
  ],
  ['/v1/submissions', 400, { method: 'POST', headers: { ...json, 'Idempotency-Key': 'k1' }, body: '{' }],
  ['/v1/submissions', 413, { method: 'POST', headers: json, body: 'x'.repeat(300 * 1024) }],
  ['/v1/submissions', 415, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' }],
  ['/v1/files?name=a.csv', 422, { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: '\u0000' }],
  [
    '/v1/files?name=a.csv',
    500,
    { url: () => broken.url, method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: 'a\n1\n' },
  ],
  ['/livez', 200],
  ['/readyz', 200],
  ['/openapi.json', 200],
  ['/openapi-3.0.json', 200],
  ['/docs', 200],
  ['/docs/start.js', 200],
  ['/docs/assets/swagger-ui.css', 200],
  ['/docs/assets/oauth2-redirect.html', 200],
  ['/docs/assets/', 404],
  ['/docs/assets/nothing', 404],
  ['/problems/not-found', 200],
  ['/problems/nothing', 404],
];

const ask = ([path, , { url = () => door.url, headers, ...init } = {}]: (typeof answers)[number]) =>
  fetch(`${url()}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, ...(headers as object) } });

function expectSafe(path: string, headers: Headers): void {
  const policy = headers.get('content-security-policy') ?? '';
  for (const directive of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(directive);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(headers.get('strict-transport-security')).toMatch(/max-age=31536000; includeSubDomains/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('permissions-policy')).toContain('camera=()');
  const isAsset = path.startsWith('/docs/assets/') && headers.get('content-type')?.includes('problem') !== true;
  expect(headers.get('cache-control')).toBe(isAsset ? 'public, max-age=86400' : 'no-store');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('set-cookie')).toBeNull();
}

describe('every answer carries the headers that keep browsers safe, sets no cookie and lets no other origin read it', () => {
  it.each(answers)('%s %i', async (path, status, more) => {
    const response = await ask(more ? [path, status, more] : [path, status]);
    expect(response.status).toBe(status);
    expectSafe(path, response.headers);
    const body = await response.text();
    const media = body === '' ? 'nothing; charset=utf-8' : response.headers.get('content-type');
    expect(media).toMatch(/; charset=utf-8$/i);
  });

  it('what a file is answered with is downloaded, never shown: by a name of ours or an encoded one', async () => {
    const producer = await door.as('produsen');
    const { number } = await submit(producer, statement(await uploadTable(producer)));
    const response = await ask([`/v1/submissions/${number}/rounds/1/file`, 200]);
    expect(response.status).toBe(200);
    expectSafe('', response.headers);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename/);
    await response.arrayBuffer();
  });
});

describe('what comes before the API', () => {
  it('cannot be played by a caller: no forwarded header changes who asks, an address in an answer, or the log', async () => {
    const forwarded = {
      'X-Forwarded-For': '10.0.0.1',
      'X-Forwarded-Host': 'elsewhere.invalid',
      'X-Forwarded-Proto': 'https',
      Forwarded: 'for=10.0.0.1;host=elsewhere.invalid',
      'X-Real-IP': '10.0.0.1',
      'X-User-Id': 'raja',
      'X-Request-Id': 'of-the-caller',
    };
    for (const path of ['/v1/me', '/v1/submissions', '/openapi.json', '/docs/start.js']) {
      const [plain, spoofed] = await Promise.all([ask([path, 200]), ask([path, 200, { headers: forwarded }])]);
      expect(await spoofed.text()).toBe(await plain.text());
      expect(spoofed.headers.get('x-request-id')).not.toBe('of-the-caller');
      expect([...spoofed.headers].join()).not.toContain('elsewhere');
    }
  });

  it('cannot read a request otherwise than the API: one with two lengths is refused', async () => {
    const { hostname, port } = new URL(door.url);
    for (const lengths of [
      'Content-Length: 5\r\nTransfer-Encoding: chunked',
      'Content-Length: 5\r\nContent-Length: 6',
    ]) {
      const socket = connect(Number(port), hostname);
      socket.write(
        `POST /v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n${lengths}\r\n\r\n0\r\n\r\nGET /v1/me HTTP/1.1\r\n\r\n`,
      );
      const answer = await text(socket);
      expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request/);
      expect(answer.match(/HTTP\/1.1/g)).toHaveLength(1);
    }
  });
});

import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '#api/serve';
import { callerOf } from '#local/demo/caller';
import { statement } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { outcome, type Told } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let token: string;
beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  door = await openDoor(office);
  token = await door.token('produsen');
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

describe('the quota', () => {
  it('of uploads is counted per person, and says what is left and when there is more', async () => {
    const few = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}`, UPLOADS_PER_HOUR: '2' });
    const [one, other] = [callerOf(few.url, token), callerOf(few.url, await door.token('produsen2'))];
    const left = [];
    for (const content of ['a\n1\n', 'a\n2\n']) {
      const { status, headers } = await one.upload(content, 'a.csv');
      left.push([status, /"uploads"; r=(\d)/.exec(headers.get('ratelimit') ?? '')?.[1]]);
    }
    expect(left).toEqual([
      [201, '1'],
      [201, '0'],
    ]);
    const refused = await one.upload<Told>('a\n3\n', 'a.csv');
    expect(outcome(refused)).toBe('429 quota-used-up');
    expect(refused.headers.get('ratelimit-policy')).toMatch(/"requests".*"uploads"; q=2; w=3600/);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect((await other.upload('a\n1\n', 'a.csv')).status).toBe(201);
    expect(await asForm(few.url)).toBe('429 quota-used-up');
    const asJson = await one.post<Told>('/v1/submissions', statement(crypto.randomUUID()));
    expect(outcome(asJson)).toBe('422 unknown-file');
    await few.stop();
  });

  async function asForm(url: string) {
    const form = new FormData();
    form.append('submission', '{}');
    form.append('file', new Blob(['a\n1\n']), 'a.csv');
    const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': crypto.randomUUID() };
    const response = await fetch(`${url}/v1/submissions`, { method: 'POST', headers, body: form });
    return `${response.status} ${((await response.json()) as Told).code}`;
  }

  it('of exports holds for files that go out, and not for what is read', async () => {
    const few = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}`, EXPORTS_PER_HOUR: '1' });
    const one = callerOf(few.url, token);
    const template = '/v1/standards/20.1/template.csv';
    expect((await one.get(template)).status).toBe(200);
    expect(outcome(await one.get<Told>(template))).toBe('429 quota-used-up');
    expect((await one.get('/v1/standards/20.1')).status).toBe(200);
    await few.stop();
  });
});

describe('a form', () => {
  it('with more fields than any asks for is refused', async () => {
    const form = new FormData();
    for (let field = 0; field < 30; field += 1) form.append(`isian${field}`, 'x');
    form.append('file', new Blob(['a\n1\n']), 'a.csv');
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`${door.url}/v1/files`, { method: 'POST', headers, body: form });
    expect(`${response.status} ${((await response.json()) as Told).code}`).toBe('400 invalid-request');
  });
});

describe('what never becomes a request', () => {
  let server: Server;
  let patience: number[];
  beforeAll(async () => {
    const app = express();
    app.post('/', (request, response) => {
      request.resume().once('end', () => response.send('heard'));
    });
    server = serve(app, { API_TLS_CERT_FILE: undefined, API_TLS_KEY_FILE: undefined });
    patience = [server.headersTimeout, server.requestTimeout];
    server.headersTimeout = 500;
    server.requestTimeout = 1500;
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => void server.close());

  it('is given twenty seconds for its headers, and five hours in all: 1 GB may come slowly', () => {
    expect(patience).toEqual([20_000, 18_000_000]);
  });

  const lines: [string, string[], string][] = [
    ['no HTTP', ['halo\r\n\r\n'], '400 unreadable-request'],
    ['huge headers', [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`], '431 headers-too-large'],
    ['a huge address', [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`], '431 headers-too-large'],
    [
      'both lengths',
      ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'],
      '400 unreadable-request',
    ],
    ['headers that never end', ['GET / HTTP/1.1\r\nHost: x\r\n'], '408 too-slow'],
    ['a body that never ends', ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n', 'a'], '408 too-slow'],
  ];

  it.each(lines)('%s: is answered as a problem, and the line is closed', async (_, parts, expected) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    const closed = once(socket, 'close');
    for (const part of parts) {
      socket.write(part);
      await pause(50);
    }
    await closed;
    const [head = '', body = ''] = heard.split('\r\n\r\n');
    const { code, remedy } = JSON.parse(body) as Told;
    expect(`${/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]} ${code}`).toBe(expected);
    expect(head).toContain('Content-Type: application/problem+json');
    expect(remedy).toMatch(/\w/);
  });
});

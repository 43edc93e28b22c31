import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Door, openDoor } from '#test/support/door';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let token: string;
beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  door = await openDoor(office, { UPLOAD_IDLE_SECONDS: '1', JSON_BODY_SECONDS: '3' });
  token = await door.token('produsen');
  await office.storage.ready();
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

/** A line on which a request has begun; `heard` is everything that comes back before it is closed. */
function begin(path: string, headers: readonly string[], beginning: string) {
  const { hostname, port } = new URL(door.url);
  const socket: Socket = connect({ port: Number(port), host: hostname });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const lines = [`POST ${path} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${token}`, ...headers];
  socket.write(`${lines.join('\r\n')}\r\n\r\n${beginning}`);
  const heard = once(socket, 'close').then(() => Buffer.concat(chunks).toString());
  return { socket, heard };
}

const left = () =>
  readdirSync(fileURLToPath(office.storageUrl), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );

const form = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\n1,';

describe('a request that stops coming', () => {
  it.each<[string, string, string[], string]>([
    ['as a raw body', '/v1/files', ['Content-Type: text/csv', 'Content-Length: 5000'], 'a,b'],
    ['before its first byte', '/v1/files', ['Content-Type: text/csv', 'Content-Length: 5000'], ''],
    ['in pieces', '/v1/files', ['Content-Type: text/csv', 'Transfer-Encoding: chunked'], '3\r\na,b\r\n'],
    ['in a form', '/v1/files', ['Content-Type: multipart/form-data; boundary=x', 'Content-Length: 5000'], form],
    ['as JSON', '/v1/checks', ['Content-Type: application/json', 'Content-Length: 5000'], '{"file"'],
  ])('%s is answered 408 and closed, and nothing is left behind', async (_how, path, headers, beginning) => {
    const began = performance.now();
    const { heard } = begin(path, headers, beginning);
    expect(await heard).toMatch(/^HTTP\/1.1 408 .*"code":"stalled"/s);
    expect(performance.now() - began).toBeGreaterThan(900);
    await vi.waitFor(() => expect(left()).toEqual([]));
    expect(await office.database.file.count()).toBe(0);
  });
});

describe('a request that comes slowly', () => {
  it('but steadily, for much longer than it may be silent, is heard to its end', async () => {
    const { socket, heard } = begin('/v1/files', ['Content-Type: text/csv', 'Content-Length: 16'], 'a,b\n');
    for (const piece of ['1', ',', '2', '\n', '3', ',', '4', '\n', '5', ',', '6', '\n']) {
      await pause(400);
      socket.write(piece);
    }
    await once(socket, 'data');
    socket.destroy();
    expect(await heard).toMatch(/^HTTP\/1.1 201 /);
  });

  it('as JSON is answered 408 and closed when its time is over, however steadily it comes', async () => {
    const began = performance.now();
    const { socket, heard } = begin('/v1/checks', ['Content-Type: application/json', 'Content-Length: 5000'], '{');
    const drip = setInterval(() => socket.write(' '), 300);
    const answer = await heard;
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1.1 408 .*Connection: close.*"code":"too-slow".*3 detik/s);
    expect(performance.now() - began).toBeGreaterThan(2900);
    expect(performance.now() - began).toBeLessThan(6000);
  });
});

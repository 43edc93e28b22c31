import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request as open } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Door, openDoor } from '#test/support/door';
import type { Told } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

const mebibyte = 1024 * 1024;

let office: Office;
let door: Door;
let token: string;
beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  door = await openDoor(office, { UPLOAD_LIMIT_BYTES: String(60 * mebibyte) });
  token = await door.token('produsen');
  await office.storage.ready();
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const files = () => office.database.file.findMany({ orderBy: { createdAt: 'asc' } });

function stored(): number {
  const entries = readdirSync(fileURLToPath(office.storageUrl), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

interface Refused extends Told {
  readonly finding: { readonly code: string; readonly row: number };
  readonly content: { readonly hash: string; readonly size: number; readonly whole: boolean };
}

const begun = (headers: Record<string, string> = {}) => {
  const sent = open(`${door.url}/v1/files`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv', ...headers },
  });
  sent.on('error', () => undefined);
  return sent;
};

/** Sends a piece again and again, as fast as the other side takes it, until told to stop. */
async function pour(sent: ClientRequest, piece: Buffer, most: number, isOver: () => boolean): Promise<number> {
  let size = 0;
  while (size < most && !isOver()) {
    size += piece.length;
    sent.write(piece);
    do await pause(1);
    while (sent.writableNeedDrain && !isOver());
  }
  return size;
}

describe('a line of 200 MB', () => {
  it('is stopped early, without memory growing with it, and answered while its sender still sends', async () => {
    const piece = Buffer.alloc(1_000_000, 'x');
    const sent = begun();
    let answer: IncomingMessage | undefined;
    sent.once('response', (response: IncomingMessage) => {
      answer = response;
    });
    const [began, memory] = [performance.now(), process.memoryUsage().rss];
    const size = await pour(sent, piece, 200 * mebibyte, () => answer !== undefined);
    await vi.waitFor(() => expect(answer).toBeDefined());
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(150 * mebibyte);
    expect(size).toBeLessThan(80 * mebibyte);

    const { code, finding, content } = JSON.parse(await text(answer as IncomingMessage)) as Refused;
    expect([answer?.statusCode, code, finding.code, finding.row]).toEqual([422, 'not-received', 'line-too-long', 1]);
    expect(content.whole).toBe(false);
    expect(content.hash).toBe(createHash('sha256').update(Buffer.alloc(content.size, 'x')).digest('hex'));
    const refusal = await office.database.refusal.findFirst({ orderBy: { seq: 'desc' } });
    expect(refusal?.caseId).toBe(`file:${content.hash}/${content.size}`);
    expect([stored(), await files()]).toEqual([0, []]);

    let isClosed = false;
    sent.once('close', () => {
      isClosed = true;
    });
    await pour(sent, piece, Number.MAX_SAFE_INTEGER, () => isClosed || performance.now() - began > 20_000);
    expect(isClosed).toBe(true);
  });
});

describe('a sender who reads nothing before everything is sent', () => {
  it.each([
    ['of a file that cannot be read', Buffer.alloc(mebibyte, 'x'), '422', 'not-received'],
    ['of a file that is too large', Buffer.alloc(mebibyte, 'a,b\n'), '413', 'too-large'],
  ])('%s gets the answer all the same', async (_, piece, status, code) => {
    const { hostname, port } = new URL(door.url);
    const socket = connect({ port: Number(port), host: hostname });
    socket.write(
      `POST /v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    for (let count = 0; count < 90; count += 1) {
      socket.write(`${piece.length.toString(16)}\r\n`);
      socket.write(piece);
      if (!socket.write('\r\n')) await once(socket, 'drain');
    }
    socket.write('0\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(new RegExp(`^HTTP/1.1 ${status} .*"code":"${code}"`, 's'));
    socket.destroy();
    expect([stored(), await files()]).toEqual([0, []]);
  });
});

/** What comes back on a line on which exactly this is sent. */
async function byHand(length: number, body: string, hangsUp: boolean): Promise<string> {
  const { hostname, port } = new URL(door.url);
  const socket = connect({ port: Number(port), host: hostname });
  socket.on('error', () => undefined);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.write(
    `POST /v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/csv\r\nContent-Length: ${length}\r\n\r\n${body}`,
  );
  if (hangsUp) socket.end();
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

describe('a Content-Length', () => {
  it('that is too long leaves nothing behind', async () => {
    const answer = await byHand(5000, 'a,b\n1,2\n', true);
    expect(answer).not.toContain('201 Created');
    await vi.waitFor(() => expect(stored()).toBe(0));
    expect(await files()).toEqual([]);
  });

  it('that is too short is told of, and leaves nothing behind', async () => {
    expect(await byHand(4, 'a,b\n1,2\n', false)).toMatch(/^HTTP\/1.1 400 Bad Request/);
    await vi.waitFor(() => expect(stored()).toBe(0));
    expect(await files()).toEqual([]);
  });

  it('that is no number is refused', async () => {
    expect(await byHand(Number.NaN, 'a', false)).toContain('HTTP/1.1 400 Bad Request');
    expect(await byHand(-1, 'a', false)).toContain('HTTP/1.1 400 Bad Request');
  });
});

describe('a line that breaks', () => {
  it.each([
    ['in a file that is sound so far', 'a,b\n1,2\n'],
    ['in a file that cannot be read', 'a,b\n1,\0\n'],
  ])('%s leaves nothing behind, on record neither', async (_, beginning) => {
    const refused = await office.database.refusal.count();
    const sent = begun({ 'Content-Length': '5000' });
    sent.write(beginning);
    await vi.waitFor(() => expect(stored()).toBe(1));
    sent.destroy();
    await vi.waitFor(() => expect(stored()).toBe(0));
    expect([await files(), await office.database.refusal.count()]).toEqual([[], refused]);
  });
});

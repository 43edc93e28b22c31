import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { type IncomingMessage, request as send } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Caller } from '#local/demo/caller';
import { untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, inReview, outcome, type Told } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { exceptionForMachines, register } from '#test/support/proposals';

const limit = 64 * 1024;

let office: Office;
let door: Door;
let people: Cast;
let token: string;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office, { UPLOAD_LIMIT_BYTES: String(limit) });
  people = await castOf(door);
  token = await door.token('produsen');
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

interface FileSeen {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly name: string;
}

/** Everything that storage holds, finished or not. */
function stored(): string[] {
  const folder = fileURLToPath(office.storageUrl);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

const rows = () => office.database.file.count();

async function sendForm(parts: (form: FormData) => void) {
  const form = new FormData();
  parts(form);
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${door.url}/v1/files`, { method: 'POST', headers, body: form });
  return { status: response.status, body: (await response.json()) as FileSeen & Told };
}

describe('an upload', () => {
  it('is stored under its hash, as the raw body or in a form, with an id of its own each time', async () => {
    const raw = await people.producer.upload('a,b\n1,2\n', 'angka.csv');
    const inForm = await sendForm((form) => form.set('file', new Blob(['a,b\n1,2\n']), 'angka.csv'));
    const octets = await people.producer.upload('a,b\n1,2\n', 'angka.csv', 'application/octet-stream');
    expect([raw.status, inForm.status, octets.status]).toEqual([201, 201, 201]);
    expect(raw.body).toMatchObject({ size: 8, name: 'angka.csv' });
    expect(new Set([raw.body.hash, inForm.body.hash, octets.body.hash]).size).toBe(1);
    expect(new Set([raw.body.id, inForm.body.id, octets.body.id]).size).toBe(3);
    expect(stored().filter((path) => path.endsWith(raw.body.hash.slice(2)))).toHaveLength(1);
  });

  it('keeps the fields of a form out', async () => {
    const { status, body } = await sendForm((form) => {
      form.set('catatan', 'sesuatu');
      form.append('file', new Blob(['satu\n']), 'satu.csv');
    });
    expect([status, body.name, body.size]).toEqual([201, 'satu.csv', 5]);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\saya\\data.csv', 'data.csv'],
    ['a"b\r\nSet-Cookie: x=y.csv', 'abSet-Cookie: x=y.csv'],
    ['\u202evsc.exe', 'vsc.exe'],
    ['\u200flaporan\u2067.csv\u2069', 'laporan.csv'],
    ['\u0000a\tb\u007f\u0085.csv', 'ab.csv'],
    ['folder/', 'data.csv'],
    ['..', 'data.csv'],
    ['  ', 'data.csv'],
    ['realisasi éè 印.csv', 'realisasi éè 印.csv'],
    ['🧾'.repeat(120), '🧾'.repeat(120)],
  ])('has a name for people alone: %j', async (sent, kept) => {
    const { status, body } = await people.producer.upload('a\n1\n', sent);
    expect([status, (body as FileSeen).name]).toEqual([201, kept]);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\saya\\data.csv', 'data.csv'],
    ['\u202evsc.exe\u0000', 'vsc.exe'],
    ['..', 'data.csv'],
    ['', 'data.csv'],
    ['realisasi éè 印.csv', 'realisasi éè 印.csv'],
  ])('has a name for people alone in a form too: %j', async (sent, kept) => {
    const { status, body } = await sendForm((form) => form.set('file', new Blob(['a\n1\n']), sent));
    expect([status, body.name]).toEqual([201, kept]);
  });

  describe('is refused, and nothing of it is kept', () => {
    const refused: Record<string, [() => Promise<{ status: number; body: unknown }>, string]> = {
      'too large, said beforehand': [() => people.producer.upload('x'.repeat(700 * 1024), 'b.csv'), '413 too-large'],
      'too large, found under way': [() => chunked('x'.repeat(limit + 1)), '413 too-large'],
      'too large, in a form': [
        () => sendForm((form) => form.set('file', new Blob(['x'.repeat(limit * 4)]))),
        '413 too-large',
      ],
      empty: [() => people.producer.upload('', 'kosong.csv'), '422 not-received'],
      'empty, in a form': [() => sendForm((form) => form.set('file', new Blob([]), 'kosong.csv')), '422 not-received'],
      'of a wrong type': [() => people.producer.upload('x', 'a.png', 'image/png'), '415 unsupported-media-type'],
      'of no type': [() => people.producer.upload('x', 'a.csv', ''), '415 unsupported-media-type'],
      'in a form without a file': [() => sendForm((form) => form.set('catatan', 'x')), '400 invalid-request'],
      'in another field of a form': [
        () => sendForm((form) => form.set('berkas', new Blob(['x']), 'a.csv')),
        '400 invalid-request',
      ],
      'in a form without a boundary': [
        () => people.producer.upload('x', 'a', 'multipart/form-data'),
        '400 unreadable-body',
      ],
      'in a form that ends too early': [() => people.producer.upload(halfForm, 'a', halfMedia), '400 unreadable-body'],
      'with a name that is too long': [() => people.producer.upload('x', 'n'.repeat(256)), '400 invalid-request'],
    };

    it.each(Object.entries(refused))('%s', async (_, [ask, expected]) => {
      const [before, known] = [stored(), await rows()];
      const { status, body } = await ask();
      expect(`${status} ${(body as Told).code}`).toBe(expected);
      expect((body as Told).remedy).not.toBe('');
      expect([stored(), await rows()]).toEqual([before, known]);
    });

    const halfMedia = 'multipart/form-data; boundary=batas';
    const halfForm =
      '--batas\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\na,b\n1,';

    const head = 'Content-Disposition: form-data; name="file"; filename="a.csv"';
    it.each([
      '',
      '--batas',
      '--batas\r\n',
      '--batas--\r\n',
      `--batas\r\n${head}`,
      `--batas\r\n${head}\r\n\r\n`,
      `--batas\r\n${head}\r\n\r\n--batas--`,
      `--batas\r\n${'X'.repeat(100_000)}: y\r\n\r\nisi\r\n--batas--\r\n`,
      '--batas\r\nContent-Disposition: form-data\r\n\r\nisi\r\n--batas--\r\n',
      '--batas\r\n\r\nisi\r\n--batas\r\n\r\n',
      `--batas\r\n${head}\r\nContent-Type: \u0000\r\n\r\n--batas\r\n${head}`,
      '\u0000'.repeat(1000),
    ])('in a form that is damaged: %j', async (form) => {
      const [before, known] = [stored(), await rows()];
      const { status } = await people.producer.upload(form, 'a', halfMedia);
      expect([400, 415, 422]).toContain(status);
      expect([stored(), await rows()]).toEqual([before, known]);
    });

    const fetched = async (init: RequestInit, headers: Record<string, string> = {}) => {
      const response = await fetch(`${door.url}/v1/files`, {
        method: 'POST',
        ...init,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv', ...headers },
      });
      return { status: response.status, body: (await response.json()) as Told };
    };

    it('packed, with the words that it is sent as it is', async () => {
      const { status, body } = await fetched({ body: gzipSync('a,b\n1,2\n') }, { 'Content-Encoding': 'gzip' });
      expect([status, body.code, body.detail]).toEqual([
        415,
        'unsupported-media-type',
        'isi dengan Content-Encoding gzip tidak diterima',
      ]);
      expect(body.remedy).toContain('apa adanya');
    });

    it('without any body, and told so', async () => {
      const bare = send(`${door.url}/v1/files`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv' },
      });
      bare.removeHeader('Transfer-Encoding');
      bare.useChunkedEncodingByDefault = false;
      bare.end();
      const [response] = (await once(bare, 'response')) as [IncomingMessage];
      const told = JSON.parse(await text(response)) as Told;
      expect([response.statusCode, told.code]).toEqual([400, 'invalid-request']);
      expect(told.errors).toMatchObject([{ detail: expect.stringMatching(/^tidak ada isi: kirim berkas/) }]);
    });

    it.each([
      ['without a boundary', 'multipart/form-data', 'formulir tidak menyebut boundary'],
      ['that ends too early', halfMedia, 'formulir berakhir terlalu dini'],
    ])('in a form %s, with words for forms', async (_what, media, detail) => {
      const { status, body } = await people.producer.upload<Told>(halfForm, 'a', media);
      expect([status, body.detail]).toEqual([400, detail]);
      expect(body.remedy).toContain('multipart/form-data');
    });

    it.each(['text/csv', halfMedia])('broken off by the sender: %s', async (media) => {
      const [before, known] = [stored(), await rows()];
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': media, 'Content-Length': '5000' };
      const upload = send(`${door.url}/v1/files`, { method: 'POST', headers });
      upload.on('error', () => undefined);
      upload.write(media === 'text/csv' ? 'a,b\n' : halfForm);
      await vi.waitFor(() => expect(stored().length).toBe(before.length + 1));
      upload.destroy();
      await vi.waitFor(() => expect(stored()).toEqual(before));
      expect(await rows()).toBe(known);
    });
  });

  async function chunked(content: string) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv' };
    const upload = send(`${door.url}/v1/files`, { method: 'POST', headers });
    upload.write(content.slice(0, 1000));
    upload.end(content.slice(1000));
    const [response] = (await once(upload, 'response')) as [AsyncIterable<Buffer> & { statusCode: number }];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    return { status: response.statusCode, body: JSON.parse(Buffer.concat(chunks).toString()) as unknown };
  }
});

describe('a form with two files', () => {
  it.each(['/v1/files', '/v1/submissions'])('is refused at %s, and neither is kept for anybody', async (path) => {
    const before = await office.database.file.count();
    const form = new FormData();
    for (const name of ['a.csv', 'b.csv']) form.append('file', new Blob([`kolom\n${name}${Math.random()}\n`]), name);
    const response = await fetch(`${door.url}${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await door.token('produsen')}`, 'Idempotency-Key': crypto.randomUUID() },
      body: form,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid-request', errors: [{ pointer: '/file' }] });
    expect(await office.database.file.count()).toBe(before);
  });
});

describe('a download', () => {
  const path = (number: string, what = 'file') => `/v1/submissions/${number}/rounds/1/${what}`;
  const content = 'tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\n2025,01,84,,CONTOH,1\n';

  async function open(name: string) {
    const { body } = await people.producer.upload(content + `2025,01,85,JEPANG,CONTOH,${Math.random()}\n`, name);
    const period = { from: '2025-01', to: '2025-01' };
    return inReview(people, { component: '20.1', period, file: { id: body.id } });
  }

  it('gives the very bytes, under the name that was sent, to those who have the right, and is on record', async () => {
    const name = "laporan 'akhir' (印) 2025.csv";
    await register(people.officer, people.colleague, exceptionForMachines);
    const { number, hash } = await open(name);
    for (const person of ['produsen', 'petugas', 'petugas2', 'inspektur', 'mesin']) {
      const response = await fetch(`${door.url}${path(number)}`, {
        headers: { Authorization: `Bearer ${await door.token(person)}` },
      });
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(response.status).toBe(200);
      expect(Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')).toBe(hash);
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('cache-control')).toBe('no-store');
      const disposition = response.headers.get('content-disposition') ?? '';
      expect(disposition).toMatch(/^attachment; /);
      expect(decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '')).toBe(name);
    }
    const findings = await people.producer.get<string>(path(number, 'findings.csv'));
    expect(findings.status).toBe(200);
    expect(findings.body).toContain('negara_tujuan');
    const kept = await office.database.access.findMany({
      where: { caseId: `submission:${number}` },
      orderBy: { id: 'asc' },
    });
    expect(kept.map(({ role, what }) => `${role}: ${what}`)).toEqual([
      'producer: download of file, round 1',
      'pdsi: download of file, round 1',
      'pdsi: download of file, round 1',
      'itjen: download of file, round 1',
      'machine: download of file, round 1',
      'producer: download of findings, round 1',
    ]);
    await people.producer.post(`/v1/submissions/${number}/withdraw`, { reason: 'selesai' }, { match: '"v2"' });
  });

  it('is refused to those who may see the case and not its content, and that is on record too', async () => {
    const { number } = await open('a.csv');
    const ask = async (caller: Caller, what?: string) => outcome(await caller.get(path(number, what)));
    for (const person of ['setjen', 'operator'])
      expect([await ask(await door.as(person)), await ask(await door.as(person), 'findings.csv')]).toEqual([
        '403 download-refused',
        '403 download-refused',
      ]);
    expect(await ask(await door.as('produsen2'))).toBe('404 not-found');
    const kept = await office.database.access.findMany({ where: { caseId: `submission:${number}` } });
    expect(kept.map(({ what }) => what).filter((what) => what.endsWith('refused'))).toHaveLength(4);
    await people.producer.post(`/v1/submissions/${number}/withdraw`, { reason: 'selesai' }, { match: '"v2"' });
    await untilStage(people.producer, number, 'withdrawn');
  });

  it('of a round or a report that is not there is a 404', async () => {
    const { number } = await inReview(people);
    expect(outcome(await people.officer.get(`/v1/submissions/${number}/rounds/2/file`))).toBe('404 not-found');
    expect(outcome(await people.officer.get(`/v1/submissions/${number}/rounds/0/file`))).toBe('400 invalid-request');
    expect(outcome(await people.officer.get(`/v1/submissions/${number}/rounds/1/findings.csv`))).toBe('404 not-found');
  });
});

import { createHash, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '#domain/finding';
import { verifyRecord } from '#prisma/verify';
import { cells, columns, headerXml, parts, workbook, zip } from '#test/activities/checks/workbooks';
import { statement } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, outcome, type Told, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

const mebibyte = 1024 * 1024;

let office: Office;
let door: Door;
let people: Cast;
let token: string;
beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  token = await door.token('produsen');
  await office.storage.ready();
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

interface NotReceived extends Told {
  readonly finding: Finding;
  readonly content: { readonly hash: string; readonly size: number; readonly whole: boolean };
}

const sha256 = (content: Uint8Array | string) => createHash('sha256').update(content).digest('hex');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const raw = (content: Uint8Array | string) => people.producer.upload<NotReceived>(content, 'a.csv');

async function inForm(content: Uint8Array<ArrayBuffer> | string, path = '/v1/files', key: string = randomUUID()) {
  const form = new FormData();
  if (path !== '/v1/files') form.set('submission', JSON.stringify({ ...statement(''), file: undefined }));
  form.set('file', new Blob([content]), 'a.csv');
  const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': key };
  const response = await fetch(`${door.url}${path}`, { method: 'POST', headers, body: form });
  return { status: response.status, headers: response.headers, body: (await response.json()) as NotReceived };
}

/** Everything of which nothing may be left: what storage holds, and the rows of files and requests. */
async function kept() {
  const entries = readdirSync(fileURLToPath(office.storageUrl), { recursive: true, withFileTypes: true });
  return {
    stored: entries.filter((entry) => entry.isFile()).map(({ name }) => name),
    files: await office.database.file.count(),
    requests: await office.database.request.count(),
    cases: await office.database.case.count(),
  };
}

const lastRefusal = () => office.database.refusal.findFirst({ orderBy: { seq: 'desc' } });

const header = 'tahun,bulan,negara_tujuan';

/** A compound file of Microsoft's, its stream's name far behind its beginning. */
const compound = (name: string) =>
  Buffer.concat([
    latin1('\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1'),
    Buffer.alloc(100_000, 1),
    Buffer.from(`${name}\0`, 'utf16le'),
  ]);

const sound = await workbook([columns, cells(1), cells(2)]);
const middle = sound.indexOf('xl/worksheets/sheet1.xml') + 60;
const blanks = (mebibytes: number) => ' '.repeat(mebibytes * mebibyte);

/** The directory says that this part has so many bytes, whatever it has. */
function saying(archive: Buffer, part: string, size: number): Buffer<ArrayBuffer> {
  const said = Buffer.from(archive);
  said.writeUInt32LE(size, said.lastIndexOf(part) - 46 + 24);
  return said;
}

/** A sheet with a header and, behind it, so many mebibytes that shrink to next to nothing. */
const wide = (mebibytes: number) => zip(parts(`${headerXml}${blanks(mebibytes)}`));

const blank = '<row r="1"><c t="inlineStr"><is><t>  </t></is></c><c t="str"><v> </v></c></row>';
const large = Buffer.from(await wide(20));
const onSecond = Buffer.from(await workbook([], (_sheet, book) => book.addWorksheet('isi').addRow(columns)));

/** Archives that no reader of tables could open. */
const packed: [string, Uint8Array<ArrayBuffer> | string, string][] = [
  ['a workbook that was cut off', Buffer.from(sound.subarray(0, sound.length - 200)), 'damaged-archive 1'],
  ['the beginning of an archive', latin1('PK\x03\x04\x14\0\x06\0rest'), 'damaged-archive 1'],
  [
    'a workbook with a damaged sheet',
    Buffer.concat([sound.subarray(0, middle), Buffer.alloc(20, 0xff), sound.subarray(middle + 20)]),
    'damaged-archive 1',
  ],
  ['a bomb', Buffer.from(await wide(80)), 'archive-bomb 1'],
  ['a bomb that calls itself small', saying(await wide(20), 'xl/worksheets/sheet1.xml', 1000), 'archive-bomb 1'],
  [
    'a bomb of texts',
    Buffer.from(await zip(parts(headerXml, { 'xl/sharedStrings.xml': blanks(80) }))),
    'archive-bomb 1',
  ],
  ['a plain ZIP', Buffer.from(await zip({ 'data.csv': 'tahun,bulan\n' })), 'other-archive 1'],
  ['a ZIP of nothing', latin1(`PK\x05\x06${'\0'.repeat(18)}`), 'other-archive 1'],
  ['an empty workbook', Buffer.from(await workbook([])), 'empty-workbook 1'],
  ['a workbook of blanks', Buffer.from(await zip(parts(blank))), 'empty-workbook 1'],
];

/** One line per foul file: what is wrong with it, and where. */
const foul: [string, Uint8Array<ArrayBuffer> | string, string][] = [
  ['nothing', '', 'empty-file 1'],
  ['a byte order mark alone', '\uFEFF', 'empty-file 1'],
  ['blank lines', '\n\n', 'blank-lines 1'],
  ['UTF-16 with its mark', Buffer.from(`\uFEFF${header}\n`, 'utf16le'), 'encoding 1'],
  ['UTF-16, the other way round', Buffer.from(`\uFEFF${header}\n`, 'utf16le').swap16(), 'encoding 1'],
  ['UTF-16 without a mark', Buffer.from(`${header}\n`, 'utf16le'), 'encoding 1'],
  ['Windows-1252', latin1(`${header}\n2025,01,JAPAN\n2025,01,CÔTE\n`), 'encoding 3 negara_tujuan CÔTE'],
  ['a NUL byte', `${header}\n2025,0\0,JAPAN\n`, 'nul-byte 2 bulan 0\u2400'],
  ['NUL bytes alone', '\0'.repeat(4096), 'nul-byte 1'],
  ['a line without end', `${header}\n2025,01,${'x'.repeat(2 * mebibyte)}\n`, 'line-too-long 2'],
  ['a quotation mark without end', `${header}\n2025,01,"JAPAN\n2025,01,INDIA\n`, 'unclosed-quote 2'],
  ['too many columns', `${','.repeat(1000)}\n`, 'too-many-columns 1'],
  ['PDF', '%PDF-1.7\n%âãÏÓ\n', 'pdf 1'],
  ['an old document', compound('WordDocument'), 'not-delimited-text 1'],
  ['an old workbook', compound('Workbook'), 'legacy-workbook 1'],
  ['an encrypted workbook', compound('EncryptedPackage'), 'encrypted-workbook 1'],
  ['a packed table', gzipSync(`${header}\n`), 'not-delimited-text 1'],
  ['a picture', latin1('\x89PNG\r\n\x1A\n'), 'not-delimited-text 1'],
  ...packed,
];

describe('a file that nobody could read', () => {
  let before: Awaited<ReturnType<typeof kept>>;
  beforeEach(async () => {
    before = await kept();
  });

  describe.each(foul)('%s', (_, content, expected) => {
    it.each([
      ['raw', raw],
      ['in a form', inForm],
    ])('%s, is refused with its place, recorded, and nothing of it is kept', async (_way, send) => {
      const heard = await send(content);
      expect(outcome(heard)).toBe('422 not-received');
      const { finding, content: came, instance } = heard.body;
      const { code, row, column, value } = finding;
      expect([code, row, column, value].filter(Boolean).join(' ')).toMatch(new RegExp(`^${expected}`));
      for (const words of [finding.message, finding.remedy]) expect(words).toMatchObject({ id: /\S/, en: /\S/ });
      expect(came).toEqual({ hash: sha256(content), size: Buffer.byteLength(content), whole: true });
      expect(await kept()).toEqual(before);
      expect(await lastRefusal()).toMatchObject({
        caseId: `file:${sha256(content)}`,
        act: 'upload',
        code: 'not-received',
        request: instance.replace('urn:uuid:', ''),
        role: 'producer',
        unit: 'contoh.ekspor',
      });
    });
  });

  it('is told in Indonesian or English what to do', async () => {
    const told = async (language: string) => {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv', 'Accept-Language': language };
      return (await fetch(`${door.url}/v1/files`, { method: 'POST', headers, body: '' })).json() as Promise<Told>;
    };
    expect((await told('id')).title).toBe('Tidak diterima: berkas tidak dapat dibaca');
    expect((await told('en')).title).toBe('Not received: the file cannot be read');
  });

  it('shows a value cut, whatever stands there', async () => {
    const { body } = await raw(latin1(`${header}\n2025,01,${'Ô'.repeat(500_000)}\n`));
    expect(body.finding.value).toBe('Ô'.repeat(200));
  });

  it('is refused as often as it comes, each time on record, in a chain that is whole', async () => {
    const { refusals } = await verifyRecord(office.database);
    const [one, two] = [await raw('\0ab'), await raw('\0ab')];
    expect(one.body.instance).not.toBe(two.body.instance);
    const rows = await office.database.refusal.findMany({ where: { caseId: `file:${sha256('\0ab')}` } });
    expect(rows).toHaveLength(2);
    expect(await verifyRecord(office.database)).toMatchObject({ refusals: refusals + 2, faults: [] });
  });

  it('has no id, so that no submission can name it', async () => {
    const { body } = await raw('\0');
    expect(body).not.toHaveProperty('id');
    const named = (id: string) => people.producer.post('/v1/submissions', statement(id));
    expect(outcome(await named(body.content.hash))).toBe('400 invalid-request');
    expect(outcome(await named(body.instance.replace('urn:uuid:', '')))).toBe('422 unknown-file');
  });

  it('opens no case in one form with its submission, and its key stays free for the mended file', async () => {
    const key = randomUUID();
    expect(outcome(await inForm('kolom\n"1\n', '/v1/submissions', key))).toBe('422 not-received');
    expect(await kept()).toEqual(before);
    expect(outcome(await inForm('kolom\n"1"\n', '/v1/submissions', key))).toBe('201');
  });

  it('leaves the same content alone that somebody else has sent before it was refused', async () => {
    const content = Buffer.from('kolom\n"terbuka\n');
    const { hash } = await office.storage.put(Readable.from([content]), { limit: 1000 });
    await raw(content);
    expect(await office.storage.stat(hash)).toMatchObject({ size: content.length });
  });

  it.each(packed)('leaves it alone too where it is packed: %s', async (_, content) => {
    const { hash } = await office.storage.put(Readable.from([Buffer.from(content)]), { limit: mebibyte });
    expect(outcome(await raw(content))).toBe('422 not-received');
    expect(await office.storage.stat(hash)).toMatchObject({ size: Buffer.byteLength(content) });
  });

  it('opens no case where it is packed', async () => {
    expect(outcome(await inForm(Buffer.from(await workbook([])), '/v1/submissions'))).toBe('422 not-received');
    expect(await kept()).toEqual(before);
  });
});

describe('a file that some standard can read', () => {
  it.each([
    ['rows of other lengths', `${header}\n1\n1,2,3,4\n`],
    ['a stray quotation mark', `${header}\n2025,01,5" pipe\n`],
    ['a lone carriage return in a row', `${header}\n2025,01,A\rB\n`],
    ['a header alone', header],
    ['the line ends of an old Macintosh', `${header}\r2025,01,JAPAN\r`],
    ['a line for Excel above the header', `sep=;\n${header.replaceAll(',', ';')}\n`],
    ['semicolons', 'tahun;bulan\n2025;01\n'],
    ['more semicolons than commas, and a quotation mark behind one', 'a;b;c,d\n1;"2,3\n1;"2,3\n4,5\n'],
    ['a byte order mark', `\uFEFF${header}\n`],
    ['a workbook', Buffer.from(sound)],
    ['a workbook whose sheet is larger than a look', large],
    ['a workbook whose table is on its second sheet', onSecond],
  ])('is received, and the rest is for the checks: %s', async (_, content) => {
    expect((await raw(content)).status).toBe(201);
    expect((await inForm(content)).status).toBe(201);
  });
});

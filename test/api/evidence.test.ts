import { spawnSync } from 'node:child_process';
import { createHash, verify, X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jszip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { developmentMark } from '#platform/signer';
import { hashOfLeaf } from '#prisma/anchor/statement';
import { rootBy, type Step } from '#prisma/anchor/tree';
import { genesis, hashOf } from '#prisma/chain';
import { act, type Seen } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed, returned, secured, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { textOfPdf } from '#test/support/pdf-text';
import { automaticReturn, propose } from '#test/support/proposals';

let office: Office;
let door: Door;
let people: Cast;
let kept: Seen;
let files: Map<string, Buffer>;

beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  kept = await secured(people);
  await office.evidence.anchorRecord({ at: Date.now() });
  files = await packFor('inspektur', kept.number);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const pathOf = (number: string) => `/v1/submissions/${number}/evidence.zip`;
async function ask(person: string, number: string): Promise<Response> {
  return fetch(`${door.url}${pathOf(number)}`, { headers: { Authorization: `Bearer ${await door.token(person)}` } });
}
async function packFor(person: string, number: string): Promise<Map<string, Buffer>> {
  return unzipped(await ask(person, number));
}
async function unzipped(response: Response): Promise<Map<string, Buffer>> {
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
  const zip = await jszip.loadAsync(Buffer.from(await response.arrayBuffer()), { checkCRC32: true });
  const names = Object.keys(zip.files).filter((name) => !zip.files[name]?.dir);
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, (await zip.file(name)?.async('nodebuffer')) ?? Buffer.alloc(0)] as const),
    ),
  );
}
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const file = (name: string, of = files): Buffer => {
  const found = of.get(name);
  if (!found) throw new Error(`the pack has no ${name}: ${[...of.keys()].join()}`);
  return found;
};
const json = (name: string, of = files): unknown => JSON.parse(file(name, of).toString());
const manifestIn = (of = files) => json('manifest.json', of) as Manifest;
const linksIn = (of = files) => (json('trail.json', of) as { events: Link[] }).events;

interface Manifest {
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly size: number }[];
  readonly absent: readonly { readonly name: string; readonly why: string }[];
  readonly anchor: { readonly root: string; readonly statement: { readonly tree: string } } | null;
  readonly whole: boolean;
  readonly warning?: string;
  readonly faults: readonly object[];
  readonly asked: { readonly by: string };
}
interface Anchored {
  readonly leaf: { readonly chain: string; readonly seq: number; readonly hash: string };
  readonly leafHash: string;
  readonly path: readonly Step[];
  readonly statement: { readonly tree: string };
  readonly root: string;
}
interface Link {
  readonly hashed: {
    readonly seq: number;
    readonly previous: string;
    readonly detailHash: string | null;
    readonly caseHash?: string;
  };
  readonly hash: string;
  readonly detail: unknown;
}

describe('a pack of evidence', () => {
  it('names every file with its hash and size, and nothing else is in it', () => {
    const manifest = manifestIn();
    expect([...files.keys()].toSorted()).toEqual(
      [...manifest.files.map(({ name }) => name), 'manifest.json', 'hashes.txt'].toSorted(),
    );
    for (const { name, sha256: hash, size } of manifest.files)
      expect([name, sha256(file(name)), file(name).length]).toEqual([name, hash, size]);
    expect(manifest).toMatchObject({ whole: true, absent: [], faults: [] });
    const sums = file('hashes.txt').toString().trimEnd().split('\n');
    expect(sums).toEqual(
      [...files.keys()].filter((name) => name !== 'hashes.txt').map((name) => `${sha256(file(name))}  ${name}`),
    );
  });

  it('holds the very file that was submitted', () => {
    expect(sha256(file('rounds/1/file.csv'))).toBe(kept.hash);
    expect(json('rounds/1/findings.json')).toMatchObject({ round: 1 });
  });

  it('holds the trail, from which every hash is computed anew', () => {
    const { events, row } = json('trail.json') as { events: Link[]; row: object };
    let previous = genesis;
    for (const { hashed, hash, detail } of events) {
      expect([hashed.previous, hashOf(hashed)]).toEqual([previous, hash]);
      expect(detail === null ? null : hashOf(detail)).toBe(hashed.detailHash);
      previous = hash;
    }
    expect(events.length).toBeGreaterThan(4);
    expect(hashOf(row)).toBe(events.at(-1)?.hashed.caseHash);
  });

  it('leads from the trail to the signed root of an anchor', () => {
    const events = linksIn();
    const anchor = json('anchor.json') as Anchored;
    expect(anchor.leaf).toMatchObject({ seq: events.length, hash: events.at(-1)?.hash });
    expect(hashOfLeaf({ ...anchor.leaf, kind: 'case', seq: BigInt(anchor.leaf.seq) })).toBe(anchor.leafHash);
    expect(rootBy(anchor.leafHash, anchor.path)).toBe(anchor.statement.tree);
    const statement = file('anchor-statement.json');
    expect([JSON.parse(statement.toString()), sha256(statement)]).toEqual([anchor.statement, anchor.root]);
    const { publicKey } = new X509Certificate(file('anchor-certificate.pem'));
    expect(verify('sha256', statement, publicKey, file('anchor-signature.bin'))).toBe(true);
  });

  it('is verified by hand with the commands that it names', ({ skip }) => {
    if (spawnSync('openssl', ['version']).status !== 0) skip('openssl is not on this machine');
    const folder = mkdtempSync(join(tmpdir(), 'sip-pack-'));
    for (const [name, content] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const run = (command: string) => spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect(run('sha256sum --check --quiet hashes.txt')).toMatchObject({ status: 0, stdout: '' });
    const signed = run(
      'openssl x509 -in anchor-certificate.pem -pubkey -noout > kunci.pem && openssl dgst -sha256 -verify kunci.pem -signature anchor-signature.bin anchor-statement.json',
    );
    expect(signed.stdout).toBe('Verified OK\n');
    rmSync(folder, { recursive: true });
  });

  it('says plainly that a development certificate is one', () => {
    expect(manifestIn().warning).toMatch(/sertifikat pengembangan/);
    expect(new X509Certificate(file('anchor-certificate.pem')).subject).toContain(developmentMark);
  });

  it('has a report that people read: facts, every event, the proof and how to verify it', () => {
    const pdf = file('laporan-jejak.pdf');
    const text = textOfPdf(pdf).replaceAll(/\s+/g, ' ');
    for (const wanted of [
      `Laporan jejak penyampaian data ${kept.number}`,
      'UTUH',
      'Hasil pembuktian',
      'WIB',
      'PERHATIAN',
      'Cara memeriksa',
    ])
      expect(text).toContain(wanted);
    const events = linksIn();
    for (const { hash } of events) expect(text).toContain(`Hash SHA-256: ${hash}`);
    expect(text).toContain(`Akar (root): ${manifestIn().anchor?.root}`);
    expect(text).toMatch(/\d{4}, \d{2}\.\d{2}\.\d{2} /);
    const raw = pdf.toString('latin1');
    for (const mark of [
      '<pdfaid:part>2</pdfaid:part>',
      '<pdfaid:conformance>A</pdfaid:conformance>',
      '/StructTreeRoot',
      'id-ID',
    ])
      expect(raw).toContain(mark);
  });
});

describe('what people wrote', () => {
  it('is printed in the report and never evaluated', async () => {
    const seen = await claimed(people);
    const text = '#panic("x") $ * _ <lain> \\ #read("/etc/passwd")';
    await act(people.officer, 'return', seen, { findings: [{ item: 'validated', text }], note: text });
    await office.database.person.updateMany({
      where: { name: { contains: 'Petugas PDSI Contoh A' } },
      data: { name: '#panic("x") *A*' },
    });
    const pack = await packFor('inspektur', seen.number);
    const report = textOfPdf(file('laporan-jejak.pdf', pack)).replaceAll(/\s+/g, ' ');
    expect(report).toContain('#panic("x") *A*');
    for (const said of [`Temuan: ${text}`, `Catatan: ${text}`]) expect(report).toContain(said);
    expect(file('trail.json', pack).toString()).toContain(JSON.stringify(text).slice(1, -1));
  });
});

describe('who gets it', () => {
  it('a producer of its own case, PDSI and Itjen with the files; others of the ministry without, and told so', async () => {
    for (const person of ['produsen', 'petugas'])
      expect([...(await packFor(person, kept.number)).keys()]).toContain('rounds/1/file.csv');
    const pack = await packFor('operator', kept.number);
    expect([...pack.keys()]).not.toContain('rounds/1/file.csv');
    expect(manifestIn(pack).absent).toEqual([
      { name: 'rounds/1/file.csv', sha256: kept.hash, why: expect.stringMatching(/tidak berhak/) },
    ]);
  });

  it('nobody else, and a case that is not theirs is answered like one that is not there', async () => {
    const answers = await Promise.all(
      [kept.number, '2020-000001'].map(async (number) => (await ask('produsen2', number)).json()),
    );
    expect(answers.map((answer) => (answer as { code: string }).code)).toEqual(['not-found', 'not-found']);
  });

  it('on record, each time', async () => {
    const rows = await office.database.access.findMany({ where: { what: 'download of evidence' } });
    expect(rows.map(({ role }) => role)).toEqual(expect.arrayContaining(['itjen', 'producer', 'pdsi', 'ops']));
  });
});

describe('a pack of what is not whole', () => {
  it('is given, names the fault, and leaves out the file that is not what its hash says', async () => {
    const seen = await secured(people);
    const path = join(fileURLToPath(office.storageUrl), 'custody', seen.hash.slice(0, 2), seen.hash.slice(2));
    chmodSync(path, 0o640);
    writeFileSync(path, 'lain');
    const pack = await packFor('inspektur', seen.number);
    const { whole, absent, faults } = manifestIn(pack);
    expect(whole).toBe(false);
    expect(faults).toEqual([
      { chain: `submission:${seen.number}`, seq: 1, what: expect.stringMatching(/has the SHA-256/) },
    ]);
    expect(absent).toMatchObject([{ name: 'rounds/1/file.csv', why: expect.stringMatching(/has the SHA-256/) }]);
    expect(textOfPdf(file('laporan-jejak.pdf', pack))).toContain('TIDAK UTUH');
  });

  it('of a case that no anchor knows yet says so', async () => {
    const seen = await returned(people);
    const pack = await packFor('petugas', seen.number);
    expect(manifestIn(pack).anchor).toBeNull();
    expect(textOfPdf(file('laporan-jejak.pdf', pack))).toContain('Belum ada jangkar');
    expect([...pack.keys()]).not.toContain('anchor.json');
  });
});

it('a registration has its evidence too, with what was proposed', async () => {
  const { number } = await propose(people.officer, automaticReturn(['type']));
  const response = await fetch(`${door.url}/v1/registrations/${number}/evidence.zip`, {
    headers: { Authorization: `Bearer ${await door.token('petugas')}` },
  });
  const pack = await unzipped(response);
  expect(manifestIn(pack)).toMatchObject({ whole: true, absent: [] });
  expect(linksIn(pack)[0]).toMatchObject({
    hashed: { act: 'propose' },
    detail: { proposal: { kind: 'automatic-return' } },
  });
});

it('who hangs up under way leaves the door as it was', async () => {
  const stopping = new AbortController();
  const headers = { Authorization: `Bearer ${await door.token('inspektur')}` };
  const response = await fetch(`${door.url}${pathOf(kept.number)}`, { headers, signal: stopping.signal });
  stopping.abort();
  await expect(response.arrayBuffer()).rejects.toThrow(/abort/);
  expect((await ask('inspektur', kept.number)).status).toBe(200);
});

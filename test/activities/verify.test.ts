import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { anchorActivities } from '#activities/anchor';
import { openExport } from '#activities/anchor/export';
import { asOwner } from '#local/parts/postgres';
import { openSigner } from '#platform/signer';
import { morning, recorderOf } from '#test/support/cases';
import { type FreshDatabase, freshDatabase } from '#test/support/database';
import { signerOfTest } from '#test/support/evidence';
import { openOffice } from '#test/support/office';
import { workerProcess } from '#test/support/processes';

const chain = 'submission:2026-000001';
const made = signerOfTest();
let folder: string;
let fresh: FreshDatabase;
let keyFile: string;
let certificateFile: string;
let anchors: string;

const anchorFor = async (hours: number) => {
  const copies = openExport(pathToFileURL(anchors).href);
  const signer = openSigner(keyFile, certificateFile);
  await anchorActivities({ database: fresh.database, signer, copies }).anchorRecord({
    at: morning + hours * 3_600_000,
  });
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sip-verify-'));
  anchors = join(folder, 'anchors');
  [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  writeFileSync(keyFile, made.key);
  writeFileSync(certificateFile, made.certificate);
  fresh = await freshDatabase();
  const { returned } = await recorderOf(fresh.database);
  await returned('2026-000001');
  await anchorFor(1);
  await anchorFor(2);
});
afterAll(async () => {
  await fresh.database.$disconnect();
  rmSync(folder, { recursive: true });
});

/** Said of every machine for trying out, as those of the tests are. */
const tryingOut = 'The grant of a machine for trying out is on register: it was seeded, and decided by nobody.\n';

/** The command as production runs it. */
async function verify(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['activities/verify.ts', ...args], {
    env: { PATH: process.env['PATH'], DATABASE_URL: fresh.ownerUrl, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const [code] = (await once(child, 'close')) as [number];
  return { code, said };
}

describe('the command that proves a record', () => {
  it('proves all of it, with signatures and exported anchors', async () => {
    const { code, said } = await verify(['--anchors', anchors, '--trust', certificateFile]);
    expect([code, said]).toEqual([0, `Proven: 1 cases, 4 events, 0 refused attempts, 2 anchors.\n${tryingOut}`]);
    expect(await verify([], { ANCHOR_EXPORT: pathToFileURL(anchors).href })).toMatchObject({ code: 0 });
  });

  it('does not call a record proven whose exported anchors are gone, unless it is told to compare none', async () => {
    const gone = { ANCHOR_EXPORT: pathToFileURL(join(folder, 'gone')).href };
    const trust = ['--trust', certificateFile];
    const { code, said } = await verify(trust, gone);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/FAULT {2}anchor export, row 1: the exports cannot be read \(ENOENT\).*\nNOT proven/),
    ]);
    const alone = 'The exports were not compared: the anchors of the database stand alone.\n';
    expect(await verify([...trust, '--without-exports'], gone)).toEqual({
      code: 0,
      said: `Proven: 1 cases, 4 events, 0 refused attempts, 2 anchors.\n${alone}${tryingOut}`,
    });
    expect((await verify(trust)).said).toMatch(alone);
  });

  it('misses the export of the last anchor too, once it is old', async () => {
    const fewer = join(folder, 'fewer');
    cpSync(anchors, fewer, { recursive: true });
    rmSync(join(fewer, 'anchor-000002.json'));
    expect(await verify(['--anchors', fewer, '--trust', certificateFile])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/FAULT {2}anchor, row 2: its exported file is missing/),
    });
  });

  it('proves one case, and says which anchor knows it', async () => {
    const { code, said } = await verify(['--case', chain, '--trust', certificateFile]);
    expect(code).toBe(0);
    expect(said).toMatch(
      /^Proven: submission:2026-000001, 4 events, last hash [0-9a-f]{64}\.\nAnchor 1 of .* up to event 4; root/,
    );
    expect(await verify(['--case', 'submission:2026-000099'])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/FAULT {2}submission:2026-000099, row 1: no such case/),
    });
  });

  it('names a file that is missing', async () => {
    const files = pathToFileURL(join(folder, 'files')).href;
    const { code, said } = await verify(['--files'], { STORAGE_URL: files });
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/FAULT {2}submission:2026-000001, row 1: the file of round 1: No content/),
    ]);
  });

  it('does not believe a signer whom nobody trusts', async () => {
    const other = join(folder, 'other.pem');
    writeFileSync(other, signerOfTest().certificate);
    const { code, said } = await verify(['--trust', other]);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/FAULT {2}anchor, row 1: its certificate is not a trusted one/),
    ]);
  });

  it('finds that a restored backup is older than the anchors that were carried out', async () => {
    const backup = `${fresh.name}_backup`;
    await fresh.database.$disconnect();
    await asOwner(`${inject('servers').databaseServer}postgres`, (client) =>
      client.query(`CREATE DATABASE ${backup} TEMPLATE ${fresh.name}`),
    );
    const restored = { DATABASE_URL: `${inject('servers').databaseServer}${backup}` };
    expect(await verify(['--anchors', anchors], restored)).toMatchObject({ code: 0 });
    await anchorFor(3);
    const { code, said } = await verify(['--anchors', anchors], restored);
    expect([code, said]).toEqual([1, expect.stringMatching(/FAULT {2}anchor, row 3: the record ends before it/)]);
  });
});

describe('a worker', () => {
  it('makes the schedule of anchors when it has a signer', async () => {
    const office = await openOffice({ isEmpty: true });
    Object.assign(process.env, {
      SIGNER_KEY_FILE: keyFile,
      SIGNER_CERTIFICATE_FILE: certificateFile,
      ANCHOR_EVERY_MINUTES: '30',
    });
    const worker = await workerProcess(office, 'activities/worker.ts');
    const schedule = office.client.schedule.getHandle('anchor');
    const { spec, action } = await schedule.describe();
    expect(spec.intervals).toMatchObject([{ every: 1_800_000 }]);
    expect(action).toMatchObject({ workflowType: 'anchor', taskQueue: office.taskQueue });
    await schedule.delete();
    await worker.kill();
    await office.stop();
  });
});

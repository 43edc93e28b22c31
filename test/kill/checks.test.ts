import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '#local/demo/caller';
import { type Door, openDoor } from '#test/support/door';
import { type Office, openOffice } from '#test/support/office';
import { type WorkerProcess, workerProcess } from '#test/support/processes';

interface Seen {
  readonly id: string;
  readonly state: string;
  readonly endedAt: string | null;
  readonly progress: object | null;
  readonly report: { readonly rows: number; readonly errors: number } | null;
  readonly links: { readonly self: string; readonly csv?: string };
}

let office: Office;
let door: Door;
let producer: Caller;
let worker: WorkerProcess;
let checks: WorkerProcess;
beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  door = await openDoor(office);
  producer = await door.as('produsen');
  [worker, checks] = await Promise.all([
    workerProcess(office, 'activities/worker.ts'),
    workerProcess(office, 'activities/checks-worker.ts'),
  ]);
});
afterAll(async () => {
  await Promise.all([worker.kill(), checks.kill()]);
  await door.stop();
  await office.stop();
});

const rows = 800_000;

/** A table that takes some seconds to check: every thousandth row has a fault. */
function table(): string {
  const line = (at: number) => `2025,${at % 1000 === 0 ? '99' : '01'},84,JAPAN,PELABUHAN ${at},${at}.5`;
  const header = 'tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd';
  return `${header}\n${Array.from({ length: rows }, (_, at) => line(at)).join('\n')}\n`;
}

const see = async (self: string) => (await producer.get<Seen>(self)).body;

async function until(self: string, wanted: (seen: Seen) => boolean): Promise<Seen> {
  for (let seen = await see(self); ; seen = await see(self)) {
    if (wanted(seen)) return seen;
    await pause(20);
  }
}

it('a dry run whose workers are killed in the middle ends once, with one report and one list', async () => {
  const { body: file } = await producer.upload(table(), 'besar.csv');
  const asking = producer.post<Seen>('/v1/checks', { file: { id: file.id }, component: '20.1' });
  asking.catch(() => undefined);
  let dryRun = await office.database.dryRun.findFirst();
  while (!dryRun) {
    await pause(10);
    dryRun = await office.database.dryRun.findFirst();
  }
  const self = `/v1/checks/${dryRun.id.slice('check:'.length)}`;
  await until(self, ({ progress }) => progress !== null);
  await Promise.all([worker.kill(), checks.kill()]);
  await pause(500);
  expect((await see(self)).report).toBeNull();
  await Promise.all([worker.start(), checks.start()]);

  const ended = await until(self, ({ endedAt }) => endedAt !== null);
  expect(ended).toMatchObject({ state: 'done', report: { rows, errors: rows / 1000 } });
  await asking;
  expect(await office.database.checkReport.count()).toBe(1);
  const list = await producer.get<string>(ended.links.csv ?? '');
  expect(list.body.trimEnd().split('\r\n')).toHaveLength(1 + rows / 1000);
  const { historyLength, status } = await office.client.workflow.getHandle(dryRun.id).describe();
  expect([status.name, historyLength < 30]).toEqual(['COMPLETED', true]);
});

it('the folder of a check that died is removed when the checks start again, that of one who lives is not', async () => {
  const temporary = join(fileURLToPath(office.storageUrl), 'temporary');
  const [dead, living] = [join(temporary, 'dead'), join(temporary, 'living')];
  for (const path of [dead, living]) mkdirSync(join(path, 'spilled'), { recursive: true });
  const old = new Date(Date.now() - 16 * 60_000);
  utimesSync(dead, old, old);
  await checks.kill();
  await checks.start();
  for (let tries = 0; existsSync(dead) && tries < 500; tries += 1) await pause(20);
  expect([existsSync(dead), existsSync(living)]).toEqual([false, true]);
});

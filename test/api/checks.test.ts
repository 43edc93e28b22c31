import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { carryOutCheck } from '#api/checks/carry-out';
import { sweepDryRuns } from '#api/checks/sweep';
import { xlsxMedia } from '#api/standards/template';
import { sweepFiles, sweepRequests } from '#api/sweep';
import type { CheckReport } from '#domain/finding';
import type { Caller } from '#local/demo/caller';
import { submit, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { outcome, type Told } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { exceptionForMachines, register } from '#test/support/proposals';

interface Seen {
  readonly id: string;
  readonly state: string;
  readonly endedAt: string | null;
  readonly progress: { rule: string } | null;
  readonly report: Omit<CheckReport, 'complete'> | null;
  readonly failure: { code: string; remedy: { id: string } } | null;
  readonly links: { self: string; csv?: string; xlsx?: string; cancel?: string };
}

/** Stands in the way of the checks: `begun` tells who has come, `ended` who was cancelled, and nobody goes on before `open`. */
let held: { begun: string[]; ended: string[]; open: () => void; opened: Promise<void> } | undefined;
function hold() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  held = { begun: [], ended: [], open, opened };
  return held;
}

let office: Office;
let door: Door;
let producer: Caller;
beforeAll(async () => {
  office = await openOffice({
    checks: (real) => ({
      checkFile: async (input) => {
        if (input.component === '1.3') throw ApplicationFailure.nonRetryable('memory: too little', 'CheckFailed');
        const gate = held;
        gate?.begun.push(input.caseId);
        cancellationSignal().addEventListener('abort', () => gate?.ended.push(input.caseId));
        // As real checks do: on a slow machine what is held would else be begun once more.
        const beating = setInterval(() => heartbeat(), 1000);
        await gate?.opened;
        clearInterval(beating);
        return real.checkFile(input);
      },
    }),
  });
  door = await openDoor(office, { DRY_RUNS_PER_UNIT: '3' });
  producer = await door.as('produsen');
});
afterEach(() => {
  held?.open();
  held = undefined;
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const exports2025 = readFileSync('local/demo-data/realisasi-ekspor-hs84-85-2025.csv', 'utf8');
const period = { from: '2025-01', to: '2025-10' };
const log = pino({ level: 'silent' });

async function upload(caller = producer, content = exports2025): Promise<{ id: string; hash: string }> {
  const { status, body } = await caller.upload(content, 'ekspor.csv');
  expect(status).toBe(201);
  return body;
}

const ask = (caller: Caller, body: object, key: string = randomUUID()) =>
  caller.post<Seen & Told>('/v1/checks', body, { key });

async function untilEnded({ links: { self } }: Seen, caller = producer): Promise<Seen> {
  for (;;) {
    const { body } = await caller.get<Seen>(self);
    if (body.endedAt !== null) return body;
    await pause(50);
  }
}

/** Until the checks themselves have heard of it, by the answer to one of their beats: opened before, they would end by themselves. */
async function untilCancelled(gate: { readonly ended: readonly string[] }, { id }: Seen): Promise<void> {
  while (!gate.ended.includes(`check:${id}`)) await pause(50);
}

/** Until the checks of a case wait in the queue. */
async function untilQueued(caseId: string): Promise<void> {
  const handle = office.client.workflow.getHandle(caseId);
  while (!(await handle.describe()).raw.pendingActivities?.length) await pause(50);
}

describe('a dry run', () => {
  it('gives the very report of a submission, and the file can be submitted afterwards', async () => {
    const { id } = await upload();
    const { status, body } = await ask(producer, { file: { id }, standard: 'realisasi-ekspor', period });
    expect([status, body.state, body.failure]).toEqual([200, 'done', null]);
    expect(body.report).toMatchObject({ rows: 8285, errors: 1, standard: 'realisasi-ekspor-indonesia' });

    const opened = await submit(producer, { component: '20.1', period, file: { id } });
    await untilStage(producer, opened.number, 'in-review');
    const { body: found } = await producer.get(`/v1/submissions/${opened.number}/rounds/1/findings`);
    expect(body.report).toEqual(found['checks']);

    const list = await producer.get<string>(body.links.csv ?? '');
    const same = await producer.get<string>(`/v1/submissions/${opened.number}/rounds/1/findings.csv`);
    expect(list.headers.get('content-type')).toContain('text/csv');
    expect(list.body).toBe(same.body);
    const workbook = await producer.get<string>(body.links.xlsx ?? '');
    expect([workbook.status, workbook.headers.get('content-type')]).toEqual([200, xlsxMedia]);
  });

  it('enters nothing in the record', async () => {
    const before = await office.database.event.count();
    const { id } = await upload();
    expect((await ask(producer, { file: { id }, component: '20.1' })).status).toBe(200);
    expect(await office.database.event.count()).toBe(before);
    expect(await office.database.file.findUnique({ where: { id } })).toMatchObject({ usedBy: null });
  });

  it('without a period judges no row by one', async () => {
    const { id } = await upload(producer, exports2025.replace('2025,03,84', '1975,03,84'));
    const { body } = await ask(producer, { file: { id }, component: '20.1' });
    expect(body.report?.totals).toEqual([{ code: 'required', severity: 'error', total: 1 }]);
    const judged = await ask(producer, { file: { id }, component: '20.1', period });
    expect(judged.body.report?.totals).toContainEqual({ code: 'outside-period', severity: 'error', total: 1 });
  });

  it('can be asked for with one form', async () => {
    const send = async (parts: Record<string, string | Blob>, person = 'produsen', key = randomUUID()) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(parts)) form.set(name, value);
      const headers = { Authorization: `Bearer ${await door.token(person)}`, 'Idempotency-Key': key };
      const response = await fetch(`${door.url}/v1/checks`, { method: 'POST', headers, body: form });
      return { status: response.status, body: (await response.json()) as Seen & Told };
    };
    const file = new Blob([exports2025]);
    const check = JSON.stringify({ standard: 'realisasi-ekspor' });
    const key = randomUUID();
    const first = await send({ check, file }, 'produsen', key);
    expect(first).toMatchObject({ status: 200, body: { report: { errors: 1 } } });
    expect((await send({ check, file }, 'produsen', key)).body.id).toBe(first.body.id);
    expect(await send({ check, file }, 'petugas')).toMatchObject({ status: 200, body: { state: 'done' } });
    expect(await send({ check: '{}', file })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/check/component' }] },
    });
  });

  it('is answered once: the same key gives the same dry run, another body is refused', async () => {
    const { id } = await upload();
    const key = randomUUID();
    const body = { file: { id }, component: '20.1' };
    const first = await ask(producer, body, key);
    const again = await ask(producer, body, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(outcome(await ask(producer, { ...body, period }, key))).toBe('422 key-reused');
  });

  it.each([
    [{ standard: '20.1' }, '20.1', 'realisasi-ekspor-indonesia'],
    [{ component: '9.1' }, '9.1', 'tabel-terbaca'],
    [{ standard: '9.1' }, '9.1', 'tabel-terbaca'],
    [{ standard: 'tabel-terbaca' }, '*', 'tabel-terbaca'],
  ])('of %j is about %s, judged by %s: generic where there is no other', async (about, component, standard) => {
    const { body } = await ask(producer, { file: { id: (await upload()).id }, ...about });
    expect(body).toMatchObject({ state: 'done', component, report: { standard } });
  });

  it('that cannot be done says why and what to do', async () => {
    const { id } = await upload();
    const { status, body } = await ask(producer, { file: { id }, component: '1.3' });
    expect([status, body.state, body.report]).toEqual([200, 'failed', null]);
    expect(body.failure).toMatchObject({ code: 'memory', remedy: { id: expect.stringContaining('Bagi berkas') } });
  });

  it.each<[string, object, string]>([
    ['an unknown standard', { standard: 'harga-emas' }, '422 unknown-standard'],
    ['a beginning that several have', { standard: 'realisasi' }, '422 unknown-standard'],
    ['an unknown component', { component: '99.9' }, '422 unknown-component'],
    ['both', { component: '20.1', standard: 'realisasi-ekspor' }, '400 invalid-request'],
    ['neither', {}, '400 invalid-request'],
    [
      'a period that ends before it begins',
      { component: '20.1', period: { from: '2025-02', to: '2025-01' } },
      '400 invalid-request',
    ],
  ])('of %s is refused', async (_what, about, expected) => {
    const { id } = await upload();
    expect(outcome(await ask(producer, { file: { id }, ...about }))).toBe(expected);
  });

  it('of an unknown standard is told the known ones', async () => {
    const { id } = await upload();
    const { body } = await ask(producer, { file: { id }, standard: 'realisasi' });
    expect(body.detail).toBe('realisasi-ekspor-indonesia, realisasi-impor-indonesia');
  });
});

describe('who may check and see', () => {
  it('producers and machines of the unit, and PDSI; nobody else hears that there is one', async () => {
    const { id } = await upload();
    const body = { file: { id }, component: '20.1' };
    const { links } = (await ask(producer, body)).body;
    await register(await door.as('petugas'), await door.as('petugas2'), exceptionForMachines);
    for (const [person, post, get] of [
      ['produsen2', '422 unknown-file', '404 not-found'],
      ['mesin', '200', '200'],
      ['petugas', '200', '200'],
      ['inspektur', '403 not-your-act', '404 not-found'],
      ['setjen', '403 not-your-act', '404 not-found'],
      ['operator', '403 not-your-act', '404 not-found'],
    ] as const) {
      const caller = await door.as(person);
      const list = await caller.get(links.csv ?? '');
      expect([person, outcome(await ask(caller, body)), outcome(await caller.get(links.self))]).toEqual([
        person,
        post,
        get,
      ]);
      expect(outcome(list)).toBe(get);
    }
    const stranger = await door.as('produsen2');
    expect(outcome(await stranger.post(`${links.self}/cancel`, {}))).toBe('404 not-found');
  });
});

describe('a dry run that takes long', () => {
  it('is read by PDSI and ended by the unit that asked alone; the attempt is on record', async () => {
    const gate = hold();
    const { id } = await upload();
    const { body } = await ask(producer, { file: { id }, component: '20.1' });
    const officer = await door.as('petugas');
    const key = randomUUID();
    const attempt = () => officer.post<Seen & Told>(`${body.links.self}/cancel`, {}, { key });
    const refused = await attempt();
    expect([outcome(refused), refused.body.detail]).toEqual([
      '403 not-your-case',
      'hanya unit yang meminta uji coba yang mengakhirinya',
    ]);
    expect(outcome(await attempt())).toBe('403 not-your-case');
    const where = { caseId: `check:${body.id}` };
    expect(await office.database.refusal.findMany({ where })).toMatchObject([
      { act: 'cancel', code: 'not-your-case', role: 'pdsi' },
    ]);
    const seen = [await officer.get<Seen>(body.links.self), await producer.get<Seen>(body.links.self)];
    expect(seen.map((one) => [one.body.endedAt, 'cancel' in one.body.links])).toEqual([
      [null, false],
      [null, true],
    ]);
    const ending = (await door.as('mesin')).post<Seen>(`${body.links.self}/cancel`, {});
    await untilCancelled(gate, body);
    gate.open();
    expect((await ending).body.state).toBe('cancelled');
  });

  it('says where to look, how far it is, and ends when it is cancelled', async () => {
    const gate = hold();
    const { id } = await upload();
    const { status, headers, body } = await ask(producer, { file: { id }, component: '20.1' });
    expect([status, headers.get('location'), body.state]).toEqual([202, body.links.self, 'waiting']);
    expect(gate.begun).toEqual([`check:${body.id}`]);
    const far = { rule: 'loading', done: 0, of: 30, rows: 8285 };
    await office.database.checkProgress.create({ data: { caseId: `check:${body.id}`, round: 1, ...far } });
    expect((await producer.get<Seen>(body.links.self)).body).toMatchObject({ state: 'running', progress: far });

    const cancelling = producer.post<Seen>(`${body.links.self}/cancel`, {});
    await untilCancelled(gate, body);
    gate.open();
    const ended = await cancelling;
    expect([ended.status, ended.body.state]).toEqual([200, 'cancelled']);
    expect(await untilEnded(body)).toMatchObject({ state: 'cancelled', report: null, failure: { code: 'cancelled' } });
    const late = await producer.post<Seen>(`${body.links.self}/cancel`, {});
    expect([late.status, late.body.state]).toEqual([200, 'cancelled']);
  });

  it('stands behind every submission, and behind the caps of its unit', async () => {
    const gate = hold();
    const { id } = await upload();
    const body = { file: { id }, component: '20.1' };
    const first = await Promise.all([ask(producer, body), ask(producer, body), ask(producer, body)]);
    expect(first.map(({ status }) => status)).toEqual([202, 202, 202]);
    const key = randomUUID();
    const refused = await ask(producer, body, key);
    expect(outcome(refused)).toBe('429 too-many-checks');
    expect(refused.headers.get('retry-after')).toBe('10');
    const other = await door.as('produsen2');
    const { id: theirs } = await upload(other);
    await Promise.all([1, 2, 3].map(() => ask(other, { file: { id: theirs }, component: '20.1' })));
    const submission = await submit(producer);
    await untilQueued(`submission:${submission.number}`);
    expect(gate.begun).toHaveLength(2);
    gate.open();
    await untilStage(producer, submission.number, 'in-review');
    expect(gate.begun.indexOf(`submission:${submission.number}`)).toBe(2);
    await Promise.all(first.map(({ body: seen }) => untilEnded(seen)));
    expect((await ask(producer, body, key)).status).toBe(200);
  });
});

describe('an API that dies', () => {
  it('between commit and workflow loses nothing: the sweep begins the dry run', async () => {
    const { database, client, taskQueue, storage } = office;
    const temporal = new Proxy(client, {
      get: (target, name) => {
        if (name === 'workflow') throw new Error('killed');
        return Reflect.get(target, name) as unknown;
      },
    });
    const dying = await openDoor(office, {}, { temporal });
    const { id } = await upload();
    const answer = await ask(await dying.as('produsen'), { file: { id }, component: '20.1' });
    await dying.stop();
    expect(outcome(answer)).toBe('500 unexpected');
    const { id: dryRun } = await database.dryRun.findFirstOrThrow({ where: { fileId: id, endedAt: null } });
    const needs = { database, temporal: client, taskQueue };
    await sweepRequests({ database, storage, log, carryOut: { check: (request) => carryOutCheck(needs, request) } });
    const report = await database.checkReport.count({ where: { caseId: dryRun } });
    const request = await database.request.findFirstOrThrow({ where: { caseId: dryRun } });
    expect([report, request.status]).toEqual([1, 200]);
  });
});

describe('sweeping', () => {
  const sweep = (dryRunsKept: number) =>
    sweepDryRuns({ database: office.database, storage: office.storage, log, dryRunsKept });

  it('removes what ended long enough ago with its report, list and answer, and nothing earlier', async () => {
    const { id, hash } = await upload(producer, `${exports2025}2025,99,84,JAPAN,P,1\n`);
    const key = randomUUID();
    const asked = { file: { id }, component: '20.1' };
    const { body } = await ask(producer, asked, key);
    const caseId = `check:${body.id}`;
    const where = { caseId_round: { caseId, round: 1 } };
    const report = (await office.database.checkReport.findUniqueOrThrow({ where })).report as unknown as CheckReport;
    await sweep(60_000);
    expect((await producer.get(body.links.self)).status).toBe(200);

    await pause(20);
    await sweep(0);
    expect(outcome(await producer.get(body.links.self))).toBe('404 not-found');
    expect(await office.database.checkReport.findUnique({ where })).toBeNull();
    expect(await office.storage.stat(report.complete ?? '')).toBeUndefined();
    expect(await office.storage.stat(hash)).toBeDefined();
    expect(outcome(await ask(producer, asked, key))).toBe('404 not-found');
  });

  it('leaves a list that a submission has too, and the report of every case', async () => {
    const content = `${exports2025}2025,98,84,JAPAN,P,1\n`;
    const { id } = await upload(producer, content);
    const { body } = await ask(producer, { file: { id }, component: '20.1', period });
    const other = await door.as('produsen2');
    const file = { id: (await upload(other, content)).id };
    const { number } = await submit(other, { component: '20.1', period, file });
    await untilStage(other, number, 'in-review');
    await sweep(0);
    expect(outcome(await producer.get(body.links.self))).toBe('404 not-found');
    await office.database.$executeRaw`SELECT 1 FROM (SELECT forget_dry_run(${`submission:${number}`})) AS forgotten`;
    const round = `/v1/submissions/${number}/rounds/1`;
    expect((await other.get(`${round}/findings`)).body['checks']).toEqual(body.report);
    expect((await other.get(`${round}/findings.csv`)).status).toBe(200);
  });

  it('keeps the content of an upload as long as a dry run needs it', async () => {
    const gate = hold();
    const { id, hash } = await upload(producer, `${exports2025}2025,97,84,JAPAN,P,1\n`);
    const { body } = await ask(producer, { file: { id }, component: '20.1' });
    await office.database.file.update({ where: { id }, data: { createdAt: new Date(0) } });
    await sweepFiles({ database: office.database, storage: office.storage, log, carryOut: {} });
    gate.open();
    expect(await untilEnded(body)).toMatchObject({ state: 'done' });
    await pause(20);
    await sweep(0);
    expect(await office.storage.stat(hash)).toBeUndefined();
  });
});

it('a dry run that waits while nobody checks says so, and what to do', async () => {
  const empty = await openOffice({ isEmpty: true });
  const other = await openDoor(empty);
  const caller = await other.as('produsen');
  const { id } = await upload(caller, 'kolom\n1\n');
  const { status, body } = await ask(caller, { file: { id }, component: '1.1' });
  expect([status, body.state, body.failure?.code]).toEqual([202, 'waiting', 'checks-away']);
  expect((await caller.get<Seen>(body.links.self)).body.failure?.remedy.id).toContain('Tidak ada yang hilang');
  await other.stop();
  await empty.stop();
});

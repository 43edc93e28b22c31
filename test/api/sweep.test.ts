import { randomUUID } from 'node:crypto';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { carryOut } from '#api/case/acts';
import type { Principal } from '#api/identity';
import { answerOnce, type RequestRow } from '#api/intake';
import { ProblemError } from '#api/problem';
import type { Answer } from '#api/route';
import { takeAct } from '#api/submission/acts';
import { submissionDesk } from '#api/submission/desk';
import { takeSubmission } from '#api/submission/intake';
import { startSweeping, sweepFiles, sweepRequests } from '#api/sweep';
import type { Actor } from '#domain/case';
import { prepareNamespace } from '#platform/temporal';
import { verifyRecord } from '#prisma/verify';
import { declaration } from '#test/support/declared';
import { type Office, openOffice } from '#test/support/office';
import { keepPeople } from '#test/support/people';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await keepPeople(office.database, [actor.person]);
});
afterAll(() => office.stop());
/** What a test leaves running is no business of the next. */
afterEach(async () => {
  await office.database.request.updateMany({ where: { status: null }, data: { status: 0 } });
});

const day = 86_400_000;
const actor: Actor = { person: 'p-produsen', role: 'producer', unit: 'contoh.ekspor' };
/** As the door keeps them with a request: all roles of the person too. */
const viewer = { ...actor, roles: ['producer'] };
const principal: Principal = {
  person: actor.person,
  unit: actor.unit,
  roles: ['producer'],
  name: 'Produsen Contoh',
  unitName: 'Contoh',
  unitKind: 'unit kerja',
  interoperability: false,
};
const log = pino({ level: 'silent' });

const carry = (request: RequestRow, client = office.client): Promise<Answer> => {
  const { database, taskQueue, namespace } = office;
  return carryOut({ database, temporal: client, taskQueue, namespace }, submissionDesk, request);
};
const sweepWith = (doors: Record<string, (request: RequestRow) => Promise<Answer>>) =>
  sweepRequests({ database: office.database, storage: office.storage, log, carryOut: doors });
const sweep = () => sweepWith({ submission: (request) => carry(request) });

const killed = async (): Promise<never> => {
  throw new Error('killed');
};

async function upload(content = randomUUID()): Promise<{ id: string; hash: string }> {
  const { hash, size } = await office.storage.put(Readable.from([Buffer.from(content)]), { limit: 1_000_000 });
  const owner = { owner: actor.person, unitId: actor.unit };
  const id = randomUUID();
  await office.database.file.create({ data: { id, ...owner, hash, size, name: 'data.csv', media: 'text/csv' } });
  return { id, hash };
}

/** Each submission is about a month of its own, so that none stands in the way of another. */
let months = 0;
function submissionOf(file: string) {
  months += 1;
  const month = `${2000 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  const official = { name: 'Pejabat Contoh', position: 'Kepala Unit Contoh' };
  return {
    component: '1.1',
    nature: 'data' as const,
    period: { from: month, to: month },
    official,
    accountable: true as const,
    accessClass: 'closed' as const,
    declaration,
    file: { id: file },
  };
}

interface Left {
  readonly key?: string;
  readonly process?: string;
  readonly carry?: (row: RequestRow) => Promise<Answer>;
}

/** A submission whose API died after it had committed the request, or after it had done something of it. */
async function leaveSubmission({ key = randomUUID(), process = 'submission', carry: done = killed }: Left = {}) {
  const file = await upload();
  const body = submissionOf(file.id);
  const asked = { principal, key, process, act: 'submit', actor: viewer, fingerprint: body };
  const take = (transaction: Parameters<typeof takeSubmission>[0], id: string) =>
    takeSubmission(transaction, id, principal, actor, body);
  await expect(answerOnce(office.database, asked, { take, carryOut: done })).rejects.toThrow('killed');
  const row = await office.database.request.findUniqueOrThrow({
    where: { principal_key: { principal: actor.person, key } },
  });
  return { ...row, file, asked, take };
}

async function leaveWithdrawal(caseId: string) {
  const [key, body] = [randomUUID(), { reason: 'keliru' }];
  const asked = { principal, key, process: 'submission', act: 'withdraw', actor: viewer, fingerprint: body };
  const { version } = await office.database.case.findUniqueOrThrow({ where: { id: caseId } });
  const take = (transaction: Parameters<typeof takeAct>[0], id: string) =>
    takeAct(transaction, id, principal, { act: 'withdraw', caseId, version, actor, body });
  const dying = async (row: RequestRow) => {
    await carry(row);
    return killed();
  };
  await expect(answerOnce(office.database, asked, { take, carryOut: dying })).rejects.toThrow('killed');
  return office.database.request.findUniqueOrThrow({ where: { principal_key: { principal: actor.person, key } } });
}

const rowOf = (id: string) => office.database.request.findUniqueOrThrow({ where: { id } });

describe('a request that was left running', () => {
  it('is taken up: an intake without a workflow gets it, and its answer', async () => {
    const { id, caseId, asked, take } = await leaveSubmission();
    expect(await rowOf(id)).toMatchObject({ status: null });
    await expect(office.client.workflow.getHandle(caseId).describe()).rejects.toThrow('not found');
    await sweep();
    expect(await rowOf(id)).toMatchObject({ status: 201, etag: expect.any(String), answeredAt: expect.any(Date) });
    expect(await office.database.case.findUnique({ where: { id: caseId } })).toMatchObject({ party: actor.unit });
    const again = await answerOnce(office.database, asked, { take, carryOut: killed });
    expect(again).toMatchObject({ status: 201, headers: { 'Idempotency-Replayed': 'true' } });
  });

  it('is not touched while its lease runs, and is taken up after it', async () => {
    const { id } = await leaveSubmission();
    await office.database.request.update({ where: { id }, data: { leasedUntil: new Date(Date.now() + 60_000) } });
    await sweep();
    expect(await rowOf(id)).toMatchObject({ status: null });
    await office.database.request.update({ where: { id }, data: { leasedUntil: new Date(Date.now() - 1) } });
    await sweep();
    expect(await rowOf(id)).toMatchObject({ status: 201 });
  });

  it('is answered once by two sweeps at the same time', async () => {
    const { id, caseId } = await leaveSubmission();
    let calls = 0;
    const counted = async (row: RequestRow) => {
      calls += row.id === id ? 1 : 0;
      await pause(200);
      return carry(row);
    };
    await Promise.all([sweepWith({ submission: counted }), sweepWith({ submission: counted })]);
    expect(calls).toBe(1);
    expect(await rowOf(id)).toMatchObject({ status: 201 });
    expect(await office.database.event.count({ where: { caseId, act: 'submit' } })).toBe(1);
  });

  it('keeps its first answer when somebody slow comes with a second', async () => {
    const { id, leasedUntil } = await leaveSubmission();
    const slow = async (row: RequestRow) => {
      await office.database.request.update({ where: { id: row.id }, data: { status: 409, answer: { first: true } } });
      return { status: 409, body: { second: true } };
    };
    expect(leasedUntil).toBeInstanceOf(Date);
    await sweepWith({ submission: slow });
    expect(await rowOf(id)).toMatchObject({ status: 409, answer: { first: true } });
  });

  it('gets the answer of what was recorded, also when the case has closed since', async () => {
    const { caseId } = await leaveSubmission();
    await sweep();
    const { id } = await leaveWithdrawal(caseId);
    await office.client.workflow.getHandle(caseId).result();
    await sweep();
    expect(await rowOf(id)).toMatchObject({ status: 200, answer: { stage: 'withdrawn' } });
    expect(await office.database.refusal.count({ where: { request: id } })).toBe(0);
  });

  it('gets it from the record when the engine has forgotten the case', async () => {
    const { caseId, file } = await leaveSubmission();
    await sweep();
    const { id } = await leaveWithdrawal(caseId);
    await office.client.workflow.getHandle(caseId).result();
    const namespace = `empty-${randomUUID().slice(0, 8)}`;
    await prepareNamespace(office.connection, namespace);
    const client = new Client({ connection: office.connection, namespace });
    await sweepWith({ submission: (row) => carry(row, client) });
    expect(await rowOf(id)).toMatchObject({ status: 200 });
    expect(await office.database.refusal.count({ where: { request: id } })).toBe(0);
    expect(await office.database.file.findUnique({ where: { id: file.id } })).toMatchObject({
      usedBy: expect.any(String),
    });
    expect(await office.database.event.count({ where: { caseId, act: 'withdraw' } })).toBe(1);
  });

  it('never holds up others: those that fail again stand at the end of the line', async () => {
    const bad = new Set<string>();
    for (let count = 0; count < 55; count += 1) bad.add((await leaveSubmission()).id);
    const { id } = await leaveSubmission();
    const mostlyKilled = (row: RequestRow) => (bad.has(row.id) ? killed() : carry(row));
    await sweepWith({ submission: mostlyKilled });
    await sweepWith({ submission: mostlyKilled });
    expect(await rowOf(id)).toMatchObject({ status: 201 });
    expect(await office.database.request.count({ where: { id: { in: [...bad] }, status: null } })).toBe(55);
  });

  it('of a process that this release does not know waits for one that does, is told of, and holds up no other', async () => {
    for (let count = 0; count < 51; count += 1) await leaveSubmission({ process: 'later' });
    const { id } = await leaveSubmission();
    const told: unknown[] = [];
    const listening = pino({ level: 'error' }, { write: (line: string) => told.push(JSON.parse(line)) });
    const needs = { database: office.database, storage: office.storage, log: listening };
    await sweepRequests({ ...needs, carryOut: { submission: carry } });
    expect(await rowOf(id)).toMatchObject({ status: 201 });
    expect(told).toMatchObject([{ process: 'later', waiting: 51 }]);
    const later = async () => ({ status: 200, body: {} });
    await sweepRequests({ ...needs, carryOut: { later } });
    await sweepRequests({ ...needs, carryOut: { later } });
    expect(await office.database.request.count({ where: { process: 'later', status: 200 } })).toBe(51);
  });

  it('leaves a record that is whole', async () => {
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });
});

describe('the same key twice at once', () => {
  it('is refused once at intake, and never breaks', async () => {
    const asked = {
      principal,
      key: randomUUID(),
      process: 'submission',
      act: 'submit',
      actor: viewer,
      fingerprint: {},
    };
    const take = async () => {
      await pause(100);
      throw new ProblemError('unknown-file');
    };
    const both = await Promise.allSettled(
      [1, 2].map(() => answerOnce(office.database, asked, { take, carryOut: killed })),
    );
    const said = both.map((one) =>
      one.status === 'fulfilled'
        ? one.value.status
        : one.reason instanceof ProblemError
          ? one.reason.problem.code
          : 'broken',
    );
    expect(new Set(said)).toEqual(new Set([422, 'still-running']));
  });
});

describe('uploaded files', () => {
  const sweepUploads = () => sweepFiles({ database: office.database, storage: office.storage, log, carryOut: {} });

  /** Lets a day pass over a file: its row, and unless it was sent again its content too. */
  async function age({ id, hash }: { id: string; hash: string }, sentAgain = false): Promise<void> {
    const before = new Date(Date.now() - day - 1000);
    await office.database.file.update({ where: { id }, data: { createdAt: before } });
    const path = join(fileURLToPath(office.storageUrl), 'intake', hash.slice(0, 2), hash.slice(2));
    if (!sentAgain) utimesSync(path, before, before);
  }
  const isThere = async ({ hash }: { hash: string }) => (await office.storage.stat(hash)) !== undefined;

  it('are swept when nobody used them for a day, and not before', async () => {
    const [old, young] = [await upload(), await upload()];
    await age(old);
    await sweepUploads();
    expect(await office.database.file.findMany({ where: { id: { in: [old.id, young.id] } } })).toMatchObject([
      { id: young.id },
    ]);
    expect([await isThere(old), await isThere(young)]).toEqual([false, true]);
  });

  it('are never swept when a request uses them, recorded or not', async () => {
    const { file, id } = await leaveSubmission();
    await age(file);
    await sweepUploads();
    expect(await isThere(file)).toBe(true);
    await sweep();
    expect(await rowOf(id)).toMatchObject({ status: 201 });
    await age(file);
    await sweepUploads();
    expect(await isThere(file)).toBe(true);
  });

  it('are never swept when a case has the same content, even if nothing else does', async () => {
    const { file } = await leaveSubmission();
    await sweep();
    await office.database.file.updateMany({ where: { id: file.id }, data: { usedBy: null } });
    await age(file);
    await sweepUploads();
    expect(await isThere(file)).toBe(true);
  });

  it('keep their content while another upload has the same', async () => {
    const content = randomUUID();
    const [old, other] = [await upload(content), await upload(content)];
    await age(old);
    await sweepUploads();
    expect(await isThere(other)).toBe(true);
  });

  it('keep content that is just being sent again', async () => {
    const old = await upload();
    await age(old, true);
    await sweepUploads();
    expect(await office.database.file.findUnique({ where: { id: old.id } })).toBeNull();
    expect(await isThere(old)).toBe(true);
  });
});

describe('sweeping', () => {
  it('makes one pass at a time, and stops between two requests', async () => {
    for (let count = 0; count < 5; count += 1) await leaveSubmission();
    let [under, most, calls] = [0, 0, 0];
    const slow = async () => {
      under += 1;
      calls += 1;
      most = Math.max(most, under);
      await pause(150);
      under -= 1;
      throw new Error('away');
    };
    const needs = { database: office.database, storage: office.storage, log };
    const stop = startSweeping({ ...needs, dryRunsKept: day, carryOut: { submission: slow } }, 10);
    await pause(200);
    await stop();
    expect(most).toBe(1);
    expect(calls).toBeLessThan(5);
    const before = calls;
    await pause(300);
    expect(calls).toBe(before);
  });
});

import { randomUUID } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mailActivities } from '#activities/mail';
import { type Caller, callerOf } from '#local/demo/caller';
import { asOwner } from '#local/parts/postgres';
import { openLog } from '#platform/log';
import { act, done, freshPeriod, type Seen, statement, untilStage } from '#test/support/cycle';
import { declaration } from '#test/support/declared';
import { type Door, openDoor } from '#test/support/door';
import { type Issuer, openIssuer } from '#test/support/issuer';
import { keptByTemporal } from '#test/support/kept-by-temporal';
import { complaints, type Office, openOffice } from '#test/support/office';
import { givenAway, planted } from '#test/support/planted';
import { answer, startPost } from '#test/support/post';

interface Line {
  readonly msg: string;
  readonly route?: string;
  readonly requestId?: string;
  readonly case?: string;
  readonly workflowId?: string;
}

let office: Office;
let issuer: Issuer;
let door: Door;
let producer: Caller;
let officer: Caller;
let post: Awaited<ReturnType<typeof startPost>>;
const tokens: Record<string, string> = {};
const lines: string[] = [];
const problems: { who: string; told: string }[] = [];
const numbers: string[] = [];

/** Notes what every problem says, and to whom. */
const noted = (caller: Caller, who: string): Caller => {
  const note = async <B>(asked: Promise<{ status: number; headers: Headers; body: B }>) => {
    const heard = await asked;
    if (heard.status >= 400) problems.push({ who, told: JSON.stringify([heard.body, [...heard.headers]]) });
    return heard;
  };
  return {
    get: (path, headers) => note(caller.get(path, headers)),
    post: (path, body, more) => note(caller.post(path, body, more)),
    upload: (content, name, media) => note(caller.upload(content, name, media)),
  };
};

async function callerFor(who: string, claims: Record<string, unknown>): Promise<Caller> {
  const token = await issuer.sign({ nip: planted.nip, ...claims });
  tokens[`token of ${who}`] = token.slice(-40);
  return noted(callerOf(door.url, token), who);
}

beforeAll(async () => {
  post = await startPost();
  const refusedFirst = new Set<string>();
  post.says = {
    recipient(address) {
      if (refusedFirst.has(address)) return undefined;
      refusedFirst.add(address);
      return answer(450, `4.2.1 <${address}> ${planted.name} is busy`);
    },
  };
  office = await openOffice({
    activities: () => ({
      sendMail: (event) =>
        mailActivities({ database: office.database, transport: post.transport, from: 'sip@contoh.invalid' }).sendMail(
          event,
        ),
    }),
    checks: () => ({
      checkFile: async () => {
        if (activityInfo().attempt === 1)
          throw Object.assign(new Error(planted.broken), { detail: planted.cell, value: planted.cell });
        return { errors: 0, warnings: 0 };
      },
    }),
  });
  issuer = await openIssuer();
  const log = openLog('trace', 'api', { write: (line) => void lines.push(line) });
  door = await openDoor(office, { OIDC_ISSUERS: `internal=${issuer.url}` }, { log });
  producer = await callerFor('producer', {
    sub: planted.subject,
    name: planted.name,
    email: planted.email,
    sip_roles: ['producer'],
    sip_unit: 'contoh.ekspor',
  });
  officer = await callerFor('officer', {
    sub: planted.officerSubject,
    name: planted.officer,
    email: planted.officerEmail,
    sip_roles: ['pdsi'],
    sip_unit: 'kemendag.pdsi',
  });
  await cases();
  await refusedRequests();
  await brokenRequests();
}, 120_000);
afterAll(async () => {
  await door.stop();
  await office.stop();
  await issuer.stop();
  await post.stop();
});

async function send(): Promise<Seen> {
  const file = await producer.upload(`kolom,nilai\n${planted.cell},${randomUUID()}\n`, planted.file);
  const { status, body } = await producer.post<Seen>(
    '/v1/submissions',
    statement(file.body.id, {
      period: freshPeriod(),
      method: planted.method,
      official: { name: planted.official, position: planted.position },
      declaration: { ...declaration, metodeDanKriteria: planted.declared },
    }),
    { key: `${planted.key}-${numbers.length}` },
  );
  if (status !== 201) throw new Error(`submit: ${status} ${JSON.stringify(body)}`);
  numbers.push(body.number);
  return untilStage(producer, body.number, 'in-review');
}

/** A case that is returned and one that is withdrawn; the checks and the post fail first, quoting what they were given. */
async function cases(): Promise<void> {
  const claimed = await done(officer, 'claim', await send());
  const findings = [{ item: 'validated', row: 2, text: planted.finding }];
  await done(officer, 'return', claimed, { findings, note: planted.note, term: 5 });
  await done(producer, 'withdraw', await send(), { reason: planted.reason });
  const file = await producer.upload(`a,b\n${planted.cell},2\n`, planted.file);
  await producer.post('/v1/checks', { file: { id: file.body.id }, component: '1.1' });
}

/** Whatever the door refuses: for its form, for who asks, for where the case stands. */
async function refusedRequests(): Promise<void> {
  const seen = await send();
  expect((await act(officer, 'withdraw', seen, { reason: planted.reason })).status).toBe(403);
  expect((await act(officer, 'accept', seen)).status).toBe(409);
  await done(officer, 'claim', seen);
  expect((await act(officer, 'claim', seen)).status).toBe(409);
  const stranger = await callerFor('stranger', {
    sub: 'orang-lain',
    name: 'Orang Lain',
    sip_roles: ['producer'],
    sip_unit: 'contoh.dinas',
  });
  expect((await act(stranger, 'withdraw', seen, { reason: planted.reason })).status).toBe(404);
  expect((await producer.post('/v1/submissions', `{"official": "${planted.badJson}`)).status).toBe(400);
  expect((await producer.post('/v1/submissions', { [planted.unknownKey]: planted.name })).status).toBe(400);
  expect((await producer.get(`/v1/submissions/${planted.path}`)).status).toBe(400);
  expect((await producer.get(`/v1/${planted.path}`)).status).toBe(404);
  expect((await producer.get(`/${planted.path}?token=${tokens['token of producer']}`)).status).toBe(404);
  expect((await producer.get(`/v1/submissions?stage=${planted.query}`)).status).toBe(400);
  const left = {
    Cookie: `session=${planted.cookie}`,
    'User-Agent': planted.agent,
    Referer: `http://x/${planted.query}`,
  };
  const open = noted(callerOf(door.url, undefined), 'nobody');
  for (const authorization of [`Basic ${planted.basic}`, `Bearer ${planted.badToken}`])
    expect((await open.get('/v1/me', { ...left, Authorization: authorization })).status).toBe(401);
  const late = { exp: 1, sub: planted.subject, name: planted.name, sip_roles: ['pdsi'], sip_unit: 'kemendag.pdsi' };
  expect((await (await callerFor('late', late)).get('/v1/me')).status).toBe(401);
  const odd = { sub: planted.subject, name: planted.name, sip_roles: ['pdsi'], sip_unit: planted.name };
  expect((await (await callerFor('odd', odd)).get('/v1/me')).status).toBe(403);
  expect((await producer.upload(`\u0000${planted.cell}`, planted.file)).status).toBe(422);
}

/** PostgreSQL refuses a row and quotes it: an error of ours, with what a person wrote in its words. */
async function brokenRequests(): Promise<void> {
  const forbid = `ALTER TABLE file ADD CONSTRAINT forbidden CHECK (name <> '${planted.broken}')`;
  await asOwner(office.ownerUrl, (client) => client.query(forbid));
  expect((await producer.upload('a,b\n1,2\n', planted.broken)).status).toBe(500);
}

const told = () => lines.map((line) => JSON.parse(line) as Line);
const workflows = async () => {
  const rows = [...(await office.database.case.findMany()), ...(await office.database.dryRun.findMany())];
  return rows.map(({ id }) => id);
};

describe('planted values', () => {
  it('are where they belong: in the record, and in the mail that a person gets', async () => {
    const kept = [
      office.database.person.findMany(),
      office.database.detail.findMany(),
      office.database.file.findMany(),
    ];
    const text = JSON.stringify(await Promise.all(kept), (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    for (const name of [
      'name',
      'email',
      'subject',
      'official',
      'position',
      'file',
      'finding',
      'note',
      'reason',
    ] as const)
      expect(text).toContain(planted[name]);
    await vi.waitFor(() => expect(post.mails.flatMap(({ to }) => to)).toContain(planted.email), 30_000);
  });

  it('come out in no line of the log of the API, at its most talkative, whatever was asked and however it failed', () => {
    const seen = new Set(told().map(({ msg }) => msg));
    for (const msg of ['answered', 'not let in', 'request failed']) expect([...seen]).toContain(msg);
    expect(lines.filter((line) => givenAway(line, tokens).length > 0)).toEqual([]);
  });

  it('come out in no line of a worker, whose activities failed with them in their words', async () => {
    await vi.waitFor(() => expect(complaints.filter((line) => line.includes('sendMail')).length).toBeGreaterThan(1));
    expect(complaints.filter((line) => line.includes('checkFile')).length).toBeGreaterThan(1);
    expect(complaints.filter((line) => givenAway(line, tokens).length > 0)).toEqual([]);
  });

  it('come out in no problem, but to who brought them: the key that they wrote, the cell of their file, that the claim is theirs', () => {
    expect(problems.length).toBeGreaterThan(12);
    const given = problems
      .map(({ who, told: words }) => [who, ...givenAway(words, tokens)])
      .filter(([, ...names]) => names.length > 0);
    expect(given).toEqual([
      ['officer', 'officer'],
      ['producer', 'unknownKey'],
      ['producer', 'cell'],
    ]);
  });

  it('come out in no history, search attribute, memo, summary or failure that Temporal keeps', async () => {
    const ids = await workflows();
    expect(ids.length).toBe(4);
    for (const id of ids) {
      const kept = await keptByTemporal(office.client, id);
      expect(kept).toContain(id);
      expect([id, givenAway(kept, tokens)]).toEqual([id, []]);
    }
    const first = await keptByTemporal(office.client, `submission:${numbers[0]}`);
    expect(first).toMatch(/EENVELOPE 450/);
  });
});

describe('a line of the log', () => {
  it('carries the id of its request wherever it is written for one, and nothing of the address but its pattern', () => {
    const ofRequests = told().filter(({ msg }) => ['answered', 'not let in', 'request failed'].includes(msg));
    expect(ofRequests.length).toBeGreaterThan(20);
    expect(ofRequests.filter(({ requestId = '' }) => !/^[0-9a-f-]{36}$/.test(requestId))).toEqual([]);
    expect(ofRequests.filter(({ route = '' }) => !/^(none|\/[\w/:.-]+)$/.test(route))).toEqual([]);
  });

  it('carries the case and its workflow wherever the request is about one', () => {
    const onCase = told().filter(
      ({ msg, route = '' }) => msg === 'answered' && route.startsWith('/v1/submissions/:number'),
    );
    const known = numbers.map((number) => `submission:${number}`);
    expect(new Set(onCase.map((line) => line.case).filter(Boolean))).toEqual(new Set(known));
    expect(onCase.filter((line) => line.case !== line.workflowId)).toEqual([]);
    const opened = told().filter(({ msg, route }) => msg === 'answered' && route === '/v1/submissions');
    expect(opened.filter(({ workflowId }) => known.includes(workflowId ?? '')).length).toBe(3);
    const dryRuns = told().filter(({ msg, route }) => msg === 'answered' && route === '/v1/checks');
    expect(dryRuns.map(({ workflowId }) => workflowId)).toEqual([expect.stringMatching(/^check:/)]);
  });

  it('of a worker carries the case and its workflow too', () => {
    const failures = complaints.map((line) => JSON.parse(line) as Line).filter(({ msg }) => msg === 'Activity failed');
    expect(failures.length).toBeGreaterThan(3);
    expect(failures.filter(({ workflowId = '' }) => !/^(submission|check):/.test(workflowId))).toEqual([]);
    const ofCases = failures.filter(({ workflowId = '' }) => workflowId.startsWith('submission:'));
    expect(ofCases.filter((line) => line.case !== line.workflowId)).toEqual([]);
  });
});

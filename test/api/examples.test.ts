import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes, type Needs } from '#api/app';
import { Problem } from '#api/schema';
import { dayOf } from '#domain/calendar';
import { type Caller, callerOf, type Heard } from '#local/demo/caller';
import type { Storage } from '#platform/storage';
import { openDatabase } from '#prisma/database';
import { act, done, see, statement, submit, untilStage, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import {
  automaticReturn,
  onRegistration,
  propose,
  proposedStandard,
  type Registered,
  untilTried,
} from '#test/support/proposals';
import { recorded } from '#test/support/recording';
import { noting } from '#test/support/sent';

interface Begun {
  readonly links: { readonly self: string };
}

let office: Office;
let door: Door;
const told = new Map<string, unknown>();
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  await tell();
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

/** An example is named by its operation, and its status or `request`. */
const keep = ({ status, body }: Heard<unknown>, operation: string) => void told.set(`${operation}-${status}`, body);

/** Of what is sent the first is kept. */
function keepSent(operation: string, body: unknown): void {
  const name = `${operation}-request`;
  if (!told.has(name)) told.set(name, body);
}

async function peopleHeard(): Promise<Cast> {
  const { producer, officer, colleague } = await castOf(door);
  const heard = (caller: Caller) => noting(caller, routes(), keepSent);
  return { producer: heard(producer), officer: heard(officer), colleague: heard(colleague) };
}

/** One story that comes by every door that has an example, from a database with nothing in it. */
async function tell(): Promise<void> {
  const people = await peopleHeard();
  const { producer, officer } = people;
  const period = { from: '2025-01', to: '2025-10' };
  keep(await producer.upload('kolom,nilai\nbaris,1\n', 'tabel.csv'), 'uploadFile');
  const file = await uploadTable(producer);
  const sent = await producer.post<{ number: string }>('/v1/submissions', statement(file, { period }));
  keep(sent, 'submit');
  const { number } = sent.body;
  const path = `/v1/submissions/${number}`;
  const waiting = await untilStage(producer, number, 'in-review');
  const taken = await act(officer, 'claim', waiting);
  keep(taken, 'claim');
  keep(await officer.get(`${path}/due-explanation`), 'explainDueOfSubmission');
  keep(await officer.get('/v1/clock?days=60'), 'showClock');
  keep(await act(officer, 'release', taken.body), 'release');
  const again = await done(officer, 'claim', await see(officer, number));
  const asked = await act(officer, 'ask-clarification', again, {
    words: 'Mengapa nilai bulan ini tiga kali lipat dari bulan lalu?',
  });
  keep(asked, 'askClarification');
  const clear = await act(producer, 'clarify', asked.body, { words: 'Ada ekspor kapal pada bulan ini.' });
  keep(clear, 'clarify');
  const back = await moreDays(people, await act(officer, 'return', clear.body));
  const mended = { file: { id: await uploadTable(producer) } };
  keep(await act(producer, 'resubmit', back.body, mended), 'resubmit');
  await done(officer, 'claim', await untilStage(officer, number, 'in-review'));
  keep(await act(officer, 'accept', await see(officer, number)), 'accept');
  await untilStage(officer, number, 'secured');
  keep(
    await act(producer, 'withdraw', await untilStage(producer, (await submit(producer)).number, 'in-review')),
    'withdraw',
  );
  const reading: Record<string, string> = {
    showSubmission: path,
    listSubmissions: '/v1/submissions',
    listRounds: `${path}/rounds`,
    showRound: `${path}/rounds/1`,
    showFindings: `${path}/rounds/1/findings`,
    showReceipt: `${path}/rounds/1/receipt`,
    listEvents: `${path}/events`,
    proveCase: `/v1/proofs/submission/${number}`,
    listTasks: '/v1/tasks',
    countTasks: '/v1/tasks/counts',
    listRegistrations: '/v1/registrations',
    listStandards: '/v1/standards',
    showStandard: '/v1/standards/20.1',
    listCodeLists: '/v1/code-lists',
    listRegisterEntries: '/v1/register-entries?kind=standard&subject=20.1',
    showCodeList: '/v1/code-lists/units',
    listClassifications: '/v1/classifications',
    listCategories: '/v1/categories',
    listKinds: '/v1/kinds',
    listComponents: '/v1/components',
    showComponent: '/v1/components/20.1',
    listUnits: '/v1/units',
    listRoles: '/v1/roles',
    listChecklist: '/v1/checklist',
    showMe: '/v1/me',
    downloadStandardBundle: '/v1/standards/20.1/bundle.json',
  };
  for (const [operation, at] of Object.entries(reading)) keep(await officer.get(at), operation);
  await absence(people);
  await registers(people);
  await againstTheMachine(people);
  await longWork(people, file);
  await refusals(await claimed(people));
}

async function moreDays({ producer, officer }: Cast, back: Awaited<ReturnType<typeof act>>) {
  keep(back, 'return');
  const wish = { days: 5, reason: 'Petugas data kami sakit.' };
  const asked = await act(producer, 'ask-extension', back.body, wish);
  keep(asked, 'askExtension');
  const granted = await act(officer, 'grant-extension', asked.body, { days: 3 });
  keep(granted, 'grantExtension');
  const more = await act(producer, 'ask-extension', granted.body, wish);
  const refused = await act(officer, 'refuse-extension', more.body, { reason: 'Sudah pernah diperpanjang.' });
  keep(refused, 'refuseExtension');
  return refused;
}

async function absence(people: Cast): Promise<void> {
  const { officer, colleague } = people;
  const head = noting(await door.as('kepala'), routes(), keepSent);
  const idOf = async (caller: Caller) => (await caller.get<{ id: string }>('/v1/me')).body.id;
  const [person, substitute] = [await idOf(officer), await idOf(colleague)];
  const days = { from: dayOf(Date.now()), to: dayOf(Date.now()) };
  const body = { person, substitute, kind: 'pengganti', ...days, reason: 'Cuti tahunan.' };
  const arranged = await officer.post<{ id: string }>('/v1/substitutions', body);
  keep(arranged, 'substitute');
  const self = `/v1/substitutions/${arranged.body.id}`;
  keep(await head.get(self), 'showSubstitution');
  keep(await head.get('/v1/substitutions'), 'listSubstitutions');
  keep(await head.get('/v1/colleagues'), 'listColleagues');
  keep(await officer.post(`${self}/end`, {}), 'endSubstitution');
  const back = await act(head, 'put-back', await claimed(people));
  keep(back, 'putBack');
  const given = await act(head, 'assign', back.body, { to: substitute });
  keep(given, 'assign');
  const wish = { kind: 'share-out', cases: [given.body.number], to: [person], reason: 'Beban kerja.' };
  const shared = await head.post<Begun & { state: string }>('/v1/sharings', wish);
  keep(shared, 'share');
  const { body: sharing } = shared;
  keep(await head.post(`${sharing.links.self}/stop`, {}), 'stopSharing');
  keep(await head.post(`${sharing.links.self}/resume`, {}), 'resumeSharing');
  let seen = await head.get<{ state: string }>(sharing.links.self);
  for (; seen.body.state !== 'done'; seen = await head.get(sharing.links.self)) await pause(100);
  keep(seen, 'showSharing');
}

async function registers({ officer, colleague }: Cast): Promise<void> {
  const proposal = automaticReturn(['type']);
  const proposed = await officer.post<Registered>('/v1/registrations', proposal);
  keep(proposed, 'propose');
  const tried = await untilTried(officer, proposed.body.number);
  keep(await officer.get(`/v1/registrations/${tried.number}/due-explanation`), 'explainDueOfRegistration');
  keep(await onRegistration(colleague, 'record', tried), 'recordRegistration');
  const next = { ...proposal, version: '2.0.0' };
  const other = await untilTried(officer, (await propose(officer, next)).number);
  keep(
    await onRegistration(officer, 'amend', other, { ...next, content: { codes: ['type', 'enum'] } }),
    'amendRegistration',
  );
  const amended = await untilTried(officer, other.number);
  keep(await onRegistration(officer, 'withdraw', amended), 'withdrawRegistration');
  keep(await officer.get(`/v1/registrations/${tried.number}`), 'showRegistration');
  keep(await officer.get(`/v1/registrations/${tried.number}/events`), 'listRegistrationEvents');
}

/** Sent back under the decision that `registers` recorded, and taken back by an officer, who tries a standard on it. */
async function againstTheMachine({ producer, officer }: Cast): Promise<void> {
  const content =
    'tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\r\n2025,01,84,JAPAN,TANJUNG PRIOK,sepuluh\r\n';
  const { body: file } = await producer.upload(content, 'ekspor.csv');
  const period = { from: '2025-01', to: '2025-01' };
  const { number } = await submit(producer, { component: '20.1', period, file: { id: file.id } });
  const back = await untilStage(producer, number, 'returned');
  keep(await act(officer, 'overrule', back, { reason: 'Berkas dikirim menurut kesepakatan lama.' }), 'overrule');
  const tried = await untilTried(officer, (await propose(officer, proposedStandard({ version: '3.0.0' }))).number);
  const preview = () => officer.post(`/v1/registrations/${tried.number}/preview`, { submission: { number } });
  let seen = await preview();
  for (let times = 0; times < 5 && seen.status !== 200; times += 1) seen = await preview();
  keep(seen, 'previewRegistration');
  await onRegistration(officer, 'withdraw', tried);
}

async function longWork({ producer, officer }: Cast, file: string): Promise<void> {
  const wanted = { file: { id: file }, component: '1.1' };
  let check = await producer.post<Begun>('/v1/checks', wanted);
  for (let times = 0; times < 5 && check.status !== 200; times += 1) check = await ended(producer, check, wanted);
  keep(check, 'checkFile');
  keep(await producer.get(check.body.links.self), 'showCheck');
  keep(await producer.post(`${check.body.links.self}/cancel`, {}), 'cancelCheck');
  const proof = await officer.post<Begun>('/v1/proofs', {});
  keep(proof, 'proveAll');
  keep(await officer.get(proof.body.links.self), 'showProof');
}

/** On a busy machine a dry run may be answered before it has ended: another one is asked for then. */
async function ended(producer: Caller, { body }: Heard<Begun>, wanted: object): Promise<Heard<Begun>> {
  await producer.post(`${body.links.self}/cancel`, {});
  return producer.post<Begun>('/v1/checks', wanted);
}

async function refusals(seen: Awaited<ReturnType<typeof claimed>>): Promise<void> {
  const { producer, officer, colleague } = await castOf(door);
  const path = `/v1/submissions/${seen.number}/accept`;
  const body = { hash: seen.hash };
  const wrong = statement(crypto.randomUUID(), { period: { from: '2025-13', to: '2026-01' } });
  keep(await producer.post('/v1/submissions', wrong), 'problem');
  keep(await producer.get('/v1/me', { Authorization: 'Bearer a.b.c' }), 'problem');
  keep(await producer.post(path, body, { match: `"v${seen.version}"` }), 'problem');
  keep(await producer.get('/v1/submissions/2026-999999'), 'problem');
  keep(await colleague.post(path, body, { match: `"v${seen.version}"` }), 'problem');
  keep(await officer.post(path, body, { match: '"v1"' }), 'problem');
  keep(await producer.post('/v1/submissions', { source: 'x'.repeat(300_000) }), 'problem');
  keep(await producer.upload('{}', 'a.json', 'application/json'), 'problem');
  keep(await producer.upload('', 'a.csv'), 'problem');
  keep(await officer.post(path, body), 'problem');
  const few = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}`, RATE_LIMIT_PER_MINUTE: '1' });
  const headers = { Authorization: `Bearer ${await door.token('produsen')}` };
  for (let turn = 0; turn < 2; turn += 1) {
    const response = await fetch(`${few.url}/v1/me`, { headers });
    if (response.status === 429) told.set('problem-429', await response.json());
    else await response.body?.cancel();
  }
  await few.stop();
  await troubles();
}

/** Each is what the door really answers when the part behind it fails so. */
async function troubles(): Promise<void> {
  const away = openDatabase('postgresql://nobody@127.0.0.1:9/none');
  const { storage } = office;
  const breaking = (error: Error) =>
    new Readable({
      read() {
        this.destroy(error);
      },
    });
  const failing = (error: Error): Storage =>
    Object.assign(Object.create(storage) as Storage, {
      put: (_: Readable, options: Parameters<Storage['put']>[1]) => storage.put(breaking(error), options),
    });
  for (const [upload, parts] of [
    [true, { storage: failing(Object.assign(new Error('no space'), { code: 'ENOSPC' })) }],
    [true, { storage: failing(new Error('a fault of ours')) }],
    [false, { database: away }],
  ] as const) {
    const behind = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}` }, parts);
    const caller = callerOf(behind.url, await door.token('produsen'));
    keep(upload ? await caller.upload('kolom\n1\n', 'a.csv') : await caller.get('/v1/me'), 'problem');
    await behind.stop();
  }
  await away.$disconnect();
  await slowly();
}

async function slowly(): Promise<void> {
  const hasty = await openDoor(office, { OIDC_ISSUERS: `internal=${door.issuer}`, JSON_BODY_SECONDS: '1' });
  const response = await fetch(`${hasty.url}/v1/checks`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${await door.token('produsen')}`, 'Content-Type': 'application/json' },
    body: new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{')) }),
    duplex: 'half',
  });
  told.set(`problem-${response.status}`, await response.json());
  await hasty.stop();
}

const routes = () => allRoutes({ config: door.config } as Needs);

/** The schema by which an example is an answer of that operation, or what is sent to it. */
function schemaOf(name: string) {
  const [, operation = '', which = ''] = /^(\w+)-(\d+|request)$/.exec(name) ?? [];
  if (operation === 'problem') return Problem;
  const route = routes().find(({ operationId }) => operationId === operation);
  return which === 'request' ? route?.body : route?.answers[Number(which)]?.schema;
}

describe('the examples in the document', () => {
  it('are what is sent to the API and what it answers: what is recorded and what goes and comes now are of the schema that is described', () => {
    expect(told.size).toBeGreaterThan(40);
    for (const [name, body] of told) {
      const schema = schemaOf(name);
      for (const one of [recorded(name, body), body])
        expect([name, schema?.safeParse(one)]).toEqual([name, expect.objectContaining({ success: true })]);
    }
  });

  it('name the fields that the API answers with now, and no others', () => {
    for (const [name, body] of told)
      expect([name, ...Object.keys(recorded(name, body) as object)]).toEqual([name, ...Object.keys(body as object)]);
  });

  it('are there for every operation that answers JSON, and for every body in JSON that one takes', () => {
    const answering = routes().filter(({ answers }) => Object.values(answers).some(({ schema }) => schema));
    const shown = new Set([...told.keys()].map((name) => name.split('-')[0]));
    const missing = answering.map(({ operationId }) => operationId).filter((operation) => !shown.has(operation));
    expect(missing).toEqual([]);
    const taking = routes().flatMap(({ body, operationId }) => (body ? [`${operationId}-request`] : []));
    expect([...told.keys()].filter((name) => name.endsWith('-request')).toSorted()).toEqual(taking.toSorted());
  });

  it('are there for every status of a refusal that an operation has', () => {
    const problems = [...told.keys()].filter((name) => name.startsWith('problem-'));
    expect(problems.map((name) => Number(name.slice('problem-'.length))).toSorted((a, b) => a - b)).toEqual([
      400, 401, 403, 404, 408, 409, 412, 413, 415, 422, 428, 429, 500, 503, 507,
    ]);
  });

  it.each(['/openapi.json', '/openapi-3.0.json'])('stand in the document %s', async (path) => {
    const response = await fetch(`${door.url}${path}`);
    const document = JSON.stringify(await response.json());
    const absent = [...told].filter(([name, body]) => !document.includes(JSON.stringify(recorded(name, body))));
    expect(absent.map(([name]) => name)).toEqual([]);
  });
});

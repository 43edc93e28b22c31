import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes, type Needs } from '#api/app';
import { Problem } from '#api/schema';
import type { Caller, Heard } from '#local/demo/caller';
import { act, done, see, statement, submit, untilStage, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { automaticReturn, onRegistration, propose, type Registered, untilTried } from '#test/support/proposals';
import { recorded } from '#test/support/recording';

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

/** An example is named by its operation and its status. */
const keep = ({ status, body }: Heard<unknown>, operation: string) => void told.set(`${operation}-${status}`, body);

/** One story that comes by every door that has an example, from a database with nothing in it. */
async function tell(): Promise<void> {
  const people = await castOf(door);
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
  const back = await act(officer, 'return', again);
  keep(back, 'return');
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
  };
  for (const [operation, at] of Object.entries(reading)) keep(await officer.get(at), operation);
  await registers(people);
  await longWork(people, file);
  await refusals(await claimed(people));
}

async function registers({ officer, colleague }: Cast): Promise<void> {
  const proposal = automaticReturn(['type']);
  const proposed = await officer.post<Registered>('/v1/registrations', proposal);
  keep(proposed, 'propose');
  const tried = await untilTried(officer, proposed.body.number);
  keep(await officer.get(`/v1/registrations/${tried.number}/due-explanation`), 'explainDueOfRegistration');
  keep(await onRegistration(colleague, 'record', tried), 'recordRegistration');
  const other = await untilTried(officer, (await propose(officer, { ...proposal, version: '2.0.0' })).number);
  keep(await onRegistration(officer, 'withdraw', other), 'withdrawRegistration');
  keep(await officer.get(`/v1/registrations/${tried.number}`), 'showRegistration');
  keep(await officer.get(`/v1/registrations/${tried.number}/events`), 'listRegistrationEvents');
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
}

const routes = () => allRoutes({ config: door.config } as Needs);

/** The schema by which an example is an answer of that operation. */
function schemaOf(name: string) {
  const [, operation = '', status = ''] = /^(\w+)-(\d+)$/.exec(name) ?? [];
  if (operation === 'problem') return Problem;
  return routes().find(({ operationId }) => operationId === operation)?.answers[Number(status)]?.schema;
}

describe('the examples in the document', () => {
  it('are answers that the API gives: what is recorded and what it answers now are of the schema that is described', () => {
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

  it('are there for every operation that answers JSON, but the few that need more before them', () => {
    const answering = routes().filter(({ answers }) => Object.values(answers).some(({ schema }) => schema));
    const shown = new Set([...told.keys()].map((name) => name.split('-')[0]));
    const missing = answering.map(({ operationId }) => operationId).filter((operation) => !shown.has(operation));
    expect(missing.toSorted()).toEqual([
      'amendRegistration',
      'downloadStandardBundle',
      'overrule',
      'previewRegistration',
    ]);
  });

  it('stand in the document', async () => {
    const response = await fetch(`${door.url}/openapi.json`);
    const document = JSON.stringify(await response.json());
    const absent = [...told].filter(([name, body]) => !document.includes(JSON.stringify(recorded(name, body))));
    expect(absent.map(([name]) => name)).toEqual([]);
  });
});

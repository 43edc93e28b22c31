import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '#local/parts/postgres';
import type { Seen } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, outcome, returned, secured, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { eventually } from '#test/support/system';

let office: Office;
let door: Door;
let people: Cast;
let kept: Seen;
let back: Seen;

beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  [kept, back] = await Promise.all([secured(people), returned(people)]);
  await office.evidence.anchorRecord({ at: Date.now() });
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const tamper = (sql: string) =>
  asOwner(office.ownerUrl, (client) => client.query(`SET session_replication_role = 'replica'; ${sql}`));
const prove = async (person: string, { number }: Pick<Seen, 'number'>, query = '') =>
  (await door.as(person)).get(`/v1/proofs/submission/${number}${query}`);

interface Proof {
  readonly id: string;
  readonly status: string;
  readonly result: { readonly whole: boolean; readonly cases: number; readonly faults: readonly object[] } | null;
}

async function proveAll(files = false): Promise<Proof> {
  const inspector = await door.as('inspektur');
  const { status, body } = await inspector.post<Proof>('/v1/proofs', { files });
  expect(status).toBe(202);
  const look = async () => (await inspector.get<Proof>(`/v1/proofs/${body.id}`)).body;
  await eventually('the proof is done', async () => (await look()).status === 'done');
  return look();
}

describe('one case', () => {
  it('is proven with the anchor that knows it, and whose certificate signed that', async () => {
    const { status, body } = await prove('inspektur', kept, '?files=true');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      case: `submission:${kept.number}`,
      whole: true,
      files: true,
      faults: [],
      cover: { anchor: 1, knows: body['events'], certificate: { isDevelopment: true } },
    });
  });

  it.each([
    ['inspektur', '200'],
    ['operator', '200'],
    ['petugas', '200'],
    ['produsen', '200'],
    ['produsen2', '404 not-found'],
    ['setjen', '403 not-your-act'],
  ])('for %s: %s', async (person, expected) => {
    expect(outcome(await prove(person, kept))).toBe(expected);
  });

  it('that is not there, or of a process that is not, is not found', async () => {
    expect(outcome(await prove('inspektur', { number: '2020-000001' }))).toBe('404 not-found');
    expect(outcome(await (await door.as('inspektur')).get(`/v1/proofs/lain/${kept.number}`))).toBe('404 not-found');
  });

  it('is on record when Itjen proves it', async () => {
    const rows = await office.database.access.findMany({ where: { role: 'itjen', what: 'proof' } });
    expect(rows.map(({ caseId }) => caseId)).toContain(`submission:${kept.number}`);
  });
});

describe('the whole record', () => {
  it('is proven by a workflow, once for each key', async () => {
    expect(await proveAll(true)).toMatchObject({ status: 'done', result: { whole: true, cases: 2, faults: [] } });
    const inspector = await door.as('inspektur');
    const ask = (files: boolean) => inspector.post<Proof>('/v1/proofs', { files }, { key: 'one-and-the-same' });
    const [one, other] = [await ask(false), await ask(false)];
    expect(other.body.id).toBe(one.body.id);
    expect(outcome(await ask(true))).toBe('422 key-reused');
  });

  it('is for those who inspect, on record; others are refused, on record', async () => {
    for (const person of ['produsen', 'setjen']) {
      const caller = await door.as(person);
      expect(outcome(await caller.post('/v1/proofs', {}))).toBe('403 not-your-act');
      expect(outcome(await caller.get(`/v1/proofs/${'a'.repeat(32)}`))).toBe('403 not-your-act');
    }
    expect(await office.database.refusal.count({ where: { act: 'prove' } })).toBeGreaterThanOrEqual(4);
    const what = 'proof of the whole record';
    expect(await office.database.access.count({ where: { role: 'itjen', what } })).toBeGreaterThan(1);
    expect(outcome(await (await door.as('operator')).get(`/v1/proofs/${'a'.repeat(32)}`))).toBe('404 not-found');
  });
});

describe('what is wrong is named', () => {
  it('in a case: its first row', async () => {
    await tamper(
      `UPDATE case_event SET person = 'p-lain' WHERE case_id = 'submission:${back.number}' AND seq IN (3, 4)`,
    );
    const fault = { chain: `submission:${back.number}`, seq: 3, what: expect.stringMatching(/altered/) };
    expect((await prove('inspektur', back)).body).toMatchObject({ whole: false, faults: [fault] });
    expect((await proveAll()).result).toMatchObject({ whole: false, faults: [fault] });
  });

  it('in custody: the file, when files are read', async () => {
    const path = join(fileURLToPath(office.storageUrl), 'custody', kept.hash.slice(0, 2), kept.hash.slice(2));
    chmodSync(path, 0o640);
    writeFileSync(path, 'lain');
    expect((await prove('inspektur', kept)).body).toMatchObject({ whole: true, faults: [] });
    const fault = {
      chain: `submission:${kept.number}`,
      seq: 1,
      what: expect.stringMatching(/^the file of round 1: .*has the SHA-256/),
    };
    expect((await prove('inspektur', kept, '?files=true')).body).toMatchObject({ whole: false, faults: [fault] });
    expect((await proveAll(true)).result?.faults).toContainEqual(fault);
  });
});

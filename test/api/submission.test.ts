import { readFileSync } from 'node:fs';
import jszip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, done, freshPeriod, resubmit, type Seen, see, submit, type Trail, untilStage } from '#test/support/cycle';
import { declaration } from '#test/support/declared';
import { type Door, openDoor } from '#test/support/door';
import {
  type Cast,
  castOf,
  claimed,
  inReview,
  listOf,
  outcome,
  returned,
  secured,
  type Told,
} from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let people: Cast;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = await castOf(door);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const exports2025 = readFileSync('local/demo-data/realisasi-ekspor-hs84-85-2025.csv', 'utf8');

it('a submission goes from the file to the secured data, by way of one correction, and the trail proves every step', async () => {
  const { producer, officer } = people;
  const upload = async (content: string) => {
    const { status, body } = await producer.upload(content, 'ekspor-2025.csv');
    expect(status).toBe(201);
    return { id: body.id };
  };

  const what = { component: '20.1', period: { from: '2025-01', to: '2025-10' }, file: await upload(exports2025) };
  const opened = await submit(producer, what);
  expect(opened).toMatchObject({ stage: 'received', round: 1, version: 1, holder: 'system' });

  const first = await untilStage(officer, opened.number, 'in-review');
  expect(first.nextActs.map((next) => next.act)).toEqual(['claim']);
  const { body: found } = await officer.get(`/v1/submissions/${first.number}/rounds/1/findings`);
  expect(found).toMatchObject({
    checks: { rows: 8285, findings: [{ row: 2, column: 'negara_tujuan', severity: 'error' }] },
    review: [],
  });

  const sentBack = await done(officer, 'return', await done(officer, 'claim', first), {
    findings: [{ item: 'validated', row: 2, column: 'negara_tujuan', text: 'Negara tujuan kosong.' }],
    term: 5,
  });
  expect(sentBack).toMatchObject({ stage: 'returned', holder: 'producer', claimant: null });
  expect(sentBack.nextActs).toEqual([]);

  const toCorrect = await see(producer, first.number);
  expect(toCorrect.nextActs.map((next) => next.act)).toEqual(['ask-extension', 'resubmit']);
  const corrected = exports2025.replace('2025,02,84,,', '2025,02,84,AFGHANISTAN,');
  await done(producer, 'resubmit', toCorrect, { file: await upload(corrected), note: 'Baris 2 dilengkapi.' });

  const second = await untilStage(officer, first.number, 'in-review');
  expect(second).toMatchObject({ round: 2 });
  expect(second.hash).not.toBe(first.hash);
  const accepted = await done(officer, 'accept', await done(officer, 'claim', second));
  expect(['accepted', 'stored', 'secured']).toContain(accepted.stage);
  const closed = await untilStage(producer, first.number, 'secured');
  expect(closed).toMatchObject({ holder: 'nobody', nextActs: [], dueText: null });

  const trail = await listOf<Trail & { basis: string }>(producer, `/v1/submissions/${first.number}/events`);
  expect(trail.map(({ act: name, basis }) => `${name}: ${basis}`)).toEqual([
    'submit: 28/24 23(1)',
    'checked: 39/21 35(1)',
    'claim: house standard',
    'return: 28/24 25(1)',
    'resubmit: 28/24 25(2)',
    'checked: 39/21 35(1)',
    'claim: house standard',
    'accept: house standard',
    'stored: 28/24 24(2)',
    'secured: 28/24 24(2)',
  ]);
  expect(trail.map(({ seq }) => seq)).toEqual(trail.map((_, index) => index + 1));
  expect(trail.slice(1).map(({ previous }) => previous)).toEqual(trail.slice(0, -1).map(({ hash }) => hash));
  await expectReceipts(first.number, trail);
});

async function expectReceipts(number: string, trail: Trail[]) {
  const rounds = await listOf<{ receipt: string; decision: string }>(
    people.producer,
    `/v1/submissions/${number}/rounds`,
  );
  expect(rounds.map(({ decision }) => decision)).toEqual(['returned', 'accepted']);
  const [one, two] = rounds.map(({ receipt }) => Number(/^TT-\d{4}-(\d{6})$/.exec(receipt)?.[1]));
  expect(two).toBe(Number(one) + 1);
  const { body } = await people.producer.get(`/v1/submissions/${number}/rounds/2/receipt`);
  expect(body).toMatchObject({ receipt: rounds[1]?.receipt, basis: '28/24 24(2)', eventHash: trail[4]?.hash });
  expect(body['securedAt']).not.toBeNull();
}

it('every link of an answer leads somewhere', async () => {
  const { number } = await returned(people);
  const { body } = await people.officer.get<{ links: Record<string, string> }>(`/v1/submissions/${number}`);
  const rounds = await listOf<{ links: Record<string, string> }>(people.officer, `/v1/submissions/${number}/rounds`);
  for (const path of [body, ...rounds].flatMap(({ links }) => Object.values(links)))
    expect(`${path} ${(await people.officer.get(path)).status}`).toBe(`${path} 200`);
});

it('a person can submit with one form', async () => {
  const form = new FormData();
  form.set('submission', JSON.stringify({ ...formStatement(), component: '1.1' }));
  form.set('file', new Blob(['kolom,nilai\nformulir,1\n']), 'formulir.csv');
  const token = await door.token('produsen');
  const send = () =>
    fetch(`${door.url}/v1/submissions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': 'one-form-only' },
      body: form,
    });
  const first = await send();
  const seen = (await first.json()) as Seen;
  expect(first.status).toBe(201);
  expect(first.headers.get('location')).toBe(`/v1/submissions/${seen.number}`);
  const again = await send();
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  expect(((await again.json()) as Seen).number).toBe(seen.number);

  form.set('file', new Blob(['kolom,nilai\nisi lain,1\n']), 'formulir.csv');
  expect(((await (await send()).json()) as Told).code).toBe('key-reused');
});

const formStatement = () => ({
  nature: 'data',
  period: freshPeriod(),
  official: { name: 'Pejabat Contoh', position: 'Kepala Unit Contoh' },
  accountable: true,
  accessClass: 'open',
  declaration,
});

describe('a form', () => {
  it.each([
    ['without a statement', [['file', new Blob(['a\n1\n'])]], '/submission'],
    [
      'with a statement that is no JSON',
      [
        ['submission', '{'],
        ['file', new Blob(['a\n1\n'])],
      ],
      '/submission',
    ],
    [
      'with a statement that lacks a part',
      [
        ['submission', '{}'],
        ['file', new Blob(['a\n1\n'])],
      ],
      '/submission/component',
    ],
    ['without a file', [['submission', '{}']], '/file'],
  ] as [string, [string, string | Blob][], string][])('%s is told what to mend', async (_, parts, pointer) => {
    const form = new FormData();
    for (const [name, value] of parts) form.append(name, value);
    const response = await fetch(`${door.url}/v1/submissions`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await door.token('produsen')}`, 'Idempotency-Key': crypto.randomUUID() },
      body: form,
    });
    const told = (await response.json()) as Told;
    expect([response.status, told.code]).toEqual([400, 'invalid-request']);
    expect(told.errors?.map((error) => error.pointer)).toContain(pointer);
  });
});

describe('return after storage', () => {
  it('reopens the closed case as its next round, and seq, chain and rounds go on', async () => {
    const stored = await secured(people);
    const before = await listOf<Trail>(people.officer, `/v1/submissions/${stored.number}/events`);
    const reopened = await done(people.officer, 'return', stored);
    expect(reopened).toMatchObject({ stage: 'returned', round: 1, holder: 'producer' });
    await resubmit(people.producer, await see(people.producer, stored.number));
    const again = await untilStage(people.officer, stored.number, 'in-review');
    expect(again.round).toBe(2);
    const trail = await listOf<Trail>(people.officer, `/v1/submissions/${stored.number}/events`);
    expect(trail.slice(0, before.length)).toEqual(before);
    expect(trail[before.length]).toMatchObject({ act: 'return', previous: before.at(-1)?.hash });
  });

  it('is refused while a replacement is open, and names it', async () => {
    const period = freshPeriod();
    const stored = await secured(people, { period });
    const replacement = await inReview(people, { period, replaces: stored.number });
    const refused = await act(people.officer, 'return', stored);
    expect(outcome(refused)).toBe('409 replacement-open');
    expect((refused.body as unknown as Told).detail).toContain(replacement.number);
    await done(people.producer, 'withdraw', await see(people.producer, replacement.number));
    expect(await done(people.officer, 'return', stored)).toMatchObject({ stage: 'returned' });
  });
});

describe('withdrawal', () => {
  it('ends a case that was never returned, and frees its period', async () => {
    const period = freshPeriod();
    const seen = await inReview(people, { period });
    expect(await done(people.producer, 'withdraw', seen)).toMatchObject({ stage: 'withdrawn', holder: 'nobody' });
    expect((await submit(people.producer, { period })).stage).toBe('received');
  });

  it('is refused once the case was returned: what was returned must be corrected', async () => {
    const back = await returned(people);
    const seen = await see(people.producer, back.number);
    expect(outcome(await act(people.producer, 'withdraw', seen))).toBe('409 must-be-corrected');
    await resubmit(people.producer, seen);
    const again = await untilStage(people.producer, back.number, 'in-review');
    const refused = await act(people.producer, 'withdraw', again);
    expect(outcome(refused)).toBe('409 must-be-corrected');
  });
});

describe('replacement', () => {
  const refusedSubmit = async (more: object) => {
    const { status, body } = await people.producer.upload(`kolom,nilai\n${crypto.randomUUID()},1\n`, 'a.csv');
    expect(status).toBe(201);
    const statement = { ...formStatement(), component: '1.1', file: { id: body.id }, ...more };
    return people.producer.post<Told & { open?: string; stored?: string }>('/v1/submissions', statement);
  };

  it('of a stored case is by name: without it the stored case is named, a wrong name is refused', async () => {
    const period = freshPeriod();
    const stored = await secured(people, { period });
    const unnamed = await refusedSubmit({ period });
    expect(outcome(unnamed)).toBe('409 name-what-it-replaces');
    expect(unnamed.body).toMatchObject({
      stored: `/v1/submissions/${stored.number}`,
      stage: 'secured',
      at: expect.any(String),
    });
    expect(outcome(await refusedSubmit({ period, replaces: '2020-000001' }))).toBe('422 unknown-replaced');
    expect(outcome(await refusedSubmit({ replaces: stored.number }))).toBe('422 unknown-replaced');
    const replacing = await submit(people.producer, { period, replaces: stored.number });
    expect(replacing).toMatchObject({ replaces: stored.number, stage: 'received' });
  });

  it('is not possible while a case is open for the same component and period: it is named', async () => {
    const period = freshPeriod();
    const { number } = await submit(people.producer, { period });
    const refused = await refusedSubmit({ period });
    expect(outcome(refused)).toBe('409 already-open');
    expect(refused.body).toMatchObject({
      open: `/v1/submissions/${number}`,
      stage: expect.stringMatching(/^(received|in-review)$/),
      at: expect.any(String),
      atText: expect.stringContaining('WIB'),
    });
  });

  it('of many submissions for one period at once, one opens a case and the others are told which', async () => {
    const period = freshPeriod();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refusedSubmit({ period })));
    const outcomes = answers.map(outcome);
    expect(outcomes.filter((one) => one === '201')).toHaveLength(1);
    expect(outcomes.filter((one) => one === '409 already-open')).toHaveLength(7);
  });
});

describe('two officers', () => {
  it('claim at once: one wins, the other is told who and when', async () => {
    const seen = await inReview(people);
    const answers = await Promise.all([act(people.officer, 'claim', seen), act(people.colleague, 'claim', seen)]);
    expect(answers.map(outcome).toSorted()).toEqual(['200', '409 already-claimed']);
    const told = answers.find(({ status }) => status === 409)?.body as unknown as Told;
    const { claimant } = await see(people.officer, seen.number);
    expect(told.by?.id).toBe(claimant?.id);
    expect(told.by?.name).toMatch(/^Petugas PDSI Contoh [AB]$/);
    expect(Date.now() - Date.parse(told.at ?? '')).toBeLessThan(60_000);
  });

  it('decide at once: one decision stands', async () => {
    const seen = await claimed(people);
    const answers = await Promise.all([act(people.officer, 'accept', seen), act(people.officer, 'return', seen)]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409']);
    const trail = await listOf<Trail>(people.officer, `/v1/submissions/${seen.number}/events`);
    expect(trail.filter(({ act: name }) => name === 'accept' || name === 'return')).toHaveLength(1);
  });

  it('only who claimed decides or releases; the other is told who claimed', async () => {
    const seen = await claimed(people);
    for (const name of ['accept', 'return', 'release']) {
      const refused = await act(people.colleague, name, seen);
      expect(outcome(refused)).toBe('409 claimed-by-another');
      expect((refused.body as unknown as Told).by?.name).toBe('Petugas PDSI Contoh A');
    }
    const free = await done(people.officer, 'release', seen);
    expect(await done(people.colleague, 'claim', free)).toMatchObject({ stage: 'in-review' });
  });
});

describe('a decision', () => {
  it('names the content that was reviewed', async () => {
    const seen = await claimed(people);
    const other = { hash: 'a'.repeat(64) };
    expect(outcome(await act(people.officer, 'accept', seen, other))).toBe('409 other-content');
    expect(outcome(await act(people.officer, 'return', seen, other))).toBe('409 other-content');
  });

  it('to return cites a finding and gives a term', async () => {
    const seen = await claimed(people);
    expect(outcome(await act(people.officer, 'return', seen, { findings: [] }))).toBe('422 finding-needed');
    for (const term of [0, 61, -1])
      expect(outcome(await act(people.officer, 'return', seen, { term }))).toBe('422 term-out-of-range');
    expect(outcome(await act(people.officer, 'return', seen, { findings: [{ item: 'karangan', text: 'x' }] }))).toBe(
      '400 invalid-request',
    );
  });

  it('to accept what the checks found errors in gives a reason, which stands in the event, the round and the evidence', async () => {
    const { producer, officer, colleague } = people;
    const period = freshPeriod();
    const { body: file } = await producer.upload(
      `tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\r\n${period.from.replace('-', ',')},84,,TANJUNG PRIOK,10\r\n`,
      'ekspor.csv',
    );
    const { number } = await submit(producer, { component: '20.1', period, file: { id: file.id } });
    const open = await untilStage(officer, number, 'in-review');
    expect(outcome(await act(officer, 'accept', open))).toBe('409 claim-first');
    const seen = await done(officer, 'claim', open);
    expect(seen.nextActs).toContainEqual(expect.objectContaining({ act: 'accept', needs: ['content-hash', 'reason'] }));

    expect(outcome(await act(producer, 'accept', seen))).toBe('403 not-your-act');
    expect(outcome(await act(colleague, 'accept', seen))).toBe('409 claimed-by-another');
    expect(outcome(await act(officer, 'accept', { ...seen, version: 1 }))).toBe('412 stale-version');
    expect(outcome(await act(officer, 'accept', seen, { reason: '-' }))).toBe('400 invalid-request');
    const { status, body } = await act(officer, 'accept', seen);
    expect([status, body]).toMatchObject([
      422,
      {
        code: 'reason-needed',
        errors: [{ pointer: '/reason', detail: 'pemeriksaan menemukan 1 galat: persetujuan menyebut alasannya' }],
      },
    ]);
    const kept = await office.database.refusal.findMany({
      where: { code: 'reason-needed', caseId: `submission:${number}` },
    });
    expect(kept).toMatchObject([{ act: 'accept', role: 'pdsi' }]);

    const reason = 'Negara tujuan dirahasiakan menurut perjanjian.';
    await done(officer, 'accept', seen, { reason });
    await untilStage(officer, number, 'secured');
    const trail = await listOf<Trail & { detail: object | null }>(officer, `/v1/submissions/${number}/events`);
    expect(trail.find((event) => event.act === 'accept')?.detail).toEqual({ note: null, reason });
    const rounds = await listOf<{ decisions: object[] }>(officer, `/v1/submissions/${number}/rounds`);
    expect(rounds.flatMap(({ decisions }) => decisions)).toMatchObject([{ decision: 'accepted', reason }]);
    const response = await fetch(`${door.url}/v1/submissions/${number}/evidence.zip`, {
      headers: { Authorization: `Bearer ${await door.token('petugas')}` },
    });
    const pack = await jszip.loadAsync(await response.arrayBuffer());
    const told = await Promise.all(pack.file(/trail\.json$/).map((one) => one.async('string')));
    expect(told.join()).toContain(reason);
  });

  it('to accept what the checks found nothing in needs none', async () => {
    const seen = await claimed(people);
    expect(seen.nextActs).toContainEqual(expect.objectContaining({ act: 'accept', needs: ['content-hash'] }));
  });

  it('of the producer to resubmit brings other content than what was returned', async () => {
    const { producer } = people;
    const { body: file } = await producer.upload('kolom,nilai\nsama,1\n', 'sama.csv');
    const { number } = await returned(people, { file: { id: file.id } });
    const { body: same } = await producer.upload('kolom,nilai\nsama,1\n', 'sama.csv');
    const seen = await see(producer, number);
    expect(outcome(await act(producer, 'resubmit', seen, { file: { id: same.id } }))).toBe('409 same-content');
    expect(outcome(await act(producer, 'resubmit', seen, { file: { id: file.id } }))).toBe('409 file-in-use');
    expect(outcome(await act(producer, 'resubmit', seen, { file: { id: crypto.randomUUID() } }))).toBe(
      '422 unknown-file',
    );
  });
});

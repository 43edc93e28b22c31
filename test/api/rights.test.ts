import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callerOf } from '#local/demo/caller';
import { demoPeople } from '#local/sign-in/people';
import { verifyRecord } from '#prisma/verify';
import { act, done, type Seen, see, statement, submit, untilStage, uploadTable } from '#test/support/cycle';
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
  withoutChecks,
} from '#test/support/heard';
import { openIssuer } from '#test/support/issuer';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let people: Cast;
const as = new Map<string, Caller>();
const cases = new Map<string, Seen>();

beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  for (const name of Object.keys(demoPeople)) as.set(name, await door.as(name));
  const [open, taken, back, kept, gone] = await Promise.all([
    inReview(people),
    claimed(people),
    returned(people),
    secured(people),
    inReview(people).then((seen) => done(people.producer, 'withdraw', seen)),
  ]);
  for (const [stage, seen] of Object.entries({ open, taken, back, kept, gone })) cases.set(stage, seen);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const who = (name: string): Caller => as.get(name) as Caller;
const at = (stage: string): Seen => cases.get(stage) as Seen;

const acts = [
  'claim',
  'release',
  'put-back',
  'assign',
  'ask-clarification',
  'return',
  'accept',
  'ask-extension',
  'resubmit',
  'withdraw',
] as const;
const yes = 'allowed';
const role = '403 not-your-act';
const closed = '403 interoperability-closed';
const unit = '403 not-your-case';
const stage = '409 wrong-stage';
const first = '409 claim-first';
const taken = '409 already-claimed';
const other = '409 claimed-by-another';
const none = '409 not-claimed';
const mend = '409 must-be-corrected';
const unseen = '404 not-found';

/** Person x stage x act, in the order of `acts`; `petugas` holds the case that is taken. */
const table: Record<string, Record<string, readonly string[]>> = {
  open: {
    kepala: [role, role, none, yes, role, role, role, role, role, role],
    kepala2: [role, role, unit, unit, role, role, role, role, role, role],
    produsen: [role, role, role, role, role, role, role, stage, stage, yes],
    petugas: [yes, first, role, role, first, first, first, role, role, role],
    rangkap: [yes, first, role, role, first, first, first, unit, unit, unit],
  },
  taken: {
    kepala: [role, role, yes, yes, role, role, role, role, role, role],
    kepala2: [role, role, unit, unit, role, role, role, role, role, role],
    produsen: [role, role, role, role, role, role, role, stage, stage, yes],
    petugas: [taken, yes, role, role, yes, yes, yes, role, role, role],
    petugas2: [taken, other, role, role, other, other, other, role, role, role],
    rangkap: [taken, other, role, role, other, other, other, unit, unit, unit],
  },
  back: {
    kepala: [role, role, stage, stage, role, role, role, role, role, role],
    kepala2: [role, role, unit, unit, role, role, role, role, role, role],
    produsen: [role, role, role, role, role, role, role, yes, yes, mend],
    petugas: [stage, stage, role, role, stage, stage, stage, role, role, role],
    rangkap: [stage, stage, role, role, stage, stage, stage, unit, unit, unit],
  },
  kept: {
    kepala: [role, role, stage, stage, role, role, role, role, role, role],
    kepala2: [role, role, unit, unit, role, role, role, role, role, role],
    produsen: [role, role, role, role, role, role, role, stage, stage, stage],
    petugas: [stage, stage, role, role, stage, yes, stage, role, role, role],
    rangkap: [stage, stage, role, role, stage, yes, stage, unit, unit, unit],
  },
  gone: {
    kepala: [role, role, stage, stage, role, role, role, role, role, role],
    kepala2: [role, role, unit, unit, role, role, role, role, role, role],
    produsen: [role, role, role, role, role, role, role, stage, stage, stage],
    petugas: [stage, stage, role, role, stage, stage, stage, role, role, role],
    rangkap: [stage, stage, role, role, stage, stage, stage, unit, unit, unit],
  },
};
for (const row of Object.values(table)) {
  for (const name of ['inspektur', 'setjen', 'operator']) row[name] = acts.map(() => role);
  row['mesin'] = acts.map(() => closed);
  row['produsen2'] = acts.map(() => unseen);
}

/** The act is judged before the file, or the person, that it names. */
const bodies: Record<string, () => Record<string, unknown>> = {
  resubmit: () => ({ file: { id: crypto.randomUUID() } }),
  assign: () => ({ to: `p${'0'.repeat(18)}` }),
  'ask-clarification': () => ({ words: 'Mengapa demikian?' }),
  'ask-extension': () => ({ days: 3, reason: 'Petugas data kami sakit.' }),
};

const cells = Object.entries(table).flatMap(([where, row]) =>
  Object.entries(row).map(([name, expected]) => ({ where, name, expected })),
);

describe('every act is judged by person and stage', () => {
  it.each(cells)('$name, a case that is $where', async ({ where, name, expected }) => {
    const seen = at(where);
    const { status, body } = await who(name).get<Seen>(`/v1/submissions/${seen.number}`);
    const next = status === 200 ? body.nextActs.map((allowed) => allowed.act) : [];
    expect(next).toEqual(acts.filter((_, index) => expected[index] === yes));
    for (const [index, what] of acts.entries()) {
      if (expected[index] === yes) continue;
      const heard = outcome(await act(who(name), what, seen, bodies[what]?.() ?? {}));
      expect(`${what}: ${heard}`).toBe(`${what}: ${expected[index]}`);
    }
    expect((await see(people.officer, seen.number)).version).toBe(seen.version);
  });
});

describe('four eyes', () => {
  it("who submits PDSI's own data does not decide it; a colleague may", async () => {
    const both = who('rangkap');
    const { number } = await submit(both);
    const seen = await untilStage(both, number, 'in-review');
    expect(seen.nextActs.map((next) => next.act)).toEqual(['withdraw']);
    expect(outcome(await act(both, 'claim', seen))).toBe('403 four-eyes');
    expect((await see(people.officer, number)).nextActs.map((next) => next.act)).toEqual(['claim']);
    const accepted = await done(people.officer, 'accept', await done(people.officer, 'claim', seen));
    const stored = await untilStage(both, accepted.number, 'secured');
    expect(outcome(await act(both, 'return', stored))).toBe('403 four-eyes');
  });

  it('nobody of another submitting unit decides it, whatever roles they have', async () => {
    const issuer = await openIssuer();
    const second = await openDoor(office, { OIDC_ISSUERS: `internal=${issuer.url}` });
    const claims = { sub: 'both', sip_roles: ['producer', 'pdsi'], sip_unit: 'contoh.ekspor' };
    const insider = callerOf(second.url, await issuer.sign(claims));
    const seen = await inReview(people);
    expect(outcome(await act(insider, 'claim', seen))).toBe('403 four-eyes');
    expect(await listOf<Seen>(insider, '/v1/tasks')).not.toContainEqual(
      expect.objectContaining({ number: seen.number }),
    );
    await second.stop();
    await issuer.stop();
  });
});

describe('who may open a case', () => {
  it('producers alone: an officer is refused, a machine is refused until an agreement is in force', async () => {
    const file = await uploadTable(people.producer);
    const by = async (name: string) => outcome(await who(name).post('/v1/submissions', statement(file)));
    expect(await Promise.all(['petugas', 'inspektur', 'setjen', 'operator'].map(by))).toEqual([role, role, role, role]);
    expect(await by('mesin')).toBe(closed);
    const kept = await office.database.refusal.findMany({ where: { act: 'submit' } });
    expect(kept.map(({ code }) => code).toSorted()).toEqual([
      'interoperability-closed',
      ...Array(4).fill('not-your-act'),
    ]);
  });

  it('with a file of its own unit alone: knowing an id or a hash grants nothing', async () => {
    const file = await uploadTable(people.producer);
    const refused = await who('produsen2').post('/v1/submissions', statement(file));
    expect(outcome(refused)).toBe('422 unknown-file');
    expect(outcome(await who('petugas').upload('kolom\n1\n', 'a.csv'))).toBe(role);
  });
});

describe('a case that is not yours and a case that is not there', () => {
  const paths = ['', '/rounds', '/rounds/1', '/rounds/1/file', '/rounds/1/findings', '/rounds/1/receipt', '/events'];
  const unknown = '2020-000001';

  it.each(paths)('are answered alike: %s', async (path) => {
    const [mine, nobodys] = await Promise.all(
      [at('open').number, unknown].map((number) => plain(`/v1/submissions/${number}${path}`)),
    );
    expect(mine).toEqual(nobodys);
    expect(mine).toMatchObject({ status: 404 });
  });

  it.each(acts)('are answered alike: %s', async (name) => {
    const seen = at('open');
    const more = bodies[name]?.() ?? {};
    const [mine, nobodys] = [
      await act(who('produsen2'), name, seen, more),
      await act(who('produsen2'), name, { ...seen, number: unknown }, more),
    ];
    expect({ ...mine.body, instance: '' }).toEqual({ ...nobodys.body, instance: '' });
    expect([mine.status, mine.body.code]).toEqual([404, 'not-found']);
  });

  async function plain(path: string) {
    const response = await fetch(`${door.url}${path}`, {
      headers: { Authorization: `Bearer ${await door.token('produsen2')}` },
    });
    const changing = ['date', 'x-request-id', 'ratelimit', 'ratelimit-policy'];
    const headers = [...response.headers].filter(([name]) => !changing.includes(name));
    return { status: response.status, headers, text: (await response.text()).replace(/urn:uuid:[0-9a-f-]+/, '') };
  }
});

it('Itjen reads everything, and its reading is on record', async () => {
  const { number } = at('kept');
  const before = await office.database.access.count({ where: { role: 'itjen' } });
  for (const path of ['', '/rounds', '/rounds/1/findings', '/rounds/1/receipt', '/events', '/rounds/1/file'])
    expect((await who('inspektur').get(`/v1/submissions/${number}${path}`)).status).toBe(200);
  await who('inspektur').get('/v1/submissions');
  const rows = await office.database.access.findMany({ where: { role: 'itjen' }, orderBy: { id: 'asc' } });
  const read = [
    'case',
    'rounds',
    'findings, round 1',
    'receipt, round 1',
    'events',
    'download of file, round 1',
    'list submissions',
  ];
  expect(rows.slice(before).map(({ what }) => what)).toEqual(read);
  expect(rows.at(before)?.caseId).toBe(`submission:${number}`);
});

it('what was refused is on record, and the chains of cases and refusals hold', async () => {
  const proof = await verifyRecord(office.database);
  expect(proof.faults).toEqual([]);
  expect(proof.refusals).toBeGreaterThan(100);
});

import jszip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callerOf } from '#local/demo/caller';
import { asOwner } from '#local/parts/postgres';
import { verifyRecord } from '#prisma/verify';
import { statement, submit, untilStage, uploadTable } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, inReview, listOf, outcome } from '#test/support/heard';
import { type Issuer, openIssuer } from '#test/support/issuer';
import { type Office, openOffice } from '#test/support/office';
import { decision, onRegistration, propose, register, untilTried } from '#test/support/proposals';

let office: Office;
let door: Door;
let issuer: Issuer;
let second: Door;
let ofMachines: Issuer;
let machines: Door;
let people: Cast;
beforeAll(async () => {
  office = await openOffice();
  // An installation as it begins: the grant for trying out is not there.
  await asOwner(office.ownerUrl, (client) =>
    client.query(`SET session_replication_role = 'replica'; DELETE FROM register_entry WHERE kind = 'reading-grant'`),
  );
  door = await openDoor(office);
  issuer = await openIssuer();
  second = await openDoor(office, { OIDC_ISSUERS: `internal=${issuer.url}` });
  ofMachines = await openIssuer();
  machines = await openDoor(office, { OIDC_ISSUERS: `internal=${ofMachines.url}` });
  people = await castOf(door);
});
afterAll(async () => {
  await Promise.all([door.stop(), second.stop(), machines.stop(), issuer.stop(), ofMachines.stop()]);
  await office.stop();
});

const versionOf = async (number: string) =>
  (await office.database.case.findFirstOrThrow({ where: { process: 'submission', number } })).version;
let count = 0;
const entry = (kind: string, subject: string, content: object, more: object = {}) => ({
  kind,
  subject,
  version: `1.${(count += 1)}.0`,
  validFrom: '2026-01-01',
  decision,
  content,
  ...more,
});
const record = async (proposal: object) => register(people.officer, await door.as('petugas2'), proposal);

describe('Itjen reads by a standing grant on record (28/24 29(4))', () => {
  const grant = (content: object, more?: object) => entry('reading-grant', 'kemendag.itjen', content, more);
  let inspector: Caller;
  let number: string;

  beforeAll(async () => {
    inspector = await door.as('inspektur');
    ({ number } = await inReview(people));
  });
  const seen = async () => {
    const paths = [`/v1/submissions/${number}`, `/v1/submissions/${number}/rounds/1/file`, '/v1/submissions'];
    const [one, file, list] = await Promise.all(paths.map((path) => inspector.get<{ items?: unknown[] }>(path)));
    return [one?.status, file?.status, list?.body.items?.length];
  };

  it('without one it sees no case, as if there were none, and proves nothing as a whole', async () => {
    expect(await seen()).toEqual([404, 404, 0]);
    expect(outcome(await inspector.post('/v1/proofs', {}))).toBe('403 grant-needed');
    expect((await inspector.get('/v1/me')).body).toMatchObject({ grant: null });
  });

  it('one for the course of submissions opens cases and not their files', async () => {
    await record(grant({ processes: ['submission'], content: false }));
    expect(await seen()).toEqual([200, 403, 1]);
    expect((await inspector.get('/v1/registrations')).body).toMatchObject({ items: [] });
    expect(outcome(await inspector.post('/v1/proofs', {}))).toBe('403 grant-needed');
  });

  it('one for everything opens files and the proof of the whole record, and every reading is on record', async () => {
    await record(grant({ processes: ['*'], content: true }, { validFrom: '2026-01-02' }));
    expect(await seen()).toEqual([200, 200, 1]);
    expect((await inspector.post('/v1/proofs', {})).status).toBe(202);
    const { id } = (await inspector.get<{ id: string }>('/v1/me')).body;
    const what = await office.database.access.findMany({ where: { person: id }, orderBy: { id: 'asc' } });
    expect(what.map((row) => row.what)).toEqual(
      expect.arrayContaining(['case', 'list submissions', 'download of file, round 1', 'proof of the whole record']),
    );
  });

  it('one that names no process ends it', async () => {
    await record(grant({ processes: [], content: false }, { validFrom: '2026-01-03' }));
    expect(await seen()).toEqual([404, 404, 0]);
  });

  it('is not ended by what begins before it: that is refused, and not put on register without effect', async () => {
    const early = grant({ processes: [], content: false }, { validFrom: '2020-01-01' });
    const { status, body } = await people.officer.post<{ errors: { pointer: string }[] }>('/v1/registrations', early);
    expect([status, body.errors[0]?.pointer]).toEqual([400, '/validFrom']);
  });

  it('is for the unit that oversees, and for nobody else', async () => {
    const other = entry('reading-grant', 'contoh.ekspor', { processes: ['*'], content: true });
    expect(outcome(await people.officer.post('/v1/registrations', other))).toBe('400 invalid-request');
  });
});

describe('machines submit under an agreement or an exception on register alone (28/24 19)', () => {
  const access = (ground: string, more?: object) => entry('machine-access', 'contoh.ekspor', { ground }, more);

  const agreements = '/v1/register-entries?kind=machine-access&subject=contoh.ekspor';
  /** The unit's own people are told what lets its machines in, and nobody else's are. */
  const toldToProducer = async () => [
    (await people.producer.get<{ machinesMaySubmit: boolean }>('/v1/me')).body.machinesMaySubmit,
    await listOf(people.producer, agreements),
  ];

  it('a recorded exception opens the door for the unit, its end closes it; a machine never decides', async () => {
    const machine = await door.as('mesin');
    const body = { ...statement(crypto.randomUUID()), period: { from: '2024-01', to: '2024-01' } };
    expect(outcome(await machine.post('/v1/submissions', body))).toBe('403 interoperability-closed');
    await record(access('exception'));
    body.file = { id: await uploadTable(machine) };
    const { status, body: opened } = await machine.post<{ number: string }>('/v1/submissions', body);
    expect(status).toBe(201);
    const claim = await machine.post(`/v1/submissions/${opened.number}/claim`, {}, { match: '*' });
    expect(claim.status).toBeGreaterThanOrEqual(400);
    expect(await toldToProducer()).toMatchObject([true, [{ access: { ground: 'exception' } }]]);
    expect(await listOf(await door.as('produsen2'), agreements)).toEqual([]);
    await record(access('ended', { validFrom: '2026-01-02' }));
    expect(await toldToProducer()).toMatchObject([false, [{ access: { ground: 'ended' } }, {}]]);
    const again = { ...body, period: { from: '2024-02', to: '2024-02' } };
    expect(outcome(await machine.post('/v1/submissions', again))).toBe('403 interoperability-closed');
    expect(outcome(await machine.get(`/v1/submissions/${opened.number}`))).toBe('403 interoperability-closed');
  });

  it('without either every door but that on itself is closed, and says which entry of the register is missing', async () => {
    const machine = await door.as('mesin');
    const { number } = await submit(people.producer);
    const me = await machine.get('/v1/me');
    expect([me.status, me.body]).toMatchObject([200, { roles: [], machinesMaySubmit: false }]);
    const document = (await (await fetch(`${door.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    const doors = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => ({ method, path: path.replace('{number}', number).replace(/\{\w+\}/g, '1') })),
    );
    const inside = doors.filter(({ path }) => path.startsWith('/v1/') && path !== '/v1/me');
    expect(inside.length).toBeGreaterThan(40);
    const before = await office.database.refusal.count();
    for (const { method, path } of inside) {
      const heard = await (method === 'get' ? machine.get(path) : machine.post(path, {}));
      expect([path, outcome(heard)]).toEqual([path, '403 interoperability-closed']);
      expect(heard.body).toMatchObject({
        detail: expect.stringContaining('machine-access'),
        register: { kind: 'machine-access', subject: 'contoh.ekspor' },
      });
    }
    expect(outcome(await machine.upload('kolom\n1\n', 'a.csv'))).toBe('403 interoperability-closed');
    const tried = inside.filter(({ method }) => method === 'post').length + 1;
    expect((await office.database.refusal.count()) - before).toBe(tried);
  });

  it.each([
    ['an officer', 'pdsi', 'kemendag.pdsi'],
    ['the head of PDSI', 'head', 'kemendag.pdsi'],
    ['Setjen', 'setjen', 'kemendag.setjen'],
    ['a producer', 'producer', 'contoh.ekspor'],
  ])('whose token says machine is one alone, also where it says %s too', async (_, role, unit) => {
    const { number } = await inReview(people);
    const says = { sub: `machine-${role}`, sip_roles: [role, 'machine'], sip_unit: unit };
    const machine = callerOf(machines.url, await ofMachines.sign(says));
    expect((await machine.get('/v1/me')).body).toMatchObject({ roles: [] });
    const version = { match: `"v${await versionOf(number)}"` };
    const tried = [
      await machine.post(`/v1/submissions/${number}/claim`, {}, version),
      await machine.post('/v1/submissions', statement(crypto.randomUUID())),
      await machine.upload('kolom\n1\n', 'a.csv'),
      await machine.get('/v1/tasks'),
    ];
    expect(tried.map(outcome)).toEqual(tried.map(() => '403 interoperability-closed'));
  });

  it('an agreement lets a machine in as a machine: it decides nothing whatever else its token says', async () => {
    const { number } = await inReview(people);
    await record(entry('machine-access', 'kemendag.pdsi', { ground: 'agreement' }));
    const says = { sub: 'robot', sip_roles: ['machine', 'pdsi', 'head', 'ops'], sip_unit: 'kemendag.pdsi' };
    const machine = callerOf(machines.url, await ofMachines.sign(says));
    expect((await machine.get('/v1/me')).body).toMatchObject({ roles: ['machine'] });
    const version = { match: `"v${await versionOf(number)}"` };
    expect(outcome(await machine.post(`/v1/submissions/${number}/claim`, {}, version))).toBe('404 not-found');
  });

  it('of a unit that there is not, nothing is recorded', async () => {
    const unknown = entry('machine-access', 'contoh.tidak-ada', { ground: 'exception' });
    expect(outcome(await people.officer.post('/v1/registrations', unknown))).toBe('400 invalid-request');
  });
});

describe('roles and unit come from claims by a mapping that PDSI keeps', () => {
  const mapping = {
    roles: { at: '/realm_access/roles', means: { verifikator: 'pdsi', unggah: 'producer' } },
    unit: { at: '/satker', means: { '0901': 'kemendag.pdsi', '0902': 'contoh.ekspor' } },
  };
  const token = (sub: string, realm: string[], satker: string) =>
    issuer.sign({ sub, realm_access: { roles: realm }, satker });

  it('holds for its issuer from the day on which two officers have put it on register', async () => {
    const me = async () => callerOf(second.url, await token('a', ['verifikator'], '0901')).get('/v1/me');
    expect(outcome(await me())).toBe('403 no-role');
    await record(entry('claims-mapping', issuer.url, mapping));
    expect((await me()).body).toMatchObject({ roles: ['pdsi'], unit: { id: 'kemendag.pdsi' } });
    const shipped = await issuer.sign({ sub: 'b', sip_roles: ['pdsi'], sip_unit: 'kemendag.pdsi' });
    expect(outcome(await callerOf(second.url, shipped).get('/v1/me'))).toBe('403 no-role');
    expect((await people.officer.get('/v1/me')).status).toBe(200);
    const kept = await listOf<{ mapping: object }>(
      people.officer,
      `/v1/register-entries?kind=claims-mapping&subject=${encodeURIComponent(issuer.url)}`,
    );
    expect(kept).toMatchObject([{ mapping }]);
    const path = `/v1/register-entries?kind=claims-mapping&subject=${encodeURIComponent(issuer.url)}`;
    expect(await listOf(people.producer, path)).toEqual([]);
  });

  it('is tried on the token of who proposes it: a place where nothing stands is refused', async () => {
    const mine = (content: object) =>
      people.officer.post('/v1/registrations', entry('claims-mapping', door.issuer, content));
    for (const content of [
      { ...mapping, roles: { at: '/nowhere' } },
      { roles: { at: '/sip_roles' }, unit: { at: '/nowhere' } },
    ])
      expect(outcome(await mine(content))).toBe('400 invalid-request');
    expect((await mine({ roles: { at: '/sip_roles' }, unit: { at: '/sip_unit' } })).status).toBe(201);
  });

  it('never locks the officers out who sign in by the issuer', async () => {
    const locking = { ...mapping, roles: { at: '/realm_access/roles', means: { unggah: 'producer' } } };
    const { number } = await propose(people.officer, entry('claims-mapping', issuer.url, locking));
    const tried = await untilTried(people.officer, number);
    expect(tried).toMatchObject({ stage: 'unsound', trial: { sound: false } });
    await onRegistration(people.officer, 'withdraw', tried);
  });

  it('lets nobody in unseen: a value of producers makes no officers, and new values are told before it is recorded', async () => {
    const trialOf = async (means: object) => {
      const content = { ...mapping, roles: { ...mapping.roles, means: { ...mapping.roles.means, ...means } } };
      const { number } = await propose(people.officer, entry('claims-mapping', issuer.url, content));
      const tried = await untilTried(people.officer, number);
      await onRegistration(people.officer, 'withdraw', tried);
      return tried;
    };
    expect(await trialOf({ unggah: 'pdsi' })).toMatchObject({
      stage: 'unsound',
      trial: {
        flaws: expect.arrayContaining([{ id: expect.any(String), en: expect.stringMatching(/^unggah means/) }]),
      },
    });
    expect(await trialOf({ semua: 'pdsi' })).toMatchObject({
      stage: 'proposed',
      trial: { sound: true, flaws: [{ en: expect.stringContaining('semua') }] },
    });
  });

  it('is set aside by OIDC_CLAIMS=shipped for the hour in which it has locked everybody out', async () => {
    const variables = { OIDC_ISSUERS: `internal=${issuer.url}`, OIDC_CLAIMS: 'shipped' };
    const third = await openDoor(office, variables);
    const shipped = await issuer.sign({ sub: 'b', sip_roles: ['pdsi'], sip_unit: 'kemendag.pdsi' });
    expect((await callerOf(third.url, shipped).get('/v1/me')).status).toBe(200);
    await third.stop();
  });
});

const secret =
  'tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\n2025,01,84,RAHASIADAGANG,TANJUNG PRIOK,5\n';

it('what the checks quote of a file is shown by no door to those who may not read the file', async () => {
  const { body: file } = await people.producer.upload(secret, 'rahasia.csv');
  const { number } = await submit(people.producer, { component: '20.1', file: { id: file.id } });
  await untilStage(people.producer, number, 'in-review');
  const paths = ['', '/rounds/1/findings', '/rounds/1', '/events'];
  const told = async (name: string) => {
    const texts = await Promise.all(
      paths.map(async (path) =>
        JSON.stringify((await (await door.as(name)).get(`/v1/submissions/${number}${path}`)).body),
      ),
    );
    const pack = await fetch(`${door.url}/v1/submissions/${number}/evidence.zip`, {
      headers: { Authorization: `Bearer ${await door.token(name)}` },
    });
    const zip = await jszip.loadAsync(Buffer.from(await pack.arrayBuffer()));
    const trail = (await zip.file('trail.json')?.async('string')) ?? '';
    return [...texts, trail].map((one) => one.includes('RAHASIADAGANG'));
  };
  expect((await told('petugas')).filter(Boolean).length).toBeGreaterThan(2);
  for (const name of ['setjen', 'operator']) expect(await told(name)).toEqual([false, false, false, false, false]);
});

it('what came on register in this way is proven like every other version', async () => {
  expect((await verifyRecord(office.database)).faults).toEqual([]);
});

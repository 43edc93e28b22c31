import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRecord } from '#prisma/verify';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, listOf, outcome, type Told } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import {
  automaticReturn,
  decision,
  onRegistration,
  propose,
  proposedStandard,
  type Registered,
  register,
  untilTried,
} from '#test/support/proposals';

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

interface Wrong {
  readonly content?: { readonly schema?: object; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

interface Field {
  readonly name: string;
  readonly example: string;
  readonly constraints: Record<string, unknown>;
}

const [tahun, ...others] = proposedStandard().content.schema.fields as unknown as Field[];
const schemaWith = (field: Partial<Field>) => ({
  schema: { ...proposedStandard().content.schema, fields: [{ ...tahun, ...field }, ...others] },
});

describe('a data standard', () => {
  it('is proposed with the decision behind it, tried by the engine, and recorded by a second officer', async () => {
    const { officer, colleague, producer } = people;
    const opened = await propose(officer, proposedStandard());
    expect(opened).toMatchObject({ stage: 'received', holder: 'system', round: 1 });
    const tried = await untilTried(officer, opened.number);
    expect(tried).toMatchObject({ stage: 'proposed', holder: 'pdsi', trial: { sound: true, flaws: [] } });
    expect(tried.target).not.toBeNull();
    expect(tried.nextActs.map(({ act }) => act)).toEqual(['amend', 'withdraw']);
    const own = await onRegistration(officer, 'record', tried);
    expect(outcome(own)).toBe('403 four-eyes');
    expect(own.body).toMatchObject({ remedy: expect.stringMatching(/^Petugas PDSI lain, yang tidak ikut menulis/) });

    const recorded = await onRegistration(colleague, 'record', tried);
    expect(recorded.body).toMatchObject({ stage: 'recorded', holder: 'nobody' });
    const before = await producer.get('/v1/standards/20.1?period=2025-06');
    const after = await producer.get('/v1/standards/20.1?period=2025-07');
    expect([before.body, after.body]).toMatchObject([{ version: '0.2.0' }, { version: '1.0.0' }]);
    const entries = await listOf(producer, '/v1/register-entries?kind=standard&subject=20.1');
    expect(entries).toMatchObject([
      {
        version: '1.0.0',
        validFrom: '2025-07',
        authority: decision.authority,
        decisionNumber: decision.number,
        decisionDate: decision.date,
        registration: `/v1/registrations/${opened.number}`,
      },
      { version: '0.2.0', registration: null },
    ]);
  });

  it('that the engine cannot run, or whose own example breaks its column, is unsound: it is amended, never recorded', async () => {
    const { officer, colleague } = people;
    const wrong = proposedStandard({ version: '1.1.0' }, schemaWith({ constraints: { required: true, pattern: '(' } }));
    const unsound = await untilTried(officer, (await propose(officer, wrong)).number);
    expect(unsound).toMatchObject({ stage: 'unsound', holder: 'pdsi', trial: { sound: false } });
    expect(unsound.trial?.flaws).toEqual([
      {
        id: 'Kolom tahun: pola ( bukan ekspresi reguler (regular expression).',
        en: 'Column tahun: the pattern ( is no regular expression.',
      },
    ]);
    expect(outcome(await onRegistration(colleague, 'record', unsound))).toBe('409 wrong-stage');

    const own = proposedStandard({ version: '1.1.0' }, schemaWith({ example: 'dua ribu' }));
    const amended = await onRegistration(officer, 'amend', unsound, own);
    expect(amended.body).toMatchObject({ stage: 'received', round: 2 });
    const again = await untilTried(officer, unsound.number);
    expect(again.trial?.flaws).toMatchObject([
      { id: expect.stringContaining('Kolom tahun: contohnya sendiri melanggar type: ') },
    ]);

    const lists = proposedStandard(
      { version: '1.1.0' },
      schemaWith({ 'sip:codes': 'no-such-list' } as unknown as Partial<Field>),
    );
    await onRegistration(officer, 'amend', again, lists);
    const third = await untilTried(officer, unsound.number);
    expect(third.trial?.flaws).toMatchObject([
      { id: expect.stringContaining('Kolom tahun: tidak ada daftar kode bernama no-such-list') },
    ]);
    expect(outcome(await onRegistration(officer, 'withdraw', third))).toBe('200');
  });

  it('is tried with a file before it, and with whatever its columns are called', async () => {
    const { officer } = people;
    const { schema } = proposedStandard().content;
    const renamed = JSON.parse(
      JSON.stringify(schema).replaceAll('nilai_fob_usd', 'value').replaceAll('kode_hs', 'line'),
    );
    const named = proposedStandard({ version: '1.2.0' }, { schema: renamed });
    const sound = await untilTried(officer, (await propose(officer, named)).number);
    expect(sound.trial).toEqual({ sound: true, flaws: [] });
    const compared = { ...schema, 'sip:compare': { ...schema['sip:compare'], value: 'negara_tujuan' } };
    await onRegistration(officer, 'amend', sound, proposedStandard({ version: '1.2.0' }, { schema: compared }));
    const unsound = await untilTried(officer, sound.number);
    expect(unsound).toMatchObject({
      stage: 'unsound',
      trial: {
        flaws: [{ id: 'sip:compare: kolom negara_tujuan harus bertipe number atau integer, bukan string.' }],
      },
    });
    // What no rule of ours foresees, the engine says itself: a pattern that JavaScript reads and RE2 does not.
    const lookahead = schemaWith({ constraints: { pattern: '(?=2)[0-9]{4}' } });
    await onRegistration(officer, 'amend', unsound, proposedStandard({ version: '1.2.0' }, lookahead));
    const third = await untilTried(officer, sound.number);
    expect(third.trial?.flaws).toMatchObject([
      { id: expect.stringContaining('Mesin pemeriksa tidak dapat menjalankan standar ini: ') },
    ]);
    await onRegistration(officer, 'withdraw', third);
  });

  it('bears the name of no other component’s standard', async () => {
    const { officer } = people;
    const taken = proposedStandard({ version: '1.3.0' }, { name: 'realisasi-impor-indonesia' });
    const unsound = await untilTried(officer, (await propose(officer, taken)).number);
    expect(unsound.trial?.flaws).toMatchObject([{ id: expect.stringContaining('standar komponen 20.2') }]);
    await onRegistration(officer, 'withdraw', unsound);
  });

  it('of one subject waits for the one that is open, and a version is never used twice', async () => {
    const { officer } = people;
    const open = await propose(officer, proposedStandard({ version: '2.0.0' }));
    const second = await officer.post<Told>('/v1/registrations', proposedStandard({ version: '3.0.0' }));
    expect([outcome(second), second.body.detail]).toEqual(['409 already-open', expect.stringContaining(open.number)]);
    expect(second.body).toMatchObject({ stage: expect.any(String), at: expect.any(String) });
    expect(second.body.remedy).not.toContain('periode');
    await onRegistration(officer, 'withdraw', await untilTried(officer, open.number));
    expect(outcome(await officer.post('/v1/registrations', proposedStandard({ version: '1.0.0' })))).toBe(
      '400 invalid-request',
    );
  });

  it.each([
    [
      'a component that Lampiran I does not have',
      { subject: '99.9', content: { 'sip:component': '99.9' } },
      '422 unknown-component',
    ],
    ['a subject that is not its own component', { subject: '20.2' }, '400 invalid-request'],
    ['an end before its beginning', { validTo: '2024-01' }, '400 invalid-request'],
    ['no decision', { decision: undefined }, '400 invalid-request'],
    [
      'a key of a column that it does not have',
      { content: { schema: { uniqueKeys: [['tidak_ada']] } } },
      '400 invalid-request',
    ],
    ['a title that hides or turns words', { content: { title: 'Eks\u2066por' } }, '400 invalid-request'],
    ['words that no standard knows', { content: { 'sip:sql': 'drop table' } }, '400 invalid-request'],
  ])('with %s is refused at the door', async (_, wrong: Wrong, said) => {
    const { content: { schema = {}, ...rest } = {}, ...more } = wrong;
    const proposal = proposedStandard({ version: '9.0.0', ...more });
    const body = {
      ...proposal,
      content: { ...proposal.content, ...rest, schema: { ...proposal.content.schema, ...schema } },
    };
    expect(outcome(await people.officer.post('/v1/registrations', body))).toBe(said);
  });
});

describe('a code list', () => {
  it('replaces the one before for the data of its time, with the validity of each code', async () => {
    const { officer, colleague, producer } = people;
    const content = {
      name: 'units',
      title: { id: 'Satuan', en: 'Units' },
      authority: 'Contoh',
      basis: 'contoh',
      codes: [
        { code: 'kwintal', label: { id: 'kwintal', en: 'quintal' }, to: '2026-12' },
        { code: 'kg', label: { id: 'kilogram', en: 'kilogram' } },
      ],
    };
    await register(officer, colleague, {
      kind: 'code-list',
      subject: 'units',
      version: '2026.1',
      validFrom: '2026-01',
      decision,
      content,
    });
    const before = await producer.get<{ codes: { code: string }[] }>('/v1/code-lists/units?period=2025-12');
    expect(before.body.codes.map(({ code }) => code)).toContain('kg');
    const after = await producer.get('/v1/code-lists/units?period=2026-12');
    expect(after.body).toMatchObject({
      version: '2026.1',
      codes: [{ code: 'kwintal', to: '2026-12' }, { code: 'kg' }],
    });
    expect(outcome(await producer.get('/v1/code-lists/no-such-list'))).toBe('404 not-found');
  });

  it.each(['countries', 'ports', 'hs-chapters'])(
    'that was read is proposed again as it was given: %s',
    async (subject) => {
      const { officer } = people;
      const { body: content } = await officer.get(`/v1/code-lists/${subject}`);
      const again = { kind: 'code-list', subject, version: 'again.1', validFrom: '2026-01', decision, content };
      const tried = await untilTried(officer, (await propose(officer, again)).number);
      expect(tried.trial).toEqual({ sound: true, flaws: [] });
      expect(outcome(await onRegistration(officer, 'withdraw', tried))).toBe('200');
    },
  );
});

describe('a code list that cannot be meant', () => {
  const label = { id: 'contoh', en: 'example' };
  const japan = { code: 'JAPAN', label };
  const listed = (codes: object[]) => ({
    kind: 'code-list',
    subject: 'countries',
    version: '9.0.0',
    validFrom: '2026-01',
    decision,
    content: { name: 'countries', title: label, authority: 'Contoh', basis: 'contoh', codes },
  });

  it('never comes into force, and PDSI reads why', async () => {
    const { officer } = people;
    const twice = [{ ...japan, to: '2026-06' }, japan, { code: 'INDIA', label, replacedBy: 'INDIA' }];
    const first = await untilTried(officer, (await propose(officer, listed(twice))).number);
    expect(first).toMatchObject({
      stage: 'unsound',
      trial: {
        flaws: [
          { id: 'Kode JAPAN ada dua kali untuk bulan yang sama.' },
          { id: 'Kode INDIA digantikan oleh dirinya sendiri (replacedBy).' },
        ],
      },
    });
    await onRegistration(officer, 'amend', first, listed([{ code: 'INDIA', label }]));
    const second = await untilTried(officer, first.number);
    expect(second).toMatchObject({ stage: 'unsound', round: 2 });
    expect(second.trial?.flaws.map(({ en }) => en)).toContainEqual(
      expect.stringMatching(/does not have JAPAN.*negara_tujuan.*realisasi-ekspor-indonesia/),
    );
    await onRegistration(officer, 'amend', second, listed([japan]));
    const third = await untilTried(officer, first.number);
    expect(third).toMatchObject({ stage: 'proposed', trial: { sound: true, flaws: [] } });
    await onRegistration(officer, 'withdraw', third);
  });

  it('is refused at the door where its words turn around or hide', async () => {
    const codes = [{ ...japan, label: { id: 'Je\u202Epang', en: 'Japan' } }];
    const { status, body } = await people.officer.post<Pointed>('/v1/registrations', listed(codes));
    expect([status, body.errors]).toEqual([
      400,
      [{ pointer: '/content/codes/0/label/id', detail: expect.stringContaining('tanpa karakter kendali atau arah') }],
    ]);
  });
});

interface Pointed {
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}

describe('a decision', () => {
  const refused = async (proposal: object) =>
    (await people.officer.post<Pointed>('/v1/registrations', proposal)).body.errors;

  it('on automatic return names codes that a finding can bear: the nearest is told', async () => {
    expect(await refused(automaticReturn(['type', 'unknwon-code'], { version: '8.0.0' }))).toEqual([
      { pointer: '/content/codes/1', detail: 'tidak ada temuan berkode unknwon-code; yang terdekat: unknown-code' },
    ]);
  });

  it('on automatic return names a code once, and none that is never an error; each is told for what it is', async () => {
    expect(await refused(automaticReturn(['type', 'type', 'list-cut'], { version: '8.0.0' }))).toEqual([
      {
        pointer: '/content/codes/2',
        detail: 'list-cut tidak pernah menjadi galat: keputusan tidak akan mengembalikan apa pun karenanya',
      },
      { pointer: '/content/codes/1', detail: 'type sudah disebut: cukup sekali' },
    ]);
  });

  it('on automatic return may name a rule of the standard of its subject, and of no other', async () => {
    const { officer, colleague } = people;
    const rule = {
      code: 'nilai-nol',
      severity: 'error',
      item: 'validated',
      column: 'nilai_fob_usd',
      expect: { left: { column: 'nilai_fob_usd' }, is: '>', right: { value: 0 } },
      message: { id: 'Nilai nol.', en: 'Zero.' },
      remedy: { id: 'Isi nilainya.', en: 'Fill it in.' },
    };
    const { schema } = proposedStandard().content;
    const ruled = { schema: { ...schema, 'sip:rules': [rule] } };
    await register(officer, colleague, proposedStandard({ version: '8.1.0', validFrom: '2031-01' }, ruled));
    expect(await refused(automaticReturn(['nilai-nol'], { subject: '20.2', version: '8.1.0' }))).toHaveLength(1);
    const own = await propose(officer, automaticReturn(['nilai-nol'], { version: '8.1.0' }));
    await onRegistration(officer, 'withdraw', await untilTried(officer, own.number));
  });

  it('has been taken: its date does not come after today', async () => {
    const later = { ...decision, date: '2099-01-01' };
    expect(await refused(automaticReturn(['type'], { version: '8.2.0', decision: later }))).toMatchObject([
      { pointer: '/decision/date', detail: expect.stringContaining('tidak boleh setelah hari ini') },
    ]);
  });
});

describe('who may register', () => {
  it.each(['produsen', 'inspektur', 'setjen', 'operator'])('%s may not propose', async (person) => {
    const caller = await door.as(person);
    expect(outcome(await caller.post('/v1/registrations', automaticReturn(['type'])))).toBe('403 not-your-act');
  });

  it('a producer sees what is in force and no proposal', async () => {
    const { officer, producer } = people;
    const { number } = await propose(officer, automaticReturn(['type'], { subject: '20.2', version: '0.9.0' }));
    expect(outcome(await producer.get(`/v1/registrations/${number}`))).toBe('404 not-found');
    expect(await listOf(producer, '/v1/registrations')).toEqual([]);
    expect((await listOf<Registered>(officer, '/v1/registrations')).map((row) => row.number)).toContain(number);
    await onRegistration(officer, 'withdraw', await untilTried(officer, number));
  });

  it('a proposal waits among the tasks of the second officer, what is unsound among those of its author too', async () => {
    const { officer, colleague } = people;
    const waiting = async (caller: typeof officer) =>
      (await listOf<{ process: string; number: string; href: string }>(caller, '/v1/tasks'))
        .filter(({ process }) => process === 'registration')
        .map(({ href }) => href);
    const sound = await untilTried(
      officer,
      (await propose(officer, automaticReturn(['type'], { subject: '3.2' }))).number,
    );
    expect(await waiting(officer)).toEqual([]);
    expect(await waiting(colleague)).toEqual([`/v1/registrations/${sound.number}`]);
    await onRegistration(officer, 'withdraw', sound);
    const wrong = proposedStandard({ version: '7.0.0' }, schemaWith({ example: 'x' }));
    const unsound = await untilTried(officer, (await propose(officer, wrong)).number);
    expect(await waiting(officer)).toEqual([`/v1/registrations/${unsound.number}`]);
    await onRegistration(officer, 'withdraw', unsound);
  });
});

describe('the registers', () => {
  it('are proven by the chains: what is on register is what a second officer recorded', async () => {
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });
});

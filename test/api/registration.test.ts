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
    expect(outcome(await onRegistration(officer, 'record', tried))).toBe('403 four-eyes');

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
    expect(unsound.trial?.flaws[0]).toMatch(/regular expression/i);
    expect(outcome(await onRegistration(colleague, 'record', unsound))).toBe('409 wrong-stage');

    const own = proposedStandard({ version: '1.1.0' }, schemaWith({ example: 'dua ribu' }));
    const amended = await onRegistration(officer, 'amend', unsound, own);
    expect(amended.body).toMatchObject({ stage: 'received', round: 2 });
    const again = await untilTried(officer, unsound.number);
    expect(again.trial?.flaws).toEqual([expect.stringContaining('tahun: its own example breaks type')]);

    const lists = proposedStandard(
      { version: '1.1.0' },
      schemaWith({ 'sip:codes': 'no-such-list' } as unknown as Partial<Field>),
    );
    await onRegistration(officer, 'amend', again, lists);
    const third = await untilTried(officer, unsound.number);
    expect(third.trial?.flaws).toEqual(['tahun: no code list is called no-such-list']);
    expect(outcome(await onRegistration(officer, 'withdraw', third))).toBe('200');
  });

  it('of one subject waits for the one that is open, and a version is never used twice', async () => {
    const { officer } = people;
    const open = await propose(officer, proposedStandard({ version: '2.0.0' }));
    const second = await officer.post<Told>('/v1/registrations', proposedStandard({ version: '3.0.0' }));
    expect([outcome(second), second.body.detail]).toEqual(['409 already-open', expect.stringContaining(open.number)]);
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
      codes: [{ code: 'kwintal', label: { id: 'kwintal', en: 'quintal' }, to: '2026-12' }],
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
    expect(after.body).toMatchObject({ version: '2026.1', codes: [{ code: 'kwintal', to: '2026-12' }] });
    expect(outcome(await producer.get('/v1/code-lists/no-such-list'))).toBe('404 not-found');
  });
});

describe('who may register', () => {
  it.each(['produsen', 'mesin', 'inspektur', 'setjen', 'operator'])('%s may not propose', async (person) => {
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

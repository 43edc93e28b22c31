import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callerOf } from '#local/demo/caller';
import { asOwner } from '#local/parts/postgres';
import { type Door, openDoor } from '#test/support/door';
import { listOf, outcome } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let producer: Caller;
let officer: Caller;
beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  door = await openDoor(office);
  [producer, officer] = await Promise.all([door.as('produsen'), door.as('petugas')]);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

interface Cited {
  readonly code: string;
  readonly name: string;
  readonly basis: string;
  readonly basisStatus: string;
}

interface Component extends Cited {
  readonly shortName: string | null;
  readonly heading: { readonly code: string; readonly name: string } | null;
  readonly kind: number;
  readonly classification: string;
}

interface Kind extends Cited {
  readonly number: number;
  readonly components: (Component & { readonly parts: Component[] })[];
}

const doors = ['classifications', 'categories', 'kinds', 'components', 'units', 'roles'];
const codes = (items: readonly { readonly code: string }[]): string[] => items.map(({ code }) => code);

describe('the catalogue', () => {
  it.each(doors)('of %s is for who is signed in', async (name) => {
    expect(outcome(await callerOf(door.url, undefined).get(`/v1/${name}`))).toBe('401 sign-in-needed');
    expect((await producer.get(`/v1/${name}`)).status).toBe(200);
  });

  it.each(doors)('of %s cites every entry, and says what the citation is worth today', async (name) => {
    const items = await listOf<Cited>(producer, `/v1/${name}`);
    expect(items.length).toBeGreaterThan(3);
    for (const { basis, basisStatus } of items)
      expect(basisStatus).toBe(basis.startsWith('28/24 ') ? 'in-force' : 'house-standard');
  });

  it('has four classifications and twenty-nine categories, in the order of the articles', async () => {
    const classifications = await listOf<Cited & { label: string }>(producer, '/v1/classifications');
    expect(classifications.map(({ code, label }) => [code, label])).toEqual([
      ['DN', 'Perdagangan Dalam Negeri'],
      ['LN', 'Perdagangan Luar Negeri'],
      ['BK', 'Perdagangan Berjangka Komoditi'],
      ['LL', 'Perdagangan Lainnya'],
    ]);
    const categories = await listOf<Cited & { kind: number }>(producer, '/v1/categories');
    expect([categories.length, new Set(categories.map(({ kind }) => kind)).size]).toEqual([29, 29]);
    expect(categories[14]).toMatchObject({ code: '15a', classification: 'LN', kind: 6, basis: '28/24 15(2)a' });
  });

  it('has the whole annex by rows: 120 components, four of them heading twelve lettered ones', async () => {
    const kinds = await listOf<Kind>(producer, '/v1/kinds');
    const components = kinds.flatMap((kind) => kind.components);
    expect([kinds.length, components.length]).toEqual([29, 120]);
    expect(codes(components.filter(({ parts }) => parts.length > 0))).toEqual(['5.1', '5.2', '5.3', '18.1']);
    expect(codes(components.flatMap(({ parts }) => parts))).toHaveLength(12);
    const row = kinds.find(({ number }) => number === 18);
    expect(row).toMatchObject({ name: 'Jasa perdagangan', classification: 'DN', category: '14j' });
    expect(row?.components[0]).toMatchObject({ code: '18.1', name: 'Jasa bidang perdagangan meliputi' });
  });
});

describe('searching components', () => {
  const search = async (query: string) => codes(await listOf<Component>(producer, `/v1/components?${query}`));

  it.each([
    ['the official words, in any case and order', 'q=INDONESIA%20realisasi', ['20.1', '20.2']],
    ['our short names', 'q=pmse', ['21.1', '21.2']],
    ['the words of a heading', 'q=gerai%20maritim', ['5.3.a', '5.3.b', '5.3.c']],
    ['a row of the annex', 'kind=9', ['9.1', '9.2']],
    ['a classification and words', 'classification=BK&q=regulasi', ['16.5', '27.3', '28.4']],
    ['signs that mean something elsewhere, as they are', 'q=%25', []],
    ['what is not there', 'classification=XX', []],
  ])('finds %s', async (_, query, found) => {
    expect(await search(query)).toEqual(found);
  });

  it('without a question gives all that a submission may be about, as printed', async () => {
    const all = await listOf<Component>(producer, '/v1/components');
    expect([all.length, all[0]?.code, all.at(-1)?.code]).toEqual([128, '1.1', '29.4']);
  });

  it.each(['q=', 'kind=nol', 'kind=0', 'classification=dn', 'cari=ekspor'])('refuses %s', async (query) => {
    expect(outcome(await producer.get(`/v1/components?${query}`))).toBe('400 invalid-request');
  });
});

describe('classifications, categories, rows and code lists', () => {
  const found = (path: string) => listOf<{ code?: string; number?: number; name: string }>(producer, path);

  it.each([
    ['/v1/classifications?q=luar%20NEGERI', ['LN', 'LL']],
    ['/v1/categories?q=14a', ['14a']],
    ['/v1/kinds?q=POTENSI%20produksi%20dioptimalkan', [24]],
    ['/v1/code-lists?q=negara', ['countries']],
    ['/v1/kinds?q=tidakadakatanya', []],
  ])('are searched: %s', async (path, expected) => {
    expect((await found(path)).map(({ code, number, name }) => code ?? number ?? name)).toEqual(expected);
  });

  it.each(['classifications', 'categories', 'kinds', 'code-lists'])('refuse what %s do not know', async (path) => {
    for (const query of ['cari=ekspor', 'q='])
      expect(outcome(await producer.get(`/v1/${path}?${query}`))).toBe('400 invalid-request');
  });
});

describe('one component', () => {
  it('is shown by its code, with the official words and the short name apart', async () => {
    const { body } = await producer.get<Component>('/v1/components/24.3');
    expect(body).toMatchObject({
      name: 'mengenai potensi produksi yang belum dioptimalkan',
      shortName: 'Potensi produksi yang belum dioptimalkan',
      row: 'Potensi perdagangan daerah',
      basis: '28/24 L-I 24.3; 14(2)m',
      basisStatus: 'in-force',
    });
  });

  it.each(['30.1', '5.1', '1.1.a'])('is not found as %s', async (code) => {
    expect(outcome(await producer.get(`/v1/components/${code}`))).toBe('404 not-found');
  });

  it('is asked for by a code of Lampiran I', async () => {
    expect(outcome(await producer.get('/v1/components/satu'))).toBe('400 invalid-request');
  });
});

describe('units and roles', () => {
  const business = { id: 'contoh.usaha', name: 'Usaha Contoh', organisation: 'Usaha Contoh', kind: 'pelaku usaha' };
  beforeAll(() =>
    asOwner(office.ownerUrl, (client) =>
      client.query('INSERT INTO unit (id, name, organisation, kind) VALUES ($1, $2, $3, $4)', Object.values(business)),
    ),
  );

  it('units are found by name and organisation, without their mailboxes', async () => {
    const [unit, ...others] = await listOf<object>(producer, '/v1/units?q=dinas%20daerah');
    expect(others).toEqual([]);
    expect(unit).toEqual({
      id: 'contoh.dinas',
      name: 'Dinas Perdagangan Contoh',
      organisation: 'Pemerintah Daerah Contoh',
      kind: 'instansi daerah',
      basis: '28/24 1.12',
      basisStatus: 'in-force',
    });
  });

  it('businesses are seen by the ministry and not by other producers', async () => {
    expect(await listOf<object>(officer, '/v1/units?q=usaha')).toHaveLength(1);
    expect(await listOf<object>(producer, '/v1/units?q=usaha')).toEqual([]);
  });

  it('roles say in Indonesian what they are, and who may give them', async () => {
    const roles = await listOf<{ role: string }>(producer, '/v1/roles');
    expect(roles.map(({ role }) => role)).toEqual(['producer', 'machine', 'pdsi', 'head', 'setjen', 'itjen', 'ops']);
    expect(roles[0]).toMatchObject({ text: { id: 'Produsen Data' }, givenBy: ['internal', 'external'] });
    expect(roles.at(-1)).toMatchObject({ givenBy: ['internal'], basisStatus: 'house-standard' });
  });
});

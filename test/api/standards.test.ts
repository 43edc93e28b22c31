import exceljs from 'exceljs';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listsOf } from '#domain/code-list';
import { standardFor, standards } from '#domain/standard';
import type { Caller } from '#local/demo/caller';
import { sealOf } from '#platform/seal';
import { type Door, openDoor } from '#test/support/door';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let producer: Caller;
let token: string;
beforeAll(async () => {
  office = await openOffice({ isEmpty: true });
  door = await openDoor(office);
  token = await door.token('produsen');
  producer = await door.as('produsen');
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const components = standards.map((standard) => standard['sip:component'] ?? '');

const download = (path: string) => fetch(`${door.url}${path}`, { headers: { Authorization: `Bearer ${token}` } });

async function workbookOf(component: string): Promise<exceljs.Workbook> {
  const response = await download(`/v1/standards/${component}/template.xlsx`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  const workbook = new exceljs.Workbook();
  return workbook.xlsx.load(await response.arrayBuffer());
}

describe('the standards', () => {
  it('are listed in the order of Lampiran I, each with its status', async () => {
    const { status, body } = await producer.get<{ items: Record<string, unknown>[] }>('/v1/standards');
    expect(status).toBe(200);
    expect(body.items.map(({ component }) => component)).toEqual(components);
    expect(body.items.find(({ component }) => component === '20.1')).toEqual({
      component: '20.1',
      name: 'realisasi-ekspor-indonesia',
      version: '0.2.0',
      title: { id: 'Realisasi ekspor Indonesia', en: 'Exports of Indonesia' },
      columns: 6,
      status: 'house draft',
      authority: 'SIP Back Office',
      decisionNumber: null,
      decisionDate: null,
      ownColumns: 6,
    });
  });

  it.each(components)('of %s is shown as the very document that judges', async (component) => {
    const { status, body } = await producer.get(`/v1/standards/${component}`);
    expect(status).toBe(200);
    expect(body).toEqual(structuredClone(standardFor(component)));
  });

  it('of a component without one of its own is the generic one', async () => {
    const { body } = await producer.get('/v1/standards/1.1');
    expect(body).toMatchObject({ name: 'tabel-terbaca', schema: { fields: [] } });
  });

  it.each(['99.9', '..', "20.1'", 'x'.repeat(20)])('of %s, which is no component, is not found', async (component) => {
    const { status } = await producer.get(`/v1/standards/${encodeURIComponent(component)}/template.csv`);
    expect(status).toBe(404);
  });

  it('are for those who have signed in', async () => {
    for (const path of ['/v1/standards', '/v1/standards/20.1/template.xlsx', '/v1/code-lists'])
      expect((await fetch(`${door.url}${path}`)).status).toBe(401);
  });
});

describe('the empty table', () => {
  it('as CSV is the header, under the name of the standard', async () => {
    const response = await download('/v1/standards/20.1/template.csv');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename=realisasi-ekspor-indonesia.csv');
    expect(await response.text()).toBe('tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\r\n');
  });

  it.each(components)(
    'of %s as a workbook has the header, what it means, and one sheet for each list',
    async (component) => {
      const standard = standardFor(component);
      const lists = listsOf(standard);
      const workbook = await workbookOf(component);
      expect(workbook.worksheets.map(({ name }) => name)).toEqual([
        'data',
        'keterangan',
        ...lists.map(({ name }) => name),
      ]);
      const notice = JSON.stringify(workbook.getWorksheet('keterangan')?.getSheetValues());
      for (const said of [standard.version, 'house draft', ...lists.map(({ authority }) => authority)])
        expect(notice).toContain(said);
      const header = workbook.worksheets[0]?.getRow(1);
      const names = standard.schema.fields.map((_, at) => header?.getCell(at + 1).value);
      expect(names).toEqual(standard.schema.fields.map(({ name }) => name));
      for (const [at, field] of standard.schema.fields.entries()) {
        const note = JSON.stringify(header?.getCell(at + 1).note);
        for (const part of [field['sip:definition'].id, field['sip:expects'].id, 'house draft'])
          expect(note).toContain(JSON.stringify(part).slice(1, -1));
      }
      for (const { name, codes } of lists) expect(workbook.getWorksheet(name)?.rowCount).toBe(codes.length + 1);
    },
  );

  it.each(components)('of %s as a pack has the header, and every code list as a file', async (component) => {
    const standard = standardFor(component);
    const response = await download(`/v1/standards/${component}/template.zip`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const pack = await JSZip.loadAsync(await response.arrayBuffer());
    const read = (name: string) => pack.file(name)?.async('string');
    expect(await read(`${standard.name}.csv`)).toBe(`${standard.schema.fields.map(({ name }) => name).join(',')}\r\n`);
    expect(await read('keterangan.csv')).toContain('house draft');
    for (const { name, codes } of listsOf(standard))
      expect((await read(`daftar-kode/${name}.csv`))?.trimEnd().split('\r\n')).toHaveLength(codes.length + 1);
  });

  it('as a workbook keeps leading zeros of codes', async () => {
    const sheet = (await workbookOf('20.1')).getWorksheet('hs-chapters');
    expect(sheet?.getRow(2).getCell(1).value).toBe('01');
  });

  it.each(['csv', 'xlsx', 'zip'])('of a component without columns is not there, as %s', async (kind) => {
    expect((await producer.get(`/v1/standards/1.1/template.${kind}`)).status).toBe(404);
  });
});

interface Listed {
  readonly open: boolean;
  readonly basis: string;
  readonly codes: readonly { readonly code: string }[];
}

describe('the code lists', () => {
  const codesOf = async (path: string) => {
    const { status, body } = await producer.get<Listed>(`/v1/code-lists/${path}`);
    expect(status).toBe(200);
    return body.codes.map(({ code }) => code);
  };

  it('are listed with who keeps them, on what basis, and how many codes they have', async () => {
    const { body } = await producer.get<{ items: Record<string, unknown>[] }>('/v1/code-lists');
    const regencies = body.items.find(({ name }) => name === 'regencies');
    expect(regencies).toMatchObject({ authority: 'Kementerian Dalam Negeri', open: false, codes: 545 });
  });

  it('are shown whole, or by a part of code, label or spelling', async () => {
    expect(await codesOf('provinces')).toHaveLength(38);
    expect(await codesOf('provinces?q=papua%20b')).toEqual(['92', '96']);
    expect(await codesOf('countries?q=jepang')).toEqual(['JAPAN']);
    expect(await codesOf('countries?q=TIMOR%20L')).toEqual(['EAST TIMOR']);
    expect(await codesOf('countries?q=SWAZI')).toEqual(['SWAZILAND']);
    expect(await codesOf('countries?q=SWAZI&period=2020-01')).toEqual([]);
    expect(await codesOf('countries?q=%27%20or%201=1')).toEqual([]);
  });

  it('are shown as they were in a month', async () => {
    expect(await codesOf('provinces?period=2022-06')).toHaveLength(34);
    expect(await codesOf('provinces?q=papua%20b&period=2022-11')).toEqual(['92']);
    expect(await codesOf('regencies?q=merauke&period=2021-05')).toEqual(['91.01']);
    expect(await codesOf('regencies?q=merauke&period=2025-05')).toEqual(['93.01']);
  });

  it.each(['months?period=2025-13', 'months?q=a&x=1'])('refuse %s', async (path) => {
    expect((await producer.get(`/v1/code-lists/${path}`)).status).toBe(400);
  });
});

describe('the bundle of a component', () => {
  it('holds what judges it in a month, with version, validity and decision, sealed', async () => {
    await office.database.registerEntry.create({
      data: {
        kind: 'standard',
        subject: '20.1',
        version: '9.0.0',
        validFrom: '2031-01',
        validTo: '2031-12',
        authority: 'Setjen',
        decisionNumber: 'SK-9',
        decisionDate: '2030-12-01',
        content: structuredClone(standardFor('20.1')) as object,
        registration: 'registration:2030-000001',
        recordedAt: new Date(),
      },
    });
    const response = await download('/v1/standards/20.1/bundle.json?period=2031-05');
    expect([response.status, response.headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename=realisasi-ekspor-indonesia-9.0.0.bundle.json',
    ]);
    const { seal, ...bundle } = (await response.json()) as Record<string, unknown>;
    const decided = { authority: 'Setjen', decisionNumber: 'SK-9', decisionDate: '2030-12-01' };
    expect(bundle).toMatchObject({
      component: '20.1',
      period: '2031-05',
      takenAt: expect.stringMatching(/Z$/),
      standard: { ...structuredClone(standardFor('20.1')), version: '9.0.0' },
      codeLists: structuredClone(listsOf(standardFor('20.1'))),
      registered: { standard: { version: '9.0.0', validFrom: '2031-01', validTo: '2031-12', ...decided } },
    });
    expect(seal).toBe(sealOf(bundle));
  });

  it('of another month is of the version in force then; of no component there is none', async () => {
    const { body } = await producer.get<{ standard: { version: string } }>(
      '/v1/standards/20.1/bundle.json?period=2030-12',
    );
    expect(body.standard.version).toBe(standardFor('20.1').version);
    expect((await download('/v1/standards/99.9/bundle.json')).status).toBe(404);
  });
});

import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findingsWorkbook } from '#api/submission/findings-workbook';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, inReview, outcome } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

async function sheetsOf(bytes: Buffer): Promise<Map<string, string[][]>> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const cellsOf = (row: exceljs.Row) => Array.from({ length: 10 }, (_, at) => row.getCell(at + 1).text);
  return new Map(book.worksheets.map((sheet) => [sheet.name, (sheet.getRows(1, sheet.rowCount) ?? []).map(cellsOf)]));
}

describe('the complete list at the door', () => {
  let office: Office;
  let door: Door;
  let people: Cast;
  let number: string;
  beforeAll(async () => {
    office = await openOffice();
    door = await openDoor(office);
    people = await castOf(door);
    const rows = ['2025,01,84,,CONTOH,1', '2025,01,=1+1,JAPAN,CONTOH,2', `2025,01,85,,CONTOH ${Math.random()},3`];
    const header = 'tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd';
    const { body } = await people.producer.upload(`${header}\n${rows.join('\n')}\n`, 'a.csv');
    const period = { from: '2025-01', to: '2025-01' };
    ({ number } = await inReview(people, { component: '20.1', period, file: { id: body.id } }));
  });
  afterAll(async () => {
    await door.stop();
    await office.stop();
  });

  const path = (what: string) => `/v1/submissions/${number}/rounds/1/${what}`;
  const download = async (person: string) =>
    fetch(`${door.url}${path('findings.xlsx')}`, { headers: { Authorization: `Bearer ${await door.token(person)}` } });

  it('is a workbook with a summary and a sheet for each rule, linked from the findings', async () => {
    const { body } = await people.producer.get<{ links: Record<string, string> }>(path('findings'));
    expect(body.links).toEqual({ csv: path('findings.csv'), xlsx: path('findings.xlsx') });
    const response = await download('produsen');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(response.headers.get('content-disposition')).toContain(`findings-${number}-1.xlsx`);
    const sheets = await sheetsOf(Buffer.from(await response.arrayBuffer()));
    expect([...sheets.keys()]).toEqual(['ringkasan', 'pattern', 'required']);
    expect(sheets.get('ringkasan')?.map((cells) => cells.slice(0, 3))).toEqual([
      ['code', 'severity', 'total'],
      ['pattern', 'error', '1'],
      ['required', 'error', '2'],
    ]);
    expect(sheets.get('ringkasan')?.[2]?.[3]).toMatch(/^Isi dengan/);
    expect(sheets.get('required')?.map(([code, , , row, column]) => [code, row, column])).toEqual([
      ['code', 'row', 'column'],
      ['required', '2', 'negara_tujuan'],
      ['required', '4', 'negara_tujuan'],
    ]);
    expect(sheets.get('pattern')?.[1]?.[5]).toBe("'=1+1");
  });

  it('is for those who may read the content, is on record, and leaves nothing behind', async () => {
    const seen = await download('petugas');
    expect(seen.status).toBe(200);
    await seen.arrayBuffer();
    expect((await download('setjen')).status).toBe(403);
    expect((await download('produsen2')).status).toBe(404);
    const where = { caseId: `submission:${number}`, what: { startsWith: 'download' } };
    const kept = await office.database.access.findMany({ where, orderBy: { id: 'asc' } });
    expect(kept.map(({ role, what }) => `${role}: ${what}`)).toEqual([
      'producer: download of findings, round 1',
      'pdsi: download of findings, round 1',
      'setjen: download of findings, round 1, refused',
    ]);
    const temporary = join(fileURLToPath(office.storageUrl), 'temporary');
    await vi.waitFor(async () => expect(await readdir(temporary)).toEqual([]));
  });

  it('has no value of the file in its beginning for those who may not read the content, nor quotes one', async () => {
    interface Seen {
      readonly checks: { readonly findings: readonly object[]; readonly totals: readonly object[] };
      readonly links: object;
    }
    const see = async (person: string) => (await (await door.as(person)).get<Seen>(path('findings'))).body;
    const whole = await see('petugas');
    expect(JSON.stringify(whole)).toContain('=1+1');
    for (const person of ['produsen', 'inspektur']) expect(await see(person)).toEqual(whole);
    for (const person of ['setjen', 'operator']) {
      const { checks, links } = await see(person);
      expect(checks.totals).toEqual(whole.checks.totals);
      expect(checks.findings).toHaveLength(3);
      expect(checks.findings).toContainEqual(
        expect.objectContaining({ row: 3, column: 'kode_hs', code: 'pattern', basis: expect.any(String) }),
      );
      expect(JSON.stringify(checks)).not.toMatch(/"value"|=1[+]1/);
      expect(links).toEqual({});
    }
  });

  it('is a 404 where nothing was found', async () => {
    const clean = await inReview(people);
    const { body } = await people.officer.get<{ links: object }>(`/v1/submissions/${clean.number}/rounds/1/findings`);
    expect(body.links).toEqual({});
    const missing = await people.officer.get(`/v1/submissions/${clean.number}/rounds/1/findings.xlsx`);
    expect(outcome(missing)).toBe('404 not-found');
  });
});

describe('a workbook of findings', () => {
  const columns = 'code,severity,item,row,column,value,message_id,message_en,remedy_id,remedy_en';
  const finding = (row: number, code = 'pattern') =>
    `${code},error,validated,${row},bulan,13,"Kolom bulan berisi ""13"", salah",Wrong,"Tulis\n01",Write 01`;

  async function made(lines: Iterable<string>, most?: number) {
    const scratch = await mkdtemp(join(tmpdir(), 'findings-'));
    try {
      const list = Readable.from(lines).map((line: string) => Buffer.from(`${line}\r\n`));
      const totals = [
        { code: 'pattern', severity: 'error', total: 5 },
        { code: 'x', severity: 'error', total: 1 },
        { code: 'x', severity: 'warning', total: 1 },
      ] as const;
      const content = await findingsWorkbook({ list, scratch, totals, ...(most && { most }) });
      return await buffer(Readable.from(content));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  it.each([
    [2, ['1', '', 'Lembar ini penuh: 3 temuan lain dari aturan ini ada dalam daftar CSV.']],
    [3, ['1', '2', '', 'Lembar ini penuh: 2 temuan lain dari aturan ini ada dalam daftar CSV.']],
    [4, ['1', '2', '3', '4']],
    [5, ['1', '2', '3', '4']],
  ])('of four findings on sheets of %i rows says in the last what does not fit', async (most, said) => {
    const sheets = await sheetsOf(
      await made([columns, finding(1), finding(2, 'x'), finding(2), finding(3), finding(4)], most),
    );
    const rows = sheets.get('pattern')?.slice(1) ?? [];
    expect(rows.map((cells) => cells[3])).toEqual(said.filter((each) => !each.startsWith('Lembar')));
    expect(rows.at(-1)?.[6]).toBe(said.at(-1)?.startsWith('Lembar') ? said.at(-1) : 'Kolom bulan berisi "13", salah');
    expect(sheets.get('x')).toHaveLength(2);
    expect(sheets.get('ringkasan')?.[1]?.slice(0, 4)).toEqual(['pattern', 'error', '5', 'Tulis\n01']);
  });

  it('says of a code of two weights how to mend each, on one sheet', async () => {
    const light = finding(2, 'x').replace(',error,', ',warning,').replace('Tulis\n01', 'Jelaskan');
    const sheets = await sheetsOf(await made([columns, finding(1, 'x'), light]));
    expect([...sheets.keys()]).toEqual(['ringkasan', 'x']);
    expect(
      sheets
        .get('ringkasan')
        ?.slice(2)
        .map((cells) => cells.slice(0, 4)),
    ).toEqual([
      ['x', 'error', '1', 'Tulis\n01'],
      ['x', 'warning', '1', 'Jelaskan'],
    ]);
  });
});

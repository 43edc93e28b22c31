import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, listOf } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { decision, proposedStandard, register } from '#test/support/proposals';

let office: Office;
let door: Door;
let people: Cast;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = await castOf(door);
  await register(people.officer, people.colleague, proposedStandard());
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

describe('a standard on register', () => {
  it('is listed as recorded under its decision, and its columns stay marked as given by no regulation', async () => {
    const headOf = async (period: string) =>
      (await listOf<{ component: string }>(people.producer, `/v1/standards?period=${period}`)).find(
        ({ component }) => component === '20.1',
      );
    expect(await headOf('2025-06')).toMatchObject({ version: '0.2.0', status: 'house draft', decisionNumber: null });
    expect(await headOf('2025-07')).toMatchObject({
      version: '1.0.0',
      status: 'recorded',
      authority: decision.authority,
      decisionNumber: decision.number,
      decisionDate: decision.date,
      columns: 6,
      ownColumns: 6,
    });
  });

  it('that changes within the period of the data is told in the report: which versions, and which judged', async () => {
    const content =
      'tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\n2025,08,84,JAPAN,TANJUNG PRIOK,1\n';
    const { body: file } = await people.producer.upload(content, 'a.csv');
    const reportOf = async (from: string, to: string) => {
      const asked = { file: { id: file.id }, component: '20.1', period: { from, to } };
      const { body } = await people.producer.post<{ report: Record<string, unknown> }>('/v1/checks', asked);
      return body.report;
    };
    const standard = 'realisasi-ekspor-indonesia';
    expect(await reportOf('2024-11', '2025-10')).toMatchObject({
      version: '1.0.0',
      spans: {
        judged: '1.0.0',
        versions: [
          { standard, version: '0.2.0', from: '2024-11', to: '2025-06' },
          { standard, version: '1.0.0', from: '2025-07', to: '2025-10' },
        ],
        message: { id: expect.stringMatching(/Semua baris dinilai menurut versi 1\.0\.0/) },
      },
    });
    expect(await reportOf('2025-07', '2025-10')).not.toHaveProperty('spans');
    expect(await reportOf('2025-01', '2025-06')).not.toHaveProperty('spans');
  });

  it('may separate cells by semicolons: so its template does, and so its data are read', async () => {
    const dialect = { delimiter: ';', quoteChar: '"', header: true, 'sip:decimal': ',' };
    const more = { version: '2.0.0', validFrom: '2026-01' };
    await register(people.officer, people.colleague, proposedStandard(more, { dialect }));
    const names = 'tahun;bulan;kode_hs;negara_tujuan;pelabuhan_muat;nilai_fob_usd';
    const { body: template } = await people.producer.get('/v1/standards/20.1/template.csv?period=2026-01');
    expect(template).toBe(`${names}\r\n`);
    const { body: file } = await people.producer.upload(`${names}\r\n2026;01;84;JAPAN;TANJUNG PRIOK;1,5\r\n`, 'b.csv');
    const period = { from: '2026-01', to: '2026-01' };
    const { body } = await people.producer.post('/v1/checks', { file: { id: file.id }, component: '20.1', period });
    expect(body).toMatchObject({ state: 'done', report: { version: '2.0.0', rows: 1, errors: 0 } });
  });
});

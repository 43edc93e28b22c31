import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshPeriod, type Seen, submit, until } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, outcome } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { decision, onRegistration, propose, proposedStandard, untilTried } from '#test/support/proposals';

let office: Office;
let door: Door;
let people: Cast;
let sent: Seen;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = await castOf(door);
  const period = freshPeriod();
  const [year, month] = period.from.split('-');
  const content = `tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\r\n${year},${month},84,JAPAN,TANJUNG PRIOK,10.5\r\n`;
  const { body } = await people.producer.upload(content, 'ekspor.csv');
  const { number } = await submit(people.producer, { component: '20.1', period, file: { id: body.id } });
  sent = await until(people.producer, number, ({ stage }) => stage === 'in-review');
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

interface Preview {
  readonly id: string;
  readonly state: string;
  readonly proposal: string | null;
  readonly report: {
    readonly version: string;
    readonly findings: readonly { code: string; column?: string; value?: string }[];
  } | null;
}

const preview = (number: string, submission: object = { number: sent.number }) =>
  people.officer.post<Preview>(`/v1/registrations/${number}/preview`, { submission });

describe('a preview', () => {
  it('says what a proposed standard would find in an old submission, and changes nothing of it', async () => {
    const { fields, ...rest } = proposedStandard().content.schema;
    const stricter = fields.map((field) =>
      field.name === 'nilai_fob_usd'
        ? { ...field, constraints: { required: true, minimum: 1000 }, example: '1000.5' }
        : field,
    );
    const proposal = proposedStandard({ version: '3.0.0' }, { schema: { ...rest, fields: stricter } });
    const tried = await untilTried(people.officer, (await propose(people.officer, proposal)).number);
    const seen = await preview(tried.number);
    expect([seen.status, seen.body.state]).toEqual([200, 'done']);
    expect(seen.body.proposal).toBe(`/v1/registrations/${tried.number}`);
    expect(seen.body.report).toMatchObject({
      version: '3.0.0',
      findings: [{ code: 'range', column: 'nilai_fob_usd', value: '10.5' }],
    });
    const after = await people.producer.get<Seen>(`/v1/submissions/${sent.number}`);
    expect(after.body).toMatchObject({ version: sent.version, stage: 'in-review' });
    expect(outcome(await people.producer.get(`/v1/checks/${seen.body.id}`))).toBe('404 not-found');
    expect(outcome(await onRegistration(people.officer, 'withdraw', tried))).toBe('200');
  });

  it('says the same of a proposed code list', async () => {
    const content = {
      name: 'countries',
      title: { id: 'Negara', en: 'Countries' },
      authority: 'Contoh',
      basis: 'contoh',
      codes: [{ code: 'JEPANG', label: { id: 'Jepang', en: 'Japan' } }],
    };
    const list = {
      kind: 'code-list',
      subject: 'countries',
      version: '2027.1',
      validFrom: '2027-01',
      decision,
      content,
    };
    const tried = await untilTried(people.officer, (await propose(people.officer, list)).number);
    const { body } = await preview(tried.number);
    expect(body.report?.findings).toMatchObject([{ code: 'unknown-code', column: 'negara_tujuan', value: 'JAPAN' }]);
    await onRegistration(people.officer, 'withdraw', tried);
  });

  it('of a standard of another component is refused, naming both; one for every component judges any', async () => {
    const { fields, ...rest } = proposedStandard().content.schema;
    const other = proposedStandard(
      { subject: '20.2', version: '7.0.0' },
      { name: 'impor-contoh', 'sip:component': '20.2', schema: { ...rest, fields } },
    );
    const first = await untilTried(people.officer, (await propose(people.officer, other)).number);
    const refused = await preview(first.number);
    expect(outcome(refused)).toBe('422 other-component');
    expect(refused.body).toMatchObject({
      detail: 'usulan ini standar komponen 20.2, penyampaian itu tentang komponen 20.1',
    });
    await onRegistration(people.officer, 'withdraw', first);

    const { 'sip:component': _, ...content } = proposedStandard({}, { name: 'contoh-semua' }).content;
    const every = { ...proposedStandard({ subject: '*', version: '7.0.0' }), content };
    const second = await untilTried(people.officer, (await propose(people.officer, every)).number);
    const seen = await preview(second.number);
    expect([seen.status, seen.body.report?.version]).toEqual([200, '7.0.0']);
    await onRegistration(people.officer, 'withdraw', second);
  });

  it('is PDSI’s own, of a submission that is there', async () => {
    const { number } = await propose(people.officer, proposedStandard({ version: '4.0.0' }));
    expect(outcome(await preview(number, { number: '2026-999999' }))).toBe('422 unknown-submission');
    expect(outcome(await preview(number, { number: sent.number, round: 9 }))).toBe('422 unknown-submission');
    const asked = { submission: { number: sent.number } };
    expect(outcome(await people.producer.post(`/v1/registrations/${number}/preview`, asked))).toBe('404 not-found');
    const inspector = await door.as('inspektur');
    expect(outcome(await inspector.post(`/v1/registrations/${number}/preview`, asked))).toBe('404 not-found');
    await onRegistration(people.officer, 'withdraw', await untilTried(people.officer, number));
  });
});

describe('a dry run', () => {
  it('without a period is judged by the version in force today, under the name that it has on register', async () => {
    const file = `tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd\n2025,01,84,JAPAN,TANJUNG PRIOK,x\n`;
    const { body } = await people.producer.upload(file, 'a.csv');
    const checked = await people.producer.post<Preview>('/v1/checks', {
      file: { id: body.id },
      standard: 'realisasi-ekspor',
    });
    expect(checked.body.report).toMatchObject({ version: '0.2.0', findings: [{ code: 'type', value: 'x' }] });
  });
});

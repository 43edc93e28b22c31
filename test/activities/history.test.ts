import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRecord } from '#prisma/verify';
import { declaration } from '#test/support/declared';
import { type Door, openDoor } from '#test/support/door';
import { keptByTemporal } from '#test/support/kept-by-temporal';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

/** What people write, in every place where they may. */
const written = {
  official: 'Nama Tertanam Satu',
  position: 'Jabatan Tertanam Dua',
  file: 'berkas-tertanam-tiga.csv',
  method: 'Metode Tertanam Empat',
  declared: 'Pernyataan Tertanam Delapan',
  finding: 'Temuan Tertanam Lima',
  note: 'Catatan Tertanam Enam',
  reason: 'Alasan Tertanam Tujuh',
};

const submission = {
  component: '1.1',
  nature: 'data',
  accountable: true,
  accessClass: 'closed',
  method: written.method,
  declaration: { ...declaration, metodeDanKriteria: written.declared },
  official: { name: written.official, position: written.position },
};

async function until(number: string, stage: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const found = await office.database.case.findUnique({ where: { id: `submission:${number}` } });
    if (found?.stage === stage) return;
    await pause(50);
  }
  throw new Error(`${number} did not come to ${stage}`);
}

describe("Temporal's histories", () => {
  it('hold ids, codes and instants only: no names, no findings, no reasons, no file names', async () => {
    const [producer, officer] = [await door.as('produsen'), await door.as('petugas')];
    const act = async (who: typeof producer, number: string, name: string, body: object) => {
      const path = `/v1/submissions/${number}`;
      const match = (await who.get(path)).headers.get('etag') ?? '';
      const heard = await who.post(`${path}/${name}`, body, { match });
      expect([name, heard.status, heard.status === 200 ? '' : heard.body]).toEqual([name, 200, '']);
    };
    const send = async (month: string) => {
      const file = await producer.upload('tahun,bulan\r\n2025,01\r\n', written.file);
      const body = { ...submission, period: { from: month, to: month }, file: { id: file.body.id } };
      const sent = await producer.post<{ number: string; hash: string }>('/v1/submissions', body);
      expect([sent.status, sent.status === 201 ? '' : sent.body]).toEqual([201, '']);
      await until(sent.body.number, 'in-review');
      return sent.body.number;
    };
    const returned = await send('2025-01');
    await act(officer, returned, 'claim', {});
    const { hash } = await office.database.submissionRound.findFirstOrThrow({
      where: { caseId: `submission:${returned}` },
    });
    const findings = [{ item: 'validated', row: 2, text: written.finding }];
    await act(officer, returned, 'return', { hash, term: 10, findings, note: written.note });
    const correction = await producer.upload('tahun,bulan\r\n2025,02\r\n', written.file);
    const official = { name: written.official, position: written.position };
    await act(producer, returned, 'resubmit', {
      file: { id: correction.body.id },
      official,
      note: written.note,
      accountable: true,
    });
    const withdrawn = await send('2025-02');
    await act(producer, withdrawn, 'withdraw', { reason: written.reason });

    const kept = JSON.stringify(await office.database.detail.findMany());
    for (const secret of Object.values(written)) expect(kept).toContain(secret);
    const names = (await office.database.person.findMany()).flatMap(({ name, email }) => [name, email ?? name]);
    for (const number of [returned, withdrawn]) {
      const history = await keptByTemporal(office.client, `submission:${number}`);
      expect(history).toContain(hash.slice(0, 8));
      for (const secret of [...Object.values(written), ...names]) expect(history).not.toContain(secret);
    }
    expect((await verifyRecord(office.database)).faults).toEqual([]);
  });
});

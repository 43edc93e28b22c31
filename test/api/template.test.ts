import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshPeriod, submit, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Office, openOffice } from '#test/support/office';

const media = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

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

it('the empty workbook of a standard, filled in, is submitted as it is, and nothing is wrong with it', async () => {
  const producer = await door.as('produsen');
  const token = await door.token('produsen');
  const headers = { Authorization: `Bearer ${token}` };
  const template = await (await fetch(`${door.url}/v1/standards/20.1/template.xlsx`, { headers })).arrayBuffer();
  const workbook = await new exceljs.Workbook().xlsx.load(template);
  const period = freshPeriod();
  const [year, month] = period.from.split('-');
  workbook.worksheets[0]?.addRow([year, month, '84', 'JAPAN', 'TANJUNG PRIOK', 19308.94]);
  const filled = Buffer.from(await workbook.xlsx.writeBuffer());
  const { status, body } = await producer.upload(filled, 'ekspor.xlsx', media);
  expect(status).toBe(201);
  const { number } = await submit(producer, { component: '20.1', period, file: { id: body.id } });
  await untilStage(producer, number, 'in-review');
  const found = await producer.get<{ checks: { rows: number; totals: object[] } }>(
    `/v1/submissions/${number}/rounds/1/findings`,
  );
  expect(found.body.checks).toMatchObject({ rows: 1, totals: [] });
});

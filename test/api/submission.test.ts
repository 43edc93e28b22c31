import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Door, openDoor } from '#test/support/door';
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

it('goes all the way', async () => {
  const producer = await door.as('produsen');
  const file = await producer.upload(readFileSync('local/demo-data/realisasi-ekspor-hs84-85-2025.csv'), 'ekspor.csv');
  expect(file.status).toBe(201);
  const sent = await producer.post<{ number: string }>('/v1/submissions', {
    component: '20.1',
    nature: 'data',
    period: { from: '2025-01', to: '2025-10' },
    official: { name: 'Pejabat Contoh', position: 'Kepala Unit Contoh' },
    accountable: true,
    accessClass: 'open',
    file: { id: file.body.id },
  });
  await pause(3000);
  const seen = await producer.get(`/v1/submissions/${sent.body.number}`);
  expect(sent.status).toBe(201);
});

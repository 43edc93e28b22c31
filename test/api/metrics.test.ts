import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createMetrics, type Metrics, serveMetrics } from '#api/metrics';
import { dayOf } from '#domain/calendar';
import { morningOf } from '#domain/digest';
import { openDatabase } from '#prisma/database';
import { act, submit, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, claimed, outcome, withoutChecks } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let people: Cast;
let metrics: Metrics;
const log = pino({ level: 'silent' });
beforeAll(async () => {
  office = await openOffice(withoutChecks);
  metrics = createMetrics({ database: office.database, log });
  door = await openDoor(office, {}, { metrics });
  people = await castOf(door);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

/** The value of one line, by its name and labels. */
const valueOf = (text: string, line: string): number | undefined => {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
};

describe('the measurements of the API', () => {
  it('say how the office stands: cases by stage and holder, what is overdue, what has waited longest, mails, refusals', async () => {
    const { number } = await claimed(people);
    await claimed(people);
    expect(outcome(await act(people.colleague, 'accept', await claimed(people)))).toBe('409 claimed-by-another');
    const hour = 3_600_000;
    await office.database.case.update({
      where: { id: `submission:${number}` },
      data: { target: new Date(Date.now() - 2 * hour), since: new Date(Date.now() - 50 * hour) },
    });
    const text = await metrics.text();
    expect(valueOf(text, 'sip_record_up')).toBe(1);
    expect(valueOf(text, 'sip_cases{process="submission",stage="in-review",holder="pdsi"}')).toBe(3);
    expect(valueOf(text, 'sip_cases_overdue{process="submission",holder="pdsi",date="target"}')).toBe(1);
    expect(valueOf(text, 'sip_cases_overdue{process="submission",holder="pdsi",date="fatal"}')).toBeUndefined();
    expect(valueOf(text, 'sip_oldest_waiting_seconds{process="submission",stage="in-review"}')).toBeGreaterThan(
      179_000,
    );
    expect(valueOf(text, 'sip_refusals{code="claimed-by-another"}')).toBe(1);
    expect(valueOf(text, 'sip_requests_running')).toBe(0);
    expect(valueOf(text, 'sip_outbox_waiting')).toBeGreaterThanOrEqual(0);
  });

  it('say how many files wait for the machine checks or are being checked, of submissions and of dry runs, and since when', async () => {
    const { number } = await submit(people.producer);
    const id = `submission:${number}`;
    const minute = 60_000;
    const stood = { stage: 'received', since: new Date(Date.now() - 10 * minute) };
    await untilStage(people.producer, number, 'in-review');
    await office.database.case.update({ where: { id }, data: stood });
    const asked = {
      owner: 'p',
      unitId: 'contoh.ekspor',
      party: 'contoh.ekspor',
      hash: 'a'.repeat(64),
      component: '1.1',
    };
    const dryRun = (name: string, ago: number, more = {}) =>
      office.database.dryRun.create({
        data: { ...asked, id: `check:${name}`, requestedAt: new Date(Date.now() - ago * minute), ...more },
      });
    await Promise.all([dryRun('a', 3), dryRun('b', 5), dryRun('c', 7), dryRun('d', 60, { endedAt: new Date() })]);
    const far = { round: 1, rule: 'reading', done: 0, of: 0, rows: 9 };
    await office.database.checkProgress.create({ data: { caseId: 'check:c', ...far } });
    const text = await createMetrics({ database: office.database, log }).text();
    const files = (of: string, state: string) => valueOf(text, `sip_checks{of="${of}",state="${state}"}`);
    const age = (of: string, state: string) =>
      Math.floor((valueOf(text, `sip_checks_oldest_seconds{of="${of}",state="${state}"}`) ?? 0) / 60);
    expect([files('submission', 'waiting'), files('submission', 'running')]).toEqual([1, undefined]);
    expect([files('dry-run', 'waiting'), files('dry-run', 'running')]).toEqual([2, 1]);
    expect([age('submission', 'waiting'), age('dry-run', 'waiting'), age('dry-run', 'running')]).toEqual([10, 5, 7]);
  });

  it('say how far the outbox lags: how many mails wait, and how long the oldest has waited', async () => {
    await vi.waitFor(
      async () => expect(await office.database.outbox.count({ where: { sentAt: null, refused: null } })).toBe(0),
      30_000,
    );
    const waiting = (seq: number, seconds: number) =>
      office.database.outbox.create({
        data: {
          messageId: `<${seq}@contoh.invalid>`,
          caseId: 'submission:none',
          seq,
          recipient: 'contoh.ekspor',
          createdAt: new Date(Date.now() - seconds * 1000),
        },
      });
    const gathered = (seq: number, days: number, settledAt: Date | null = null) =>
      office.database.outbox.create({
        data: {
          messageId: `<${seq}@contoh.invalid>`,
          caseId: 'submission:none',
          seq,
          recipient: 'contoh.ekspor',
          createdAt: new Date(Date.now() - 3_600_000),
          day: new Date(dayOf(Date.now() + days * 86_400_000)),
          settledAt,
        },
      });
    // What is gathered for a morning that has not come is not late, and what is settled waits for nothing.
    await Promise.all([waiting(1, 90), waiting(2, 30), gathered(3, 1), gathered(4, -1, new Date())]);
    const text = await createMetrics({ database: office.database, log }).text();
    expect(valueOf(text, 'sip_outbox_waiting')).toBe(2);
    expect(Math.floor((valueOf(text, 'sip_outbox_oldest_seconds') ?? 0) / 10)).toBe(9);
    await gathered(5, -2);
    const later = await createMetrics({ database: office.database, log }).text();
    const waited = Date.now() - morningOf(dayOf(Date.now() - 2 * 86_400_000));
    expect(valueOf(later, 'sip_outbox_waiting')).toBe(3);
    expect(Math.abs((valueOf(later, 'sip_outbox_oldest_seconds') ?? 0) - waited / 1000)).toBeLessThan(60);
  });

  it('time every answer under the pattern of its path, and name no case, person or unit', async () => {
    const { number } = await submit(people.producer);
    await people.producer.get(`/v1/submissions/${number}`);
    await people.producer.get('/v1/no-such-door/with-a-planted-name');
    const text = await metrics.text();
    const line = (route: string, status: number) =>
      `sip_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`;
    expect(valueOf(text, line('/v1/submissions/:number', 200))).toBeGreaterThan(0);
    expect(valueOf(text, line('none', 404))).toBeGreaterThan(0);
    for (const word of [number, 'planted', 'contoh', 'kemendag']) expect(text).not.toContain(word);
  });

  it('go on while the record cannot be read, and say so', async () => {
    const away = openDatabase('postgresql://nobody@127.0.0.1:9/none');
    const text = await createMetrics({ database: away, log }).text();
    expect(valueOf(text, 'sip_record_up')).toBe(0);
    expect(text).toContain('sip_api_process_cpu_seconds_total');
    await away.$disconnect();
  });

  it('are shown on an address of their own, and nothing else is', async () => {
    const server = serveMetrics(metrics, '127.0.0.1:0');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const shown = await fetch(`${url}/metrics`);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(await shown.text()).toContain('sip_cases');
    expect((await fetch(`${url}/`)).status).toBe(404);
    expect((await fetch(`${door.url}/metrics`)).status).toBe(404);
    await new Promise((closed) => server.close(closed));
  });
});

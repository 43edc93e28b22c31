import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyRecord } from '#prisma/verify';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, inReview } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { propose, proposedStandard, untilTried } from '#test/support/proposals';

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

let office: Office;
let door: Door;
let people: Cast;
let operations: Operation[];
/** Cases that are there and that a producer of another unit may not see. */
const numbers: Record<string, string> = {};
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  people = await castOf(door);
  numbers['submission'] = (await inReview(people)).number;
  const { number } = await propose(people.officer, proposedStandard());
  numbers['registration'] = (await untilTried(people.officer, number)).number;
  const document = (await (await fetch(`${door.url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  operations = Object.entries(document.paths)
    .filter(([path]) => path.includes('{number}'))
    .flatMap(([path, item]) => Object.entries(item).map(([method, { operationId: id }]) => ({ id, method, path })));
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const unknown = '2020-000001';
const processOf = (path: string): string => (path.startsWith('/v1/registrations') ? 'registration' : 'submission');

/** The whole answer but for what differs from one request to the next. */
async function answer(operation: Operation, process: string, number: string, person = 'produsen2') {
  const { method, path } = operation;
  const url = path
    .replace('{process}', process)
    .replace('{number}', number)
    .replace('{round}', '1')
    .replace(/\{\w+\}/g, 'x');
  const response = await fetch(`${door.url}${url}`, {
    method: method.toUpperCase(),
    headers: {
      Authorization: `Bearer ${await door.token(person)}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      'If-Match': '"v3"',
    },
    ...(method === 'post' && { body: JSON.stringify(bodyOf(operation)) }),
  });
  const changing = ['date', 'x-request-id', 'ratelimit', 'ratelimit-policy'];
  const headers = [...response.headers].filter(([name]) => !changing.includes(name));
  const text = (await response.text()).replace(/urn:uuid:[0-9a-f-]+/, '').replaceAll(number, 'NUMBER');
  return { status: response.status, headers: headers.filter(([name]) => name !== 'content-length'), text };
}

/** Good enough to be parsed, so that the case itself is looked for: the example of the door, or of what has none what it asks for. */
function bodyOf({ id, path }: Operation): object {
  const example = new URL(`../../api/examples/${id}-request.json`, import.meta.url);
  if (existsSync(example)) return JSON.parse(readFileSync(example, 'utf8')) as object;
  const reason = 'Alasan contoh yang cukup panjang.';
  return path.endsWith('/assign') ? { to: `p${'0'.repeat(18)}`, reason } : { reason };
}

describe('unknown and forbidden cases answer alike', () => {
  it('at every door on one case that the API has', async () => {
    expect(operations.length).toBeGreaterThan(15);
    const found: string[] = [];
    for (const operation of operations) {
      const processes = operation.path.includes('{process}') ? Object.keys(numbers) : [processOf(operation.path)];
      for (const process of processes) {
        const forbidden = await answer(operation, process, numbers[process] as string);
        expect(forbidden, `${operation.method} ${operation.path}`).toEqual(await answer(operation, process, unknown));
        found.push(`${forbidden.status}`);
      }
    }
    expect(found.filter((status) => status === '404').length).toBeGreaterThan(found.length - 4);
    expect(found.filter((status) => status.startsWith('2') || status.startsWith('5'))).toEqual([]);
  });

  it('and both leave a trace where somebody would act: who, what, and the number asked for', async () => {
    const writing = operations.filter(({ method }) => method === 'post');
    const acts = writing.filter(({ path }) => !path.includes('{process}'));
    expect(acts.length).toBeGreaterThan(12);
    for (const operation of acts) {
      const process = processOf(operation.path);
      for (const number of [numbers[process] as string, unknown]) {
        const before = await office.database.refusal.count();
        const { status, text } = await answer(operation, process, number);
        expect([operation.path, status, text]).toMatchObject([operation.path, 404, expect.any(String)]);
        const [kept] = await office.database.refusal.findMany({ skip: before, orderBy: { seq: 'asc' } });
        expect([operation.path, kept]).toMatchObject([
          operation.path,
          { code: 'not-found', caseId: `${process}:${number}`, unit: 'contoh.dinas', role: 'producer' },
        ]);
      }
    }
    expect(await verifyRecord(office.database)).toMatchObject({ faults: [] });
  });

  it('to a machine that nothing on register lets in, also those of its own unit', async () => {
    for (const operation of operations) {
      const ofItsUnit = await answer(operation, 'submission', numbers['submission'] as string, 'mesin');
      expect(ofItsUnit.status, `${operation.method} ${operation.path}`).toBe(403);
      expect(ofItsUnit).toEqual(await answer(operation, 'submission', unknown, 'mesin'));
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '#test/support/door';
import { type Cast, castOf, inReview } from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';
import { propose, proposedStandard, untilTried } from '#test/support/proposals';

interface Operation {
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
  const document = (await (await fetch(`${door.url}/openapi.json`)).json()) as { paths: Record<string, object> };
  operations = Object.entries(document.paths)
    .filter(([path]) => path.includes('{number}'))
    .flatMap(([path, item]) => Object.keys(item).map((method) => ({ method, path })));
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

const unknown = '2020-000001';
const processOf = (path: string): string => (path.startsWith('/v1/registrations') ? 'registration' : 'submission');

/** The whole answer but for what differs from one request to the next. */
async function answer({ method, path }: Operation, process: string, number: string, person = 'produsen2') {
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
    ...(method === 'post' && { body: JSON.stringify(bodyOf(path)) }),
  });
  const changing = ['date', 'x-request-id', 'ratelimit', 'ratelimit-policy'];
  const headers = [...response.headers].filter(([name]) => !changing.includes(name));
  const text = (await response.text()).replace(/urn:uuid:[0-9a-f-]+/, '').replaceAll(number, 'NUMBER');
  return { status: response.status, headers: headers.filter(([name]) => name !== 'content-length'), text };
}

/** Good enough to be parsed, so that the case itself is looked for. */
function bodyOf(path: string): object {
  const act = path.slice(path.lastIndexOf('/') + 1);
  const reason = 'Alasan contoh yang cukup panjang.';
  const bodies: Record<string, object> = {
    accept: { round: 1, hash: 'a'.repeat(64) },
    return: { reason, findings: [] },
    resubmit: { file: { id: crypto.randomUUID() } },
    overrule: { reason },
    'ask-clarification': { words: reason },
    clarify: { words: reason },
    'ask-extension': { days: 1, reason },
    'grant-extension': { days: 1 },
    'refuse-extension': { reason },
    'put-back': { reason },
    assign: { to: `p${'0'.repeat(18)}`, reason },
    withdraw: { reason },
    record: { hash: 'a'.repeat(64) },
    amend: proposedStandard(),
    preview: { submission: { number: unknown, round: 1 } },
  };
  return bodies[act] ?? {};
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

  it('to a machine that nothing on register lets in, also those of its own unit', async () => {
    for (const operation of operations) {
      const ofItsUnit = await answer(operation, 'submission', numbers['submission'] as string, 'mesin');
      expect(ofItsUnit.status, `${operation.method} ${operation.path}`).toBe(403);
      expect(ofItsUnit).toEqual(await answer(operation, 'submission', unknown, 'mesin'));
    }
  });
});

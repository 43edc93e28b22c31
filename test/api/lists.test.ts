import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cursorAfter } from '#api/cursor';
import type { Caller } from '#local/demo/caller';
import { done, freshPeriod, type Seen, see, submit, untilStage } from '#test/support/cycle';
import { type Door, openDoor } from '#test/support/door';
import {
  type Cast,
  castOf,
  claimed,
  inReview,
  listOf,
  outcome,
  returned,
  secured,
  withoutChecks,
} from '#test/support/heard';
import { type Office, openOffice } from '#test/support/office';

let office: Office;
let door: Door;
let people: Cast;
let neighbour: Caller;
let numbers: string[];
beforeAll(async () => {
  office = await openOffice(withoutChecks);
  door = await openDoor(office);
  people = await castOf(door);
  neighbour = await door.as('produsen2');
  const opened = await Promise.all([
    ...Array.from({ length: 28 }, () => inReview(people)),
    returned(people),
    claimed(people),
    secured(people),
  ]);
  numbers = opened
    .map(({ number }) => number)
    .toSorted()
    .toReversed();
  await submit(neighbour);
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

interface Page {
  readonly items: readonly (Seen & { late: boolean; urgency?: string; target: string | null })[];
  readonly next: string | null;
}

async function allPages(caller: Caller, path: string): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await caller.get<Page>(`${path}${path.includes('?') ? '&' : '?'}limit=7${cursor}`);
    expect(status).toBe(200);
    pages.push(body);
    if (body.next === null) return pages;
    cursor = `&cursor=${body.next}`;
  }
}

const numbersOf = (pages: readonly Page[]) => pages.flatMap(({ items }) => items.map(({ number }) => number));
const list = async (query: string, caller = people.officer) =>
  (await caller.get<Page>(`/v1/submissions?limit=200&${query}`)).body.items;

describe('the list of cases', () => {
  it('is read page by page without a gap or a double, newest first', async () => {
    const pages = await allPages(people.producer, '/v1/submissions');
    expect(numbersOf(pages)).toEqual(numbers);
    expect(pages.map(({ items }) => items.length)).toEqual([7, 7, 7, 7, 3]);
  });

  it('keeps its pages when cases come in meanwhile', async () => {
    const { body: first } = await neighbour.get<Page>('/v1/submissions?limit=1');
    await submit(neighbour);
    const { body: again } = await neighbour.get<Page>('/v1/submissions?limit=1');
    expect(again.items[0]?.number).not.toBe(first.items[0]?.number);
    const { body: second } = await neighbour.get<Page>(`/v1/submissions?limit=1&cursor=${again.next}`);
    expect(second.items[0]?.number).toBe(first.items[0]?.number);
  });

  it('shows a producer the cases of its own unit and the ministry all', async () => {
    expect(numbersOf(await allPages(neighbour, '/v1/submissions')).some((number) => numbers.includes(number))).toBe(
      false,
    );
    for (const name of ['petugas', 'inspektur', 'setjen', 'operator'])
      expect((await list('', await door.as(name))).length).toBeGreaterThan(31);
  });

  it('can be narrowed by stage, holder, component and claimant', async () => {
    expect(new Set((await list('stage=returned')).map(({ stage }) => stage))).toEqual(new Set(['returned']));
    expect((await list('holder=producer')).map(({ number }) => number)).toEqual(
      (await list('stage=returned')).map(({ number }) => number),
    );
    expect(await list('claimant=me')).toHaveLength(1);
    expect(await list('claimant=me', people.colleague)).toEqual([]);
    expect(await list('component=20.1')).toEqual([]);
    expect(await list('component=1.1&stage=secured')).toHaveLength(1);
  });

  it('can be narrowed to what is late', async () => {
    const number = numbers.at(-1);
    await office.database.case.updateMany({
      where: { number: number ?? '' },
      data: { target: new Date(Date.now() - 1000) },
    });
    expect((await list('late=true')).map((row) => [row.number, row.late])).toEqual([[number, true]]);
  });

  it.each([
    'cursor=rusak',
    `cursor=${Buffer.from('["\\u0000"]').toString('base64url')}`,
    `cursor=${Buffer.from('[1]').toString('base64url')}`,
    `cursor=${cursorAfter(['2026-000001', '2026-000002'], { process: 'submission' })}`,
    `cursor=${cursorAfter(['\u0000'], { process: 'submission' })}`,
    'limit=0',
    'limit=201',
    'limit=banyak',
    'limit=0x10',
    'limit=1e2',
    'limit=%205',
    'limit=5.0',
    'limit=',
    'stage=hilang',
    'holder=raja',
    'component=%00',
    'claimant=orang-lain',
    'late=mungkin',
    'stge=returned',
    'stage=returned&stage=secured',
    'party=%00',
    'openedFrom=kemarin',
    'openedTo=2026-02-30',
    'openedFrom=2026-02-02&openedTo=2026-02-01',
    'closedFrom=2026-02-02&closedTo=2026-02-01',
    `late=true&cursor=${cursorAfter(['2026-000001'], { process: 'submission', late: 'true' })}`,
    `openedFrom=2026-01-01&cursor=${cursorAfter(['kapan', '2026-000001'], { process: 'submission', openedFrom: '2026-01-01' })}`,
  ])('refuses %s and says where', async (query) => {
    const heard = await people.officer.get<{ errors: { pointer: string }[] }>(`/v1/submissions?${query}`);
    expect(outcome(heard)).toBe('400 invalid-request');
    expect(heard.body.errors[0]?.pointer).toMatch(/^\/\w*/);
  });
});

describe('a page goes on with the question that it was asked', () => {
  const next = async (path: string) => {
    const { body } = await people.officer.get<Page>(path);
    expect(body.next).not.toBeNull();
    return body.next;
  };
  const first = '/v1/submissions?limit=1';

  it.each([
    ['/v1/tasks?which=pool&limit=1', '/v1/tasks?which=mine'],
    ['/v1/tasks?which=pool&limit=1', '/v1/tasks?which=pool&stage=in-review'],
    ['/v1/tasks?limit=1', '/v1/tasks?which=pool'],
    [first, '/v1/submissions?stage=in-review'],
    [first, '/v1/submissions?component=1.1'],
    [first, '/v1/registrations?limit=1'],
    [`${first}&openedFrom=2026-01-01`, '/v1/submissions?openedFrom=2026-01-02'],
    [`${first}&party=contoh.ekspor`, '/v1/submissions?party=contoh.impor'],
  ])('the next page of %s is not one of %s', async (asked, other) => {
    const heard = await people.officer.get<{ errors: object[] }>(
      `${other}${other.includes('?') ? '&' : '?'}cursor=${await next(asked)}`,
      { 'Accept-Language': 'en' },
    );
    expect(outcome(heard)).toBe('400 invalid-request');
    expect(heard.body.errors).toEqual([
      {
        pointer: '/cursor',
        detail:
          'this `next` is of another list or of other filters: repeat the filters of the page before, unchanged, or begin anew without a cursor',
      },
    ]);
  });

  it('in whatever order its filters are written, and however much of it is wanted', async () => {
    const cursor = await next(`${first}&stage=in-review&component=1.1`);
    const { status, body } = await people.officer.get<Page>(
      `/v1/submissions?cursor=${cursor}&component=1.1&stage=in-review&limit=3`,
    );
    expect([status, body.items.length]).toEqual([200, 3]);
  });
});

describe('my tasks', () => {
  it('of a producer are what its unit must correct', async () => {
    const tasks = await listOf<Seen>(people.producer, '/v1/tasks');
    expect(tasks.map(({ stage }) => stage)).toEqual(['returned']);
    expect(await listOf<Seen>(neighbour, '/v1/tasks')).toEqual([]);
  });

  it('of an officer are the pool and what they claimed, and nothing that another claimed', async () => {
    const mine = await listOf<Seen>(people.officer, '/v1/tasks?limit=200');
    const theirs = await listOf<Seen>(people.colleague, '/v1/tasks?limit=200');
    expect(mine.filter(({ claimant }) => claimant !== null)).toHaveLength(1);
    expect(theirs.filter(({ claimant }) => claimant !== null)).toEqual([]);
    expect(mine.length).toBe(theirs.length + 1);
    expect(new Set(mine.map(({ stage }) => stage))).toEqual(new Set(['in-review']));
  });

  it("are nobody else's", async () => {
    for (const name of ['inspektur', 'setjen', 'operator'])
      expect(await listOf<Seen>(await door.as(name), '/v1/tasks')).toEqual([]);
  });

  it('show the most urgent first, page by page, those without a date last', async () => {
    const pool = (await listOf<Seen>(people.colleague, '/v1/tasks?limit=200')).map(({ number }) => number);
    const [veryLate, late, soon, never] = pool as [string, string, string, string];
    const day = 86_400_000;
    const dates = { [veryLate]: [-10, -5], [late]: [-1, 1], [soon]: [0.01, 3], [never]: null };
    for (const [number, date] of Object.entries(dates)) {
      const [target = null, fatal = null] = date?.map((days) => new Date(Date.now() + days * day)) ?? [];
      await office.database.case.updateMany({ where: { number }, data: { target, fatal, due: target } });
    }
    const pages = await allPages(people.colleague, '/v1/tasks');
    const items = pages.flatMap((page) => page.items);
    const order = numbersOf(pages);
    expect(new Set(order).size).toBe(order.length);
    expect(order[0]).toBe(veryLate);
    expect(order.at(-1)).toBe(never);
    const urgency = Object.fromEntries(items.map((item) => [item.number, item.urgency]));
    expect([urgency[veryLate], urgency[late], urgency[soon], urgency[never]]).toEqual([
      'very-late',
      'late',
      'soon',
      'not-yet',
    ]);
    const targets = items.flatMap(({ target }) => (target === null ? [] : [target]));
    expect(targets).toEqual(targets.toSorted());
  });

  it('never show what four eyes forbid', async () => {
    const both = await door.as('rangkap');
    const { number } = await submit(both, { period: freshPeriod() });
    await untilStage(both, number, 'in-review');
    const shownTo = async (caller: Caller) =>
      (await listOf<Seen>(caller, '/v1/tasks?limit=200')).some((task) => task.number === number);
    expect([await shownTo(both), await shownTo(people.officer)]).toEqual([false, true]);
    await done(people.officer, 'return', await done(people.officer, 'claim', await see(people.officer, number)));
    expect([await shownTo(both), await shownTo(people.officer)]).toEqual([true, false]);
  });

  it.each([
    'cursor=rusak',
    `cursor=${cursorAfter(['kapan', 'submission:2026-000001'], { list: 'tasks' })}`,
    'limit=-1',
    'limit=0x10',
    'limit=1e2',
    'limit=%205',
    'x=1',
    'which=semua',
    'urgency=mendesak',
    'process=hilang',
    'stage=hilang',
    'party=',
  ])('refuse %s', async (query) => {
    expect(outcome(await people.officer.get(`/v1/tasks?${query}`))).toBe('400 invalid-request');
  });

  it.each(['/v1/tasks', '/v1/tasks/counts'])(
    'say of %s which stages a process has, in both languages',
    async (path) => {
      const told = async (language: string) => {
        const answer = await people.officer.get<{ errors: object[] }>(`${path}?process=registration&stage=returned`, {
          'Accept-Language': language,
        });
        expect(answer.status).toBe(400);
        return answer.body.errors;
      };
      const stages = 'received, unsound, proposed, spreading, recorded, withdrawn';
      expect(await told('id')).toEqual([
        { pointer: '/stage', detail: `registration tidak mempunyai tahap ini; pilih salah satu: ${stages}` },
      ]);
      expect(await told('en')).toEqual([
        { pointer: '/stage', detail: `registration has no such stage: use one of ${stages}` },
      ]);
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '#api/identity';
import { urgencies, urgencyOf } from '#api/tasks/urgency';
import { dayOf, endOf } from '#domain/calendar';
import { asOwner } from '#local/parts/postgres';
import type { Case } from '#prisma/generated/client';
import { listsOf } from '#test/support/ask';
import { type FreshDatabase, freshDatabase } from '#test/support/database';
import { fillWithCases, onlookers, personNumbered, principalOf } from '#test/support/many-cases';

type Name = keyof typeof onlookers;
const kinds = ['mine', 'pool', 'unit'] as const;

let fresh: FreshDatabase;
let ask: ReturnType<typeof listsOf>;
let everything: Case[];
let ofExports: ReadonlySet<string>;
beforeAll(async () => {
  fresh = await freshDatabase();
  await fillWithCases(fresh.ownerUrl, 4000);
  // One officer has a hand in what waits, so that four eyes forbid something.
  await asOwner(fresh.ownerUrl, (client) =>
    client.query(
      `UPDATE "case" SET state = jsonb_set(state, '{touched,1}', to_jsonb($1::text)) WHERE number LIKE '%3'`,
      [personNumbered(1)],
    ),
  );
  ask = listsOf(fresh.database);
  everything = await fresh.database.case.findMany({ orderBy: { id: 'asc' } });
  ofExports = new Set(
    (await fresh.database.submission.findMany({ where: { component: '20.1' } })).map(({ caseId }) => caseId),
  );
});
afterAll(() => fresh.database.$disconnect());

interface Item {
  readonly number: string;
  readonly process: string;
  readonly urgency: (typeof urgencies)[number];
}
interface Page {
  readonly items: readonly Item[];
  readonly next: string | null;
}
type Counts = Record<(typeof kinds)[number], Record<string, number>> & { readonly at: string };

async function all(principal: Principal, query: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor = ''; ; ) {
    const page = await ask<Page>(principal, `/v1/tasks?limit=37&${query}${cursor}`);
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = `&cursor=${page.next}`;
  }
}

const idsOf = (items: readonly Item[]) => items.map(({ process, number }) => `${process}:${number}`);

/** The rule in words of its own: who may act on what waits where. */
function waits(principal: Principal, kind: (typeof kinds)[number], row: Case): boolean {
  const { roles, unit } = principal;
  if (roles.includes('head') && kind === 'unit')
    return (row.holder === 'pdsi' && unit === 'kemendag.pdsi') || (row.holder === 'producer' && row.party === unit);
  if (roles.includes('producer') && row.holder === 'producer') return kind !== 'pool' && row.party === unit;
  return roles.includes('pdsi') && row.holder === 'pdsi' && waitsForOfficer(principal, kind, row);
}

function waitsForOfficer(
  { person, unit, standsFor = [] }: Principal,
  kind: (typeof kinds)[number],
  row: Case,
): boolean {
  const people = [person, ...standsFor.map((absent) => absent.person)];
  if (isForbidden(people, unit, row)) return false;
  if (kind === 'mine') return row.claimant !== null && people.includes(row.claimant);
  return kind === 'unit' || row.claimant === null;
}

/** By four eyes, of the person and of whom they stand in for; authors mend what they wrote. */
function isForbidden(people: readonly string[], unit: string, { state, party, stage }: Case): boolean {
  const { touched } = state as { touched: string[] };
  if (stage === 'unsound') return false;
  return people.some((one) => touched.includes(one)) || (party === unit && unit !== 'kemendag.pdsi');
}

describe.each(Object.keys(onlookers) as Name[])('what waits for %s', (name) => {
  const principal = principalOf(name);

  it.each(kinds)('as %s is what the rule says, each case once, the most urgent first', async (kind) => {
    const items = await all(principal, `which=${kind}`);
    const ids = idsOf(items);
    expect(ids.toSorted()).toEqual(everything.filter((row) => waits(principal, kind, row)).map(({ id }) => id));
    const order = items.map(({ urgency }) => urgencies.indexOf(urgency));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('is counted as the pages show it, by urgency and by which, and each urgency is a list of its own', async () => {
    const counts = await ask<Counts>(principal, '/v1/tasks/counts');
    for (const kind of kinds) {
      const items = await all(principal, `which=${kind}`);
      expect(counts[kind]['total']).toBe(items.length);
      for (const urgency of urgencies) {
        const ids = idsOf(items.filter((item) => item.urgency === urgency));
        expect(counts[kind][urgency]).toBe(ids.length);
        expect(idsOf(await all(principal, `which=${kind}&urgency=${urgency}`))).toEqual(ids);
      }
    }
  });
});

describe('filters', () => {
  const officer = principalOf('officer');

  it('only narrow: process, stage and unit, in pages and in counts', async () => {
    const whole = idsOf(await all(officer, 'which=unit'));
    for (const [query, fits] of [
      ['process=registration', ({ process }: Case) => process === 'registration'],
      ['stage=proposed', ({ stage }: Case) => stage === 'proposed'],
      ['party=ukur.u007', ({ party }: Case) => party === 'ukur.u007'],
      ['party=tidak.ada', () => false],
    ] as const) {
      const fitting = new Set(everything.filter(fits).map(({ id }) => id));
      const ids = idsOf(await all(officer, `which=unit&${query}`));
      expect(ids).toEqual(whole.filter((id) => fitting.has(id)));
      expect((await ask<Counts>(officer, `/v1/tasks/counts?${query}`)).unit['total']).toBe(ids.length);
    }
  });

  it('show a producer nothing of another unit', async () => {
    expect(await all(principalOf('producer'), 'which=unit&party=ukur.u007')).toEqual([]);
  });
});

describe('urgency', () => {
  it('turns with the day in WIB, for a page and for a count alike', async () => {
    const officer = principalOf('officer');
    const last = endOf(dayOf(Date.now() + 2 * 86_400_000));
    const pool = await all(officer, 'which=pool');
    const [a, b] = idsOf(pool.filter(({ urgency }) => urgency === 'not-yet')) as [string, string];
    const before = await ask<Counts>(officer, '/v1/tasks/counts');
    for (const [id, target] of [
      [a, last],
      [b, last + 1],
    ] as const)
      await fresh.database.case.update({ where: { id }, data: { target: new Date(target), fatal: null } });
    const after = await ask<Counts>(officer, '/v1/tasks/counts');
    expect([after.pool['soon'], after.pool['not-yet']]).toEqual([
      (before.pool['soon'] ?? 0) + 1,
      (before.pool['not-yet'] ?? 0) - 1,
    ]);
    const urgency = Object.fromEntries(
      (await all(officer, 'which=pool')).map((item) => [`${item.process}:${item.number}`, item.urgency]),
    );
    expect([urgency[a], urgency[b]]).toEqual(['soon', 'not-yet']);
  });

  it('is past the fatal date, past the target, within two days, or later', () => {
    const now = Date.parse('2026-11-24T18:00:00Z');
    const at = (target: string | null, fatal: string | null = null) =>
      urgencyOf(
        { target: target === null ? null : new Date(target), fatal: fatal === null ? null : new Date(fatal) },
        now,
      );
    expect(at('2026-11-20T16:59:59.999Z', '2026-11-24T16:59:59.999Z')).toBe('very-late');
    expect(at('2026-11-20T16:59:59.999Z', '2026-11-25T16:59:59.999Z')).toBe('late');
    expect(at('2026-11-20T16:59:59.999Z')).toBe('late');
    expect(at('2026-11-24T18:00:00Z')).toBe('soon');
    // In WIB it is the 25th already: the 27th is two days away.
    expect(at('2026-11-27T16:59:59.999Z')).toBe('soon');
    expect(at('2026-11-27T17:00:00Z')).toBe('not-yet');
    expect(at(null)).toBe('not-yet');
  });
});

describe('the list of cases', () => {
  const inspector = principalOf('inspector');
  const wib = (instant: Date | null) => (instant === null ? '' : dayOf(instant.getTime()));
  const submissions = () => everything.filter(({ process }) => process === 'submission');

  async function numbers(query: string): Promise<string[]> {
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await ask<Page>(inspector, `/v1/submissions?limit=101&${query}${cursor}`);
      found.push(...page.items.map(({ number }) => number));
      if (page.next === null) return found;
      cursor = `&cursor=${page.next}`;
    }
  }

  it.each<[string, (row: Case) => boolean, ((row: Case) => number)?]>([
    ['party=ukur.u007', ({ party }) => party === 'ukur.u007'],
    ['component=20.1', ({ id }) => ofExports.has(id)],
    [`claimant=${personNumbered(9)}`, ({ claimant }) => claimant === personNumbered(9)],
    [
      'openedFrom=2025-03-01&openedTo=2025-03-31',
      ({ openedAt }) => wib(openedAt).startsWith('2025-03'),
      ({ openedAt }) => -openedAt.getTime(),
    ],
    [
      'closedFrom=2025-03-01&closedTo=2025-03-31',
      ({ closedAt }) => wib(closedAt).startsWith('2025-03'),
      ({ closedAt }) => -Number(closedAt),
    ],
    [
      'closedTo=2024-12-31&stage=withdrawn',
      ({ stage, closedAt }) => stage === 'withdrawn' && closedAt !== null && wib(closedAt) <= '2024-12-31',
      ({ closedAt }) => -Number(closedAt),
    ],
    ['holder=producer&party=ukur.u009', ({ holder, party }) => holder === 'producer' && party === 'ukur.u009'],
  ])('narrowed by %s is just that, page by page, in its order', async (query, fits, order = () => 0) => {
    const wanted = submissions().filter(fits);
    expect(wanted.length).toBeGreaterThan(0);
    expect(await numbers(query)).toEqual(
      wanted.toSorted((a, b) => order(a) - order(b) || (a.number < b.number ? 1 : -1)).map(({ number }) => number),
    );
  });

  it('of what is late begins with the longest', async () => {
    const late = (
      await fresh.database.case.findMany({ where: { process: 'submission', target: { lt: new Date() } } })
    ).toSorted((a, b) => Number(a.target) - Number(b.target) || (a.number < b.number ? -1 : 1));
    expect(late.length).toBeGreaterThan(101);
    expect(await numbers('late=true')).toEqual(late.map(({ number }) => number));
  });
});

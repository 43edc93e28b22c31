import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standingOfOffice } from '#api/metrics/standing';
import { asOwner } from '#local/parts/postgres';
import { listsOf } from '#test/support/ask';
import { freshDatabase } from '#test/support/database';
import { fillWithCases, onlookers, personNumbered, principalOf } from '#test/support/many-cases';
import { nodesOf, planOf, watched } from '#test/support/queries';

type Name = keyof typeof onlookers;
const names = Object.keys(onlookers) as Name[];

let url: string;
let office: ReturnType<typeof watched>;
let ask: ReturnType<typeof listsOf>;
beforeAll(async () => {
  const fresh = await freshDatabase();
  await fresh.database.$disconnect();
  url = fresh.ownerUrl;
  await fillWithCases(url, 20_000);
  office = watched(url);
  ask = listsOf(office.database);
});
afterAll(() => office.database.$disconnect());

interface Page {
  readonly next: string | null;
}

const tasks = ['', 'which=mine', 'which=pool', 'which=unit', 'urgency=very-late', 'urgency=soon', 'urgency=not-yet']
  .flatMap((query) => [query, `${query}&process=submission`, `${query}&stage=in-review`, `${query}&party=ukur.u007`])
  .map((query) => `/v1/tasks?${query}`);
const counts = ['', 'process=submission', 'process=registration&stage=proposed', 'party=ukur.u007'].map(
  (query) => `/v1/tasks/counts?${query}`,
);
const lists = [
  '',
  'stage=returned',
  'stage=secured',
  'holder=pdsi',
  'holder=system',
  'party=ukur.u007',
  'party=ukur.u007&stage=secured',
  'component=20.1',
  'component=20.1&stage=in-review',
  'claimant=me',
  `claimant=${personNumbered(9)}`,
  'late=true',
  'late=true&party=ukur.u007',
  'openedFrom=2025-01-01&openedTo=2025-01-31',
  'openedTo=2024-06-30',
  'closedFrom=2026-01-01',
  'closedTo=2024-06-30&stage=withdrawn',
].map((query) => `/v1/submissions?${query}`);
const registrations = ['', 'stage=proposed', 'holder=pdsi', 'late=true'].map((query) => `/v1/registrations?${query}`);

const coming = ['', 'days=1', 'days=60&limit=200', 'process=submission'].map((query) => `/v1/clock?${query}`);

describe('with twenty thousand cases', () => {
  it.each(['operator', 'officer'] as const)(
    'what the clock will say, its next page and its counts come to an %s by the index of its instants alone',
    async (name) => {
      for (const path of coming) {
        office.heard.length = 0;
        const { next } = await ask<Page>(principalOf(name), path);
        if (next) await ask<Page>(principalOf(name), `${path}&cursor=${next}`);
        const queries = office.heard.filter(({ query }) => query.includes('"next_at"'));
        expect(queries.length).toBeGreaterThanOrEqual(next ? 4 : 2);
        for (const query of queries) {
          const nodes = nodesOf(await planOf(url, query));
          const read = nodes.filter((node) => node['Relation Name'] === 'case' || node['Index Name']);
          expect(read.map((node) => node['Index Name'] ?? node['Node Type'])).toContain('case_next_at_idx');
          expect(nodes.map((node) => node['Node Type'])).not.toContain('Seq Scan');
        }
      }
    },
  );

  it.each(names)(
    'every page, its next and every count of %s comes by an index, and no table of cases is read through',
    async (name) => {
      const principal = principalOf(name);
      const faults: string[] = [];
      const through = new Set<string>();
      for (const path of [...tasks, ...counts, ...lists, ...registrations]) {
        office.heard.length = 0;
        const { next } = await ask<Page>(principal, path);
        if (next) await ask<Page>(principal, `${path}&cursor=${next}`);
        for (const query of office.heard.filter((one) => one.query.includes('"public"."case"'))) {
          const nodes = nodesOf(await planOf(url, query));
          for (const node of nodes) {
            if (node['Node Type'] === 'Seq Scan' && ['case', 'submission'].includes(node['Relation Name'] ?? ''))
              faults.push(`${path}: ${query.query}`);
            through.add(node['Index Name'] ?? '');
          }
        }
      }
      expect(faults).toEqual([]);
      expect(through.size).toBeGreaterThan(3);
    },
  );

  it('a count of what waits with a date reads the index and no case', async () => {
    office.heard.length = 0;
    await ask(principalOf('officer'), '/v1/tasks/counts');
    const dated = ({ query }: { query: string }) => query.includes('COUNT') && !/"target" IS NULL/.test(query);
    const pool = office.heard.filter((one) => dated(one) && one.query.includes('"claimant" IS NULL'));
    expect(pool).toHaveLength(4);
    const nodes = (await Promise.all(pool.map((query) => planOf(url, query)))).flatMap(nodesOf);
    expect(nodes.flatMap((node) => node['Index Name'] ?? [])).toContain('case_pool_idx');
    expect(new Set(nodes.map((node) => node['Node Type']))).toEqual(new Set(['Aggregate', 'Index Only Scan']));
  });

  it('what is measured of an office with one case in thirty open is counted by an index, and what is at rest by that alone', async () => {
    await asOwner(url, async (client) => {
      await client.query(`SET session_replication_role = 'replica';
        UPDATE "case" SET stage = 'secured', holder = 'nobody', target = NULL, fatal = NULL, due = NULL, closed_at = now()
          WHERE holder <> 'nobody' AND hashtext(id) % 5 <> 0`);
      await client.query('VACUUM ANALYZE "case"');
    });
    office.heard.length = 0;
    const { cases, overdue } = await standingOfOffice(office.database, new Date());
    expect(cases.reduce((sum, { count }) => sum + count, 0)).toBe(20_000);
    expect(overdue.length).toBeGreaterThan(2);
    const asked = office.heard.filter(({ query }) => /FROM "(?:public"."case|case)"/.test(query));
    expect(asked).toHaveLength(5);
    const plans = await Promise.all(asked.map((query) => planOf(url, query)));
    const through = plans.map((plan) => nodesOf(plan).filter((node) => node['Node Type'].includes('Scan')));
    for (const nodes of through)
      for (const node of nodes.filter((one) => one['Relation Name'] === 'case'))
        expect(node['Node Type']).not.toBe('Seq Scan');
    const atRest = asked.findIndex(({ params }) => params.includes('"nobody"'));
    expect(through[atRest]?.map((node) => node['Node Type'])).toEqual(['Index Only Scan']);
  });

  it('the same questions are told as read through where the indexes are gone', async () => {
    await asOwner(url, (client) =>
      client.query(`DO $$ DECLARE gone text; BEGIN
        FOR gone IN SELECT indexname FROM pg_indexes WHERE tablename = 'case' AND indexname LIKE '%_idx'
        LOOP EXECUTE format('DROP INDEX %I', gone); END LOOP; END $$`),
    );
    office.heard.length = 0;
    await ask(principalOf('officer'), '/v1/tasks?which=pool');
    const plans = await Promise.all(
      office.heard.filter(({ query }) => query.includes('"public"."case"')).map((query) => planOf(url, query)),
    );
    expect(plans.flatMap(nodesOf).map((node) => node['Node Type'])).toContain('Seq Scan');
  });
});

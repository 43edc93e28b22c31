import type { Database } from '#prisma/database';
import type { Fault } from './fault.ts';

/** Events whose case is gone: a dropped row of the read model does not hide its chain. */
export async function strayEvents(database: Database): Promise<Fault[]> {
  const rows = await database.$queryRaw<{ chain: string; seq: number }[]>`
    SELECT e.case_id AS chain, min(e.seq)::int AS seq FROM case_event e
    WHERE NOT EXISTS (SELECT FROM "case" c WHERE c.id = e.case_id) GROUP BY e.case_id ORDER BY 1`;
  return rows.map((row) => ({ ...row, what: 'its case is missing' }));
}

/**
 * Cases that were opened and of which nothing is left: says the request that the API answered, or the numbers, of which each was taken
 * together with a request and a slot, so that there is no gap between the first and the counter.
 */
export async function missingCases(database: Database): Promise<Fault[]> {
  const rows = await database.$queryRaw<{ chain: string }[]>`
    WITH taken AS (SELECT split_part(name, ':', 1) AS process, split_part(name, ':', 2) AS year, value
        FROM counter WHERE name ~ '^[a-z-]+:[0-9]{4}$' AND name NOT LIKE 'receipt:%'),
      begun AS (SELECT t.*, (SELECT min(right(c.number, 6))::int FROM "case" c WHERE c.process = t.process AND c.number LIKE t.year || '-%')
        AS first FROM taken t),
      numbered AS (SELECT process || ':' || year || '-' || lpad(number::text, 6, '0') AS id
        FROM begun, generate_series(first, value) AS number)
    SELECT r.case_id AS chain FROM request r WHERE r.act IN ('submit', 'propose') AND r.status = 201
      AND NOT EXISTS (SELECT FROM "case" c WHERE c.id = r.case_id)
    UNION SELECT n.id FROM numbered n WHERE NOT EXISTS (SELECT FROM slot s WHERE s.case_id = n.id)
    ORDER BY 1`;
  return rows.map(({ chain }) => ({ chain, seq: 1, what: 'the case is missing with its whole chain' }));
}

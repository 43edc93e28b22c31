import { holders } from '#domain/case';
import { morningOf } from '#domain/digest';
import type { Database } from '#prisma/database';

interface Waiting {
  readonly count: number;
  readonly oldestSeconds: number;
}

/** How the office stands, in numbers. */
export interface Standing {
  /** Of those at rest nothing waits. */
  readonly cases: readonly { process: string; stage: string; holder: string; count: number; oldestSeconds?: number }[];
  readonly overdue: readonly { process: string; holder: string; date: 'target' | 'fatal'; count: number }[];
  readonly outbox: Waiting;
  readonly requests: Waiting;
  /** Files at the machine's checks: of submissions, and dry runs. Waiting: no `checks` process has begun. */
  readonly checks: readonly (Waiting & { of: 'submission' | 'dry-run'; state: 'waiting' | 'running' })[];
  readonly refusals: readonly { code: string; count: number }[];
}

/** Most cases are at rest: those are counted from an index alone, and what waits is found by its holder. */
const waits = { holder: { in: holders.filter((holder) => holder !== 'nobody') } };

export async function standingOfOffice(database: Database, now: Date): Promise<Standing> {
  const secondsSince = (date: Date | null | undefined) =>
    date ? Math.max(0, (now.getTime() - date.getTime()) / 1000) : 0;
  const waiting = ({ _count: count, _min: first }: { _count: number; _min: { createdAt: Date | null } }): Waiting => ({
    count,
    oldestSeconds: secondsSince(first.createdAt),
  });
  const by = ['process', 'stage', 'holder'] as const;
  const groups = await database.case.groupBy({ by: [...by], where: waits, _count: true, _min: { since: true } });
  const atRest = await database.case.groupBy({ by: [...by], where: { holder: 'nobody' }, _count: true });
  const late = async (date: 'target' | 'fatal') => {
    const rows = await database.case.groupBy({
      by: ['process', 'holder'],
      // No fatal date comes before its target: the first says what the second says too, in the words of the index.
      where: { ...waits, target: { lt: now }, ...(date === 'fatal' && { fatal: { lt: now } }) },
      _count: true,
    });
    return rows.map(({ process, holder, _count: count }) => ({ process, holder, date, count }));
  };
  const requests = await database.request.aggregate({
    where: { status: null },
    _count: true,
    _min: { createdAt: true },
  });
  const refusals = await database.refusal.groupBy({ by: ['code'], _count: true });
  return {
    checks: await filesAtChecks(database, now),
    cases: [
      ...groups.map(({ _count: count, _min: first, ...group }) => ({
        ...group,
        count,
        oldestSeconds: secondsSince(first.since),
      })),
      ...atRest.map(({ _count: count, ...group }) => ({ ...group, count })),
    ],
    overdue: [...(await late('target')), ...(await late('fatal'))],
    outbox: await mailToGoOut(database, now),
    requests: waiting(requests),
    refusals: refusals.map(({ code, _count: count }) => ({ code, count })),
  };
}

/** Gathered mail waits from its morning on, all other from when it was written. */
async function mailToGoOut(database: Database, now: Date): Promise<Waiting> {
  const afterMidnight = morningOf('1970-01-01') / 1000;
  const [row] = await database.$queryRaw<{ count: number; first: Date | null }[]>`
    SELECT count(*)::int AS count, min(since) AS first
    FROM (
      SELECT coalesce(day::timestamp AT TIME ZONE 'UTC' + make_interval(secs => ${afterMidnight}), created_at) AS since
      FROM outbox WHERE sent_at IS NULL AND refused IS NULL AND settled_at IS NULL
    ) AS waiting
    WHERE since <= ${now}`;
  const { count, first } = row ?? { count: 0, first: null };
  return { count, oldestSeconds: first ? Math.max(0, (now.getTime() - first.getTime()) / 1000) : 0 };
}

/** A check that has begun keeps how far it is, from its first second on. */
async function filesAtChecks(database: Database, now: Date): Promise<Standing['checks']> {
  const rows = await database.$queryRaw<{ of: 'submission' | 'dry-run'; begun: boolean; count: number; first: Date }[]>`
    SELECT at.of, p.case_id IS NOT NULL AS begun, count(*)::int AS count, min(at.since) AS first
    FROM (
      SELECT 'submission' AS of, id, round, since FROM "case" WHERE process = 'submission' AND stage = 'received'
      UNION ALL
      SELECT 'dry-run', id, 1, requested_at FROM dry_run WHERE ended_at IS NULL
    ) AS at
    LEFT JOIN check_progress AS p ON p.case_id = at.id AND p.round = at.round
    GROUP BY 1, 2`;
  return rows.map(({ of, begun, count, first }) => ({
    of,
    state: begun ? 'running' : 'waiting',
    count,
    oldestSeconds: Math.max(0, (now.getTime() - first.getTime()) / 1000),
  }));
}

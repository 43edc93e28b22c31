import type { Database } from '#prisma/database';

interface Waiting {
  readonly count: number;
  readonly oldestSeconds: number;
}

/** How the office stands, in numbers. */
export interface Standing {
  readonly cases: readonly (Waiting & { process: string; stage: string; holder: string })[];
  readonly overdue: readonly { process: string; holder: string; date: 'target' | 'fatal'; count: number }[];
  readonly outbox: Waiting;
  readonly requests: Waiting;
  readonly refusals: readonly { code: string; count: number }[];
}

export async function standingOfOffice(database: Database, now: Date): Promise<Standing> {
  const secondsSince = (date: Date | null | undefined) =>
    date ? Math.max(0, (now.getTime() - date.getTime()) / 1000) : 0;
  const waiting = ({ _count: count, _min: first }: { _count: number; _min: { createdAt: Date | null } }): Waiting => ({
    count,
    oldestSeconds: secondsSince(first.createdAt),
  });
  const groups = await database.case.groupBy({
    by: ['process', 'stage', 'holder'],
    _count: true,
    _min: { since: true },
  });
  const late = async (date: 'target' | 'fatal') => {
    const rows = await database.case.groupBy({
      by: ['process', 'holder'],
      where: { closedAt: null, [date]: { lt: now } },
      _count: true,
    });
    return rows.map(({ process, holder, _count: count }) => ({ process, holder, date, count }));
  };
  const outbox = await database.outbox.aggregate({
    where: { sentAt: null, refused: null },
    _count: true,
    _min: { createdAt: true },
  });
  const requests = await database.request.aggregate({
    where: { status: null },
    _count: true,
    _min: { createdAt: true },
  });
  const refusals = await database.refusal.groupBy({ by: ['code'], _count: true });
  return {
    cases: groups.map(({ process, stage, holder, _count: count, _min: first }) => ({
      process,
      stage,
      holder,
      count,
      oldestSeconds: secondsSince(first.since),
    })),
    overdue: [...(await late('target')), ...(await late('fatal'))],
    outbox: waiting(outbox),
    requests: waiting(requests),
    refusals: refusals.map(({ code, _count: count }) => ({ code, count })),
  };
}

import type { CheckReport } from '#domain/finding';
import type { Log } from '#platform/log';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import type { DryRun } from '#prisma/generated/client';

interface Needs {
  readonly database: Database;
  readonly storage: Storage;
  readonly log: Log;
  /** Milliseconds that an ended dry run is kept. */
  readonly dryRunsKept: number;
}

/** Longer than any dry run may take: what has not ended by then has lost its workflow and never will. */
const longest = 2 * 86_400_000;

/** Removes what ended long enough ago, with its report, its list and the answers that quote it. Safe to repeat at any point. */
export async function sweepDryRuns({ database, storage, log, dryRunsKept }: Needs): Promise<void> {
  const before = new Date(Date.now() - dryRunsKept);
  const lost = new Date(before.getTime() - longest);
  const old = await database.dryRun.findMany({
    where: { OR: [{ endedAt: { lt: before } }, { endedAt: null, requestedAt: { lt: lost } }] },
    orderBy: { requestedAt: 'asc' },
    take: 100,
  });
  for (const row of old) await sweep(database, storage, row, dryRunsKept);
  if (old.length > 0) log.info({ dryRuns: old.length }, 'dry runs swept');
}

async function sweep(database: Database, storage: Storage, { id, hash }: DryRun, age: number): Promise<void> {
  const found = await database.checkReport.findUnique({ where: { caseId_round: { caseId: id, round: 1 } } });
  const { complete } = (found?.report ?? {}) as Partial<CheckReport>;
  const answer = { status: 404, code: 'not-found', detail: 'the dry run has been removed' };
  await database.request.updateMany({ where: { caseId: id }, data: { status: answer.status, answer } });
  const others = complete === undefined ? 0 : await reportsWith(database, complete, id);
  if (complete !== undefined && others === 0) await storage.remove(complete, age);
  if (!(await isKnown(database, hash, id))) await storage.remove(hash, age);
  await database.$executeRaw`SELECT 1 FROM (SELECT forget_dry_run(${id})) AS forgotten`;
}

async function reportsWith(database: Database, list: string, except: string): Promise<number> {
  const rows = await database.$queryRaw<{ others: number }[]>`
    SELECT count(*)::int AS others FROM check_report WHERE report ->> 'complete' = ${list} AND case_id <> ${except}`;
  return rows[0]?.others ?? 0;
}

/** Whether a content is somebody's upload, a case's document or another dry run's file. */
async function isKnown(database: Database, hash: string, except: string): Promise<boolean> {
  const [files, documents, dryRuns] = await Promise.all([
    database.file.count({ where: { hash } }),
    database.document.count({ where: { hash } }),
    database.dryRun.count({ where: { hash, id: { not: except } } }),
  ]);
  return files + documents + dryRuns > 0;
}

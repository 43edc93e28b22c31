import { aboutWorkflow, type Log } from '#platform/log';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import { sweepDryRuns } from './checks/sweep.ts';
import { type RequestRow, takeUp } from './intake.ts';
import type { Answer } from './route.ts';

interface Needs {
  readonly database: Database;
  readonly storage: Storage;
  readonly log: Log;
  /** By process: how its requests are carried out. */
  readonly carryOut: Readonly<Record<string, (request: RequestRow) => Promise<Answer>>>;
}

/** How long an upload that nobody used, and what an interrupted one left, is kept. */
export const unusedKept = 86_400_000;

/**
 * Takes up every request that was left running: an API that died between commit and answer loses nothing, and an intake whose
 * workflow is missing gets it. Safe beside other API processes: the lease lets one of them have each. What fails again goes to the
 * end of the line, so that it holds up no other.
 */
export async function sweepRequests({ database, log, carryOut }: Needs, signal?: AbortSignal): Promise<void> {
  const known = Object.keys(carryOut);
  const late = { status: null, leasedUntil: { lte: new Date() } };
  const left = await database.request.findMany({
    where: { ...late, process: { in: known } },
    orderBy: [{ leasedUntil: 'asc' }, { createdAt: 'asc' }],
    take: 50,
  });
  for (const request of left) {
    const carry = carryOut[request.process];
    if (!carry || signal?.aborted) break;
    const ids = { request: request.id, ...aboutWorkflow(request.caseId), act: request.act };
    try {
      const { status } = await takeUp(database, request, carry);
      log.info({ ...ids, status }, 'request taken up');
    } catch (error) {
      log.warn({ ...ids, err: error }, 'request still waits');
    }
  }
  const foreign = await database.request.groupBy({
    by: ['process'],
    where: { ...late, process: { notIn: known } },
    _count: true,
  });
  for (const { process, _count: waiting } of foreign)
    log.error({ process, waiting }, 'requests wait for a process that this release does not know: run one that does');
}

/** Removes uploads that nobody used within a day, and what interrupted uploads left. Content that a case or a dry run knows is never touched. */
export async function sweepFiles({ database, storage, log }: Needs): Promise<void> {
  const old = { usedBy: null, createdAt: { lt: new Date(Date.now() - unusedKept) } };
  const unused = await database.file.findMany({ where: old, orderBy: { createdAt: 'asc' }, take: 200 });
  for (const { id, hash } of unused) {
    const { count } = await database.file.deleteMany({ where: { id, ...old } });
    const others =
      (await database.file.count({ where: { hash } })) +
      (await database.document.count({ where: { hash } })) +
      (await database.dryRun.count({ where: { hash } }));
    if (count === 1 && others === 0) await storage.remove(hash, unusedKept);
  }
  const leftovers = await storage.sweepTemporary(unusedKept);
  if (unused.length + leftovers > 0) log.info({ files: unused.length, leftovers }, 'unused files swept');
}

/** Runs all, one pass after the other, until told to stop; a pass that fails is tried again at the next turn. */
export function startSweeping(needs: Needs & { readonly dryRunsKept: number }, every = 15_000): () => Promise<void> {
  const stopping = new AbortController();
  let turn: Promise<void> | undefined;
  const pass = async () => {
    await sweepRequests(needs, stopping.signal);
    await sweepFiles(needs);
    await sweepDryRuns(needs);
  };
  const timer = setInterval(() => {
    turn ??= pass()
      .catch((error: unknown) => needs.log.warn({ err: error }, 'sweep failed'))
      .finally(() => {
        turn = undefined;
      });
  }, every);
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await turn;
  };
}

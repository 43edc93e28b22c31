import type { Log } from '#platform/log';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import { type RequestRow, takeUp } from './intake.ts';
import type { Answer } from './route.ts';
import { lockContent } from './upload.ts';

interface Needs {
  readonly database: Database;
  readonly storage: Storage;
  readonly log: Log;
  /** By process: how its requests are carried out. */
  readonly carryOut: Readonly<Record<string, (request: RequestRow) => Promise<Answer>>>;
}

const day = 86_400_000;

/**
 * Takes up every request that was left running: an API that died between commit and answer loses nothing, and an intake whose
 * workflow is missing gets it. Safe beside other API processes: the lease lets one of them have each.
 */
export async function sweepRequests({ database, log, carryOut }: Needs): Promise<void> {
  const left = await database.request.findMany({
    where: { status: null, leasedUntil: { lt: new Date() } },
    orderBy: { createdAt: 'asc' },
    take: 50,
  });
  for (const request of left) {
    const carry = carryOut[request.process];
    if (!carry) continue;
    try {
      const { status } = await takeUp(database, request, carry);
      log.info({ request: request.id, case: request.caseId, act: request.act, status }, 'request taken up');
    } catch (error) {
      log.warn(
        { request: request.id, case: request.caseId, reason: error instanceof Error ? error.message : 'unknown' },
        'request still waits',
      );
    }
  }
}

/** Removes uploads that nobody used within a day, and what interrupted uploads left. Content that a case knows is never touched. */
export async function sweepFiles({ database, storage, log }: Needs): Promise<void> {
  const old = { usedBy: null, createdAt: { lt: new Date(Date.now() - day) } };
  const unused = await database.file.findMany({ where: old, take: 200 });
  for (const { id, hash } of unused) {
    await database.$transaction(async (transaction) => {
      await lockContent(transaction, hash);
      const { count } = await transaction.file.deleteMany({ where: { id, ...old } });
      const others =
        (await transaction.file.count({ where: { hash } })) + (await transaction.document.count({ where: { hash } }));
      if (count === 1 && others === 0) await storage.remove(hash);
    });
  }
  const leftovers = await storage.sweepTemporary(day);
  if (unused.length + leftovers > 0) log.info({ files: unused.length, leftovers }, 'unused files swept');
}

/** Runs both until told to stop; a pass that fails is tried again at the next turn. */
export function startSweeping(needs: Needs, every = 15_000): () => Promise<void> {
  let turn: Promise<void> = Promise.resolve();
  const pass = async () => {
    await sweepRequests(needs);
    await sweepFiles(needs);
  };
  const timer = setInterval(() => {
    turn = turn
      .then(pass)
      .catch((error: unknown) =>
        needs.log.warn({ reason: error instanceof Error ? error.message : 'unknown' }, 'sweep failed'),
      );
  }, every);
  return async () => {
    clearInterval(timer);
    await turn;
  };
}

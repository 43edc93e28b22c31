import type { Connection } from '@temporalio/client';
import type { Router } from 'express';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';

interface Needs {
  readonly database: Database;
  readonly connection: Connection;
  readonly storage: Storage;
}

/** Alive: the process answers. Ready: each part it needs answers within two seconds. Neither names hosts or versions. */
export function mountHealth(router: Router, { database, connection, storage }: Needs): void {
  router.get('/livez', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const deadline = Date.now() + 2000;
    const parts = {
      database: await answers(database.$queryRaw`SELECT 1`),
      temporal: await answers(connection.withDeadline(deadline, () => connection.workflowService.getSystemInfo({}))),
      storage: await answers(storage.ready()),
    };
    const isReady = Object.values(parts).every(Boolean);
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ok' : 'not-ready', parts });
  });
}

async function answers(asked: Promise<unknown>): Promise<boolean> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('too late')), 2000).unref();
  });
  try {
    await Promise.race([asked, late]);
    return true;
  } catch {
    return false;
  }
}

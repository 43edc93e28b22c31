import type { Connection } from '@temporalio/client';
import type { Router } from 'express';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import { refuseOtherMethods } from './route.ts';

interface Needs {
  readonly database: Database;
  readonly connection: Connection;
  readonly storage: Storage;
}

const State = z.object({ status: z.enum(['ok', 'not-ready']), parts: z.record(z.string(), z.boolean()).optional() });
const answer = (description: string) => ({ description, content: { 'application/json': { schema: State } } });

/** How they are described; open to everybody. */
export const healthPaths: ZodOpenApiPathsObject = {
  '/livez': {
    get: {
      operationId: 'isAlive',
      summary: 'The process answers',
      tags: ['Operation'],
      security: [],
      responses: { 200: answer('Alive') },
    },
  },
  '/readyz': {
    get: {
      operationId: 'isReady',
      summary: 'Every part that the API stands on answers',
      tags: ['Operation'],
      security: [],
      responses: { 200: answer('Ready'), 503: answer('Not ready: a part is away, parts says which') },
    },
  },
};

/** Alive: the process answers. Ready: each part it needs answers within two seconds. Neither names hosts or versions. */
export function mountHealth(router: Router, { database, connection, storage }: Needs): void {
  router.get('/livez', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const deadline = Date.now() + 2000;
    const asked = {
      database: database.$queryRaw`SELECT 1`,
      temporal: connection.withDeadline(deadline, () => connection.workflowService.getSystemInfo({})),
      storage: storage.ready(),
    };
    const answered = Object.entries(asked).map(async ([part, promise]) => [part, await answers(promise)] as const);
    const parts = Object.fromEntries(await Promise.all(answered));
    const isReady = Object.values(parts).every(Boolean);
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ok' : 'not-ready', parts });
  });
  for (const path of Object.keys(healthPaths)) refuseOtherMethods(router, path, ['GET']);
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

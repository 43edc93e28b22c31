import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { createTransport } from 'nodemailer';
import { inject } from 'vitest';
import { anchorActivities } from '#activities/anchor';
import { checkActivities } from '#activities/checks';
import { caseActivities } from '#activities/index';
import { proofActivities } from '#activities/proof';
import { checkRecord, checkRegisters } from '#activities/reports';
import { trialActivities } from '#activities/trial';
import { startMailCatcher } from '#local/parts/mail';
import { freePort } from '#local/ports';
import { openLog } from '#platform/log';
import { readThrough } from '#platform/read-through';
import { runtimeOptions, withoutWords } from '#platform/runtime';
import { openStorage, type Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import { databaseOfOffice } from './database.ts';
import { signerOfTest } from './evidence.ts';

/** What engine and workers of this test file complained of, as lines of the log: worth a look when it should have been quiet. */
export const complaints: string[] = [];

Runtime.install(runtimeOptions(openLog('trace', 'worker', { write: (line) => void complaints.push(line) })));

type Activities = ReturnType<typeof caseActivities>;
type Checks = ReturnType<typeof checkActivities> & ReturnType<typeof trialActivities>;

interface Options {
  /** Takes the place of activities of the cases, for instance to make them fail. */
  readonly activities?: (real: Activities) => Partial<Activities>;
  readonly checks?: (real: Checks) => Partial<Checks>;
  /** No workers in this process: the test starts them as processes of their own. */
  readonly isEmpty?: boolean;
  /** The cache and the slots of the worker. */
  readonly worker?: Partial<WorkerOptions>;
}

export interface Office {
  readonly database: Database;
  readonly ownerUrl: string;
  readonly storage: Storage;
  readonly storageUrl: string;
  readonly smtpUrl: string;
  readonly client: Client;
  readonly connection: Connection;
  readonly namespace: string;
  readonly taskQueue: string;
  /** What the workers do, to be done by hand. */
  readonly activities: Activities;
  /** Anchors and proofs, likewise. */
  readonly evidence: ReturnType<typeof anchorActivities> & ReturnType<typeof proofActivities>;
  /** Every mail that came in so far. */
  mails(): Promise<{ messageId: string; to: string; subject: string; text: string }[]>;
  /** Stops the workers until `restart`: an outage. */
  halt(): Promise<void>;
  /** Stops the workers and starts new ones, with an empty cache. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A whole office in the test's own process: real database, real engine, real workers, files on disk and a mail server; each with a
 * task queue and a database of its own.
 */
export async function openOffice(options: Options = {}): Promise<Office> {
  const { temporalAddress, namespace, folder } = inject('servers');
  const { database, ownerUrl } = await databaseOfOffice();
  const taskQueue = `office-${randomUUID().slice(0, 8)}`;
  const place = join(folder, taskQueue);
  mkdirSync(place);
  const storageUrl = pathToFileURL(join(place, 'files')).href;
  const storage = openStorage(storageUrl);
  const [smtpPort, pagePort] = [await freePort(), await freePort()];
  const post = await startMailCatcher({ folder: join(place, 'mails'), smtpPort, pagePort });
  const smtpUrl = `smtp://127.0.0.1:${smtpPort}`;
  const transport = createTransport(smtpUrl);
  const native = await NativeConnection.connect({ address: temporalAddress });
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, namespace });
  const real = caseActivities({
    database,
    storage,
    storagePlace: 'Pusat Data Uji',
    temporal: client,
    mail: { transport, from: 'SIP <sip@contoh.invalid>' },
  });
  const evidence = {
    ...anchorActivities({ database, signer: signerOfTest().signer, copies: undefined }),
    ...proofActivities({ database, read: readThrough(storage) }),
  };
  const judging = { storage, memory: '512MB', ...checkRecord(database), ...checkRegisters(database) };
  const realChecks = { ...checkActivities(judging), ...trialActivities(judging) };
  const shared = { connection: native, namespace, interceptors: withoutWords };

  const start = async () => {
    if (options.isEmpty) return async () => undefined;
    const cases = await Worker.create({
      ...shared,
      taskQueue,
      workflowBundle: { codePath: inject('servers').bundle },
      activities: { ...real, ...evidence, ...options.activities?.(real) },
      maxCachedWorkflows: 200,
      maxConcurrentWorkflowTaskExecutions: 20,
      stickyQueueScheduleToStartTimeout: '3s',
      ...options.worker,
    });
    const checks = await Worker.create({
      ...shared,
      taskQueue: `${taskQueue}-checks`,
      activities: { ...realChecks, ...options.checks?.(realChecks) },
      maxConcurrentActivityTaskExecutions: 2,
      maxHeartbeatThrottleInterval: '1s',
    });
    const runs = [cases.run(), checks.run()];
    return async () => {
      cases.shutdown();
      checks.shutdown();
      await Promise.all(runs);
    };
  };

  let stopWorkers = await start();
  return {
    database,
    ownerUrl,
    storage,
    storageUrl,
    smtpUrl,
    client,
    connection,
    namespace,
    taskQueue,
    activities: real,
    evidence,
    mails: async () => (await fetch(`http://127.0.0.1:${pagePort}/mails`)).json() as ReturnType<Office['mails']>,
    async halt() {
      await stopWorkers();
      stopWorkers = async () => undefined;
    },
    async restart() {
      await stopWorkers();
      stopWorkers = await start();
    },
    async stop() {
      await stopWorkers();
      await native.close();
      await connection.close();
      transport.close();
      await post.stop();
      await database.$disconnect();
    },
  };
}

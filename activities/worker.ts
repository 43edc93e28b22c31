import { Client } from '@temporalio/client';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createTransport } from 'nodemailer';
import { morning } from '#domain/digest';
import { type Config, configOrEnd } from '#platform/config';
import { openLog } from '#platform/log';
import { installRuntime, withoutWords } from '#platform/runtime';
import { keepSchedule } from '#platform/schedule';
import { openStorage } from '#platform/storage';
import { temporalAt } from '#platform/temporal';
import { openDatabase } from '#prisma/database';
import { evidenceActivities } from './evidence.ts';
import { caseActivities } from './index.ts';

const config = configOrEnd();
const log = openLog(config.LOG_LEVEL, 'worker');
installRuntime(config, log);

const database = openDatabase(config.DATABASE_URL);
/** Proofs and anchors read everything: what they ask may last. */
const reading = openDatabase(config.DATABASE_URL, { pool: 3, statementTimeout: 600_000 });
const connection = await NativeConnection.connect(temporalAt(config));
const activities = { ...activitiesOf(config), ...evidenceActivities(config, reading) };
const worker = await Worker.create({ connection, ...workerOptions(config), activities, interceptors: withoutWords });
await scheduleAnchors(config);
await scheduleDigest(config);
log.info({ taskQueue: config.TASK_QUEUE }, 'worker ready');
await worker.run();
await connection.close();
await database.$disconnect();
await reading.$disconnect();
log.info('worker stopped');

async function scheduleAnchors({ SIGNER_KEY_FILE, ANCHOR_EXPORT, ...wanted }: Config): Promise<void> {
  if (SIGNER_KEY_FILE === undefined) return log.warn('no anchors are made: SIGNER_KEY_FILE is not set');
  if (ANCHOR_EXPORT === undefined) log.warn('anchors stay in the database alone: ANCHOR_EXPORT is not set');
  await keepSchedule(connection, wanted.TEMPORAL_NAMESPACE, {
    id: 'anchor',
    workflowType: 'anchor',
    taskQueue: wanted.TASK_QUEUE,
    rhythm: { minutes: wanted.ANCHOR_EVERY_MINUTES },
    note: 'signs the heads of the record',
  });
}

function scheduleDigest({ TEMPORAL_NAMESPACE, TASK_QUEUE }: Config): Promise<void> {
  return keepSchedule(connection, TEMPORAL_NAMESPACE, {
    id: 'digest',
    workflowType: 'digest',
    taskQueue: TASK_QUEUE,
    rhythm: { daily: { ...morning, zone: 'Asia/Jakarta' } },
    note: 'sends the gathered mail of working days',
  });
}

function activitiesOf({ STORAGE_URL, STORAGE_PLACE, SMTP_URL, MAIL_FROM, PUBLIC_URL, TEMPORAL_NAMESPACE }: Config) {
  const transport = createTransport(SMTP_URL, { disableFileAccess: true, disableUrlAccess: true });
  const mail = { transport, from: MAIL_FROM, publicUrl: PUBLIC_URL };
  const temporal = new Client({ connection, namespace: TEMPORAL_NAMESPACE });
  return caseActivities({ database, storage: openStorage(STORAGE_URL), storagePlace: STORAGE_PLACE, temporal, mail });
}

/**
 * The recorder is a local activity: the cache must hold at least four times as many workflows as tasks run at once (checked by
 * the configuration), and after a killed worker the next one takes over its cases within three seconds.
 */
function workerOptions({
  TEMPORAL_NAMESPACE,
  TASK_QUEUE,
  WORKER_CACHED_WORKFLOWS,
  WORKER_SLOTS,
  WORKFLOW_BUNDLE,
}: Config): Omit<WorkerOptions, 'activities'> {
  const workflows = WORKFLOW_BUNDLE
    ? { workflowBundle: { codePath: WORKFLOW_BUNDLE } }
    : { workflowsPath: new URL('../workflows/index.ts', import.meta.url).pathname };
  return {
    ...workflows,
    namespace: TEMPORAL_NAMESPACE,
    taskQueue: TASK_QUEUE,
    maxCachedWorkflows: WORKER_CACHED_WORKFLOWS,
    maxConcurrentWorkflowTaskExecutions: WORKER_SLOTS,
    maxConcurrentActivityTaskExecutions: 20,
    maxConcurrentLocalActivityExecutions: 20,
    stickyQueueScheduleToStartTimeout: '3s',
    shutdownGraceTime: '3s',
    shutdownForceTime: '6s',
  };
}

import { constants, setPriority } from 'node:os';
import { NativeConnection, Worker } from '@temporalio/worker';
import { configOrEnd } from '#platform/config';
import { openLog } from '#platform/log';
import { installRuntime, withoutWords } from '#platform/runtime';
import { openStorage } from '#platform/storage';
import { temporalAt } from '#platform/temporal';
import { openDatabase } from '#prisma/database';
import { checkActivities } from './checks.ts';
import { checkRecord, checkRegisters } from './reports.ts';
import { startSweepingScratch } from './scratch-sweep.ts';
import { trialActivities } from './trial.ts';

// Files take all the processor that there is: on a machine that is shared, people's acts go first. The checking processes inherit it.
setPriority(constants.priority.PRIORITY_LOW);

const config = configOrEnd();
const log = openLog(config.LOG_LEVEL, 'checks');
installRuntime(config, log);

const database = openDatabase(config.DATABASE_URL);
const needs = {
  storage: openStorage(config.STORAGE_URL),
  memory: config.CHECKS_MEMORY,
  ...checkRecord(database),
  ...checkRegisters(database),
};
const connection = await NativeConnection.connect(temporalAt(config));
const worker = await Worker.create({
  connection,
  namespace: config.TEMPORAL_NAMESPACE,
  taskQueue: `${config.TASK_QUEUE}-checks`,
  activities: { ...checkActivities(needs), ...trialActivities(needs) },
  interceptors: withoutWords,
  // Files are heavy: one at a time, and a cancelled check hears of it within a second.
  maxConcurrentActivityTaskExecutions: 1,
  maxHeartbeatThrottleInterval: '1s',
  shutdownGraceTime: '2s',
  shutdownForceTime: '6s',
});
const stopSweeping = startSweepingScratch({ storage: needs.storage, log });
log.info('worker ready');
await worker.run();
stopSweeping();
await connection.close();
await database.$disconnect();
log.info('worker stopped');

import { Client } from '@temporalio/client';
import { configOrEnd } from '#platform/config';
import { openLog } from '#platform/log';
import { openStorage } from '#platform/storage';
import { temporalAt } from '#platform/temporal';
import { openDatabase } from '#prisma/database';
import { createApp } from './app.ts';
import { carriers } from './desks.ts';
import { createMetrics, serveMetrics } from './metrics.ts';
import { serve } from './serve.ts';
import { startSweeping } from './sweep.ts';
import { openConnection } from './temporal.ts';

const config = configOrEnd();
const log = openLog(config.LOG_LEVEL, 'api');
const database = openDatabase(config.DATABASE_URL);
const storage = openStorage(config.STORAGE_URL);
const connection = openConnection(temporalAt(config));
const temporal = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });

const metrics = createMetrics({ database, log });
const measurements = config.METRICS_ADDRESS === undefined ? undefined : serveMetrics(metrics, config.METRICS_ADDRESS);

const server = serve(createApp({ config, log, database, storage, connection, temporal, metrics }), config);
server.listen(config.API_PORT, config.API_HOST, () => log.info({ address: server.address() }, 'api ready'));

const acting = {
  database,
  temporal,
  taskQueue: config.TASK_QUEUE,
  namespace: config.TEMPORAL_NAMESPACE,
  uiUrl: config.TEMPORAL_UI_URL,
  publicUrl: config.PUBLIC_URL,
};
const stopSweeping = startSweeping({
  database,
  storage,
  log,
  dryRunsKept: config.DRY_RUNS_KEPT_HOURS * 3_600_000,
  carryOut: carriers(acting),
});

/** Lets what is under way finish, for five seconds; what is left running is taken up by the next process. */
async function stop(): Promise<void> {
  log.info('api stops');
  setTimeout(() => server.closeAllConnections(), 5000).unref();
  await new Promise((closed) => server.close(closed));
  measurements?.close();
  await stopSweeping();
  await connection.close();
  await database.$disconnect();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

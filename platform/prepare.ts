import { Connection } from '@temporalio/client';
import { readTemporalConfig } from './config.ts';
import { prepareNamespace, temporalAt } from './temporal.ts';

/** Namespace and search attributes, as production's job registers them before the first worker: `npm run temporal:prepare`. */
const config = readTemporalConfig(process.env);
const { TEMPORAL_NAMESPACE } = config;
const connection = await Connection.connect(temporalAt(config));
try {
  await prepareNamespace(connection, TEMPORAL_NAMESPACE);
} finally {
  await connection.close();
}
process.stdout.write(`The namespace ${TEMPORAL_NAMESPACE} is ready.\n`);

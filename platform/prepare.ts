import { Connection } from '@temporalio/client';
import { readTemporalConfig } from './config.ts';
import { prepareNamespace } from './temporal.ts';

/** Namespace and search attributes, as production's job registers them before the first worker: `npm run temporal:prepare`. */
const { TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE } = readTemporalConfig(process.env);
const connection = await Connection.connect({ address: TEMPORAL_ADDRESS });
try {
  await prepareNamespace(connection, TEMPORAL_NAMESPACE);
} finally {
  await connection.close();
}
process.stdout.write(`The namespace ${TEMPORAL_NAMESPACE} is ready.\n`);

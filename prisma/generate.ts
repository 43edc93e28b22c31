import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Generates the Prisma client without a network: generating needs no schema engine, so one that does nothing stands in for the
 * download that Prisma would start.
 */
const cli = fileURLToPath(import.meta.resolve('prisma/build/index.js'));
const schema = fileURLToPath(new URL('schema', import.meta.url));
const environment = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
};
const { status, stderr, stdout } = spawnSync(process.execPath, [cli, 'generate', '--schema', schema], {
  env: environment,
  encoding: 'utf8',
});
if (status !== 0) throw new Error(`The Prisma client could not be generated from ${schema}:\n${stderr}${stdout}`);

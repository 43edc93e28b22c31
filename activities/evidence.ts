import { fileURLToPath } from 'node:url';
import type { Config } from '#platform/config';
import { readThrough } from '#platform/read-through';
import { judgeBy, openSigner } from '#platform/signer';
import { openStorage } from '#platform/storage';
import type { Database } from '#prisma/database';
import { openExport } from './anchor/export.ts';
import { anchorActivities } from './anchor.ts';
import { proofActivities } from './proof.ts';

/** What makes the record stand up for years: anchors, where a signer is configured, and proofs. */
export function evidenceActivities(config: Config, database: Database) {
  const { SIGNER_KEY_FILE: key, SIGNER_CERTIFICATE_FILE: certificate, ANCHOR_EXPORT: folder } = config;
  const copies = folder === undefined ? undefined : openExport(folder);
  return {
    ...proofActivities({
      database,
      judge: judgeBy(config),
      exports: folder && fileURLToPath(folder),
      read: readThrough(openStorage(config.STORAGE_URL)),
    }),
    ...(key !== undefined &&
      certificate !== undefined &&
      anchorActivities({ database, signer: openSigner(key, certificate), copies })),
  };
}

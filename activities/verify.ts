import { readThrough } from '#platform/read-through';
import { judgeBy } from '#platform/signer';
import { openStorage } from '#platform/storage';
import { exportsFor, sayProof, wantedIn } from '#prisma/verify/command';

/**
 * Proves a record, as production and a restored backup do: `node activities/verify.ts --files`. Needs DATABASE_URL alone; what else is
 * configured is used.
 */
const { DATABASE_URL, STORAGE_URL, ANCHOR_EXPORT, SIGNER_TRUST_FILE, SIGNER_CERTIFICATE_FILE } = process.env;
if (!DATABASE_URL) throw new Error('Set DATABASE_URL to the record to be proven.');
const wanted = wantedIn(process.argv.slice(2));
if (wanted.files && !STORAGE_URL) throw new Error('Set STORAGE_URL to the folder of the files that are to be read.');
const isWhole = await sayProof(DATABASE_URL, wanted.case, {
  judge: judgeBy({
    SIGNER_TRUST_FILE: wanted.trust ?? (SIGNER_TRUST_FILE || undefined),
    SIGNER_CERTIFICATE_FILE: SIGNER_CERTIFICATE_FILE || undefined,
  }),
  exports: exportsFor(wanted, ANCHOR_EXPORT),
  read: wanted.files && STORAGE_URL ? readThrough(openStorage(STORAGE_URL)) : undefined,
});
process.exitCode = isWhole ? 0 : 1;

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readThrough } from '#platform/read-through';
import { judgeBy } from '#platform/signer';
import { openStorage } from '#platform/storage';
import { exportsFor, sayProof, type Wanted, wantedIn } from '#prisma/verify/command';
import { data, type Running, readRunning } from './place.ts';
import { endWithReader, isAskingHelp } from './reader.ts';
import { Remedy, sayEnd } from './say.mjs';

const usage =
  'npm run verify -- [--case submission:2026-000001] [--anchors FOLDER | --without-exports] [--trust FILE.pem] [--files]';

/** Proves the record of DATABASE_URL, or of the system that runs here. */
try {
  endWithReader();
  if (!isAskingHelp(process.argv.slice(2), usage)) await prove();
} catch (error) {
  sayEnd(error);
}

async function prove(): Promise<void> {
  const running = process.env['DATABASE_URL'] === undefined ? readRunning() : undefined;
  const url = process.env['DATABASE_URL'] ?? running?.databaseUrl;
  if (url === undefined)
    throw new Remedy('Start the system first (npm start), or set DATABASE_URL to the record to be proven.');
  const wanted = asked(process.argv.slice(2));
  process.exitCode = (await sayProof(url, wanted.case, meansFor(wanted, running))) ? 0 : 1;
}

function meansFor(wanted: Wanted, running: Running | undefined) {
  const files = process.env['STORAGE_URL'] ?? running?.addresses['storage'];
  if (wanted.files && !files) throw new Remedy('Set STORAGE_URL to the folder of the files that are to be read.');
  const anchors = process.env['ANCHOR_EXPORT'] ?? running?.addresses['anchors'];
  return {
    judge: judgeBy({ SIGNER_TRUST_FILE: wanted.trust ?? trustedHere(running !== undefined) }),
    exports: exportsFor(wanted, anchors),
    read: wanted.files && files ? readThrough(openStorage(files)) : undefined,
  };
}

/** What the configuration names, else the certificate that this machine made for itself. */
function trustedHere(isRunning: boolean): string | undefined {
  const named = process.env['SIGNER_TRUST_FILE'] ?? process.env['SIGNER_CERTIFICATE_FILE'];
  const own = join(data, 'signer', 'certificate.pem');
  return named ?? (isRunning && existsSync(own) ? own : undefined);
}

function asked(args: readonly string[]): Wanted {
  try {
    return wantedIn(args);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Remedy(`${said}\n${usage}`);
  }
}

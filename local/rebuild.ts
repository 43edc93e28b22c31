import { askedIn, neededForRebuild, recordFor, sayRebuild } from '#prisma/rebuild/command';
import { readRunning } from './place.ts';
import { Remedy, sayEnd } from './say.mjs';

/** Tells the reading of the record again, or compares with `--check`: of DATABASE_OWNER_URL, or of the system that runs here. */
try {
  const asked = wanted(process.argv.slice(2));
  const record = recordFor(asked, process.env['DATABASE_URL'] ?? readRunning()?.databaseUrl);
  if (!record) throw new Remedy(`${neededForRebuild} So will a running system (npm start).`);
  process.exitCode = (await sayRebuild(record, asked)) ? 0 : 1;
} catch (error) {
  sayEnd(error);
}

function wanted(args: readonly string[]) {
  try {
    return askedIn(args);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Remedy(`${said}\nnpm run rebuild -- [--check]`);
  }
}

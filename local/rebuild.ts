import { askedIn, neededForRebuild, recordFor, sayRebuild } from '#prisma/rebuild/command';
import { ownerUrl } from './owner.ts';
import { readRunning } from './place.ts';
import { endWithReader, isAskingHelp } from './reader.ts';
import { Remedy, sayEnd } from './say.mjs';

const usage = 'npm run rebuild -- [--check]';

/** Tells the reading of the record again, or compares with `--check`: of DATABASE_OWNER_URL, or of the system that runs here. */
try {
  endWithReader();
  const args = process.argv.slice(2);
  if (!isAskingHelp(args, usage)) await run(args);
} catch (error) {
  sayEnd(error);
}

async function run(args: readonly string[]): Promise<void> {
  const asked = wanted(args);
  const application = process.env['DATABASE_URL'];
  const owner = application === undefined ? await ownerUrl() : process.env['DATABASE_OWNER_URL'];
  const record = recordFor(asked, owner, application ?? readRunning()?.databaseUrl);
  if (!record) throw new Remedy(`${neededForRebuild} So will a running system (npm start).`);
  process.exitCode = (await sayRebuild(record, asked)) ? 0 : 1;
}

function wanted(args: readonly string[]) {
  try {
    return askedIn(args);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Remedy(`${said}\n${usage}`);
  }
}

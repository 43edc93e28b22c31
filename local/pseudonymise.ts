import { NotPseudonymised } from '#prisma/pseudonymise';
import { pseudonymiseUsage, sayPseudonymised } from '#prisma/pseudonymise/command';
import { ownerUrl } from './owner.ts';
import { endWithReader, isAskingHelp } from './reader.ts';
import { Remedy, sayEnd } from './say.mjs';

/** Pseudonymises a person in the database of DATABASE_OWNER_URL, or of the system that runs here. */
try {
  endWithReader();
  const args = process.argv.slice(2);
  if (!isAskingHelp(args, pseudonymiseUsage)) await sayPseudonymised(await owner(), args);
} catch (error) {
  sayEnd(error instanceof NotPseudonymised ? new Remedy(error.message) : error);
}

async function owner(): Promise<string> {
  const url = await ownerUrl();
  if (url === undefined)
    throw new Remedy('Start the system first (npm start), or set DATABASE_OWNER_URL: the login that owns the tables.');
  return url;
}

import { NotPseudonymised } from '#prisma/pseudonymise';
import { sayPseudonymised } from '#prisma/pseudonymise/command';
import { readRunning, readSecrets } from './place.ts';
import { Remedy, sayEnd } from './say.mjs';

/** Pseudonymises a person in the database of DATABASE_OWNER_URL, or of the system that runs here. */
try {
  await sayPseudonymised(await ownerUrl(), process.argv.slice(2));
} catch (error) {
  sayEnd(error instanceof NotPseudonymised ? new Remedy(error.message) : error);
}

async function ownerUrl(): Promise<string> {
  const named = process.env['DATABASE_OWNER_URL'];
  if (named) return named;
  const own = readRunning()?.addresses['database'];
  if (own === undefined)
    throw new Remedy('Start the system first (npm start), or set DATABASE_OWNER_URL: the login that owns the tables.');
  return `postgresql://postgres:${(await readSecrets()).databaseOwner}@${own}/sip`;
}

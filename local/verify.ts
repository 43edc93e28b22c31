import { sayProof } from '#prisma/verify';
import { readRunning } from './place.ts';
import { Remedy, sayEnd } from './say.mjs';

/** Proves the record of DATABASE_URL, or of the system that runs here. */
try {
  const url = process.env['DATABASE_URL'] ?? readRunning()?.databaseUrl;
  if (url === undefined)
    throw new Remedy('Start the system first (npm start), or set DATABASE_URL to the record to be proven.');
  process.exitCode = (await sayProof(url)) ? 0 : 1;
} catch (error) {
  sayEnd(error);
}

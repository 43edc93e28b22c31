import { readRunning, readSecrets } from './place.ts';

/** The login that owns the tables: of DATABASE_OWNER_URL, else of the system that runs here; undefined where its database is somebody else's. */
export async function ownerUrl(): Promise<string | undefined> {
  const named = process.env['DATABASE_OWNER_URL'];
  if (named) return named;
  const running = readRunning();
  if (running?.addresses['database'] === undefined) return undefined;
  const url = new URL(running.databaseUrl);
  url.username = 'postgres';
  url.password = (await readSecrets()).databaseOwner;
  return url.href;
}

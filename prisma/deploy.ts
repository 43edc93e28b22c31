import { applyMigrations } from './migrations.ts';
import { seed } from './seed.ts';

/** Migrations and the registers they need, as production's migration job runs them: `npm run db:deploy`. */
const url = process.env['DATABASE_OWNER_URL'] ?? process.env['DATABASE_URL'];
if (url === undefined) throw new Error('Set DATABASE_OWNER_URL (or DATABASE_URL): the login that owns the tables.');
const applied = await applyMigrations(url);
await seed(url);
process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied: ${applied.join(', ')}\n`);

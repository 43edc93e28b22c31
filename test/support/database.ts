import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '#prisma/database';

export interface FreshDatabase {
  readonly name: string;
  /** As the owner of the tables: what an administrator could do. */
  readonly ownerUrl: string;
  /** As the application, under its role. */
  readonly database: Database;
}

/** A migrated and seeded database of one's own, copied from the template in a moment. The caller disconnects. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { databaseServer, template } = inject('servers');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await asOwner(`${databaseServer}postgres`, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const ownerUrl = `${databaseServer}${name}`;
  return { name, ownerUrl, database: openDatabase(ownerUrl) };
}

/** The same for one test, closed when it ends. */
export async function databaseOfTest(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  onTestFinished(() => fresh.database.$disconnect());
  return fresh;
}

export async function asOwner<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

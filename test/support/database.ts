import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { processNames } from '#domain/processes';
import { asOwner } from '#local/parts/postgres';
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

/** The same for an office: workflow ids of all offices share one namespace, so each numbers its cases from a thousand of its own. */
export async function databaseOfOffice(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  await numberApart(`${inject('servers').databaseServer}postgres`, fresh.ownerUrl);
  return fresh;
}

/** The same for one test, closed when it ends. */
export async function databaseOfTest(): Promise<FreshDatabase> {
  const fresh = await freshDatabase();
  onTestFinished(() => fresh.database.$disconnect());
  return fresh;
}

async function numberApart(serverUrl: string, ownerUrl: string): Promise<void> {
  const { rows } = await asOwner(serverUrl, (client) =>
    client.query<{ office: string }>("SELECT nextval('offices') AS office"),
  );
  const first = Number(rows[0]?.office) * 1000;
  await asOwner(ownerUrl, async (client) => {
    for (const process of processNames)
      for (let year = 2026; year < 2030; year += 1)
        await client.query('INSERT INTO counter (name, value) VALUES ($1, $2)', [`${process}:${year}`, first]);
  });
}

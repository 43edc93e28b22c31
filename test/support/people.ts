import type { Database } from '#prisma/database';

/** People whom the sign-in service would have brought: a producer's with `contoh.ekspor`, all others with PDSI. */
export async function keepPeople(database: Database, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const unitId = id.includes('produsen') ? 'contoh.ekspor' : 'kemendag.pdsi';
    const person = { id, issuer: 'https://masuk.contoh.invalid', subject: id, name: id, roles: [], unitId };
    await database.person.create({ data: { ...person, email: `${id}@contoh.invalid` } });
  }
}

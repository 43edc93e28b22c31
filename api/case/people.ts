import type { Database } from '#prisma/database';

export async function personOf(database: Database, id: string | null) {
  return id === null ? null : database.person.findUnique({ where: { id }, select: { id: true, name: true } });
}

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

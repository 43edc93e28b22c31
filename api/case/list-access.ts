import type { Principal } from '#api/identity';
import { keepAccess } from '#api/scope';
import type { Database } from '#prisma/database';

/** Where a list is read on; what it shows is said by the filters. */
const ofPages: readonly string[] = ['limit', 'cursor'];

/** A code, a day or a unit; whatever else somebody wrote, or a person, is not copied into the trail of reading. */
const isCode = (name: string, value: string): boolean =>
  name !== 'claimant' && /^[a-z0-9][a-z0-9.-]{0,99}$/.test(value);

/** What was read of a list: `list submissions stage=returned late`. */
export function wordsOfList(list: string, query: Readonly<Record<string, unknown>>): string {
  const filters = Object.entries(query)
    .filter(([name, value]) => value !== undefined && !ofPages.includes(name))
    .map(([name, value]) => (isCode(name, String(value)) && value !== 'true' ? `${name}=${String(value)}` : name));
  return ['list', list, ...filters.toSorted()].join(' ');
}

export const keepListRead = (
  database: Database,
  principal: Principal,
  list: string,
  query: Readonly<Record<string, unknown>>,
): Promise<void> => keepAccess(database, principal, '', wordsOfList(list, query));

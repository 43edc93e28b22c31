import type { Storage } from './storage.ts';

/** Reads a content to its end, which compares it with its address; rejects when it is missing or differs. */
export function readThrough(storage: Storage) {
  return async (hash: string): Promise<void> => {
    for await (const _ of await storage.open(hash));
  };
}

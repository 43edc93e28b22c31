import type { Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';

/** A folder for work that needs files of its own; kept fresh while its owner lives, swept when it dies. */
export interface Scratch {
  readonly path: string;
  remove(): Promise<void>;
}

/** What lies in one folder until it is done with: of this process and of others. */
export class Scratches {
  readonly #folder: string;
  readonly #freshenEvery: number;
  /** Folders of this process: not swept by itself, however long it stood still. */
  readonly #owned = new Set<string>();

  constructor(folder: string, freshenEvery: number) {
    this.#folder = folder;
    this.#freshenEvery = freshenEvery;
  }

  /** Takes a folder that was just made. */
  own(path: string): Scratch {
    this.#owned.add(path);
    const freshen = () => fs.utimes(path, new Date(), new Date()).catch(() => undefined);
    const timer = setInterval(() => void freshen(), this.#freshenEvery).unref();
    const remove = async () => {
      clearInterval(timer);
      await fs.rm(path, { recursive: true, force: true });
      this.#owned.delete(path);
    };
    return { path, remove };
  }

  /** Removes what is meant and was not touched for that long; answers how many. */
  async sweep(olderThanMs: number, isMeant: (found: Stats) => boolean): Promise<number> {
    let swept = 0;
    for (const name of (await fs.readdir(this.#folder).catch(missingAsUndefined)) ?? []) {
      const path = join(this.#folder, name);
      const found = await fs.stat(path).catch(missingAsUndefined);
      if (!found || !isMeant(found) || this.#owned.has(path) || Date.now() - found.mtimeMs < olderThanMs) continue;
      await fs.rm(path, { recursive: true, force: true });
      swept += 1;
    }
    return swept;
  }
}

function missingAsUndefined(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

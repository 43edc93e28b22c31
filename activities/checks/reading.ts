import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Standard } from '#domain/standard';
import { FirstLook } from '#platform/table/first-look';
import { Unreadable } from '#platform/table/unreadable';

/** The bytes that came are not those that were asked for: a fault of ours, not of the file. */
export class OtherContent extends Error {
  override readonly name = 'OtherContent';
  constructor() {
    super('the bytes that came are not those that the hash names');
  }
}

interface Reading {
  readonly source: AsyncIterable<Buffer>;
  readonly hash: string;
  readonly dialect: Standard['dialect'];
  readonly rowsFile: string;
  readonly faultsFile: string;
  readonly progress: (rows: number) => void;
}

export type Read = { readonly look: FirstLook } & (
  | { readonly header: readonly string[] }
  | { readonly why: Unreadable }
);

/**
 * Takes the first look at a stream, and leaves rows and faults in two files for the engine. Reads to the end even what cannot
 * be read as a table: before a file is blamed, its bytes must be proven to be the producer's.
 */
export async function read({ source, hash, dialect, rowsFile, faultsFile, progress }: Reading): Promise<Read> {
  const rows = openSync(rowsFile, 'wx', 0o600);
  const faults = openSync(faultsFile, 'wx', 0o600);
  const look = new FirstLook(dialect, {
    rows: (bytes) => writeAll(rows, bytes),
    faults: (lines) => writeAll(faults, Buffer.from(lines)),
  });
  try {
    const digest = createHash('sha256');
    let why: Unreadable | undefined;
    for await (const chunk of source) {
      digest.update(chunk);
      why ??= whyUnreadable(() => look.push(chunk));
      progress(look.rows);
    }
    if (digest.digest('hex') !== hash) throw new OtherContent();
    why ??= whyUnreadable(() => look.end());
    return why ? { look, why } : { look, header: look.header ?? [] };
  } finally {
    closeSync(rows);
    closeSync(faults);
  }
}

/** Why this part of the file cannot be read; undefined when it can. */
function whyUnreadable(take: () => void): Unreadable | undefined {
  try {
    take();
    return undefined;
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

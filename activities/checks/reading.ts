import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Standard } from '#domain/standard';
import { CompoundLook } from '#platform/table/compound-look';
import { FirstLook, type TopRow } from '#platform/table/first-look';
import { isCompound, kindOf, tellingBytes } from '#platform/table/kind';
import { Unreadable } from '#platform/table/unreadable';
import { WorkbookLook } from '#platform/table/workbook-look';
import { isHeaderOf } from './header.ts';

/** The bytes that came are not those that were asked for: a fault of ours, not of the file. */
export class OtherContent extends Error {
  override readonly name = 'OtherContent';
  constructor() {
    super('the bytes that came are not those that the hash names');
  }
}

/** Where rows, rows set aside and faulty cells of one file go, for the engine. */
export interface Files {
  readonly rows: string;
  readonly faults: string;
  readonly cellFaults: string;
  readonly workbook: string;
}

interface Reading {
  readonly source: AsyncIterable<Buffer>;
  readonly hash: string;
  readonly standard: Standard;
  readonly files: Files;
  readonly progress: (rows: number) => void;
}

/** What is known of a table before the engine sees it, whichever way it was written. */
export interface Look {
  readonly header: readonly string[] | undefined;
  readonly headerRow: number;
  readonly top: readonly TopRow[];
  readonly rows: number;
  readonly shape: {
    readonly delimiter: string;
    readonly multiline: boolean;
    readonly ragged?: boolean;
    readonly rows: number;
  };
}

type Taker = Look & { push(chunk: Buffer): void; end(): void | Promise<void> };

export type Read = { readonly look: Look } & ({ readonly header: readonly string[] } | { readonly why: Unreadable });

/**
 * Takes the first look at a stream, text or workbook as its first bytes say, and leaves what it holds in files for the engine.
 * Reads to the end even what cannot be read as a table: before a file is blamed, its bytes must be proven to be the producer's.
 */
export async function read({ source, hash, standard, files, progress }: Reading): Promise<Read> {
  const rows = openSync(files.rows, 'wx', 0o600);
  const faults = openSync(files.faults, 'wx', 0o600);
  const cellFaults = openSync(files.cellFaults, 'wx', 0o600);
  const output = {
    rows: (bytes: Buffer) => writeAll(rows, bytes),
    faults: (lines: string) => writeAll(faults, Buffer.from(lines)),
    cellFaults: (lines: string) => writeAll(cellFaults, Buffer.from(lines)),
  };
  const lookAt = (start: Buffer): Taker => {
    const kind = kindOf(start);
    if (kind === 'zip')
      return new WorkbookLook(
        {
          path: files.workbook,
          markOf: (name) => markOf(standard, name),
          isHeader: (row) => isHeaderOf(row, standard),
          progress,
        },
        output,
      );
    return isCompound(kind) ? new CompoundLook() : new FirstLook(standard.dialect, output);
  };
  try {
    const { look, why } = await take(source, hash, lookAt, progress);
    return why ? { look, why } : { look, header: look.header ?? [] };
  } finally {
    for (const file of [rows, faults, cellFaults]) closeSync(file);
  }
}

async function take(
  source: AsyncIterable<Buffer>,
  hash: string,
  lookAt: (start: Buffer) => Taker,
  progress: (rows: number) => void,
): Promise<{ look: Look; why: Unreadable | undefined }> {
  const digest = createHash('sha256');
  let look: Taker | undefined;
  let start: Buffer = Buffer.alloc(0);
  let why: Unreadable | undefined;
  for await (const chunk of source) {
    digest.update(chunk);
    if (!look) {
      start = Buffer.concat([start, chunk]);
      if (start.length < tellingBytes) continue;
    }
    const bytes = look ? chunk : start;
    const taker = (look ??= lookAt(start));
    why ??= await whyUnreadable(() => taker.push(bytes));
    progress(taker.rows);
  }
  if (digest.digest('hex') !== hash) throw new OtherContent();
  const taker = look ?? lookAt(start);
  if (!look) why ??= await whyUnreadable(() => taker.push(start));
  why ??= await whyUnreadable(() => taker.end());
  return { look: taker, why };
}

/** Numbers of a workbook have no mark: those of a number column get the standard's, codes such as 32.73 keep their point. */
function markOf({ dialect, schema }: Standard, name: string): string {
  const field = schema.fields.find((each) => each.name === name.trim().toLowerCase());
  return field && field.type !== 'number' ? '.' : (dialect['sip:decimal'] ?? '.');
}

/** Why this part of the file cannot be read; undefined when it can. */
async function whyUnreadable(part: () => void | Promise<void>): Promise<Unreadable | undefined> {
  try {
    await part();
    return undefined;
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

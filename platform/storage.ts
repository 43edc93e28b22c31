import { createHash, randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Scratch, Scratches } from './scratch.ts';

/** The upload exceeds its limit; nothing of it was kept. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly limit: number;
  constructor(limit: number) {
    super(`The content is larger than ${limit} bytes`);
    this.limit = limit;
  }
}

/** The disk (or a quota on it) is full; the same call may succeed later. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull';
}

/** Nothing is stored under this hash, or it is no hash at all. */
export class ContentMissing extends Error {
  override readonly name = 'ContentMissing';
}

/** What was kept is not what its address says: never silently repaired. */
export class ContentDiffers extends Error {
  override readonly name = 'ContentDiffers';
}

type Look = (path: string, written: { readonly hash: string; readonly size: number }) => Promise<void>;

/** Files under the SHA-256 of their content, in lower-case hex: *intake* is swept when unused, *custody* never. */
export interface Storage {
  /**
   * Streams into intake; the same content twice is one file. Past the limit it throws `TooLarge` and leaves a stream
   * undestroyed, so that the caller can still answer; an aborted stream, or pieces that end with an error, leave nothing behind.
   * `look` sees the whole as a file before it gets its place; what it throws leaves nothing behind either.
   */
  put(
    content: Readable | AsyncIterable<Buffer>,
    options: { readonly limit: number; readonly look?: Look },
  ): Promise<{ hash: string; size: number }>;
  /** Its content, compared with its address on the way: the last bytes come only when it is what it should be, else `ContentDiffers`. */
  open(hash: string): Promise<Readable>;
  stat(hash: string): Promise<{ size: number; kept: boolean; secured: boolean } | undefined>;
  /** Penyimpanan (28/24 24(2)): from intake into custody, durable when it returns. Safe to repeat. */
  keep(hash: string): Promise<void>;
  /** Pengamanan (28/24 24(2)): what was kept is read again, compared with its hash and made read-only. Safe to repeat. */
  secure(hash: string): Promise<void>;
  /**
   * Takes unused content out of intake, unless it was sent again within that time: then somebody is about to use it. Custody is out
   * of its reach. Safe to repeat.
   */
  remove(hash: string, olderThanMs: number): Promise<void>;
  scratch(): Promise<Scratch>;
  /** Removes folders whose owners have died: nobody has kept them fresh for that long. Uploads stay; answers how many. */
  sweepScratch(olderThanMs: number): Promise<number>;
  /** Removes what interrupted uploads and checks left, untouched for that long; answers how many. */
  sweepTemporary(olderThanMs: number): Promise<number>;
  /** Rejects, saying why, when nothing can be written or less than the minimum is free. */
  ready(): Promise<void>;
}

const mebibyte = 1024 * 1024;

/** Local disk: `file:///absolute/folder`, on one file system. */
export function openStorage(url: string, { minimumFree = 512 * mebibyte, freshenEvery = 30_000 } = {}): Storage {
  return new LocalDisk(fileURLToPath(url), minimumFree, freshenEvery);
}

class LocalDisk implements Storage {
  readonly #root: string;
  readonly #minimumFree: number;
  readonly #scratches: Scratches;

  constructor(root: string, minimumFree: number, freshenEvery: number) {
    this.#root = root;
    this.#minimumFree = minimumFree;
    this.#scratches = new Scratches(join(root, 'temporary'), freshenEvery);
  }

  async put(
    content: Readable | AsyncIterable<Buffer>,
    { limit, look }: { readonly limit: number; readonly look?: Look },
  ) {
    const path = this.#temporary();
    await makeFolder(dirname(path));
    try {
      const written = await write(path, content, limit);
      await look?.(path, written);
      await place(path, this.#intake(written.hash));
      return written;
    } catch (error) {
      await fs.rm(path, { force: true });
      throw named(error);
    }
  }

  async open(hash: string) {
    for (const path of [this.#custody(hash), this.#intake(hash)]) {
      const file = await fs.open(path).catch(missingAsUndefined);
      // In large pieces: whoever reads a gigabyte waits for each of them.
      if (file)
        return Readable.from(compared(file.createReadStream({ highWaterMark: mebibyte }), hash), { objectMode: false });
    }
    throw missing(hash);
  }

  async stat(hash: string) {
    const kept = await fs.stat(this.#custody(hash)).catch(missingAsUndefined);
    const found: Stats | undefined = kept ?? (await fs.stat(this.#intake(hash)).catch(missingAsUndefined));
    if (!found) return undefined;
    return { size: found.size, kept: kept !== undefined, secured: kept !== undefined && (kept.mode & 0o222) === 0 };
  }

  async keep(hash: string) {
    const target = this.#custody(hash);
    if (await fs.stat(target).catch(missingAsUndefined)) return sync(dirname(target));
    const path = this.#temporary();
    try {
      await copy(this.#intake(hash), path);
      await place(path, target);
    } catch (error) {
      await fs.rm(path, { force: true });
      throw isMissing(error) ? missing(hash) : named(error);
    }
  }

  async secure(hash: string) {
    const file = await fs.open(this.#custody(hash)).catch(missingAsUndefined);
    if (!file) throw missing(hash);
    try {
      const digest = createHash('sha256');
      for await (const chunk of file.createReadStream({ autoClose: false })) digest.update(chunk as Buffer);
      const actual = digest.digest('hex');
      if (actual !== hash) throw new ContentDiffers(`The content kept under ${hash} has the SHA-256 ${actual}`);
      await file.chmod(0o440);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Looked at, taken out of reach, and looked at again: content that is sent again at the same moment finds its place free and stays. */
  async remove(hash: string, olderThanMs: number) {
    const [path, aside] = [this.#intake(hash), this.#temporary()];
    if (!(await isOld(path, olderThanMs))) return;
    await makeFolder(dirname(aside));
    if ((await fs.rename(path, aside).then(() => true, missingAsUndefined)) === undefined) return;
    if (await isOld(aside, olderThanMs)) await fs.rm(aside, { force: true });
    else await place(aside, path);
  }

  async scratch() {
    const path = this.#temporary();
    await makeFolder(path);
    return this.#scratches.own(path);
  }

  async sweepScratch(olderThanMs: number) {
    return this.#scratches.sweep(olderThanMs, (found) => found.isDirectory());
  }

  async sweepTemporary(olderThanMs: number) {
    return this.#scratches.sweep(olderThanMs, () => true);
  }

  async ready() {
    const path = this.#temporary();
    await makeFolder(dirname(path));
    await fs.writeFile(path, '').catch(rethrowNamed);
    await fs.rm(path, { force: true });
    const { bavail, bsize } = await fs.statfs(this.#root);
    const free = bavail * bsize;
    if (free < this.#minimumFree) throw new StorageFull(`Only ${Math.floor(free / mebibyte)} MiB are free`);
  }

  #intake(hash: string) {
    return this.#address('intake', hash);
  }

  #custody(hash: string) {
    return this.#address('custody', hash);
  }

  #address(area: 'intake' | 'custody', hash: string) {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw missing(hash.slice(0, 80));
    return join(this.#root, area, hash.slice(0, 2), hash.slice(2));
  }

  #temporary() {
    return join(this.#root, 'temporary', randomUUID());
  }
}

/** Holds the last piece back until everything has been compared: whoever reads to the end has the right content. */
async function* compared(content: Readable, hash: string): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  let held: Buffer | undefined;
  for await (const chunk of content) {
    digest.update(chunk as Buffer);
    if (held) yield held;
    held = chunk as Buffer;
  }
  const actual = digest.digest('hex');
  if (actual !== hash) throw new ContentDiffers(`The content kept under ${hash} has the SHA-256 ${actual}`);
  if (held) yield held;
}

async function write(
  path: string,
  content: Readable | AsyncIterable<Buffer>,
  limit: number,
): Promise<{ hash: string; size: number }> {
  const file = await fs.open(path, 'wx', 0o640);
  const digest = createHash('sha256');
  let size = 0;
  try {
    const pieces = content instanceof Readable ? content.iterator({ destroyOnReturn: false }) : content;
    for await (const chunk of pieces) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
      size += bytes.length;
      if (size > limit) throw new TooLarge(limit);
      digest.update(bytes);
      await file.writeFile(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { hash: digest.digest('hex'), size };
}

/** A second name for the same bytes where the file system can do that (nothing ever writes into a placed file), else a copy. */
async function copy(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  try {
    await fs.link(from, to);
  } catch (error) {
    if (isMissing(error)) throw error;
    await fs.copyFile(from, to, constants.COPYFILE_FICLONE);
  }
  await sync(to);
}

/** Moves a finished, synced file to its address; it is there entirely or not at all, also after a power cut. */
async function place(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to));
  await fs.rename(from, to);
  // Two names of one file: POSIX renames nothing then, and the first name stays.
  await fs.rm(from, { force: true });
  await sync(dirname(to));
}

async function isOld(path: string, olderThanMs: number): Promise<boolean> {
  const found = await fs.stat(path).catch(missingAsUndefined);
  return found !== undefined && Date.now() - found.mtimeMs >= olderThanMs;
}

async function makeFolder(path: string): Promise<void> {
  const first = await fs.mkdir(path, { recursive: true, mode: 0o750 }).catch(rethrowNamed);
  if (first === undefined) return;
  for (let folder = dirname(path); folder.length >= dirname(first).length; folder = dirname(folder)) {
    await sync(folder);
    if (folder === dirname(folder)) return;
  }
}

async function sync(path: string): Promise<void> {
  const file = await fs.open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

const missing = (hash: string) => new ContentMissing(`No content is stored under ${JSON.stringify(hash)}`);
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;
const isMissing = (error: unknown) => codeOf(error) === 'ENOENT';

function missingAsUndefined(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}

function named(error: unknown): unknown {
  if (codeOf(error) !== 'ENOSPC' && codeOf(error) !== 'EDQUOT') return error;
  return new StorageFull('No space is left where files are stored', { cause: error });
}

function rethrowNamed(error: unknown): never {
  throw named(error);
}

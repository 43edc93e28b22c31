import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { Unreadable } from './unreadable.ts';

const mebibyte = 1024 * 1024;
const mostEntries = 10_000;
const longestDirectory = 8 * mebibyte;
const mostInflated = 4096 * mebibyte;
/** No table of a spreadsheet shrinks to less than a two-hundredth; below so many bytes it doesn't matter. */
const mostRatio = 200;
const harmless = 64 * mebibyte;
const all32 = 0xffffffff;
const all16 = 0xffff;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly sum: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const damaged = () => new Unreadable('damaged-archive');
const bomb = () => new Unreadable('archive-bomb');

/** A zip archive on disk that nobody trusts: sizes, ratios and sums are counted on the way, whatever it says of itself. */
export class Archive {
  readonly #path: string;
  readonly #length: number;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #most: number;
  #inflated = 0;

  private constructor(path: string, length: number, entries: ReadonlyMap<string, Entry>, most: number) {
    this.#path = path;
    this.#length = length;
    this.#entries = entries;
    this.#most = most;
  }

  /** `most`: so many bytes are inflated of all that is read, and more is a bomb. */
  static async open(path: string, most = mostInflated): Promise<Archive> {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const entries = readDirectory(await directoryOf(file, size));
      return new Archive(path, size, new Map(entries.map((entry) => [entry.name.toLowerCase(), entry])), most);
    } finally {
      await file.close();
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** How many bytes an entry says it has. */
  sizeOf(name: string): number {
    return this.#entries.get(name.toLowerCase())?.size ?? 0;
  }

  /** How many bytes may still be inflated. */
  get room(): number {
    return this.#most - this.#inflated;
  }

  /** An entry that already says of itself that it is a bomb. */
  refuseBomb(name: string): void {
    const { size = 0, packed = 0 } = this.#entries.get(name.toLowerCase()) ?? {};
    if (size > mostInflated || (size > harmless && size > mostRatio * packed)) throw bomb();
  }

  /** The bytes of one entry; to be read to the end, or given up. */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) throw damaged();
    if (entry.isEncrypted) throw new Unreadable('encrypted-workbook');
    if (entry.size > mostInflated) throw bomb();
    let size = 0;
    let sum = 0;
    for await (const chunk of this.#inflate(entry, await this.#begin(entry))) {
      size += chunk.length;
      this.#inflated += chunk.length;
      if (this.#inflated > this.#most || (size > harmless && size > mostRatio * entry.packed)) throw bomb();
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (size !== entry.size || sum !== entry.sum) throw damaged();
  }

  async #begin({ offset, packed }: Entry): Promise<number> {
    const file = await open(this.#path);
    try {
      const header = await bytesAt(file, offset, 30);
      if (header.readUInt32LE(0) !== 0x04034b50) throw damaged();
      const begin = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      if (begin + packed > this.#length) throw damaged();
      return begin;
    } finally {
      await file.close();
    }
  }

  async *#inflate({ method, packed }: Entry, start: number): AsyncGenerator<Buffer> {
    if (packed === 0) return;
    const stored = createReadStream(this.#path, { start, end: start + packed - 1, highWaterMark: 256 * 1024 });
    try {
      if (method === 0) yield* stored;
      else if (method === 8) yield* inflate(stored);
      else throw damaged();
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code?.startsWith('Z_') ? damaged() : error;
    } finally {
      stored.destroy();
    }
  }
}

function inflate(stored: Readable): AsyncIterable<Buffer> {
  const inflated = createInflateRaw({ chunkSize: 256 * 1024 });
  stored.once('error', (error) => inflated.destroy(error));
  return stored.pipe(inflated);
}

/** The archive's directory stands at its end, behind it a record that says where it begins. */
async function directoryOf(file: FileHandle, length: number): Promise<Buffer> {
  const tail = await bytesAt(file, Math.max(0, length - 22 - all16), Math.min(length, 22 + all16));
  const at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (at === -1 || at + 22 > tail.length) throw damaged();
  let count = tail.readUInt16LE(at + 10);
  let size = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (at >= 20 && tail.readUInt32LE(at - 20) === 0x07064b50) {
    const wide = await bytesAt(file, wideNumber(tail, at - 12), 56);
    if (wide.readUInt32LE(0) !== 0x06064b50) throw damaged();
    count = wideNumber(wide, 32);
    size = wideNumber(wide, 40);
    offset = wideNumber(wide, 48);
  }
  if (count > mostEntries || size > longestDirectory) throw bomb();
  return bytesAt(file, offset, size);
}

function readDirectory(directory: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const name = at + 46;
    const extra = name + directory.readUInt16LE(at + 28);
    const next = extra + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw damaged();
    if (entries.length === mostEntries) throw bomb();
    entries.push({
      name: directory.toString('utf8', name, extra).replaceAll('\\', '/'),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      sum: directory.readUInt32LE(at + 16),
      ...sizesOf(directory, at, directory.subarray(extra, extra + directory.readUInt16LE(at + 30))),
    });
    at = next;
  }
  return entries;
}

/** Numbers that need more than 32 bits stand, in this order, in an extra field of their own. */
function sizesOf(directory: Buffer, at: number, extra: Buffer): Pick<Entry, 'size' | 'packed' | 'offset'> {
  const wide = wideNumbers(extra);
  const number = (from: number) => {
    const short = directory.readUInt32LE(at + from);
    return short === all32 ? (wide.shift() ?? short) : short;
  };
  const size = number(24);
  const packed = number(20);
  return { size, packed, offset: number(42) };
}

function wideNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length; ) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1 && end <= extra.length)
      return Array.from({ length: Math.floor((end - at - 4) / 8) }, (_, each) => wideNumber(extra, at + 4 + each * 8));
    at = end;
  }
  return [];
}

const wideNumber = (bytes: Buffer, at: number) => Number(bytes.readBigUInt64LE(at));

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { size } = await file.stat();
  if (position < 0 || position + length > size) throw damaged();
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer;
}

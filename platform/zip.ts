import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive, its content made as it is written. */
export interface Part {
  readonly name: string;
  readonly content: Iterable<string | Buffer> | AsyncIterable<string | Buffer>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly sum: number;
  readonly packed: number;
  readonly size: number;
}

/** UTF-8 names; sizes and sum stand behind the content, as they aren't known before. */
const flags = 0x0808;
const deflated = 8;
/** 1 January 1980: the same content gives the same archive. */
const date = 0x0021;

/** Writes a zip archive piece by piece: it is never held as a whole, and waits for whoever reads it. Up to 4 GiB. */
export async function* zipped(parts: Iterable<Part> | AsyncIterable<Part>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name, content } of parts) {
    const tally = { sum: 0, size: 0 };
    const header = localHeader(Buffer.from(name));
    yield header;
    let packed = 0;
    for await (const chunk of deflate(counted(content, tally))) {
      packed += chunk.length;
      yield chunk;
    }
    const entry = { name: Buffer.from(name), offset, packed, ...tally };
    const behind = numbers(0x08074b50, entry.sum, packed, entry.size);
    yield behind;
    written.push(entry);
    offset += header.length + packed + behind.length;
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield end(written.length, directory.length, offset);
}

async function* counted(content: Part['content'], tally: { sum: number; size: number }): AsyncGenerator<Buffer> {
  for await (const piece of content) {
    const bytes = Buffer.from(piece);
    tally.sum = crc32(bytes, tally.sum);
    tally.size += bytes.length;
    yield bytes;
  }
}

/** What goes wrong while the content is made comes out here. */
const deflate = (bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> =>
  pipeline(Readable.from(bytes), createDeflateRaw(), () => undefined);

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(deflated, 8);
  header.writeUInt16LE(date, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function directoryEntry({ name, offset, sum, packed, size }: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(deflated, 10);
  entry.writeUInt16LE(date, 14);
  numbers(sum, packed, size).copy(entry, 16);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, name]);
}

function end(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

function numbers(...all: number[]): Buffer {
  const bytes = Buffer.alloc(all.length * 4);
  for (const [at, number] of all.entries()) bytes.writeUInt32LE(number, at * 4);
  return bytes;
}

import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import archiver from 'archiver';
import type { Response } from 'express';
import type { Storage } from '#platform/storage';

/** A file of a pack: small ones are at hand, those in custody are named by their hash and streamed. */
export interface Packed {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly content?: Buffer;
  /** For people: what it is, the name under which it was submitted. */
  readonly about: string;
}

/** Streams the files one after the other, so that no more than one is open; who hangs up ends it. */
export async function sendZip(
  response: Response,
  storage: Storage,
  { name, files, at }: { readonly name: string; readonly files: readonly Packed[]; readonly at: Date },
): Promise<undefined> {
  response.attachment(name).set('Content-Type', 'application/zip');
  const zip = archiver('zip', { zlib: { level: 6 } });
  const sent = pipeline(zip, response);
  const ended = sent.then(
    () => true,
    () => true,
  );
  for (const { name: entry, content, sha256 } of files) {
    const taken = once(zip, 'entry');
    zip.append(content ?? (await opened(storage, sha256, zip)), { name: entry, date: at });
    const isOver = await Promise.race([taken.then(() => false), ended]);
    if (isOver) break;
  }
  await Promise.race([zip.finalize(), ended]);
  await sent;
}

/** A content that turns out not to be what its hash says breaks the pack off: half a file never looks like a whole one. */
async function opened(storage: Storage, hash: string, zip: { destroy(error: Error): void }): Promise<Readable> {
  const content = await storage.open(hash);
  return content.once('error', (error) => zip.destroy(error));
}

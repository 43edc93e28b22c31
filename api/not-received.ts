import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Actor } from '#domain/case';
import { blocker } from '#domain/unreadable';
import { lookAtArchive } from '#platform/table/archive-look';
import { CompoundLook } from '#platform/table/compound-look';
import { FirstLook } from '#platform/table/first-look';
import { isCompound, type Kind, kindOf, tellingBytes } from '#platform/table/kind';
import { Unreadable } from '#platform/table/unreadable';
import type { Database } from '#prisma/database';
import { ProblemError } from './problem.ts';
import { keepRefusal } from './refusals.ts';

/** How much of an unreadable file is still read, for its hash, before the sender is stopped. */
const readOn = 32 * 1024 * 1024;

/** What came of a file: the SHA-256 of its first `size` bytes, which are all of it when it came as a whole. */
interface Content {
  readonly hash: string;
  readonly size: number;
  readonly whole: boolean;
}

/** No standard could read the file as a table. */
export class NotReceived extends Error {
  override readonly name = 'NotReceived';
  readonly why: Unreadable;
  readonly content: Content;
  constructor(why: Unreadable, content: Content) {
    super(why.code);
    this.why = why;
    this.content = content;
  }
}

/**
 * The same bytes, looked at as they pass; ends with `NotReceived` where no standard could read on. What only some standard can
 * tell is left to the checks. The stream behind it is left undestroyed, so that the sender can still be answered.
 */
export async function* lookedAt(content: Readable): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  const glance = new Glance();
  let size = 0;
  let why: Unreadable | undefined;
  let enough = Number.POSITIVE_INFINITY;
  const refused = (reason: Unreadable, whole: boolean) =>
    new NotReceived(reason, { hash: digest.digest('hex'), size, whole });
  for await (const chunk of content.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    digest.update(chunk);
    size += chunk.length;
    if (why) {
      if (size > enough) throw refused(why, false);
      continue;
    }
    why = glance.push(chunk);
    if (why) enough = size + readOn;
    else yield chunk;
  }
  why ??= glance.end();
  if (why) throw refused(why, true);
}

/** What is packed can only be told from the whole: it is looked into once it lies on disk, before it is kept. */
export async function lookInto(path: string, { hash, size }: { readonly hash: string; readonly size: number }) {
  if ((await kindAt(path)) !== 'zip') return;
  try {
    await lookAtArchive(path);
  } catch (error) {
    throw error instanceof Unreadable ? new NotReceived(error, { hash, size, whole: true }) : error;
  }
}

async function kindAt(path: string): Promise<Kind> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(tellingBytes), 0, tellingBytes, 0);
    return kindOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The first look of a door that knows no standard, and therefore no delimiter. Archives pass it. */
class Glance {
  #start: Buffer = Buffer.alloc(0);
  #look: FirstLook | CompoundLook | undefined;
  #isOver = false;

  push(chunk: Buffer): Unreadable | undefined {
    if (this.#look) return this.#why((look) => look.push(chunk));
    this.#start = Buffer.concat([this.#start, chunk]);
    return this.#start.length < tellingBytes ? undefined : this.#begin();
  }

  end(): Unreadable | undefined {
    return (this.#look ? undefined : this.#begin()) ?? this.#why((look) => look.end());
  }

  #begin(): Unreadable | undefined {
    const kind = kindOf(this.#start);
    this.#isOver = kind === 'zip';
    this.#look = isCompound(kind) ? new CompoundLook() : new FirstLook({});
    return this.#why((look) => look.push(this.#start));
  }

  #why(take: (look: FirstLook | CompoundLook) => void): Unreadable | undefined {
    if (!this.#look || this.#isOver) return undefined;
    try {
      take(this.#look);
      return undefined;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      if (!isGuess(error, this.#look)) return error;
      this.#isOver = true;
      return undefined;
    }
  }
}

/** Where the header has commas too, a standard that separates by commas may find its way through what looks broken otherwise. */
function isGuess(
  { code, place }: Unreadable,
  { header = [place.value ?? ''], shape }: FirstLook | CompoundLook,
): boolean {
  if (['not-delimited-text', 'encoding', 'nul-byte', 'empty-file'].includes(code)) return false;
  return shape.delimiter !== ',' && header.some((name) => name.includes(','));
}

interface Sent {
  readonly request: string;
  readonly actor: Actor;
}

/** Records that the file was refused, under the hash by which its sender can show it, and says why. */
export async function refusalOf(database: Database, sent: Sent, { why, content }: NotReceived): Promise<ProblemError> {
  const { hash, size, whole } = content;
  const caseId = whole ? `file:${hash}` : `file:${hash}/${size}`;
  await keepRefusal(database, { ...sent, caseId, act: 'upload' }, { code: 'not-received' });
  return new ProblemError('not-received', { more: { finding: blocker(why.code, why.place), content } });
}

import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { Unreadable } from './unreadable.ts';

const stringsOfPage = 256;
const batch = 256 * 1024;
const mostStrings = 10_000_000;
const mostCached = 48 * 1024 * 1024;

/** The texts of a workbook that cells name by number: on disk, as there may be millions, with what was asked last at hand. */
export class SharedStrings {
  readonly #file: number;
  #ends = new Float64Array(1024);
  #count = 0;
  #length = 0;
  #pending: Buffer[] = [];
  #pendingLength = 0;
  readonly #pages = new Map<number, Buffer>();
  #cached = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'wx+', 0o600);
  }

  add(text: string): void {
    if (this.#count === mostStrings) throw new Unreadable('archive-bomb');
    const bytes = Buffer.from(text);
    this.#pending.push(bytes);
    this.#pendingLength += bytes.length;
    this.#length += bytes.length;
    if (this.#count === this.#ends.length) this.#grow();
    this.#ends[this.#count] = this.#length;
    this.#count += 1;
    if (this.#pendingLength > batch) this.flush();
  }

  /** To be called once before the first is asked for. */
  flush(): void {
    writeAll(this.#file, Buffer.concat(this.#pending));
    this.#pending = [];
    this.#pendingLength = 0;
  }

  /** Undefined where the workbook has no such text. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined;
    const number = Math.floor(index / stringsOfPage);
    const page = this.#pages.get(number) ?? this.#load(number);
    const begin = this.#begin(number * stringsOfPage);
    return page.toString('utf8', this.#begin(index) - begin, (this.#ends[index] ?? 0) - begin);
  }

  close(): void {
    closeSync(this.#file);
  }

  #begin(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }

  #load(number: number): Buffer {
    const begin = this.#begin(number * stringsOfPage);
    const end = this.#ends[Math.min(this.#count, (number + 1) * stringsOfPage) - 1] ?? begin;
    const page = Buffer.alloc(end - begin);
    readSync(this.#file, page, 0, page.length, begin);
    this.#pages.set(number, page);
    this.#cached += page.length;
    for (const [oldest, { length }] of this.#pages) {
      if (this.#cached <= mostCached || oldest === number) break;
      this.#pages.delete(oldest);
      this.#cached -= length;
    }
    return page;
  }

  #grow(): void {
    const wider = new Float64Array(this.#ends.length * 2);
    wider.set(this.#ends);
    this.#ends = wider;
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

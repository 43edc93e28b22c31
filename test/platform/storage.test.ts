import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContentDiffers, ContentMissing, openStorage, type Storage, StorageFull, TooLarge } from '#platform/storage';

const text = 'tahun,bulan\r\n2025,01\r\n';
const hash = createHash('sha256').update(text).digest('hex');
const limit = 1024;

let root: string;
let storage: Storage;

beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'storage-'));
  storage = openStorage(pathToFileURL(root).href);
});
afterEach(() => fs.rm(root, { recursive: true, force: true }));

const put = (content = text) => storage.put(Readable.from([Buffer.from(content)]), { limit });
const at = (area: string) => join(root, area, hash.slice(0, 2), hash.slice(2));
const left = () => fs.readdir(join(root, 'temporary'));

describe('taking a file in', () => {
  it('stores it under the SHA-256 of its content', async () => {
    expect(await put()).toEqual({ hash, size: text.length });
    expect(await fs.readFile(at('intake'), 'utf8')).toBe(text);
    expect((await buffer(await storage.open(hash))).toString()).toBe(text);
    expect(await left()).toEqual([]);
  });

  it('makes one file of the same content sent twice', async () => {
    expect(await put()).toEqual(await put());
    expect(await left()).toEqual([]);
  });

  it('stops at the limit, keeps nothing, and leaves the stream to the caller', async () => {
    const stream = Readable.from([Buffer.alloc(limit), Buffer.alloc(1), Buffer.alloc(1)]);
    await expect(storage.put(stream, { limit })).rejects.toBeInstanceOf(TooLarge);
    expect(stream.destroyed).toBe(false);
    expect(await left()).toEqual([]);
  });

  it('takes exactly the limit', async () => {
    expect((await put('x'.repeat(limit))).size).toBe(limit);
  });

  it.each([
    ['reset', new Error('reset')],
    ['Premature close', undefined],
  ])('leaves nothing of an upload that was cut off: %s', async (message, error) => {
    const stream = new Readable({ read() {} });
    stream.push('half');
    const taking = storage.put(stream, { limit });
    await pause(20);
    stream.destroy(error);
    await expect(taking).rejects.toThrow(message);
    expect(await left()).toEqual([]);
    expect(await fs.readdir(root)).toEqual(['temporary']);
  });

  it('says so when the disk is full', async () => {
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const stream = new Readable({
      read() {
        this.destroy(full);
      },
    });
    await expect(storage.put(stream, { limit })).rejects.toBeInstanceOf(StorageFull);
  });
});

describe('an address', () => {
  it.each(['', '../../etc/passwd', hash.toUpperCase(), `${hash}/..`, hash.slice(1)])(
    'is never a path: %s',
    async (bad) => {
      await expect(storage.open(bad)).rejects.toBeInstanceOf(ContentMissing);
      await expect(storage.stat(bad)).rejects.toBeInstanceOf(ContentMissing);
      await expect(storage.keep(bad)).rejects.toBeInstanceOf(ContentMissing);
      await expect(storage.remove(bad, 0)).rejects.toBeInstanceOf(ContentMissing);
    },
  );

  it('without content is missing', async () => {
    expect(await storage.stat(hash)).toBeUndefined();
    await expect(storage.open(hash)).rejects.toBeInstanceOf(ContentMissing);
    await expect(storage.keep(hash)).rejects.toBeInstanceOf(ContentMissing);
    await expect(storage.secure(hash)).rejects.toBeInstanceOf(ContentMissing);
  });
});

describe('penyimpanan and pengamanan', () => {
  it('keep what was taken in, also when repeated and after intake was swept', async () => {
    await put();
    await storage.keep(hash);
    await storage.keep(hash);
    await storage.remove(hash, 0);
    await storage.keep(hash);
    expect(await storage.stat(hash)).toEqual({ size: text.length, kept: true, secured: false });
    expect((await buffer(await storage.open(hash))).toString()).toBe(text);
    expect(await left()).toEqual([]);
  });

  it('make it read-only once it was read again', async () => {
    await put();
    await storage.keep(hash);
    await storage.secure(hash);
    await storage.secure(hash);
    expect((await fs.stat(at('custody'))).mode & 0o777).toBe(0o440);
    expect(await storage.stat(hash)).toMatchObject({ secured: true });
  });

  it('refuse content that is not what was sent', async () => {
    await put();
    await storage.keep(hash);
    await fs.writeFile(at('custody'), 'changed');
    await expect(storage.secure(hash)).rejects.toBeInstanceOf(ContentDiffers);
  });

  it('are not undone by sweeping', async () => {
    await put();
    await storage.keep(hash);
    await storage.secure(hash);
    await put();
    await storage.remove(hash, 0);
    await storage.remove(hash, 0);
    expect(await storage.stat(hash)).toMatchObject({ kept: true, secured: true });
  });
});

describe('housekeeping', () => {
  /** As the owner of a folder or an upload leaves it that dies. */
  async function abandoned(name: string, isFolder: boolean): Promise<void> {
    const path = join(root, 'temporary', name);
    await fs.mkdir(isFolder ? path : join(path, '..'), { recursive: true });
    await fs.writeFile(isFolder ? join(path, 'rows.csv') : path, 'x');
    const old = new Date(Date.now() - 3_600_000);
    await fs.utimes(path, old, old);
  }

  it('sweeps what is older than asked, folders too', async () => {
    await abandoned('folder', true);
    await abandoned('upload', false);
    expect(await storage.sweepTemporary(2 * 3_600_000)).toBe(0);
    expect(await storage.sweepTemporary(60_000)).toBe(2);
    expect(await left()).toEqual([]);
  });

  it('sweeps folders of the dead alone, and no upload', async () => {
    await abandoned('folder', true);
    await abandoned('upload', false);
    expect(await storage.sweepScratch(60_000)).toBe(1);
    expect(await left()).toEqual(['upload']);
  });

  it('never takes a folder from a living owner, who keeps it fresh', async () => {
    const owner = openStorage(pathToFileURL(root).href, { freshenEvery: 10 });
    const scratch = await owner.scratch();
    const { path } = scratch;
    await fs.writeFile(join(path, 'rows.csv'), 'x');
    await fs.utimes(path, 0, 0);
    expect(await owner.sweepScratch(60_000)).toBe(0);
    await pause(200);
    expect(await storage.sweepScratch(60_000)).toBe(0);
    expect(await fs.readdir(path)).toEqual(['rows.csv']);
    await scratch.remove();
    expect(await left()).toEqual([]);
  });

  it('takes unused content out of intake, but not what was sent again since', async () => {
    await put();
    await storage.remove(hash, 60_000);
    expect(await storage.stat(hash)).toBeDefined();
    const yesterday = new Date(Date.now() - 120_000);
    await fs.utimes(at('intake'), yesterday, yesterday);
    await storage.remove(hash, 60_000);
    expect(await storage.stat(hash)).toBeUndefined();
    expect(await left()).toEqual([]);
  });

  it('is ready when it can write and has room', async () => {
    await expect(storage.ready()).resolves.toBeUndefined();
    const crowded = openStorage(pathToFileURL(root).href, { minimumFree: Number.MAX_SAFE_INTEGER });
    await expect(crowded.ready()).rejects.toBeInstanceOf(StorageFull);
  });
});

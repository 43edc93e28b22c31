import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExportedAnchor, fileNameOf } from '#prisma/anchor/statement';

/** Where anchors are kept outside of the database: in another house's hands, or on a disk that can only be written once. */
export interface AnchorExport {
  /** The last one that is there; 0: none. */
  last(): Promise<number>;
  /** Safe to repeat. What is there and says something else is never overwritten: it throws. */
  write(anchor: ExportedAnchor): Promise<void>;
}

/** `file:///absolute/folder` */
export function openExport(url: string): AnchorExport {
  const folder = fileURLToPath(url);
  return {
    async last() {
      const names = await readdir(folder).catch(() => []);
      return Math.max(0, ...names.map((name) => Number(/^anchor-(\d+)\.json$/.exec(name)?.[1] ?? 0)));
    },
    async write(anchor) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, fileNameOf(anchor.statement.seq));
      const text = `${JSON.stringify(anchor, undefined, 2)}\n`;
      if (await placed(path, text)) return;
      if ((await readFile(path, 'utf8')) !== text) throw new Error(`${path} is there and says something else`);
    },
  };
}

/** Written aside and given its name at once: never half of it. False where the name is taken. */
async function placed(path: string, text: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`;
  const file = await open(aside, 'wx', 0o444);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

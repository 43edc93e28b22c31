import { constants, copyFile, open, stat, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { listHeader } from '#activities/checks/findings-list';
import { cannotWrite, notOurList, usage } from './not-checked.ts';

/**
 * Before anything is checked: a list goes where nothing is yet, or over one of an earlier check. Whatever else lies there is the
 * producer's own, by whichever spelling or link its name leads to it.
 */
export async function refuseOtherFile(list: string, given: readonly string[]): Promise<void> {
  if (extname(list).toLowerCase() !== '.csv')
    throw usage(
      'Daftar temuan ditulis sebagai CSV: beri nama yang berakhir .csv, contoh --list temuan.csv.',
      'The list of findings is written as CSV: give it a name that ends with .csv, for example --list findings.csv.',
    );
  const own = await identityOf(list);
  if (own === undefined) return;
  const others = await Promise.all(given.map(identityOf));
  if (others.includes(own))
    throw usage(
      'Daftar temuan perlu nama lain: nama ini menunjuk berkas yang diperiksa atau bundelnya.',
      'The list of findings needs another name: this one leads to the file that is checked, or to its bundle.',
    );
  if (!(await isOurs(list))) throw notOurList(list);
}

/** The same for every name of one file; undefined where there is none. */
async function identityOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}`;
}

/** Whether a file is there that begins as every list of findings does. */
async function isOurs(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return false;
  const file = await open(path).catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(listHeader.length), 0, listHeader.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === listHeader;
  } finally {
    await file.close();
  }
}

/** Without findings an empty list: one of an earlier check under the same name would be taken for this one's. */
export async function keepList(from: string, to: string, hasFindings: boolean): Promise<void> {
  const isOver = await isOurs(to);
  try {
    if (hasFindings) await copyFile(from, to, isOver ? 0 : constants.COPYFILE_EXCL);
    else await writeFile(to, listHeader, { flag: isOver ? 'w' : 'wx' });
  } catch (error) {
    throw cannotWrite(to, error);
  }
}

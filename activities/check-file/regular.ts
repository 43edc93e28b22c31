import { stat } from 'node:fs/promises';
import { cannotRead, noRegularFile } from './not-checked.ts';

/** Bytes of a file that can be read again and has an end; opening a pipe would wait for its writer. */
export async function sizeOfRegular(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  if (!found.isFile()) throw noRegularFile(path);
  return found.size;
}

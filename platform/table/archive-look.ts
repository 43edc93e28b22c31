import { unescaped, whatDamages } from './cell-text.ts';
import { Unreadable } from './unreadable.ts';
import { bookIn } from './workbook.ts';
import { parseXml } from './xml.ts';
import { Archive } from './zip.ts';

const mebibyte = 1024 * 1024;
/** So much is inflated at the most, and so much of it of sheets. */
const mostInflated = 16 * mebibyte;
const mostOfSheets = 8 * mebibyte;
const mostSheets = 50;

/**
 * What a first look tells of a zip archive on disk: that it is no workbook, damaged, a bomb, or empty (throws `Unreadable`). Little
 * is inflated, whatever the archive holds: parts that are larger are looked at no further than their beginning, and what is wrong
 * behind it is left to whoever reads the whole.
 */
export async function lookAtArchive(path: string): Promise<void> {
  const archive = await Archive.open(path, mostInflated);
  const { sheets, partOf } = await bookIn(archive);
  const others = [partOf('sharedStrings'), partOf('styles')].flatMap((part) => part ?? []);
  for (const part of others) archive.refuseBomb(part);
  const looked = await untilCells(
    archive,
    sheets.filter(({ isVisible }) => isVisible).map(({ part }) => part),
  );
  for (const part of [...looked, ...others]) await readThrough(archive, part);
}

/** Looks at sheets until one has a cell; answers those that it looked at. */
async function untilCells(archive: Archive, parts: readonly string[]): Promise<string[]> {
  let room = mostOfSheets;
  for (const [at, part] of parts.slice(0, mostSheets).entries()) {
    archive.refuseBomb(part);
    const look = new CellLook(room);
    await parseXml(look.beginningOf(archive.read(part)), look, () => look.hasCells || look.isCut);
    room -= look.seen;
    if (look.hasCells || look.isCut) return parts.slice(0, at + 1);
  }
  if (parts.length <= mostSheets) throw new Unreadable('empty-workbook');
  return [];
}

/** Damage shows in the sum of a part that is read to its end. */
async function readThrough(archive: Archive, part: string): Promise<void> {
  if (!archive.has(part) || archive.sizeOf(part) > archive.room) return;
  const bytes = archive.read(part);
  while (!(await bytes.next()).done);
}

/** Whether a sheet has a cell that isn't blank, as far as its beginning tells. A text that is kept elsewhere counts as one. */
class CellLook {
  hasCells = false;
  isCut = false;
  seen = 0;
  readonly #room: number;
  #isContent = false;

  constructor(room: number) {
    this.#room = room;
  }

  async *beginningOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      this.seen += chunk.length;
      this.isCut = this.seen > this.#room;
      yield chunk;
    }
  }

  open(name: string): void {
    if (name === 'f') this.hasCells = true;
    this.#isContent = name === 'v' || name === 't';
  }

  close(): void {
    this.#isContent = false;
  }

  text(text: string): void {
    if (!this.#isContent) return;
    const damage = whatDamages(unescaped(text));
    if (damage) throw new Unreadable(damage);
    if (text.trim() !== '') this.hasCells = true;
  }
}

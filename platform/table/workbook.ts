import { digitsShown, isDateFormat } from './cell-text.ts';
import { SharedStrings } from './shared-strings.ts';
import { Unreadable } from './unreadable.ts';
import { type Handler, joined, parseXml } from './xml.ts';
import { Archive } from './zip.ts';

export interface Sheet {
  readonly name: string;
  readonly isVisible: boolean;
  /** Its part of the archive. */
  readonly part: string;
}

export interface Workbook {
  readonly archive: Archive;
  /** In the order of the tabs. */
  readonly sheets: readonly Sheet[];
  readonly since1904: boolean;
  readonly strings: SharedStrings;
  /** Whether the cells of a style show dates. */
  isDate(style: number): boolean;
  /** How many digits the cells of a style show at least. */
  digitsOf(style: number): number;
}

/** Opens an Office Open XML workbook on disk; its texts go to a file beside it, which `strings.close` lets go. */
export async function openWorkbook(path: string): Promise<Workbook> {
  const archive = await Archive.open(path);
  const { sheets, since1904, partOf } = await bookIn(archive);
  const styles = await stylesOf(archive, partOf('styles'));
  return {
    archive,
    sheets,
    since1904,
    isDate: (style) => styles[style]?.isDate ?? false,
    digitsOf: (style) => styles[style]?.digits ?? 0,
    strings: await stringsOf(archive, partOf('sharedStrings'), `${path}.strings`),
  };
}

interface Contents extends Pick<Workbook, 'sheets' | 'since1904'> {
  /** The first part of a type that is there. */
  readonly partOf: (type: string) => string | undefined;
}

/** What a workbook is made of, without reading its sheets and texts. */
export async function bookIn(archive: Archive): Promise<Contents> {
  const [main] = await relationsOf(archive, '', '_rels/.rels', 'officeDocument');
  if (!main || !isWorkbook(main.target)) throw new Unreadable('other-archive');
  const folder = main.target.slice(0, main.target.lastIndexOf('/') + 1);
  const book = new Book();
  await parseXml(archive.read(main.target), book);
  const rels = `${folder}_rels/${main.target.slice(folder.length)}.rels`;
  const parts = await relationsOf(archive, folder, rels);
  const sheetParts = new Map(
    parts
      .filter(({ type }) => type === 'worksheet')
      .toReversed()
      .map(({ id, target }) => [id, target]),
  );
  return {
    sheets: book.sheets.flatMap(({ name, isVisible, id }) => {
      const part = sheetParts.get(id);
      return part === undefined ? [] : [{ name, isVisible, part }];
    }),
    since1904: book.since1904,
    partOf: (type) => parts.find((part) => part.type === type && archive.has(part.target))?.target,
  };
}

const isWorkbook = (part: string) => /(^|\/)workbook[^/]*\.xml$/i.test(part);

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

async function relationsOf(archive: Archive, folder: string, part: string, type?: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  if (!archive.has(part)) return relations;
  await parseXml(archive.read(part), {
    open(name, { Id = '', Type = '', Target = '' }) {
      if (name !== 'Relationship') return;
      const target = Target.startsWith('/') ? Target.slice(1) : folder + Target;
      relations.push({
        id: Id,
        type: Type.slice(Type.lastIndexOf('/') + 1),
        target: target.replaceAll(/(^|\/)\.\//g, '$1'),
      });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return type === undefined ? relations : relations.filter((relation) => relation.type === type);
}

class Book implements Handler {
  readonly sheets: { name: string; isVisible: boolean; id: string }[] = [];
  since1904 = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'workbookPr') this.since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    if (name !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    this.sheets.push({
      name: attributes['name'] ?? '',
      isVisible: (attributes['state'] ?? 'visible') === 'visible',
      id,
    });
  }

  close(): void {}
  text(): void {}
}

interface Style {
  readonly isDate: boolean;
  readonly digits: number;
}

/** How each style of cells shows a number. */
async function stylesOf(archive: Archive, part: string | undefined): Promise<Style[]> {
  const styles: Style[] = [];
  if (part === undefined) return styles;
  const formats = new Map<number, string>();
  let isInCells = false;
  await parseXml(archive.read(part), {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') isInCells = true;
      const id = Number(attributes['numFmtId'] ?? 0);
      const code = formats.get(id);
      if (name === 'xf' && isInCells) styles.push({ isDate: isDateFormat(id, code), digits: digitsShown(code) });
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false;
    },
    text: () => undefined,
  });
  return styles;
}

async function stringsOf(archive: Archive, part: string | undefined, path: string): Promise<SharedStrings> {
  const strings = new SharedStrings(path);
  if (part === undefined) return strings;
  const item = new RichText();
  try {
    await parseXml(archive.read(part), {
      open: (name) => item.open(name),
      close(name) {
        item.close(name);
        if (name === 'si') strings.add(item.take());
      },
      text: (text) => item.add(text),
    });
    strings.flush();
    return strings;
  } catch (error) {
    strings.close();
    throw error;
  }
}

/** A text in pieces, each with a look of its own; how it is pronounced (`rPh`) is no part of it. */
export class RichText {
  #text = '';
  #isText = false;
  #isSound = false;

  open(name: string): void {
    if (name === 'rPh') this.#isSound = true;
    if (name === 't') this.#isText = !this.#isSound;
  }

  close(name: string): void {
    if (name === 'rPh') this.#isSound = false;
    if (name === 't') this.#isText = false;
  }

  add(text: string): void {
    if (this.#isText) this.#text = joined(this.#text, text);
  }

  /** As it is written: `unescaped` says what it means. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF that Typst made: glyphs by each font's own table of characters. No reader of PDFs in general; enough to see what a
 * person would read, in the order in which it is drawn.
 */
export function textOfPdf(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id = '', body = ''] of raw.matchAll(/^(\d+) 0 obj\r?\n([\s\S]*?)\r?\nendobj/gm)) objects.set(id, body);
  const content = (id: string) => streamOf(objects.get(id) ?? '');
  const tables = new Map<string, Map<string, string>>();
  for (const [id, body] of objects) {
    const [, unicode] = /\/ToUnicode (\d+) 0 R/.exec(body) ?? [];
    if (unicode !== undefined) tables.set(id, charactersIn(content(unicode)));
  }
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body) && /\/Contents/.test(body));
  return pages.map((page) => textOfPage(page, { objects, tables, content })).join('\n');
}

interface Parts {
  readonly objects: ReadonlyMap<string, string>;
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, string>>;
  content(id: string): string;
}

function textOfPage(page: string, { objects, tables, content }: Parts): string {
  const [, resources] = /\/Resources (\d+) 0 R/.exec(page) ?? [];
  const named = `${page}${objects.get(resources ?? '') ?? ''}`;
  const fonts = new Map([...named.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id]));
  const [, id = ''] = /\/Contents (\d+) 0 R/.exec(page) ?? [];
  let characters: ReadonlyMap<string, string> = new Map();
  let text = '';
  for (const [token, font] of content(id).matchAll(
    /\/(f\d+) [\d.]+ Tf|\((?:\\[\s\S]|[^\\)])*\)|<[0-9a-fA-F]+>|\bET\b/g,
  )) {
    if (font !== undefined) characters = tables.get(fonts.get(font) ?? '') ?? new Map();
    else if (token === 'ET') text += ' ';
    else for (const code of codesIn(token)) text += characters.get(code) ?? '';
  }
  return text;
}

function streamOf(body: string): string {
  const [, data] = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body) ?? [];
  if (data === undefined) return '';
  const bytes = Buffer.from(data, 'latin1');
  return /FlateDecode/.test(body) ? inflateSync(bytes).toString('latin1') : data;
}

function charactersIn(table: string): Map<string, string> {
  const characters = new Map<string, string>();
  const text = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', to = ''] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g))
      characters.set(code.toLowerCase(), text(to));
  for (const [, block = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = '', to = '', first = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let code = Number.parseInt(from, 16); code <= Number.parseInt(to, 16); code += 1) {
        const shifted = Number.parseInt(first, 16) + code - Number.parseInt(from, 16);
        characters.set(
          code.toString(16).padStart(from.length, '0'),
          text(shifted.toString(16).padStart(first.length, '0')),
        );
      }
  return characters;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Two bytes a glyph, as four hexadecimal digits. */
function codesIn(token: string): string[] {
  if (token.startsWith('<')) return token.slice(1, -1).toLowerCase().match(/.{4}/g) ?? [];
  const bytes = token
    .slice(1, -1)
    .replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
      /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
    );
  return Buffer.from(bytes, 'latin1').toString('hex').match(/.{4}/g) ?? [];
}

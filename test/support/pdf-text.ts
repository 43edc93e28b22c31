import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF that Typst made: glyphs by each font's own table of characters. No reader of PDFs in general; enough to see what a
 * person would read, in the order in which it is drawn.
 */
export function textOfPdf(pdf: Buffer): string {
  const objects = objectsIn(pdf.toString('latin1'));
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body) && /\/Contents/.test(body));
  return pages.map((page) => textOfPage(page, objects)).join('\n');
}

type Objects = ReadonlyMap<string, string>;
type Characters = ReadonlyMap<string, string>;

function objectsIn(raw: string): Map<string, string> {
  const found = raw.matchAll(/^(\d+) 0 obj\r?\n([\s\S]*?)\r?\nendobj/gm);
  return new Map([...found].map(([, id = '', body = '']) => [id, body]));
}

/** The object that a name of another points at; empty: none. */
const at = (objects: Objects, body: string, name: string): string =>
  objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? '') ?? '';

/** A string in parentheses, in which balanced ones need no escape (ISO 32000, 7.3.4.2). */
const string = Array.from({ length: 6 }).reduce<string>(
  (inner) => String.raw`\((?:\\[\s\S]|[^\\()]${inner === '' ? '' : `|${inner}`})*\)`,
  '',
);

function textOfPage(page: string, objects: Objects): string {
  const fonts = fontsIn(page + at(objects, page, 'Resources'), objects);
  const drawn = streamOf(at(objects, page, 'Contents'));
  const tokens = drawn.matchAll(new RegExp(`/(f\\d+) [\\d.]+ Tf|${string}|<[0-9a-fA-F]+>|\\bET\\b`, 'g'));
  let font: Characters | undefined;
  let text = '';
  for (const [token, name] of tokens) {
    if (name !== undefined) font = fonts.get(name);
    else
      text +=
        token === 'ET'
          ? ' '
          : codesIn(token)
              .map((code) => font?.get(code))
              .join('');
  }
  return text;
}

function fontsIn(resources: string, objects: Objects): Map<string, Characters> {
  const named = [...resources.matchAll(/\/(f\d+) (\d+) 0 R/g)];
  return new Map(named.map(([, name = '', id = '']) => [name, charactersOf(objects.get(id) ?? '', objects)]));
}

/** As long as its dictionary says: what is compressed may end with the byte of a line end. */
function streamOf(body: string): string {
  const length = Number(/\/Length (\d+)/.exec(body)?.[1]);
  const start = /stream\r?\n/.exec(body);
  const data = start === null ? '' : body.slice(start.index + start[0].length).slice(0, length);
  return /FlateDecode/.test(body) ? inflateSync(Buffer.from(data, 'latin1')).toString('latin1') : data;
}

function charactersOf(font: string, objects: Objects): Characters {
  const table = streamOf(at(objects, font, 'ToUnicode'));
  const blocks = (kind: string) => table.match(new RegExp(`beginbf${kind}[\\s\\S]*?endbf${kind}`, 'g')) ?? [];
  return new Map([...blocks('char').flatMap(singles), ...blocks('range').flatMap(ranges)]);
}

const unicode = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');

function singles(block: string): [string, string][] {
  const lines = [...block.matchAll(/<(\w+)>\s*<(\w+)>/g)];
  return lines.map(([, code = '', to = '']) => [code.toLowerCase(), unicode(to)]);
}

function ranges(block: string): [string, string][] {
  const lines = [...block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)];
  return lines.flatMap(([, from = '', to = '', first = '']) => {
    const hex = (value: number) => value.toString(16).padStart(4, '0');
    const start = Number.parseInt(from, 16);
    const length = Number.parseInt(to, 16) - start + 1;
    const shifted = Array.from({ length }, (_, index) => index);
    return shifted.map((by): [string, string] => [hex(start + by), unicode(hex(Number.parseInt(first, 16) + by))]);
  });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Two bytes a glyph, as four hexadecimal digits. */
function codesIn(token: string): string[] {
  if (token.startsWith('<')) return token.slice(1, -1).toLowerCase().match(/.{4}/g) ?? [];
  const plain = (_: string, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code);
  const bytes = token.slice(1, -1).replaceAll(/\\([0-7]{1,3}|[\s\S])/g, plain);
  return Buffer.from(bytes, 'latin1').toString('hex').match(/.{4}/g) ?? [];
}

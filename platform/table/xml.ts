import { SaxesParser } from 'saxes';
import { Unreadable } from './unreadable.ts';

export interface Handler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** So much of a part may come without a tag. */
const longestSilence = 8 * 1024 * 1024;

const deepest = 100;
/** In characters; a cell of a spreadsheet holds 32,767. */
const longestText = 1024 * 1024;

/** Text that comes in pieces, as long as a cell may hold so much. */
export function joined(text: string, piece: string): string {
  if (text.length + piece.length > longestText) throw new Unreadable('archive-bomb');
  return text + piece;
}

/** Tells a handler what a part of a workbook holds, until that is enough. Names come without their prefix. */
export async function parseXml(
  bytes: AsyncIterable<Buffer>,
  handler: Handler,
  isEnough: () => boolean = () => false,
): Promise<void> {
  let silence = 0;
  let depth = 0;
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('error', () => {
    throw new Unreadable('damaged-archive');
  });
  parser.on('opentag', ({ name, attributes }) => {
    silence = 0;
    depth += 1;
    if (depth > deepest) throw new Unreadable('damaged-archive');
    handler.open(local(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    silence = 0;
    depth -= 1;
    handler.close(local(name));
  });
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    silence += chunk.length;
    if (silence > longestSilence) throw new Unreadable('archive-bomb');
    parser.write(decoder.decode(chunk, { stream: true }));
    if (isEnough()) return;
  }
  parser.close();
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/** What the first bytes of a file say that it is. Whatever else a zip archive may hold: from outside it is a workbook. */
export type Kind = 'text' | 'workbook' | 'other';

/** First bytes of what people take for a table: PDF, the workbooks of old and encrypted ones (OLE), archives and pictures. */
const others = ['%PDF', '\xD0\xCF\x11\xE0', '\x1F\x8B', 'Rar!', '7z\xBC\xAF', '\x89PNG', '\xFF\xD8\xFF'];

/** Needs four bytes; whoever has fewer has no more. */
export function kindOf(bytes: Buffer): Kind {
  const start = bytes.toString('latin1', 0, 4);
  if (start === 'PK\x03\x04') return 'workbook';
  return others.some((other) => start.startsWith(other)) ? 'other' : 'text';
}

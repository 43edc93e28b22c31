/** What a file is by its bytes, whatever its name says. */
export type Kind =
  | 'empty'
  | 'text'
  | 'utf-16'
  | 'zip'
  | 'encrypted-workbook'
  | 'legacy-workbook'
  | 'compound-file'
  | 'pdf'
  | 'other';

/** So many bytes tell the kind, except for what lies in a compound file of Microsoft's. */
export const tellingBytes = 8;

const signatures: readonly (readonly [start: string, kind: Kind])[] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['%PDF', 'pdf'],
  ...['\x1F\x8B', 'Rar!', '7z\xBC\xAF', '\x89PNG', '\xFF\xD8\xFF'].map((start) => [start, 'other'] as const),
  ['\xD0\xCF\x11\xE0', 'compound-file'],
  ['\xFF\xFE', 'utf-16'],
  ['\xFE\xFF', 'utf-16'],
];

/** Told from the beginning of a file: at least `tellingBytes` of it, or all where it is shorter. */
export function kindOf(start: Buffer): Kind {
  const begins = start.toString('latin1', 0, tellingBytes);
  if (begins === '' || begins === '\xEF\xBB\xBF') return 'empty';
  const kind = signatures.find(([signature]) => begins.startsWith(signature))?.[1];
  if (kind === 'compound-file') return compoundKindOf(start) ?? kind;
  return kind ?? (isUtf16(start) ? 'utf-16' : 'text');
}

const inUtf16 = (name: string) => Buffer.from(`${name}\0`, 'utf16le');
const encrypted = inUtf16('EncryptedPackage');
const legacy = ['Workbook', 'Book'].map(inUtf16);

/** Longest name of a stream that is looked for: so much of one piece must be seen again with the next. */
export const longestName = encrypted.length;

/** What a compound file holds, by the names of its streams; undefined while none of them has been seen. */
export function compoundKindOf(bytes: Buffer): 'encrypted-workbook' | 'legacy-workbook' | undefined {
  if (bytes.includes(encrypted)) return 'encrypted-workbook';
  return legacy.some((name) => bytes.includes(name)) ? 'legacy-workbook' : undefined;
}

export const isCompound = (kind: Kind) => ['compound-file', 'legacy-workbook', 'encrypted-workbook'].includes(kind);

/** Without a byte order mark: every second byte of Latin letters is zero. */
function isUtf16(start: Buffer): boolean {
  const bytes = start.subarray(0, tellingBytes);
  const zero = (odd: number) => bytes.every((byte, at) => (byte === 0) === (at % 2 === odd));
  return bytes.length >= 2 && (zero(0) || zero(1));
}

/** What a text is that is no table of lines: people and programs give such files the names of tables. */
export type Document = 'html' | 'xml-spreadsheet' | 'xml' | 'json' | 'rtf';

/** So many bytes tell what a text is: comments and blank lines may stand first. */
export const tellingText = 1024;

const documents: readonly (readonly [begins: RegExp, document: Document])[] = [
  [/^{\\rtf/, 'rtf'],
  [/^(?:{\s*"|\[\s*[[{"])/, 'json'],
  [/^<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b|^<\?xml[^<]*<(?:!doctype\s+)?html\b/i, 'html'],
  [
    /^<.*urn:schemas-microsoft-com:office:spreadsheet|^<\?xml[^<]*<\?mso-application\s+progid="Excel/is,
    'xml-spreadsheet',
  ],
  [/^<(?:\?xml|!doctype|[a-z][\w:.-]*[\s>])/i, 'xml'],
];

/** Told from the beginning of a text: `tellingText` bytes of it, or all where it is shorter. */
export function documentOf(start: Buffer): Document | undefined {
  const begins = start
    .toString('utf8', 0, tellingText)
    .replace(/^(?:\s|\uFEFF)+/, '')
    .replace(/^(?:<!--[^>]*-->\s*)+/, '');
  return documents.find(([document]) => document.test(begins))?.[1];
}

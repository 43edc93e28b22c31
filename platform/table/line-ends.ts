/** Ends of lines that are neither LF nor CRLF, but the same throughout: an old Macintosh's, or those of a file converted twice. */
export type OddEnds = 'CR' | 'CR CR LF' | 'LF CR';

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** Told from the beginning of a text: what its last CR is, only a whole one tells. */
export function oddEndsOf(start: Buffer, isWhole: boolean): OddEnds | undefined {
  const text = isWhole ? start.toString('latin1') : start.toString('latin1').replace(/\r+$/, '');
  if (!text.includes('\r')) return undefined;
  if (!text.includes('\n')) return 'CR';
  if (/^[^\r\n]*\r\r+\n/.test(text)) return 'CR CR LF';
  return /^[^\r\n]*\n\r/.test(text) && !/\r\n|\n[^\r]/.test(text) ? 'LF CR' : undefined;
}

/** The same bytes with LF at every end. */
export function evenEnds(bytes: Buffer, odd: OddEnds): Buffer {
  const even = Buffer.allocUnsafe(bytes.length);
  let size = 0;
  for (const byte of bytes)
    if (byte !== carriageReturn) even[size++] = byte;
    else if (odd === 'CR') even[size++] = lineFeed;
  return even.subarray(0, size);
}

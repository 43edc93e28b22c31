/** How a person is called in what others wrote: a name in several words or an address anywhere, a single word only where it stands alone. */
export interface Spelling {
  /** Finds more than it should: for PostgreSQL, which reads rows by it before they are judged here. */
  readonly loosely: string;
  readonly exactly: RegExp;
}

const letters = String.raw`\p{L}\p{N}\p{M}`;

/** The longest first, so that nothing of a title is left beside a name that was found without it. */
export const spellingsOf = (called: readonly string[]): Spelling[] =>
  called
    .filter((one) => one.trim() !== '')
    .toSorted((a, b) => b.length - a.length)
    .map(spellingOf);

function spellingOf(called: string): Spelling {
  const words = called.normalize('NFC').trim().split(/\s+/u);
  return { loosely: words.map(loose).join('.{1,6}'), exactly: new RegExp(exact(words), 'giu') };
}

/** Whatever is no ASCII letter or digit may be escaped in JSON, or be folded otherwise by the database. */
const loose = (word: string): string => word.replace(/[^A-Za-z0-9]/gu, '.{1,2}');

function exact(words: readonly string[]): string {
  const text = words.map(escaped).join(String.raw`[\s\u00a0]+`);
  if (words.join().includes('@')) return `(?<![${letters}._%+-])${text}(?![${letters}]|[.-][${letters}])`;
  return words.length === 1 ? String.raw`^\s*${text}\s*$` : `(?<![${letters}])${text}(?![${letters}])`;
}

const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);

/** The same value with another name in it; the very same where nobody is named. */
export function renamed<T>(value: T, spellings: readonly Spelling[], pseudonym: string): T {
  if (typeof value === 'string') {
    const text = spellings.reduce((left, { exactly }) => left.replace(exactly, pseudonym), value.normalize('NFC'));
    return (text === value.normalize('NFC') ? value : text) as T;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, one]) => [key, renamed<unknown>(one, spellings, pseudonym)] as const,
  );
  if (entries.every(([key, one]) => one === (value as Record<string, unknown>)[key])) return value;
  return (Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries)) as T;
}

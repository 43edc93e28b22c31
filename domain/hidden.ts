import type { Text } from './text.ts';

/**
 * What nobody sees in a value, as a regular expression (RE2 and JavaScript alike): control and direction characters, blanks other than
 * the plain one, and more than one blank between words. The ends of lines are seen.
 */
export const hidden = '[\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\p{Cf}\\p{Zl}\\p{Zp}]|[^\\P{Zs} ]|[^ ] {2,}[^ ]';

const each = /([\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[^\P{Zs} ])|(?<=[^ ]) {2,}(?=[^ ])/gu;
const mostNamed = 3;

const nameOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Which characters of a value cannot be seen, and as which of its characters they stand; undefined without any. */
export function hiddenIn(value: string): Text | undefined {
  const found = [...value.matchAll(each)].slice(0, mostNamed).map(({ 0: text, 1: character, index }) => ({
    text,
    character,
    at: (value.slice(0, index).match(/./gsu)?.length ?? 0) + 1,
  }));
  if (found.length === 0) return undefined;
  const inWords = (blanks: string, as: string) =>
    found.map(({ text, character, at }) => `${character ? nameOf(character) : `${text.length} ${blanks}`} ${as}${at}`);
  return {
    id: inWords('spasi berturut-turut', 'pada karakter ke-').join(', '),
    en: inWords('blanks in a row', 'at character ').join(', '),
  };
}

/** A value as a person sees it. */
export const visible = (value: string) =>
  value
    .replaceAll(/[\p{Z}\t\n\r]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();

/** A text in which nothing hides, blanks but the plain one neither, and nothing turns its direction: such characters are named instead. */
export const legible = (text: string) =>
  text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|[^\P{Zs} ]/gu, (one) => `[${nameOf(one)}]`);

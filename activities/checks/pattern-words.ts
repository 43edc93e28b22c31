import { cut, type Words } from '#domain/finding';
import type { Field } from '#domain/standard';
import { type Text, text } from '#domain/text';
import { cell as said } from './cell-words.ts';
import { isOfZeros, lostZeros, zerosRestored } from './lost-zeros.ts';
import { plainMonth } from './plain-values.ts';
import { identifier, literal, matches } from './sql.ts';

const ofChapters = ({ 'sip:codes': list }: Field) => list === 'hs-chapters';
const ofHs = (field: Field) => ofChapters(field) || /(?:^|_)hs(?:_|$)/.test(field.name);

/** No HS code begins with two zeros: what is shorter lacks its last digits. */
const mostZerosOf = (field: Field) => (ofHs(field) ? 1 : 8);

/** As SQL, how a cell that breaks the pattern of its column is written, where only one code can be meant; empty of any other. */
export function codeMeant(field: Field, pattern: string): string {
  const cell = identifier(field.name);
  const bare = `regexp_replace(${cell}, '[^0-9A-Za-z]', '', 'g')`;
  const isHs = matches(cell, '[0-9]{4}([.]?[0-9]{2}){0,3}');
  const ways: readonly (readonly [code: string, also?: string])[] = [
    [`regexp_replace(${cell}, '[.,]0+$', '')`],
    [`regexp_replace(trim(${cell}), '[-/ ]', '.', 'g')`],
    [`left(${cell}, 2) || '.' || substr(${cell}, 3)`, matches(cell, '[0-9]{4}')],
    // Of short codes a mark between digits may as well be one of decimals.
    [bare, `length(${bare}) >= 4`],
    [`upper(trim(${cell}))`],
    ...(ofChapters(field) ? [[`left(${cell}, 2)`, isHs] as const] : []),
  ];
  const right = ways.map(([code, also]) => `when ${also ? `${also} and ` : ''}${matches(code, pattern)} then ${code}`);
  const zeros = zerosRestored(cell, pattern, mostZerosOf(field));
  return `coalesce(nullif(${zeros}, ''), case ${right.join(' ')} else ${literal('')} end)`;
}

/** What is said of a cell that breaks the pattern of its column; `meant` is what `codeMeant` makes of it. */
export function brokenPattern(field: Field, value: string, meant: string): Words {
  const words = said.pattern(field, value);
  if (isOfZeros(value, meant)) return lostZeros(field, value, meant, words);
  const remedy = remedyOf(field, value, meant);
  return remedy ? { message: words.message, remedy } : words;
}

function remedyOf(field: Field, value: string, meant: string): Text | undefined {
  if (ofChapters(field) && /^\d{4}/.test(value) && value.startsWith(meant) && meant !== '')
    return text(
      `Tulis ${meant}: kolom ini memuat bab, dua angka pertama kode HS.`,
      `Write ${meant}: the column holds chapters, the first two digits of an HS code.`,
    );
  if (meant !== '') return text(`Tulis ${meant}.`, `Write ${meant}.`);
  if (field['sip:codes'] === 'months') return plainMonth(value)?.remedy;
  return missingDigits(field, value);
}

/** A code that is cut short: which digits are missing only its producer knows. */
function missingDigits({ example, constraints: { pattern = '' } }: Field, value: string): Text | undefined {
  const [, wanted] = /^(?:\[0-9\]|\\d)\{(\d+)\}$/.exec(pattern) ?? [];
  const digits = value.replaceAll(/[. ]/g, '');
  if (wanted === undefined || !/^\d+$/.test(digits) || digits.length >= Number(wanted)) return undefined;
  return text(
    `Tulis semua ${wanted} angkanya; ${cut(value)} hanya ${digits.length} angka. Contoh ${example}.`,
    `Write all its ${wanted} digits; ${cut(value)} has ${digits.length} only. For example ${example}.`,
  );
}

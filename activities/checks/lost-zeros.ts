import type { Words } from '#domain/finding';
import type { Field } from '#domain/standard';
import { literal, matches } from './sql.ts';

const mostZeros = 8;

/** What a spreadsheet makes 1 of 01 and 32.7 of 32.70: the code with its zeros again, where it then is right. */
export function withZeros(value: string, isRight: (code: string) => boolean): string {
  if (!/^\d{1,20}([.]\d{1,20})?$/.test(value)) return '';
  for (let zeros = 1; zeros <= mostZeros; zeros += 1) {
    const lost = '0'.repeat(zeros);
    const candidates = value.includes('.') ? [lost + value, value + lost] : [lost + value];
    const code = candidates.find(isRight);
    if (code !== undefined) return code;
  }
  return '';
}

/**
 * The same as SQL, where a pattern says what is right; empty where zeros don't help. Patterns come with a standard, from outside: only
 * the engine may try them, as its expressions take time in proportion to the text, and those of JavaScript may never end.
 */
export function zerosRestored(cell: string, pattern: string, most = mostZeros): string {
  const candidates = Array.from({ length: most }, (_, at) => literal('0'.repeat(at + 1))).flatMap((lost) => [
    { also: '', code: `${lost} || ${cell}` },
    { also: `contains(${cell}, '.') and `, code: `${cell} || ${lost}` },
  ]);
  const right = candidates.map(({ also, code }) => `when ${also}${matches(code, pattern)} then ${code}`);
  return `case when not ${matches(cell, '[0-9]{1,20}([.][0-9]{1,20})?')} then '' ${right.join(' ')} else '' end`;
}

/** Whether a code is a value with nothing but zeros before or behind it. */
export const isOfZeros = (value: string, code: string) =>
  (code.endsWith(value) && /^0+$/.test(code.slice(0, -value.length))) ||
  (code.startsWith(value) && /^0+$/.test(code.slice(value.length)));

/** Says of a wrong code that its zeros are lost. */
export function lostZeros({ name }: Field, value: string, code: string, { message }: Words): Words {
  const place = code.endsWith(value) ? { id: 'di depan', en: 'leading' } : { id: 'di ujung', en: 'trailing' };
  return {
    message,
    remedy: {
      id: `Tulis ${code}; Excel menghapus angka nol ${place.id} bila kolom ${name} tidak diformat sebagai Teks.`,
      en: `Write ${code}; Excel removes ${place.en} zeros where column ${name} is not formatted as Text.`,
    },
  };
}

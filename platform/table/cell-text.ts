/** A number of a workbook as a person writes it: without exponent, and without what binary fractions leave behind 0.1 + 0.2. */
export function numberText(written: string): string {
  if (/^-?(0|[1-9]\d*)$/.test(written)) return written;
  const number = Number(written);
  if (written.trim() === '' || !Number.isFinite(number)) return written;
  const shown = Number(number.toPrecision(15));
  const isDust = Number.isFinite(shown) && String(shown).length <= 13;
  return withoutExponent(String(isDust ? shown : number));
}

/** A whole number with the zeros before it that its format shows. */
export const withZerosShown = (number: string, digits: number): string =>
  /^\d+$/.test(number) ? number.padStart(digits, '0') : number;

function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  const padded = digits.padEnd(point, '0');
  const rest = padded.slice(point);
  return sign + padded.slice(0, point) + (rest === '' ? '' : `.${rest}`);
}

const day = 86_400_000;
const lastDay = 2_958_465;

/** The date or time that a number stands for in a workbook, in ISO 8601; undefined where it stands for none. */
export function dateText(written: string, since1904: boolean): string | undefined {
  const number = Number(written);
  if (written.trim() === '' || !(number >= 0) || number > lastDay) return undefined;
  // The days before 1 March 1900 are off by one: spreadsheets know a 29 February of that year.
  const epoch = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, number < 60 ? 31 : 30);
  const instant = epoch + Math.round((number * day) / 1000) * 1000;
  const [date = '', time = ''] = new Date(instant).toISOString().slice(0, 19).split('T');
  if (!since1904 && number < 1) return time;
  return time === '00:00:00' ? date : `${date}T${time}`;
}

/** `_x000D_` in a text of a workbook stands for a character that XML cannot carry. */
export const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** Why no database and no reader of text could keep a text; undefined where all of it are characters. */
export function whatDamages(text: string): 'nul-byte' | 'half-character' | undefined {
  if (text.includes('\0')) return 'nul-byte';
  return /\p{Surrogate}/u.test(text) ? 'half-character' : undefined;
}

const builtInDates = [14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50];

/** Whether a number format shows a date or a time: it names one outside of quotation marks and brackets. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDates.includes(id) || (id > 50 && id <= 58);
  const plain = code.replaceAll(/"[^"]*"|\\.|_.|\*./g, '').replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return !/general/i.test(plain) && /[ymdhs]/i.test(plain);
}

/** How many digits a number format shows at least that is nothing but zeros, such as `00`: what stands for 1 is written 01. */
export const digitsShown = (code: string | undefined): number => /^(0+)(?:;@)?$/.exec(code ?? '')?.[1]?.length ?? 0;

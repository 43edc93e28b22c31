import { monthNames } from '#domain/calendar';
import { cut } from '#domain/finding';
import type { DecimalMark } from '#domain/standard';
import { type Text, text } from '#domain/text';

/** How a value is written that was meant beyond doubt. */
export interface Plain {
  readonly value: string;
  readonly remedy: Text;
}

const plain = (value: string, why?: Text): Plain => ({
  value,
  remedy: why
    ? text(`Tulis ${value}; ${why.id}.`, `Write ${value}; ${why.en}.`)
    : text(`Tulis ${value}.`, `Write ${value}.`),
});

/** Short and old ways to write a month that do not begin its name. */
const otherwise: Readonly<Record<string, number>> = { agt: 8, ags: 8, peb: 2, pebruari: 2, nop: 11, nopember: 11 };

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** The number of a month by its name, in either language, also shortened; 0 of what is none. */
function monthNamed(word: string): number {
  const name = word.toLowerCase();
  if (name.length < 3) return 0;
  const begins = (month: string) => month.toLowerCase().startsWith(name);
  return otherwise[name] ?? 1 + monthNames.findIndex(([id, en]) => begins(id) || begins(en));
}

/** A day that is in the calendar; undefined of 30 February. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const written = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) ? written : undefined;
}

/** Excel counts days from the end of 1899; of its numbers those of 1950 to 2099 are taken for days. */
function serialDay(value: string): string | undefined {
  const number = /^\d{5}(?:[.,]0+)?$/.test(value) ? Number.parseInt(value, 10) : 0;
  if (number < 18_264 || number > 73_050) return undefined;
  return new Date(Date.UTC(1899, 11, 30 + number)).toISOString().slice(0, 10);
}

function serialSaid(value: string, day: string, written: string): Plain {
  const [year = '', month = '', date = ''] = day.split('-');
  const [id, en] = monthNames[Number(month) - 1] ?? ['', ''];
  return {
    value: written,
    remedy: text(
      `${cut(value)} adalah ${Number(date)} ${id} ${year} di Excel: tulis ${written}, dan format kolomnya sebagai Teks.`,
      `${cut(value)} is ${Number(date)} ${en} ${year} in Excel: write ${written}, and format the column as Text.`,
    ),
  };
}

const dayForms: readonly (readonly [form: RegExp, read: (parts: readonly string[]) => string | undefined])[] = [
  [/^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[T ][\d:.]+Z?)?$/, ([y, m, d]) => dayOf(Number(y), Number(m), Number(d))],
  [/^((?:19|20)\d\d)(\d\d)(\d\d)$/, ([y, m, d]) => dayOf(Number(y), Number(m), Number(d))],
  [
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: [\d:.]+)?$/,
    ([one, other, y]) => eitherWay(Number(one), Number(other), Number(y)),
  ],
  [
    /^(\d{1,2})[-/. ]*(\p{L}{3,})[-/. ]*(\d{4})$/u,
    ([d, name = '', y]) => dayOf(Number(y), monthNamed(name), Number(d)),
  ],
];

/** Day first or month first: certain only where one of them is no month, or both are the same. */
function eitherWay(one: number, other: number, year: number): string | undefined {
  const dayFirst = dayOf(year, other, one);
  const monthFirst = dayOf(year, one, other);
  return dayFirst && monthFirst && dayFirst !== monthFirst ? undefined : (dayFirst ?? monthFirst);
}

function dayIn(value: string): string | undefined {
  for (const [form, read] of dayForms) {
    const [, ...parts] = form.exec(value) ?? [];
    const day = parts.length > 0 ? read(parts) : undefined;
    if (day !== undefined) return day;
  }
  return undefined;
}

/** A day as the standard writes it: `2025-01-31`. */
export function plainDay(written: string): Plain | undefined {
  const value = written.trim();
  const serial = serialDay(value);
  if (serial !== undefined) return serialSaid(value, serial, serial);
  const day = dayIn(value);
  return day === undefined ? undefined : plain(day);
}

/** The number of a month, `01`, of its name, of a month with its year, or of a day. */
export function plainMonth(written: string): Plain | undefined {
  const value = written.trim();
  const serial = serialDay(value);
  if (serial !== undefined) return serialSaid(value, serial, serial.slice(5, 7));
  const [, name = ''] = /^(?:bulan\W+)?(\p{L}+)[\W_]*(?:'?\d{2}|\d{4})?$/iu.exec(value) ?? [];
  const [, number] = /^(?:(?:19|20)\d\d\W)?(\d{1,2})(?:[.,]0+)?(?:\W(?:19|20)\d\d)?$/.exec(value) ?? [];
  const month = monthNamed(name) || Number(number ?? dayIn(value)?.slice(5, 7) ?? 0);
  return month >= 1 && month <= 12 ? plain(twoDigits(month)) : undefined;
}

/** A year of four digits, where a cell holds one and perhaps words, a month or a day besides. */
export function plainYear(written: string): Plain | undefined {
  const value = written.trim();
  const serial = serialDay(value);
  if (serial !== undefined) return serialSaid(value, serial, serial.slice(0, 4));
  const [, alone] = /^\D*((?:19|20)\d\d)(?:[.,]0+)?\D*$/.exec(value) ?? [];
  const [, first, last] = /^(?:((?:19|20)\d\d)[-/ ]\d{1,2}|\d{1,2}[-/ ]((?:19|20)\d\d))$/.exec(value) ?? [];
  const year = alone ?? first ?? last ?? dayIn(value)?.slice(0, 4);
  return year === undefined ? undefined : plain(year);
}

const currency = /^(?:rp\.?|idr|us\$|usd|\$)\s*|\s*(?:,-+|rupiah|idr|usd|us\$)$/gi;

/** A number without currency, plus sign and separators, where only one can be meant: no money has three decimals. */
export function plainNumber(written: string, mark: DecimalMark): Plain | undefined {
  const value = written.trim();
  const money = value.replaceAll(currency, '');
  const bare = money.replace(/^\+/, '').trim();
  const [, sign = '', number = ''] = /^(-?)([\d.,]+)$/.exec(bare) ?? [];
  const read = grouped(number, money !== value) ?? decimal(number);
  if (read === undefined) return undefined;
  const why = text('angka saja, tanpa lambang atau tanda lain', 'the number alone, without any other sign');
  return plain(`${sign}${read.replace('.', mark)}`, bare === value ? undefined : why);
}

/** A number whose thousands are separated beyond doubt, with a point before its decimals. */
function grouped(number: string, isMoney: boolean): string | undefined {
  const [whole, separator = ''] = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?$/.exec(number) ?? [];
  const marks = number.replaceAll(/\d/g, '').length;
  if (whole === undefined || (marks === 1 && !isMoney)) return undefined;
  return number.replaceAll(separator, '').replace(',', '.');
}

/** A number with one mark at most; undefined where that may as well separate thousands. */
function decimal(number: string): string | undefined {
  const [all, whole = '', mark = '', decimals = ''] = /^(\d*)([.,]?)(\d*)$/.exec(number) ?? [];
  if (all === undefined || `${whole}${decimals}` === '') return undefined;
  if (mark === '' || decimals === '') return whole;
  const isSure = decimals.length !== 3 || !/^[1-9]\d{0,2}$/.test(whole);
  return isSure ? `${whole || '0'}.${decimals}` : undefined;
}

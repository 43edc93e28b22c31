import { cut, type Words } from '#domain/finding';
import type { DecimalMark, Field } from '#domain/standard';
import type { Text } from '#domain/text';
import { type Plain, plainDay, plainNumber, plainYear } from './plain-values.ts';
import { formOf } from './sql.ts';

const marks: Readonly<Record<DecimalMark, Text>> = {
  '.': { id: 'titik', en: 'point' },
  ',': { id: 'koma', en: 'comma' },
};

const otherThan = (mark: DecimalMark): DecimalMark => (mark === '.' ? ',' : '.');

/** How the numbers of a column are written, as its cell `example` shows; without one all its cells are but alike. */
function shownBy(example: string, mark: DecimalMark): Text {
  const { id, en } = marks[mark];
  if (example === '')
    return {
      id: `semua sel berpemisah di kolom ini berakhir tiga angka di belakang ${id}, seperti pemisah ribuan`,
      en: `all cells with a ${en} in this column have three digits behind it, as if it separated thousands`,
    };
  const other = otherThan(mark);
  if (!example.includes(other))
    return {
      id: `${id} memisahkan ribuan di kolom ini, misalnya ${cut(example)}`,
      en: `a ${en} separates thousands in this column, as in ${cut(example)}`,
    };
  const isThousands = example.includes(mark) && example.indexOf(other) < example.indexOf(mark);
  return {
    id: `di kolom ini ${marks[other].id} ${isThousands ? 'memisahkan ribuan' : 'memisahkan desimal'}, misalnya ${cut(example)}`,
    en: `a ${marks[other].en} ${isThousands ? 'separates thousands' : 'marks decimals'} in this column, as in ${cut(example)}`,
  };
}

export const thousandsSeparator = (field: Field, value: string, mark: DecimalMark, example: string): Words =>
  perhapsThousands(field, value, mark, shownBy(example, mark));

/** Of a cell far below all others of its column, which are whole numbers such as `example`. */
export const loneThousands = (field: Field, value: string, mark: DecimalMark, example: string): Words =>
  perhapsThousands(field, value, mark, {
    id: `isi lain kolom ini bilangan bulat dan jauh lebih besar, misalnya ${cut(example)}`,
    en: `the others of this column are whole numbers and far larger, as ${cut(example)}`,
  });

function perhapsThousands(field: Field, value: string, mark: DecimalMark, seen: Text): Words {
  const plain = value.replaceAll(mark, '');
  const { id, en } = marks[mark];
  const parts = value.split(mark);
  const decimals = parts.length === 2 ? `${value}0` : undefined;
  return {
    message: {
      id: `Kolom ${field.name} berisi ${cut(value)}; ${seen.id}, padahal ${id} adalah pemisah desimal.`,
      en: `Column ${field.name} holds ${cut(value)}; ${seen.en}, but the ${en} is the decimal mark.`,
    },
    remedy: {
      id: `Tulis ${plain}, tanpa pemisah ribuan${decimals === undefined ? '' : `; bila memang desimal, tulis ${decimals}`}.`,
      en: `Write ${plain}, without thousands separators${decimals === undefined ? '' : `; if decimals are meant, write ${decimals}`}.`,
    },
  };
}

const wholeNumber: Text = {
  id: 'Tulis bilangan bulat: sel ini berisi angka desimal, bukan pemisah ribuan.',
  en: 'Write a whole number: the cell holds decimals, not separated thousands.',
};

/**
 * How to mend a cell that nearly has the form of its type; undefined where nothing is known but that it has not. A number of a
 * workbook is what it is: no mark of it can mean something else.
 */
export function nearlyTyped(field: Field, value: string, mark: DecimalMark, isNumeric = false): Text | undefined {
  if (isNumeric) return field.type === 'integer' ? wholeNumber : undefined;
  const nearly = blankAround(field, value, mark) ?? (isNumber(field) ? nearlyNumber(field, value, mark) : undefined);
  return nearly ?? plainOf(field, value, mark)?.remedy;
}

/** What was meant beyond doubt, where the column can hold it. */
function plainOf({ type }: Field, value: string, mark: DecimalMark): Plain | undefined {
  if (type === 'date') return plainDay(value);
  if (type === 'year') return plainYear(value);
  if (type !== 'number' && type !== 'integer') return undefined;
  const plain = plainNumber(type === 'integer' ? value.replace(/[.,]0+$/, '') : value, mark);
  return plain && new RegExp(`^(?:${formOf(type, mark)})$`).test(plain.value) ? plain : undefined;
}

const isNumber = ({ type }: Field) => type === 'number' || type === 'integer';

function blankAround({ type }: Field, value: string, mark: DecimalMark): Text | undefined {
  const bare = value.replaceAll(blanksAround, '');
  const form = formOf(type, mark);
  if (bare === value || form === undefined || !new RegExp(`^(?:${form})$`).test(bare)) return undefined;
  return {
    id: `Tulis ${bare}; di depan atau di belakangnya ada spasi yang tidak terlihat.`,
    en: `Write ${bare}; a blank that cannot be seen stands before or behind it.`,
  };
}

/** Also those that no trimming takes: without width, and the mark of byte order. */
const blanksAround = /^[\s\u200B-\u200F\u2060\uFEFF]+|[\s\u200B-\u200F\u2060\uFEFF]+$/g;

const tooLong = { integer: /^-?\d{19,}$/, number: /^-?\d{21,}(?:[.,]\d+)?$/ };

const isTooLong = ({ type }: Field): Text =>
  type === 'integer'
    ? {
        id: 'Bilangan ini terlalu panjang: paling banyak 18 angka.',
        en: 'The number is too long: 18 digits at the most.',
      }
    : {
        id: 'Bilangan ini terlalu panjang: paling banyak 20 angka di depan tanda desimal.',
        en: 'The number is too long: 20 digits at the most before the decimals.',
      };

function nearlyNumber(field: Field, value: string, mark: DecimalMark): Text | undefined {
  if (/^-?\d+([.,]\d+)?[eE][+-]?\d+$/.test(value))
    return {
      id: `Tulis semua angkanya, tanpa eksponen (notasi ilmiah E), contoh ${field.example}.`,
      en: `Write all its digits, without an exponent (scientific notation, E), for example ${field.example}.`,
    };
  if (tooLong[field.type === 'integer' ? 'integer' : 'number'].test(value)) return isTooLong(field);
  if (/^-?\d{1,3}([\s']\d{3})+([.,]\d+)?$/.test(value)) {
    const written = value.replaceAll(/[\s']/g, '').replace(/[.,]/, mark);
    return {
      id: `Tulis ${written}, tanpa pemisah ribuan (spasi atau tanda petik).`,
      en: `Write ${written}, without thousands separators (a blank or an apostrophe).`,
    };
  }
  if (/^[-\u2010-\u2015\u2212]+$/.test(value))
    return {
      id: 'Tulis 0 bila nilainya memang nol; tanda hubung bukan angka.',
      en: 'Write 0 where it is zero indeed; a dash is no number.',
    };
  const grouped = /^-?\d{1,3}(?:(?:,\d{3})+(?:[.]\d+)?|(?:[.]\d{3})+(?:,\d+)?)$/.test(value);
  return grouped ? separated(value, mark) : undefined;
}

/** A mark that stands twice, or before the other one, separates thousands; one that stands once may do either. */
function separated(value: string, mark: DecimalMark): Text {
  const [separator = ''] = /[.,]/.exec(value) ?? [];
  const name = marks[separator === ',' ? ',' : '.'];
  const decimal = otherThan(separator === ',' ? ',' : '.');
  const written = value.replaceAll(separator, '').replace(decimal, mark);
  const isSure = value.split(separator).length > 2 || value.includes(decimal);
  const or = separator === mark ? undefined : value.replace(separator, mark);
  return {
    id: `Tulis ${written}, tanpa ${name.id} sebagai pemisah ribuan${isSure || or === undefined ? '' : `; bila ${name.id} itu pemisah desimal, tulis ${or}`}.`,
    en: `Write ${written}, without the ${name.en} as thousands separator${isSure || or === undefined ? '' : `; if the ${name.en} marks decimals, write ${or}`}.`,
  };
}

import { cut, type Words } from '#domain/finding';
import { hiddenIn, visible } from '#domain/hidden';
import type { DecimalMark, Field } from '#domain/standard';
import { boundsOf } from './bounds.ts';
import { spreadsheetSaid } from './empty-words.ts';
import { nearlyTyped } from './number-words.ts';
import { booleans } from './sql.ts';

const expected = (field: Field) => ({
  id: `${field['sip:expects'].id}, contoh ${field.example}`,
  en: `${field['sip:expects'].en}, for example ${field.example}`,
});

const notExpected = (field: Field, value: string): Words => ({
  message: {
    id: `Kolom ${field.name} berisi "${cut(value)}"; diharapkan ${field['sip:expects'].id}.`,
    en: `Column ${field.name} holds "${cut(value)}"; expected is ${field['sip:expects'].en}.`,
  },
  remedy: { id: `Tulis ${expected(field).id}.`, en: `Write ${expected(field).en}.` },
});

/** What cannot be seen is named where a cell looks right and isn't. */
const notExpectedOrHidden = (field: Field, value: string, words = notExpected(field, value)): Words =>
  hiddenIn(value) ? { message: hiddenCharacter(field, value).message, remedy: words.remedy } : words;

function hiddenCharacter(field: Field, value: string): Words {
  const { id, en } = hiddenIn(value) ?? {
    id: 'spasi di depan atau di belakangnya',
    en: 'a blank before or behind it',
  };
  return {
    message: {
      id: `Kolom ${field.name} berisi "${cut(value)}", dengan yang tidak tampak: ${id}.`,
      en: `Column ${field.name} holds "${cut(value)}", with what cannot be seen: ${en}.`,
    },
    remedy: {
      id: `Ketik ulang sel itu: ${cut(visible(value))}.`,
      en: `Type that cell anew: ${cut(visible(value))}.`,
    },
  };
}

const oneOf = (field: Field, value: string, words: readonly string[]): Words => ({
  ...notExpected(field, value),
  remedy: { id: `Tulis salah satu dari ${words.join(', ')}.`, en: `Write one of ${words.join(', ')}.` },
});

const rangeOfNumbers = [
  ['paling kecil', 'at least'],
  ['lebih besar dari', 'more than'],
  ['paling besar', 'at most'],
  ['lebih kecil dari', 'less than'],
] as const;

const rangeOfDays = [
  ['paling awal', 'no earlier than'],
  ['sesudah', 'after'],
  ['paling lambat', 'no later than'],
  ['sebelum', 'before'],
] as const;

/** What is said of one cell. */
export const cell = {
  required: (field: Field): Words => ({
    message: {
      id: `Kolom ${field.name} kosong; wajib berisi ${field['sip:expects'].id}.`,
      en: `Column ${field.name} is empty; it must hold ${field['sip:expects'].en}.`,
    },
    remedy: { id: `Isi dengan ${expected(field).id}.`, en: `Fill in ${expected(field).en}.` },
  }),
  type: (field: Field, value: string, mark: DecimalMark, isNumeric = false): Words => {
    const known = spreadsheetSaid(field, value);
    if (known) return known;
    if (field.type === 'boolean') return oneOf(field, value, booleans(field));
    const remedy = nearlyTyped(field, value, mark, isNumeric);
    return { ...notExpected(field, value), ...(remedy && { remedy }) };
  },
  pattern: (field: Field, value: string): Words => spreadsheetSaid(field, value) ?? notExpectedOrHidden(field, value),
  enum: (field: Field, value: string): Words =>
    notExpectedOrHidden(field, value, oneOf(field, value, field.constraints.enum ?? [])),
  hidden: hiddenCharacter,
  length: (field: Field, value: string): Words => {
    const { minLength, maxLength } = field.constraints;
    const bounds = between([
      [minLength, 'paling pendek', 'at least'],
      [maxLength, 'paling panjang', 'at most'],
    ]);
    return {
      message: {
        id: `Kolom ${field.name} berisi "${cut(value)}"; diharapkan ${bounds.id} huruf.`,
        en: `Column ${field.name} holds "${cut(value)}"; expected are ${bounds.en} letters.`,
      },
      remedy: notExpected(field, value).remedy,
    };
  },
  range: (field: Field, value: string): Words => {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = boundsOf(field);
    const [from, above, to, below] = field.type === 'date' ? rangeOfDays : rangeOfNumbers;
    const bounds = between([
      [minimum, ...from],
      [exclusiveMinimum, ...above],
      [maximum, ...to],
      [exclusiveMaximum, ...below],
    ]);
    return {
      message: {
        id: `Kolom ${field.name} berisi ${cut(value)}; diharapkan ${bounds.id}.`,
        en: `Column ${field.name} holds ${cut(value)}; expected is ${bounds.en}.`,
      },
      remedy: { id: `Perbaiki nilainya, contoh ${field.example}.`, en: `Correct it, for example ${field.example}.` },
    };
  },
};

/** The other mark may divide thousands or decimals: which one is meant is said where it is certain, and never guessed. */
export const decimalMark = (field: Field, value: string, mark: DecimalMark): Words => {
  const [id, en] = mark === '.' ? ['titik', 'point'] : ['koma', 'comma'];
  return {
    message: {
      id: `Kolom ${field.name} berisi ${cut(value)}; standar memakai ${id} sebagai pemisah desimal.`,
      en: `Column ${field.name} holds ${cut(value)}; the standard writes decimals behind a ${en}.`,
    },
    remedy: nearlyTyped(field, value, mark) ?? notExpected(field, value).remedy,
  };
};

function between(bounds: readonly (readonly [bound: number | string | undefined, id: string, en: string])[]) {
  const given = bounds.filter(([bound]) => bound !== undefined);
  return {
    id: given.map(([bound, id]) => `${id} ${bound}`).join(', '),
    en: given.map(([bound, , en]) => `${en} ${bound}`).join(', '),
  };
}

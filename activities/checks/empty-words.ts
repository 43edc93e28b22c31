import type { CodeList } from '#domain/code-list/shape';
import { cut, type Words } from '#domain/finding';
import type { Field } from '#domain/standard';
import { identifier, isOneOf, matches } from './sql.ts';

/** Signs that stand for nothing, and what spreadsheets write where a formula fails. All of them sort before letters. */
const signs = '\\s*(?:[-_.?*/~]+|#+|#[A-Z0-9/]{2,12}[!?]?)\\s*';

/** Words and other dashes that people fill a cell with that has no value. */
const fillers = ['–', '—', '−', ...['n/a', 'n.a.', 'n.a', 'null', 'nihil', 'kosong', 'tidak ada'].flatMap(inEveryCase)];

function inEveryCase(word: string): string[] {
  return [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)];
}

const beforeLetters = (cell: string) => `${cell} < 'A'`;

/** Whether a cell of free text is filled and says nothing all the same. */
export function saysNothing({ name }: Field): string {
  const cell = identifier(name);
  return `((${beforeLetters(cell)} and ${matches(cell, signs)}) or ${isOneOf(cell, fillers)})`;
}

export const isFormula = ({ name }: Field) => `starts_with(${identifier(name)}, '=')`;

/** Whether a cell that should hold a name holds digits alone. */
export function isOfDigits({ name }: Field): string {
  const cell = identifier(name);
  return `(${beforeLetters(cell)} and ${matches(cell, '\\s*[-+]?[0-9][0-9.,/ ]*')})`;
}

/** A list of names: none of its codes goes without a letter. */
export const isOfNames = ({ codes }: CodeList) => codes.length > 0 && codes.every(({ code }) => /\p{L}/u.test(code));

const expected = (field: Field) => ({
  id: `${field['sip:expects'].id}, contoh ${field.example}`,
  en: `${field['sip:expects'].en}, for example ${field.example}`,
});

/** What is said of a cell of any column that holds the error of a spreadsheet or a formula; undefined of any other. */
export function spreadsheetSaid(field: Field, value: string): Words | undefined {
  if (value.startsWith('=')) return formulaText(field, value);
  return /^\s*#[A-Z0-9/]{2,12}[!?]?\s*$/.test(value) ? nothingSaid(field, value) : undefined;
}

export function nothingSaid(field: Field, value: string): Words {
  const { id, en } = expected(field);
  const isError = /^\s*#[A-Z0-9/]/.test(value);
  const orBlank = field.constraints.required
    ? { id: '', en: '' }
    : { id: '; kosongkan sel bila nilainya memang tidak ada', en: '; leave the cell blank where there is none' };
  return {
    message: isError
      ? {
          id: `Kolom ${field.name} berisi galat lembar kerja ${cut(value)}, bukan nilai.`,
          en: `Column ${field.name} holds the error ${cut(value)} of a spreadsheet, no value.`,
        }
      : {
          id: `Kolom ${field.name} berisi "${cut(value)}", yang tidak menyatakan apa pun.`,
          en: `Column ${field.name} holds "${cut(value)}", which says nothing.`,
        },
    remedy: { id: `Tulis ${id}${orBlank.id}.`, en: `Write ${en}${orBlank.en}.` },
  };
}

export function formulaText(field: Field, value: string): Words {
  const { id, en } = expected(field);
  return {
    message: {
      id: `Kolom ${field.name} berisi rumus sebagai teks (${cut(value)}), bukan hasilnya.`,
      en: `Column ${field.name} holds a formula as text (${cut(value)}), not its result.`,
    },
    remedy: {
      id: `Tempel hasilnya sebagai nilai (Paste Special, Values), atau tulis ${id}.`,
      en: `Paste its result as a value (Paste Special, Values), or write ${en}.`,
    },
  };
}

export function digitsForName(field: Field, value: string): Words {
  const { id, en } = expected(field);
  return {
    message: {
      id: `Kolom ${field.name} berisi angka saja (${cut(value)}); diharapkan ${field['sip:expects'].id}.`,
      en: `Column ${field.name} holds digits alone (${cut(value)}); expected is ${field['sip:expects'].en}.`,
    },
    remedy: {
      id: `Periksa apakah kolom ini tertukar; tulis ${id}.`,
      en: `Make sure that columns were not mixed up; write ${en}.`,
    },
  };
}

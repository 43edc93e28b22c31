import type { z } from 'zod';

/** The library names types in English; people of the office read these. */
const types: Readonly<Record<string, string>> = {
  string: 'teks',
  number: 'angka',
  int: 'bilangan bulat',
  boolean: 'true atau false',
  object: 'objek',
  record: 'objek',
  array: 'daftar (array)',
  tuple: 'daftar (array)',
  null: 'null',
};
const formats: Readonly<Record<string, string>> = {
  date: 'diharapkan tanggal, contoh 2026-12-01',
  datetime: 'diharapkan tanggal dan waktu, contoh 2026-12-01T03:00:00Z',
  uuid: 'diharapkan UUID',
  url: 'diharapkan alamat URL',
};
const units: Readonly<Record<string, string>> = { string: ' karakter', array: ' butir', map: ' butir', set: ' butir' };

const named = (type: string) => types[type] ?? type;

type Issue = z.core.$ZodIssue;

const wordsFor: { readonly [C in Issue['code']]: (issue: Extract<Issue, { code: C }>) => string } = {
  // Of what was received the library keeps the type alone, in its message.
  invalid_type: ({ expected, message }) => typeWords(expected, /received (\w+)$/.exec(message)?.[1]),
  invalid_value: ({ values }) => oneOf(values),
  too_big: ({ inclusive, maximum, origin }) =>
    limit(inclusive === false ? 'harus kurang dari' : 'paling banyak', maximum, origin),
  too_small: ({ inclusive, minimum, origin }) =>
    limit(inclusive === false ? 'harus lebih dari' : 'paling sedikit', minimum, origin),
  invalid_format: ({ format, pattern }) => formats[format] ?? `tidak sesuai pola ${pattern ?? format}`,
  unrecognized_keys: ({ keys }) => `isian tidak dikenal: ${keys.join(', ')}`,
  invalid_union: (issue) =>
    'options' in issue && Array.isArray(issue.options)
      ? oneOf(issue.options)
      : 'tidak sesuai dengan satu pun bentuk yang boleh',
  not_multiple_of: ({ divisor }) => `harus kelipatan ${divisor}`,
  invalid_key: () => 'nama isian tidak sah',
  invalid_element: () => 'isinya tidak sah',
  custom: () => 'isian tidak sah',
};

/** What the library says of a field in words of its own, in Indonesian. */
export const libraryWords = (issue: Issue): string => (wordsFor[issue.code] as (of: Issue) => string)(issue);

function oneOf(values: readonly unknown[]): string {
  const listed = values.map((value) => JSON.stringify(value)).join(', ');
  return values.length === 1 ? `diharapkan ${listed}` : `diharapkan salah satu dari ${listed}`;
}

function typeWords(expected: string, received: string | undefined): string {
  if (received === 'undefined') return `wajib diisi: diharapkan ${named(expected)}`;
  const but = received === undefined ? '' : `, bukan ${named(received)}`;
  return `diharapkan ${named(expected)}${but}`;
}

const limit = (words: string, of: number | bigint, origin: string) => `${words} ${of}${units[origin] ?? ''}`;

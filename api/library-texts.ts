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
const listed = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');

/** What the library says of a field in words of its own, in Indonesian. Of what was received it keeps the type alone, in its message. */
export function libraryWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeWords(issue.expected, /received (\w+)$/.exec(issue.message)?.[1]);
    case 'invalid_value':
      return issue.values.length === 1
        ? `diharapkan ${listed(issue.values)}`
        : `diharapkan salah satu dari ${listed(issue.values)}`;
    case 'too_big':
      return limit(issue.inclusive === false ? 'harus kurang dari' : 'paling banyak', issue.maximum, issue.origin);
    case 'too_small':
      return limit(issue.inclusive === false ? 'harus lebih dari' : 'paling sedikit', issue.minimum, issue.origin);
    case 'invalid_format':
      return formats[issue.format] ?? `tidak sesuai pola ${issue.pattern ?? issue.format}`;
    case 'unrecognized_keys':
      return `isian tidak dikenal: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `diharapkan salah satu dari ${listed(issue.options)}`
        : 'tidak sesuai dengan satu pun bentuk yang boleh';
    case 'not_multiple_of':
      return `harus kelipatan ${issue.divisor}`;
    case 'invalid_key':
      return 'nama isian tidak sah';
    default:
      return 'isian tidak sah';
  }
}

function typeWords(expected: string, received: string | undefined): string {
  if (received === 'undefined') return `wajib diisi: diharapkan ${named(expected)}`;
  const but = received === undefined ? '' : `, bukan ${named(received)}`;
  return `diharapkan ${named(expected)}${but}`;
}

const limit = (words: string, of: number | bigint, origin: string) => `${words} ${of}${units[origin] ?? ''}`;

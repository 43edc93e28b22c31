import type { z } from 'zod';
import { type Text, text } from '#domain/text';
import { libraryWords } from './library-texts.ts';

/** What our own rules say of a field, by the English that the schemas carry; a test finds those that are missing. */
const own: readonly (readonly [english: RegExp, indonesian: string])[] = [
  [/^expected a code of Lampiran I such as (.+)$/, 'diharapkan kode Lampiran I, contoh $1'],
  [/^expected the code of a classification such as (.+)$/, 'diharapkan kode klasifikasi, contoh $1'],
  [/^expected a number such as (.+)$/, 'diharapkan nomor, contoh $1'],
  [/^expected a month such as (.+)$/, 'diharapkan bulan, contoh $1'],
  [/^expected a SHA-256 in 64 hexadecimal digits$/, 'diharapkan SHA-256 dalam 64 angka heksadesimal'],
  [/^expected an ETag such as (.+)$/, 'diharapkan ETag, contoh $1'],
  [/^one line, without control or direction characters$/, 'satu baris, tanpa karakter kendali atau arah'],
  [/^plain text, without control or direction characters$/, 'teks biasa, tanpa karakter kendali atau arah'],
  [/^say it in words$/, 'tulis dengan kata-kata'],
  [/^an article of a regulation, such as (.+)$/, 'pasal sebuah peraturan, contoh $1'],
  [/^8 to 128 visible characters, for instance a UUID$/, '8 sampai 128 karakter yang tampak, misalnya UUID'],
  [/^the first month must not come after the last$/, 'bulan pertama tidak boleh setelah bulan terakhir'],
  [/^the first day must not come after the last$/, 'hari pertama tidak boleh setelah hari terakhir'],
  [/^me, or the id of a person such as (.+)$/, 'me, atau id seseorang, contoh $1'],
  [/^expected the id of a person such as (.+)$/, 'diharapkan id seseorang, contoh $1'],
  [
    /^a hand-over names the one person who leaves, and no cases$/,
    'serah terima menyebut satu orang yang pergi, tanpa daftar perkara',
  ],
  [/^name either whose claims or which cases$/, 'sebut milik siapa atau perkara mana, salah satu'],
  [/^Informasi names its source (.+)$/, 'Informasi mencantumkan sumbernya $1'],
  [/^Informasi names its method (.+)$/, 'Informasi mencantumkan metodenya $1'],
  [
    /^a component of Lampiran I, such as 20\.1, or \* for every one$/,
    'komponen Lampiran I, contoh 20.1, atau * untuk semua',
  ],
  [/^such as (.+)$/, 'contoh $1'],
  [/^name either the component or the standard$/, 'sebut komponennya atau standarnya, salah satu'],
  [/^expected the id of a proof$/, 'diharapkan id sebuah pembuktian'],
  [/^must not come before validFrom$/, 'tidak boleh sebelum validFrom'],
  [/^must be the subject$/, 'harus sama dengan subject'],
  [/^two columns have the same name$/, 'dua kolom bernama sama'],
  [/^no column is called (.+)$/, 'tidak ada kolom bernama $1'],
  [/^no code of the list is that$/, 'tidak ada kode itu dalam daftar'],
  [/^lower-case letters, digits and underscores, such as (.+)$/, 'huruf kecil, angka, dan garis bawah, contoh $1'],
  [/^must not come before the target$/, 'tidak boleh mendahului target'],
  [/^at most 400 working days$/, 'paling banyak 400 hari kerja'],
  [/^expected a day or an instant$/, 'diharapkan hari atau waktu, contoh 2026-12-01'],
  [/^a year, such as (.+)$/, 'tahun, contoh $1'],
  [/^a JSON pointer into the token, such as (.+)$/, 'penunjuk JSON ke dalam token, contoh $1'],
  [/^the id of a unit, such as (.+)$/, 'id unit, contoh $1'],
  [/^lower-case letters, digits and hyphens$/, 'huruf kecil, angka, dan tanda hubung'],
];

/** Our own words for a message, in Indonesian; undefined when it is none of ours. */
export function ownWords(english: string): string | undefined {
  const [pattern, indonesian] = own.find(([known]) => known.test(english)) ?? [];
  return pattern && indonesian && english.replace(pattern, indonesian);
}

/** What is wrong with a field, in both languages: our own words, else those for what the library says. */
export function fieldText(issue: z.core.$ZodIssue): Text {
  const { message } = issue;
  const said: unknown = issue.code === 'custom' ? issue.params?.['id'] : undefined;
  if (typeof said === 'string') return text(said, message);
  return text(ownWords(message) ?? libraryWords(issue), message);
}

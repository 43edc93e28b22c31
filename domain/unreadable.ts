import { cut, type Finding, type Words } from './finding.ts';
import type { Text } from './text.ts';

const saveAsUtf8: Text = {
  id: 'Simpan sebagai "CSV UTF-8 (Comma delimited)" lalu kirim kembali.',
  en: 'Save as "CSV UTF-8 (Comma delimited)" and send it again.',
};

/** Why a file cannot be read as a table at all. */
const reasons = {
  'empty-file': {
    message: { id: 'Berkas kosong.', en: 'The file is empty.' },
    remedy: {
      id: 'Kirim berkas CSV dengan baris judul dan barisan data.',
      en: 'Send a CSV file with a header line and rows of data.',
    },
  },
  'not-delimited-text': {
    message: {
      id: 'Berkas bukan teks CSV, melainkan buku kerja, arsip atau dokumen.',
      en: 'The file is no CSV text but a workbook, an archive or a document.',
    },
    remedy: saveAsUtf8,
  },
  encoding: {
    message: {
      id: 'Teks tidak tersandi UTF-8; di sini aksara tidak dapat dibaca.',
      en: 'The text is not encoded as UTF-8; here it cannot be read.',
    },
    remedy: saveAsUtf8,
  },
  'nul-byte': {
    message: {
      id: 'Berkas memuat bita NUL; berkas rusak atau tersandi UTF-16.',
      en: 'The file contains a NUL byte: it is damaged or encoded as UTF-16.',
    },
    remedy: saveAsUtf8,
  },
  'line-too-long': {
    message: { id: 'Baris lebih panjang dari 1 MiB.', en: 'The line is longer than 1 MiB.' },
    remedy: {
      id: 'Akhiri setiap baris data dengan CRLF atau LF; periksa apakah berkas ini memang tabel.',
      en: 'End every row with CRLF or LF; make sure that this file is a table.',
    },
  },
  'unclosed-quote': {
    message: {
      id: 'Tanda kutip yang dibuka di baris ini tidak pernah ditutup.',
      en: 'A quotation mark opened in this line is never closed.',
    },
    remedy: {
      id: 'Tutup tanda kutip; tulis tanda kutip di dalam sel dua kali, contoh "Toko ""Maju""".',
      en: 'Close the quotation mark; write one inside a cell twice, for example "Toko ""Maju""".',
    },
  },
  'broken-header': {
    message: { id: 'Baris judul tidak tertulis sebagai CSV.', en: 'The header line is not written as CSV.' },
    remedy: {
      id: 'Tulis nama kolom tanpa tanda kutip di tengah, dipisah koma, dan akhiri dengan CRLF atau LF.',
      en: 'Write column names without quotation marks inside, separated by commas, and end with CRLF or LF.',
    },
  },
  'wrong-delimiter': {
    message: {
      id: 'Kolom tidak dipisah dengan koma.',
      en: 'The columns are not separated by commas.',
    },
    remedy: {
      id: 'Simpan dengan koma sebagai pemisah kolom, contoh tahun,bulan,kode_hs.',
      en: 'Save with the comma as separator, for example tahun,bulan,kode_hs.',
    },
  },
  'too-many-columns': {
    message: { id: 'Baris judul memuat lebih dari 1.000 kolom.', en: 'The header has more than 1,000 columns.' },
    remedy: {
      id: 'Hapus kolom kosong di ujung kanan tabel.',
      en: 'Delete the empty columns at the right of the table.',
    },
  },
  'no-header': {
    message: {
      id: 'Baris pertama tidak memuat satu pun nama kolom standar.',
      en: 'The first line holds none of the column names of the standard.',
    },
    remedy: {
      id: 'Jadikan baris pertama baris judul; nama kolomnya ada dalam standar data.',
      en: 'Make the first line the header; the data standard gives its names.',
    },
  },
} as const satisfies Record<string, Words>;

/** Nothing behind this place was judged. */
export function blocker(
  code: keyof typeof reasons,
  { row, column, value }: Pick<Finding, 'row' | 'column' | 'value'>,
): Finding {
  const place = { ...(row && { row }), ...(column && { column: cut(column) }), ...(value && { value: cut(value) }) };
  return { code, severity: 'blocker', item: 'satu-data-principles', ...place, ...reasons[code] };
}

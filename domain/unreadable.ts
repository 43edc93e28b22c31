import { cut, type Finding, type Words } from './finding.ts';
import { otherLayouts } from './other-layouts.ts';
import { separatedBy } from './separators.ts';
import type { Delimiter } from './standard.ts';
import type { Text } from './text.ts';

const saveAsWorkbook: Text = {
  id: 'Buka di Excel, simpan sebagai "Excel Workbook (*.xlsx)" tanpa kata sandi, lalu kirim kembali.',
  en: 'Open it in Excel, save it as "Excel Workbook (*.xlsx)" without a password, and send it again.',
};

const sendTable: Text = {
  id: 'Kirim tabelnya sebagai CSV UTF-8 atau buku kerja Excel (.xlsx) menurut templat standar data.',
  en: 'Send the table as CSV UTF-8 or as an Excel workbook (.xlsx) by the template of the data standard.',
};

/** Excel with the regional settings of Indonesia writes semicolons and decimal commas into what it calls comma delimited. */
const sendWorkbookOrUtf8: Text = {
  id: 'Paling mudah: kirim buku kerja Excel (.xlsx) itu sendiri. Bila harus CSV, simpan sebagai "CSV UTF-8"; dengan pengaturan regional Indonesia, Excel menulis titik koma dan koma desimal di situ, yang harus diganti dengan koma dan titik desimal.',
  en: 'The simplest way is to send the Excel workbook (.xlsx) itself. If it must be CSV, save as "CSV UTF-8"; with Indonesian regional settings Excel writes semicolons and decimal commas there, which must become commas and decimal points.',
};

const typeAgain: Text = {
  id: 'Ketik ulang isi sel itu, jangan disalin; lalu simpan sebagai .xlsx atau CSV UTF-8 dan kirim kembali.',
  en: 'Type the content of that cell anew, do not copy it; then save as .xlsx or CSV UTF-8 and send it again.',
};

/** Why a file cannot be read as a table at all. */
const reasons = {
  ...otherLayouts,
  'empty-file': {
    message: { id: 'Berkas kosong.', en: 'The file is empty.' },
    remedy: {
      id: 'Kirim berkas CSV atau .xlsx dengan baris judul dan barisan data.',
      en: 'Send a CSV or .xlsx file with a header line and rows of data.',
    },
  },
  'blank-lines': {
    message: {
      id: 'Berkas hanya memuat baris kosong: tidak ada baris judul dan tidak ada data.',
      en: 'The file holds blank lines alone: there is no header and there are no data.',
    },
    remedy: {
      id: 'Periksa apakah tabelnya benar-benar tersimpan; kirim berkas CSV atau .xlsx dengan baris judul dan barisan data.',
      en: 'Make sure that the table was really saved; send a CSV or .xlsx file with a header line and rows of data.',
    },
  },
  'not-delimited-text': {
    message: {
      id: 'Berkas bukan teks CSV dan bukan buku kerja Excel, melainkan arsip atau dokumen lain.',
      en: 'The file is neither CSV text nor an Excel workbook but some other archive or document.',
    },
    remedy: sendTable,
  },
  pdf: {
    message: {
      id: 'Berkas adalah dokumen PDF, apa pun nama berkasnya; tabel di dalamnya tidak dapat dibaca.',
      en: 'The file is a PDF document, whatever its name; tables in it cannot be read.',
    },
    remedy: sendTable,
  },
  html: {
    message: {
      id: 'Berkas adalah halaman web (HTML), apa pun nama berkasnya; sistem yang "mengekspor ke Excel" sering membuatnya.',
      en: 'The file is a web page (HTML), whatever its name; systems that "export to Excel" often write one.',
    },
    remedy: saveAsWorkbook,
  },
  'xml-spreadsheet': {
    message: {
      id: 'Berkas adalah XML Spreadsheet 2003, apa pun nama berkasnya.',
      en: 'The file is an XML Spreadsheet 2003, whatever its name.',
    },
    remedy: saveAsWorkbook,
  },
  xml: {
    message: {
      id: 'Berkas adalah dokumen XML, apa pun nama berkasnya, bukan tabel.',
      en: 'The file is an XML document, whatever its name, and no table.',
    },
    remedy: sendTable,
  },
  json: {
    message: {
      id: 'Berkas adalah JSON, apa pun nama berkasnya, bukan tabel.',
      en: 'The file is JSON, whatever its name, and no table.',
    },
    remedy: sendTable,
  },
  rtf: {
    message: {
      id: 'Berkas adalah dokumen RTF, apa pun nama berkasnya; tabel di dalamnya tidak dapat dibaca.',
      en: 'The file is an RTF document, whatever its name; tables in it cannot be read.',
    },
    remedy: sendTable,
  },
  'legacy-workbook': {
    message: {
      id: 'Berkas adalah buku kerja Excel lama (.xls), apa pun nama berkasnya.',
      en: 'The file is an Excel workbook of the old kind (.xls), whatever its name.',
    },
    remedy: saveAsWorkbook,
  },
  'encrypted-workbook': {
    message: {
      id: 'Buku kerja dilindungi kata sandi; isinya tidak dapat dibaca.',
      en: 'The workbook is protected by a password; its content cannot be read.',
    },
    remedy: {
      id: 'Hapus kata sandi (File, Info, Protect Workbook, Encrypt with Password), simpan sebagai .xlsx, lalu kirim kembali.',
      en: 'Remove the password (File, Info, Protect Workbook, Encrypt with Password), save as .xlsx, and send it again.',
    },
  },
  'other-archive': {
    message: {
      id: 'Berkas adalah arsip ZIP yang bukan buku kerja Excel (.xlsx), misalnya ZIP biasa, dokumen Word atau .ods.',
      en: 'The file is a ZIP archive but no Excel workbook (.xlsx): a plain ZIP, a Word document or an .ods, for example.',
    },
    remedy: {
      id: 'Keluarkan tabelnya dari arsip dan kirim sendiri, sebagai CSV UTF-8 atau .xlsx.',
      en: 'Take the table out of the archive and send it alone, as CSV UTF-8 or .xlsx.',
    },
  },
  'damaged-archive': {
    message: {
      id: 'Buku kerja rusak atau terpotong; isinya tidak dapat dibaca sampai akhir.',
      en: 'The workbook is damaged or cut off; it cannot be read to its end.',
    },
    remedy: {
      id: 'Buka di Excel (biarkan Excel memperbaikinya), periksa isinya, simpan sebagai .xlsx baru, lalu kirim kembali.',
      en: 'Open it in Excel (let it repair the file), check the content, save it as a new .xlsx, and send it again.',
    },
  },
  'archive-bomb': {
    message: {
      id: 'Arsip mengembang jauh melebihi ukuran tabel yang wajar; pembacaan dihentikan.',
      en: 'The archive unpacks to far more than any table needs; reading was stopped.',
    },
    remedy: {
      id: 'Salin datanya ke buku kerja baru tanpa gambar dan format, lalu kirim; untuk data besar kirim CSV UTF-8.',
      en: 'Copy the data to a new workbook without pictures and formats and send that; send large data as CSV UTF-8.',
    },
  },
  'empty-workbook': {
    message: {
      id: 'Tidak ada lembar kerja yang terlihat dan berisi sel.',
      en: 'The workbook has no visible sheet with cells.',
    },
    remedy: {
      id: 'Tulis baris judul dan barisan data di lembar pertama, dan tampilkan lembar itu (Unhide).',
      en: 'Write the header and the rows of data on the first sheet, and unhide that sheet.',
    },
  },
  encoding: {
    message: {
      id: 'Teks tidak tersandi UTF-8, melainkan misalnya UTF-16 atau Windows-1252; di sini aksara tidak dapat dibaca.',
      en: 'The text is not encoded as UTF-8 but as UTF-16 or Windows-1252, for example; here it cannot be read.',
    },
    remedy: sendWorkbookOrUtf8,
  },
  'nul-byte': {
    message: {
      id: 'Berkas memuat bita NUL; berkas rusak.',
      en: 'The file contains a NUL byte: it is damaged.',
    },
    remedy: typeAgain,
  },
  'half-character': {
    message: {
      id: 'Sel memuat setengah aksara (surogat tanpa pasangannya); isinya tidak dapat dibaca.',
      en: 'The cell contains half a character (a surrogate without the other one); it cannot be read.',
    },
    remedy: typeAgain,
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
  ...separatedBy(','),
  'wrong-delimiter': {
    message: {
      id: 'Kolom tidak dipisah dengan koma.',
      en: 'The columns are not separated by commas.',
    },
    remedy: {
      id: 'Paling mudah: kirim buku kerja Excel (.xlsx) itu sendiri; dengan pengaturan regional Indonesia, Excel menulis titik koma dan koma desimal juga dalam "CSV UTF-8". Bila harus CSV, tulis koma sebagai pemisah kolom, contoh tahun,bulan,kode_hs.',
      en: 'The simplest way is to send the Excel workbook (.xlsx) itself; with Indonesian regional settings Excel writes semicolons and decimal commas even into "CSV UTF-8". If it must be CSV, separate columns by commas, for example tahun,bulan,kode_hs.',
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

export const unreadableCodes: readonly string[] = Object.keys(reasons);

/** Whether a report says why its file could not be read, and nothing of what stands in it. */
export const couldNotBeRead = ({ totals }: { readonly totals: readonly { readonly code: string }[] }): boolean =>
  totals.some(({ code }) => unreadableCodes.includes(code));

function wordsOf(code: keyof typeof reasons, delimiter: Delimiter): Words {
  const declared: Partial<Record<string, Words>> = delimiter === ',' ? {} : separatedBy(delimiter);
  return declared[code] ?? reasons[code];
}

/** Nothing behind this place was judged. */
export function blocker(
  code: keyof typeof reasons,
  { row, column, value }: Pick<Finding, 'row' | 'column' | 'value'>,
  delimiter: Delimiter = ',',
): Finding {
  const place = { ...(row && { row }), ...(column && { column: cut(column) }), ...(value && { value: cut(value) }) };
  return { code, severity: 'blocker', item: 'satu-data-principles', ...place, ...wordsOf(code, delimiter) };
}

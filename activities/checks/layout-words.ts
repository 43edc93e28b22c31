import type { Words } from '#domain/finding';
import { counted } from '#domain/text';
import type { RowFault } from '#platform/table/first-look';

type Said = 'other-separator' | 'blank-after-separator' | 'surplus-separators' | 'line-ends' | 'separator-line';

/** What is wrong with the separators and the ends of lines of a text, mostly of all of it. */
export const layoutFaults: Record<Said & RowFault, (cells: string, columns: number, value: string) => Words> = {
  'other-separator': () => ({
    message: {
      id: 'Sel di baris ini dipisah dengan tanda lain daripada baris judul, misalnya titik koma, bukan koma.',
      en: 'The cells of the row are separated by another sign than those of the header: semicolons, for example, not commas.',
    },
    remedy: {
      id: 'Pakai pemisah yang sama di semua baris seperti di baris judul, dan titik desimal. Paling mudah: kirim tabelnya sebagai .xlsx.',
      en: 'Use the separator of the header in all rows, and decimal points. The simplest way is to send the table as .xlsx.',
    },
  }),
  'blank-after-separator': () => ({
    message: {
      id: 'Ada spasi sesudah setiap pemisah kolom, yang dengan begitu menjadi bagian dari selnya.',
      en: 'A blank follows every separator, and becomes a part of the cell by that.',
    },
    remedy: {
      id: 'Hapus spasi sesudah pemisah di seluruh berkas (Find and Replace: koma dan spasi menjadi koma saja). Paling mudah: kirim tabelnya sebagai .xlsx.',
      en: 'Remove the blanks behind the separators in the whole file (find and replace: comma and blank become a comma). The simplest way is to send the table as .xlsx.',
    },
  }),
  'surplus-separators': () => ({
    message: {
      id: 'Ada pemisah yang berlebih di ujung baris: sisa kolom kosong di kanan tabel.',
      en: 'Separators are left over at the end of the row: what remains of empty columns at the right of the table.',
    },
    remedy: {
      id: 'Hapus kolom kosong di kanan tabel (di Excel: pilih kolomnya, Delete), simpan lagi, lalu kirim kembali; atau hapus pemisah di ujung setiap baris.',
      en: 'Delete the empty columns at the right of the table (in Excel: select them, Delete), save it again and send it; or remove the separators at the end of every row.',
    },
  }),
  'line-ends': (_cells, _columns, value) => ({
    message: {
      id: `Baris berkas diakhiri ${value}, bukan CRLF atau LF; di sini tetap terbaca, di program lain tidak.`,
      en: `The lines of the file end with ${value}, not with CRLF or LF; they were read here, other programs fail.`,
    },
    remedy: {
      id: 'Simpan lagi sebagai "CSV UTF-8" (bukan "CSV (Macintosh)"), atau kirim tabelnya sebagai .xlsx; jangan ubah akhir baris dua kali.',
      en: 'Save it again as "CSV UTF-8" (not "CSV (Macintosh)"), or send the table as .xlsx; do not convert the ends of lines twice.',
    },
  }),
  'separator-line': (_cells, _columns, value) => ({
    message: {
      id: `Baris pertama adalah petunjuk untuk Excel (${value}), bukan baris judul; tabel dibaca mulai baris kedua.`,
      en: `The first line is a hint for Excel (${value}) and no header; the table was read from the second line on.`,
    },
    remedy: { id: 'Hapus baris pertama itu.', en: 'Delete that first line.' },
  }),
};

/** One cause that runs through most of a file is told once, in the first of its rows. */
export const throughout = (rows: number, { message, remedy }: Words): Words => ({
  message: {
    id: `${rows} baris, mulai dari baris ini: ${message.id}`,
    en: `${rows} rows, beginning with this one: ${message.en}`,
  },
  remedy,
});

/** Where most rows have the same number of cells, and the header another, it may be the header that is wrong. */
export const otherWidth = (cells: number, columns: number): Words => ({
  message: {
    id: `Baris memuat ${cells} sel; baris judul memuat ${columns} kolom.`,
    en: `The row has ${counted(cells, 'cell')}; the header has ${counted(columns, 'column')}.`,
  },
  remedy: {
    id: `Samakan baris judul dan barisan data: ${cells > columns ? 'mungkin nama kolom kurang di baris judul' : 'mungkin ada nama kolom tanpa data di baris judul'}, atau koma di dalam sel tidak diapit tanda kutip, contoh "KOREA, REPUBLIC OF".`,
    en: `Make the header and the rows alike: ${cells > columns ? 'the header may lack the name of a column' : 'the header may name a column that has no cells'}, or cells that contain a comma lack their quotation marks, for example "KOREA, REPUBLIC OF".`,
  },
});

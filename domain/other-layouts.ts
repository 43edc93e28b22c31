import type { Words } from './finding.ts';

/** Why a table that can be read is not laid out in columns below one header. */
export const otherLayouts = {
  'pivot-table': {
    message: {
      id: 'Ini tabel silang (pivot): bulan, tahun atau kode (pelabuhan, negara) berjajar sebagai kolom, bukan sebagai baris.',
      en: 'This is a cross table (pivot): months, years or codes (ports, countries) run across as columns, not down as rows.',
    },
    remedy: {
      id: 'Susun ulang menjadi satu baris untuk setiap bulan atau kode (di Excel: Data, From Table/Range, pilih kolom-kolom yang berjajar itu, Unpivot Columns), dengan kolom seperti dalam templat; hapus judul di atas, baris jumlah dan catatan kaki.',
      en: 'Bring it into one row per month or code (in Excel: Data, From Table/Range, select the columns that run across, Unpivot Columns), with the columns of the template; delete the titles above, rows of totals and footnotes.',
    },
  },
  'header-below': {
    message: {
      id: 'Baris judul kolom tampaknya ada di baris ini, bukan di baris pertama: di atasnya ada judul tabel atau teks lain.',
      en: 'The header seems to stand in this line and not in the first: titles of the table or other texts stand above it.',
    },
    remedy: {
      id: 'Hapus semua baris di atas baris ini, sehingga baris judul kolom menjadi baris pertama, lalu kirim kembali.',
      en: 'Delete all lines above this one, so that the header is the first line, and send the file again.',
    },
  },
} as const satisfies Record<string, Words>;

import { cut, type Words } from '#domain/finding';
import { counted } from '#domain/text';
import type { RowFault } from '#platform/table/first-look';
import { layoutFaults } from './layout-words.ts';
import type { OddRow } from './odd-rows.ts';

const separated = {
  remedy: {
    id: 'Periksa pemisah kolom di baris itu; sel yang memuat koma diapit tanda kutip, contoh "KOREA, REPUBLIC OF".',
    en: 'Check the separators in this row; a cell that contains a comma goes in quotation marks, for example "KOREA, REPUBLIC OF".',
  },
};

/** Rows that were set aside: their cells were not judged, which the remedy says nothing about, as they must be mended anyway. */
export const rowFaults: Record<RowFault | OddRow, (cells: string, columns: number, value: string) => Words> = {
  ...layoutFaults,
  'too-few-cells': (cells, columns) => ({
    message: {
      id: `Baris memuat ${cells} sel; baris judul memuat ${columns} kolom.`,
      en: `The row has ${counted(cells, 'cell')}; the header has ${counted(columns, 'column')}.`,
    },
    ...separated,
  }),
  'too-many-cells': (cells, columns) => ({
    message: {
      id: `Baris memuat ${cells} sel; baris judul memuat ${columns} kolom.`,
      en: `The row has ${counted(cells, 'cell')}; the header has ${counted(columns, 'column')}.`,
    },
    ...separated,
  }),
  'quoted-row': () => ({
    message: {
      id: 'Seluruh baris diapit tanda kutip, sehingga menjadi satu sel saja.',
      en: 'The whole row stands in quotation marks, which makes it a single cell.',
    },
    remedy: {
      id: 'Hapus tanda kutip yang mengapit baris ini; hanya sel yang memuat koma yang diapit.',
      en: 'Remove the quotation marks around the row; only cells that contain a comma need them.',
    },
  }),
  'stray-quote': () => ({
    message: {
      id: 'Ada tanda kutip di tengah sel yang tidak diapit tanda kutip.',
      en: 'A quotation mark stands inside a cell that is not in quotation marks.',
    },
    remedy: {
      id: 'Apit sel dengan tanda kutip dan tulis tanda kutip di dalamnya dua kali, contoh "Toko ""Maju""".',
      en: 'Put the cell in quotation marks and write those inside it twice, for example "Toko ""Maju""".',
    },
  }),
  'swallowed-rows': (lines) => ({
    message: {
      id: `Tanda kutip yang dibuka di baris ini baru ditutup ${lines} baris di bawahnya: ${lines} baris itu terbaca sebagai isi selnya dan tidak diperiksa.`,
      en: `A quotation mark opened in this row is only closed ${lines} lines below: ${lines} lines were read as a part of its cell and not checked.`,
    },
    remedy: {
      id: 'Tutup tanda kutip di baris ini, atau hapus bila tidak perlu; lalu kirim kembali agar baris di bawahnya diperiksa.',
      en: 'Close the quotation mark in this row, or remove it if it is not needed; then send the file again, so that the rows below are checked.',
    },
  }),
  'lone-return': () => ({
    message: {
      id: 'Ada carriage return (CR) tanpa line feed (LF) di baris ini.',
      en: 'The row contains a carriage return (CR) without a line feed (LF).',
    },
    remedy: {
      id: 'Akhiri setiap baris data dengan CRLF atau LF, dan apit sel yang berisi beberapa baris dengan tanda kutip.',
      en: 'End every row with CRLF or LF, and put cells of several lines in quotation marks.',
    },
  }),
  'second-header': () => ({
    message: {
      id: 'Baris ini mengulang judul kolom; baris judul hanya satu, di atas.',
      en: 'The row repeats the titles of the columns; there is one header only, above it.',
    },
    remedy: {
      id: 'Hapus baris ini; biarkan satu baris judul dengan nama kolom standar.',
      en: 'Delete the row; leave one header with the names of the standard.',
    },
  }),
  'totals-row': () => ({
    message: {
      id: 'Baris ini adalah baris jumlah (total) atau rata-rata, bukan data.',
      en: 'The row holds totals or averages, no data.',
    },
    remedy: {
      id: 'Hapus baris ini; jumlah dan rata-rata dihitung sendiri dari barisan data.',
      en: 'Delete the row; totals and averages are computed from the rows of data.',
    },
  }),
  'units-row': () => ({
    message: {
      id: 'Baris ini memuat satuan kolom, bukan data.',
      en: 'The row holds the units of the columns, no data.',
    },
    remedy: {
      id: 'Hapus baris ini; satuan setiap kolom sudah ditetapkan dalam standar atau ditulis dalam metadata.',
      en: 'Delete the row; the standard sets the unit of each column, or the metadata tell it.',
    },
  }),
  'column-numbers': () => ({
    message: {
      id: 'Baris ini hanya memuat nomor kolom, bukan data.',
      en: 'The row holds the numbers of the columns, no data.',
    },
    remedy: {
      id: 'Hapus baris ini; data mulai tepat di bawah baris judul.',
      en: 'Delete the row; data begin right below the header.',
    },
  }),
  footnote: () => ({
    message: {
      id: 'Baris ini memuat catatan, sumber, atau judul, bukan data.',
      en: 'The row holds a note, a source or a title, no data.',
    },
    remedy: {
      id: 'Hapus baris ini dari tabel; sumber dan catatan ditulis dalam metadata.',
      en: 'Delete the row from the table; sources and notes are told in the metadata.',
    },
  }),
};

export const outsidePeriod = (column: string, value: string, from: string, to: string): Words => ({
  message: {
    id: `Kolom ${column} berisi ${value}; baris ini di luar periode penyampaian ${from} sampai ${to}.`,
    en: `Column ${column} holds ${value}; the row lies outside of the submission's period, ${from} to ${to}.`,
  },
  remedy: {
    id: 'Hapus baris ini, atau sampaikan dalam penyampaian untuk periodenya sendiri.',
    en: 'Remove the row, or send it in a submission for its own period.',
  },
});

export const implausiblePeriod = (column: string, value: string, from: string, to: string): Words => ({
  message: {
    id: `Kolom ${column} berisi ${value}; bulan baris ini belum terjadi, atau mendahului ${from}.`,
    en: `Column ${column} holds ${value}; the month of the row has not come yet, or lies before ${from}.`,
  },
  remedy: {
    id: `Perbaiki tahun atau bulannya: paling lambat ${to}, bulan pemeriksaan ini.`,
    en: `Correct the year or the month: ${to} at the latest, the month of this check.`,
  },
});

/** `written`: the cells of the first row, where they mean the same and are written otherwise. */
export const repeatedKey = (key: readonly string[], value: string, first: string, written = ''): Words => ({
  message: {
    id: `Baris ini mengulang baris ${first}: gabungan ${key.join(', ')} sama (${cut(value)}${written && `; di baris ${first} ditulis ${cut(written)}`}).`,
    en: `The row repeats row ${first}: ${key.join(', ')} are the same (${cut(value)}${written && `; row ${first} writes ${cut(written)}`}).`,
  },
  remedy: {
    id: `Gabungkan dengan baris ${first}, atau perbaiki kolom yang keliru.`,
    en: `Merge it with row ${first}, or correct the column that is wrong.`,
  },
});

export const repeatedRow = (first: string): Words => ({
  message: {
    id: `Baris ini sama persis dengan baris ${first}.`,
    en: `The row is exactly the same as row ${first}.`,
  },
  remedy: {
    id: 'Hapus salah satunya bila memang ganda; bila tidak, tambahkan kolom yang membedakannya.',
    en: 'Delete one of them if it was written twice; if not, add the column that tells them apart.',
  },
});

/** Of a cell of which no more is known than its column. */
export const writeResult = {
  id: 'Tempel hasilnya sebagai nilai (Paste Special, Values); kosongkan sel bila nilainya memang tidak ada.',
  en: 'Paste the result as a value (Paste Special, Values); leave the cell blank where there is none.',
};

export const totalDiffers = (column: string, marker: string, value: string, parts: string): Words => ({
  message: {
    id: `Kolom ${column} pada baris ${marker} berisi ${cut(value)}; jumlah baris lainnya ${parts}.`,
    en: `Column ${column} of the row ${marker} holds ${cut(value)}; the other rows sum up to ${parts}.`,
  },
  remedy: {
    id: 'Hitung kembali jumlahnya, atau lengkapi baris yang kurang.',
    en: 'Sum up again, or add the rows that are missing.',
  },
});

export const implausibleChange = (column: string, value: string, before: string, factor: number): Words => ({
  message: {
    id: `Kolom ${column} berisi ${cut(value)}; sebelumnya ${cut(before)}: berubah lebih dari ${factor} kali.`,
    en: `Column ${column} holds ${cut(value)}; before it was ${cut(before)}: a change of more than ${factor} times.`,
  },
  remedy: { id: 'Jelaskan perubahannya, atau perbaiki nilainya.', en: 'Explain the change, or correct the value.' },
});

export const noRows: Words = {
  message: { id: 'Tidak ada satu pun baris data di bawah baris judul.', en: 'There are no rows below the header.' },
  remedy: { id: 'Tambahkan baris data lalu kirim kembali.', en: 'Add rows of data and send the file again.' },
};

export const listCut = (most: number): Words => ({
  message: {
    id: `Daftar ini berhenti setelah ${most} temuan; jumlah lengkap per aturan ada dalam laporan.`,
    en: `This list stops after ${most} findings; the report has the full count of each rule.`,
  },
  remedy: {
    id: 'Perbaiki temuan di atas lebih dahulu, lalu kirim kembali.',
    en: 'Mend the findings above first, then send the file again.',
  },
});

export const swappedColumns = (all: readonly { readonly field: string; readonly under: string }[]): Words => ({
  message: {
    id: `Judul kolom tertukar atau tergeser: ${all.map(({ field, under }) => `isi ${field} ada di bawah judul ${under}`).join(', ')}. Isi kolom itu belum dinilai.`,
    en: `Names of columns are swapped or shifted: ${all.map(({ field, under }) => `what belongs to ${field} stands below ${under}`).join(', ')}. The cells of these columns are not judged yet.`,
  },
  remedy: {
    id: `Perbaiki baris judul: ${all.map(({ field, under }) => `ganti ${under} menjadi ${field}`).join(', ')}.`,
    en: `Correct the header: ${all.map(({ field, under }) => `rename ${under} to ${field}`).join(', ')}.`,
  },
});

import { cut, type Words } from '#domain/finding';
import { counted } from '#domain/text';
import type { OtherSheet } from '#platform/table/sheets-of';

export const errorCell = (column: string, value: string): Words => ({
  message: {
    id: `Sel di kolom ${column} berisi galat Excel ${cut(value)}, bukan nilai.`,
    en: `The cell in column ${column} holds Excel's error ${cut(value)}, no value.`,
  },
  remedy: {
    id: 'Perbaiki rumusnya, atau tulis nilainya langsung; kosongkan sel bila nilainya memang tidak ada.',
    en: 'Correct the formula, or write the value itself; leave the cell blank where there is none.',
  },
});

export const formulaWithoutResult = (column: string): Words => ({
  message: {
    id: `Sel di kolom ${column} berisi rumus yang hasilnya tidak tersimpan dalam berkas.`,
    en: `The cell in column ${column} holds a formula whose result is not stored in the file.`,
  },
  remedy: {
    id: 'Buka di Excel dan simpan kembali, atau tempel sebagai nilai (Paste Special, Values).',
    en: 'Open it in Excel and save it again, or paste it as values (Paste Special, Values).',
  },
});

export const dateCell = (column: string, value: string, meant?: string): Words => ({
  message: {
    id: `Sel di kolom ${column} adalah tanggal Excel (${value}); kolom ini bukan kolom tanggal.`,
    en: `The cell in column ${column} is a date of Excel's (${value}); the column is none of dates.`,
  },
  remedy: {
    id: `Excel mengubah isinya menjadi tanggal: format kolom ${column} sebagai Teks, lalu tulis ${meant ?? 'kembali nilainya'}.`,
    en: `Excel turned it into a date: format column ${column} as Text, then write ${meant ?? 'the value again'}.`,
  },
});

export const mergedCells = (column: string, range: string): Words => ({
  message: {
    id: `Sel ${range} (mulai kolom ${column}) digabung; hanya sel pertama yang berisi nilai.`,
    en: `The cells ${range} (from column ${column} on) are merged; only the first of them holds a value.`,
  },
  remedy: {
    id: 'Pisahkan sel (Unmerge Cells) dan isi setiap sel dengan nilainya sendiri.',
    en: 'Unmerge the cells and fill in the value of each of them.',
  },
});

export const formulaCells = (column: string, count: number): Words => ({
  message: {
    id: `Kolom ${column} memuat ${count} sel berisi rumus; yang dipakai adalah hasil yang tersimpan dalam berkas.`,
    en: `Column ${column} has ${counted(count, 'cell')} with a formula; the stored results are what is used.`,
  },
  remedy: {
    id: 'Periksa hasilnya, dan lebih baik tempel sebagai nilai (Paste Special, Values) sebelum mengirim.',
    en: 'Make sure of the results, and better paste them as values (Paste Special, Values) before sending.',
  },
});

type Sheets = readonly Pick<OtherSheet, 'name' | 'isVisible'>[];

/** A hidden one is marked with this word, where there is one. */
const namesOf = (sheets: Sheets, hidden?: string) =>
  cut(sheets.map(({ name, isVisible }) => `"${name}"${isVisible || !hidden ? '' : ` (${hidden})`}`).join(', '));

export const otherSheets = (sheet: string, others: Sheets): Words => ({
  message: {
    id: `Yang diperiksa hanya lembar "${sheet}"; lembar lain juga berisi: ${namesOf(others, 'tersembunyi')}.`,
    en: `Only the sheet "${sheet}" was checked; others have cells too: ${namesOf(others, 'hidden')}.`,
  },
  remedy: {
    id: `Pastikan semua data ada di lembar "${sheet}"; hapus lembar lain.`,
    en: `Make sure that all data stand on the sheet "${sheet}"; delete the others.`,
  },
});

export const dividedSheets = (sheet: string, others: Sheets): Words => ({
  message: {
    id: `Data terbagi atas beberapa lembar: hanya lembar "${sheet}" yang diperiksa; baris tabel ini juga ada di lembar ${namesOf(others)}.`,
    en: `The data are divided over several sheets: only the sheet "${sheet}" was checked; rows of this table stand on ${namesOf(others)} too.`,
  },
  remedy: {
    id: `Salin semua baris data ke lembar "${sheet}" di bawah satu baris judul, hapus lembar lain itu, lalu kirim kembali; bila isinya bukan bagian penyampaian ini, hapus saja lembarnya.`,
    en: `Copy all rows of data to the sheet "${sheet}" below one header, delete those other sheets, and send it again; if they are no part of this submission, just delete them.`,
  },
});

export const hiddenSheets = (sheet: string, hidden: Sheets): Words => ({
  message: {
    id: `Yang diperiksa hanya lembar "${sheet}"; ada lembar tersembunyi yang berisi data dan tidak diperiksa: ${namesOf(hidden)}.`,
    en: `Only the sheet "${sheet}" was checked; there are hidden sheets with data, which were not checked: ${namesOf(hidden)}.`,
  },
  remedy: {
    id: `Tampilkan lembar itu (klik kanan pada tab, Unhide; bila tidak ada di sana: File, Info, Check for Issues, Inspect Document). Bila isinya termasuk penyampaian ini, pindahkan ke lembar "${sheet}"; lalu hapus lembarnya.`,
    en: `Unhide the sheet (right click on a tab, Unhide; if it is not there: File, Info, Check for Issues, Inspect Document). If its content belongs to this submission, move it to the sheet "${sheet}"; then delete the sheet.`,
  },
});

export const strayCell = (cell: string, count: number): Words => {
  const more = count - 1;
  return {
    message: {
      id: `Sel ${cell} berisi, jauh di kanan tabel${more > 0 ? ` (begitu juga ${more} sel lain)` : ''}; isinya tidak dibaca.`,
      en: `The cell ${cell}, far to the right of the table, holds something${more > 0 ? ` (so do ${more} more)` : ''}; it was not read.`,
    },
    remedy: {
      id: `Hapus isi sel ${cell} (di Excel: Ctrl+G, ketik ${cell}, Enter, Delete)${more > 0 ? ' dan semua yang ada di kanan tabel' : ''}, simpan, lalu kirim kembali.`,
      en: `Delete what stands in ${cell} (in Excel: Ctrl+G, type ${cell}, Enter, Delete)${more > 0 ? ' and all to the right of the table' : ''}, save the file, and send it again.`,
    },
  };
};

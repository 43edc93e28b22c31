import { cut, type Words } from '#domain/finding';

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
    id: 'Pisahkan sel (Unmerge Cells) dan isi setiap baris dengan nilainya sendiri.',
    en: 'Unmerge the cells and fill in the value of every row.',
  },
});

export const formulaCells = (column: string, count: number): Words => ({
  message: {
    id: `Kolom ${column} memuat ${count} sel berisi rumus; yang dipakai adalah hasil yang tersimpan dalam berkas.`,
    en: `Column ${column} has ${count} cells with formulas; what is used are the results stored in the file.`,
  },
  remedy: {
    id: 'Periksa hasilnya, dan lebih baik tempel sebagai nilai (Paste Special, Values) sebelum mengirim.',
    en: 'Make sure of the results, and better paste them as values (Paste Special, Values) before sending.',
  },
});

export const otherSheets = (sheet: string, others: readonly string[]): Words => {
  const names = cut(others.map((name) => `"${name}"`).join(', '));
  return {
    message: {
      id: `Yang diperiksa hanya lembar "${sheet}", lembar pertama yang berisi; lembar lain juga berisi: ${names}.`,
      en: `Only the sheet "${sheet}" was checked, the first that has cells; others have some too: ${names}.`,
    },
    remedy: {
      id: 'Pastikan semua data ada di lembar pertama; hapus lembar lain.',
      en: 'Make sure that all data stand on the first sheet; delete the others.',
    },
  };
};

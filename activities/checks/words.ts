import type { Field } from '#domain/standard';
import { cut } from './cut.ts';
import type { RowFault } from './first-look.ts';
import type { Words } from './unreadable.ts';

const separated = {
  remedy: {
    id: 'Periksa pemisah kolom di baris itu; sel yang memuat koma diapit tanda kutip, contoh "KOREA, REPUBLIC OF".',
    en: 'Check the separators in this row; a cell that contains a comma goes in quotation marks, for example "KOREA, REPUBLIC OF".',
  },
};

/** Rows that were set aside: their cells were not judged, which the remedy says nothing about, as they must be mended anyway. */
export const rowFaults: Record<RowFault, (cells: number, columns: number) => Words> = {
  'too-few-cells': (cells, columns) => ({
    message: {
      id: `Baris memuat ${cells} sel; baris judul memuat ${columns} kolom.`,
      en: `The row has ${cells} cells; the header has ${columns} columns.`,
    },
    ...separated,
  }),
  'too-many-cells': (cells, columns) => ({
    message: {
      id: `Baris memuat ${cells} sel; baris judul memuat ${columns} kolom.`,
      en: `The row has ${cells} cells; the header has ${columns} columns.`,
    },
    ...separated,
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
};

const expected = (field: Field) => ({
  id: `${field['sip:expects'].id}, contoh ${field.example}`,
  en: `${field['sip:expects'].en}, for example ${field.example}`,
});

const notExpected = (field: Field, value: string): Words => ({
  message: {
    id: `Kolom ${field.name} berisi "${cut(value)}"; diharapkan ${field['sip:expects'].id}.`,
    en: `Column ${field.name} holds "${cut(value)}"; expected is ${field['sip:expects'].en}.`,
  },
  remedy: { id: `Tulis ${expected(field).id}.`, en: `Write ${expected(field).en}.` },
});

export const cell = {
  required: (field: Field): Words => ({
    message: {
      id: `Kolom ${field.name} kosong; wajib berisi ${field['sip:expects'].id}.`,
      en: `Column ${field.name} is empty; it must hold ${field['sip:expects'].en}.`,
    },
    remedy: { id: `Isi dengan ${expected(field).id}.`, en: `Fill in ${expected(field).en}.` },
  }),
  type: notExpected,
  pattern: notExpected,
  enum: (field: Field, value: string): Words => ({
    ...notExpected(field, value),
    remedy: {
      id: `Tulis salah satu dari ${field.constraints.enum?.join(', ')}.`,
      en: `Write one of ${field.constraints.enum?.join(', ')}.`,
    },
  }),
  range: (field: Field, value: string): Words => {
    const { minimum, maximum } = field.constraints;
    const id = [minimum !== undefined && `paling kecil ${minimum}`, maximum !== undefined && `paling besar ${maximum}`];
    const en = [minimum !== undefined && `at least ${minimum}`, maximum !== undefined && `at most ${maximum}`];
    return {
      message: {
        id: `Kolom ${field.name} berisi ${cut(value)}; diharapkan ${id.filter(Boolean).join(', ')}.`,
        en: `Column ${field.name} holds ${cut(value)}; expected is ${en.filter(Boolean).join(', ')}.`,
      },
      remedy: { id: `Perbaiki nilainya, contoh ${field.example}.`, en: `Correct it, for example ${field.example}.` },
    };
  },
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

export const repeatedKey = (key: readonly string[], value: string, first: number): Words => ({
  message: {
    id: `Baris ini mengulang baris ${first}: gabungan ${key.join(', ')} sama (${cut(value)}).`,
    en: `The row repeats row ${first}: ${key.join(', ')} are the same (${cut(value)}).`,
  },
  remedy: {
    id: `Gabungkan dengan baris ${first}, atau perbaiki kolom yang keliru.`,
    en: `Merge it with row ${first}, or correct the column that is wrong.`,
  },
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

import type { Words } from './finding.ts';
import type { Delimiter } from './standard.ts';
import type { Text } from './text.ts';

const signs: Readonly<Record<Delimiter, Text & { readonly shown: string }>> = {
  ',': { id: 'koma', en: 'commas', shown: 'tahun,bulan,kode_hs' },
  ';': { id: 'titik koma', en: 'semicolons', shown: 'tahun;bulan;kode_hs' },
  '\t': { id: 'tab', en: 'tabs', shown: 'tahun<TAB>bulan<TAB>kode_hs' },
};

/** Why columns are not found that a standard has separated by something else than commas. */
export function separatedBy(
  delimiter: Delimiter,
): Readonly<Record<'wrong-delimiter' | 'quoted-lines' | 'broken-header', Words>> {
  const { id, en, shown } = signs[delimiter];
  return {
    'wrong-delimiter': {
      message: { id: `Kolom tidak dipisah dengan ${id}.`, en: `The columns are not separated by ${en}.` },
      remedy: {
        id: `Paling mudah: kirim buku kerja Excel (.xlsx) itu sendiri. Bila harus CSV, standar ini memakai ${id} sebagai pemisah kolom, contoh ${shown}.`,
        en: `The simplest way is to send the Excel workbook (.xlsx) itself. If it must be CSV, the standard separates columns by ${en}, for example ${shown}.`,
      },
    },
    'quoted-lines': {
      message: {
        id: 'Seluruh baris judul diapit tanda kutip, sehingga menjadi satu kolom saja.',
        en: 'The whole header line stands in quotation marks, which makes it a single column.',
      },
      remedy: {
        id: `Hapus tanda kutip yang mengapit setiap baris; hanya sel yang memuat ${id} yang diapit. Paling mudah: kirim tabelnya sebagai .xlsx.`,
        en: `Remove the quotation marks around every line; only cells that contain ${en} need them. The simplest way is to send the table as .xlsx.`,
      },
    },
    'broken-header': {
      message: { id: 'Baris judul tidak tertulis sebagai CSV.', en: 'The header line is not written as CSV.' },
      remedy: {
        id: `Tulis nama kolom tanpa tanda kutip di tengah, dipisah ${id}, dan akhiri dengan CRLF atau LF.`,
        en: `Write column names without quotation marks inside, separated by ${en}, and end with CRLF or LF.`,
      },
    },
  };
}

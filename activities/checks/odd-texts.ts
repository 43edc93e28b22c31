/** How a row of totals begins, as a regular expression for here and for the engine. */
export const beginsAsTotal = '^\\W*((grand|sub)\\W*)?(total|jumlah)\\b';

const asTotal = new RegExp(beginsAsTotal, 'i');
export const isTotal = (text: string) => asTotal.test(text);

const more = '(keseluruhan|seluruhnya|semua|umum|akhir|nilai|ekspor|impor)';

/** What names nothing but a total, as a regular expression for here and for the engine: `Subtotal`, `Jumlah seluruhnya`. */
export const onlyTotal = `^\\W*((grand|sub)\\W*(total|jumlah)|(total|jumlah)\\W+${more})\\W*$`;

const asOnlyTotal = new RegExp(onlyTotal, 'i');
const asBareTotal = new RegExp(`^\\W*((grand|sub)\\W*)?(total|jumlah)(\\W+(total|${more}))?\\W*$`, 'i');
export const isOnlyTotal = (text: string) => asOnlyTotal.test(text);
export const isBareTotal = (text: string) => asBareTotal.test(text);

const months =
  'jan(uari|uary)?|feb(ruari|ruary)?|mar(et|ch)?|apr(il)?|mei|may|jun[ie]?|jul[iy]?|agustus|agu|ags|aug(ust)?|sep(tember)?|o[kc]t(ober)?|nov(ember)?|de[sc](ember)?';

/** How notes, signatures and what a printer adds are written. */
const notes: readonly RegExp[] = [
  /^\W*(?:sumber|source|catatan|keterangan|notes?|ket)\b|^\s*\*/i,
  /^\W*(?:dicetak|tanggal cetak|diunduh|diakses|diolah|disusun|diperbarui|printed|downloaded|accessed|updated)\b/i,
  /^\W*(?:mengetahui|menyetujui|ttd|tertanda|a\.n\.|u\.b\.)(?!\p{L})/iu,
  /^\W*(?:(?:plt|plh)\W+)?(?:kepala|direktur|sekretaris|ketua|inspektur|menteri)(?!\p{L})/iu,
  /^\W*NIP\W*\d/i,
  /^\s*\(?\d{1,2}\)\s*\p{L}/u,
  new RegExp(`^\\W*\\p{L}[\\p{L}. ]{2,40},\\W*\\d{1,2}\\s+(${months})\\s+\\d{4}\\W*$`, 'iu'),
  // A line, or the sign that ended files long ago.
  /^[^\p{L}\p{N}]+$/u,
];

/** Whether a row that holds little but this text is a note. */
export const isNote = (text: string) => notes.some((note) => note.test(text));

const numberOfColumn = /^(?:\((-?\d{1,2})\)|(-\d{1,2})|(\d{1,2})\))(?:\s*=.*)?$/;

/** As BPS prints them, (1), (2), (3), and what Excel makes of that: -1, -2, -3; blanks may follow. */
export function areColumnNumbers(cells: readonly string[]): boolean {
  const written = cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
  if (written.length < Math.min(3, cells.length) || written.length < 2) return false;
  const numbers = written.map((cell) => {
    const [, bracketed, negative, closed] = numberOfColumn.exec(cell) ?? [];
    return Math.abs(Number(bracketed ?? negative ?? closed ?? Number.NaN));
  });
  return numbers.every((number, at) => number > (at === 0 ? 0 : (numbers[at - 1] ?? Number.NaN)));
}

import type { Judge } from './odd-rows.ts';

/** Parts of the words below that few other words contain: the engine finds them much faster than by a regular expression. */
const parts = ['otal', 'umlah', 'emua', 'eluruh', 'ata-rata', 'ata rata', 'erata', 'verage', 'o t a l', 'u m l a h'];
export const partsOfTotals: readonly string[] = parts.flatMap((part) => [part, part.toUpperCase()]);

/** What numbers that were counted together are called. */
const total =
  /^(?:(?:grand|sub)?total|(?:sub)?jumlah|keseluruhan(?:nya)?|seluruh(?:nya)?|semua(?:nya)?|rerata|averages?)$/;

/** What may stand beside such a word, and is no name. */
const beside = new Set(
  `grand sub umum akhir besar kumulatif dan per di ke dari untuk tahun bulan periode triwulan semester nasional indonesia dunia
  ekspor impor nilai volume negara pelabuhan bandara provinsi kabupaten kota wilayah daerah kecamatan bab hs komoditas komoditi
  barang produk jenis golongan kelompok uttp alat gudang pasar transaksi lelang harga satuan kategori
  of the all by and country countries port ports goods commodity commodities value exports imports year month
  januari februari maret april mei juni juli agustus september oktober november desember
  january february march may june july august october december`.split(/\s+/),
);

/** `T O T A L` as one word. */
const closed = (text: string) =>
  text.replaceAll(/(?<!\p{L})(?:\p{L}\s){3,}\p{L}(?!\p{L})/gu, (word) => word.replaceAll(/\s/g, ''));

const wordsOf = (text: string): readonly string[] =>
  closed(text)
    .toLowerCase()
    .replaceAll(/rata\W*rata/g, 'rerata')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Whether a text names a total and nothing else: `Jumlah seluruh pelabuhan`, `JAPAN Total`. What else stands in it are words that name
 * nobody, words of the titles, numbers, or one code of a list of the standard; `TOTAL BANGUN PERSADA` is a name.
 */
export function totalsIn({ standard, lists }: Omit<Judge, 'isTotals'>): (text: string) => boolean {
  const titles = new Set(
    standard.schema.fields.flatMap((field) =>
      [field.name, field['sip:title'].id, field['sip:title'].en].flatMap(wordsOf),
    ),
  );
  const named = new Set(
    lists.flatMap(({ codes }) =>
      codes.flatMap(({ code, spellings = [], label }) =>
        [code, ...spellings, label.id, label.en].map((word) => wordsOf(word).join(' ')),
      ),
    ),
  );
  const isNobody = (word: string) => beside.has(word) || titles.has(word) || /^\p{N}+$/u.test(word);
  return (text) => {
    const words = wordsOf(text);
    const others = words.filter((word) => !total.test(word));
    if (others.length === words.length) return false;
    return (
      others.every(isNobody) ||
      named.has(others.filter((word) => !beside.has(word)).join(' ')) ||
      named.has(others.join(' '))
    );
  };
}

/** How the label of a group ends where a spreadsheet counted it together: `Kopi robusta Total`. */
export const endsAsTotal = (text: string) => /\p{L}.*\W(?:total|jumlah|rata\W*rata|average)\W*$/iu.test(text);

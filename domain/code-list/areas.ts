import provinceRows from './provinces.json' with { type: 'json' };
import regencyRows from './regencies.json' with { type: 'json' };
import type { Code, CodeList } from './shape.ts';

const authority = 'Kementerian Dalam Negeri';
const basis = 'Kepmendagri 300.2.2-2138/2025';
const note = {
  id: 'Dari idn-area-data 4.0.1 (ODbL), yang tidak menyebut edisinya; kode BPS berbeda dan tidak berlaku di sini.',
  en: 'From idn-area-data 4.0.1 (ODbL), which does not name its edition; the codes of BPS differ and are not valid here.',
};

/** The months in which the provinces of Papua that were formed in 2022 came into being (UU 14, 15, 16 and 29/2022). */
const formed: Readonly<Record<string, string>> = { 93: '2022-07', 94: '2022-07', 95: '2022-07', 96: '2022-12' };

const named = (rows: readonly string[][]): Code[] =>
  rows.map(([code = '', name = '']) => {
    const from = formed[code];
    return { code, label: { id: name, en: name }, ...(from !== undefined && { from }) };
  });

export const provinces: CodeList = {
  name: 'provinces',
  version: '4.0.1',
  title: { id: 'Provinsi', en: 'Provinces' },
  authority,
  basis,
  note,
  codes: named(provinceRows),
};

/** Regencies keep no history here: those of the new provinces of Papua are known by their present codes alone. */
export const regencies: CodeList = {
  name: 'regencies',
  version: '4.0.1',
  title: { id: 'Kabupaten dan kota', en: 'Regencies and cities' },
  authority,
  basis,
  note,
  codes: named(regencyRows),
};

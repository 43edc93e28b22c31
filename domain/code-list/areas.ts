import { formations } from './formations.ts';
import provinceRows from './provinces.json' with { type: 'json' };
import regencyRows from './regencies.json' with { type: 'json' };
import type { Code, CodeList } from './shape.ts';

const authority = 'Kementerian Dalam Negeri';
const basis = 'Kepmendagri 300.2.2-2138/2025';
const note = {
  id: 'Dari idn-area-data 4.0.1 (ODbL), yang tidak menyebut edisinya; kode BPS berbeda dan tidak berlaku di sini. Masa berlaku dan kode lama ditambahkan menurut undang-undang yang disebut pada kodenya.',
  en: 'From idn-area-data 4.0.1 (ODbL), which does not name its edition; the codes of BPS differ and are not valid here. Validity and former codes are added after the law that the code names.',
};

/** A code that a law gave is valid from the month of that law on. */
const named = (rows: readonly string[][], given: ReadonlyMap<string, Pick<Code, 'from' | 'basis'>>): Code[] =>
  rows.map(([code = '', name = '']) => ({ code, label: { id: name, en: name }, ...given.get(code) }));

const provincesFormed = new Map(formations.map(({ province, law, from }) => [province, { from, basis: law }]));
const regenciesMoved = new Map(
  formations.flatMap(({ moved, law, from }) => moved.map(([, now]) => [now, { from, basis: law }] as const)),
);

/** The codes that regencies and cities had before their province was formed, under the names that they have now. */
const formerRegencies: readonly Code[] = formations.flatMap(({ law, listed, oldTo, moved }) =>
  moved.map(([code, replacedBy]) => {
    const name = regencyRows.find(([now]) => now === replacedBy)?.[1] ?? '';
    return { code, label: { id: name, en: name }, to: oldTo, replacedBy, basis: `${law}; ${listed}` };
  }),
);

export const provinces: CodeList = {
  name: 'provinces',
  version: '4.0.1+sip.1',
  title: { id: 'Provinsi', en: 'Provinces' },
  authority,
  basis,
  note,
  codes: named(provinceRows, provincesFormed),
};

export const regencies: CodeList = {
  name: 'regencies',
  version: '4.0.1+sip.1',
  title: { id: 'Kabupaten dan kota', en: 'Regencies and cities' },
  authority,
  basis,
  note,
  codes: [...named(regencyRows, regenciesMoved), ...formerRegencies],
};

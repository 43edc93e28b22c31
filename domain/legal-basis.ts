/** The regulations that a citation may name, with the days between which each was in force (null: still, or not known), its articles and annexes. */
export const regulations = {
  '28/24': { name: 'Permendag 28 Tahun 2024', inForceFrom: '2024-10-30', endedOn: null, articles: 30, annexes: 2 },
  '39/21': { name: 'Permendag 39 Tahun 2021', inForceFrom: '2021-06-28', endedOn: null, articles: 47, annexes: 2 },
  '46/17': {
    name: 'Permendag 46/M-DAG/PER/7/2017',
    inForceFrom: '2017-07-17',
    endedOn: '2021-06-28',
    articles: 21,
    annexes: 5,
  },
  '04/11': {
    name: 'Permendag 04/M-DAG/PER/3/2011',
    inForceFrom: '2011-03-17',
    endedOn: '2017-07-17',
    articles: 14,
    annexes: 1,
  },
} as const;

/** Laws beside them, of which this house cites single articles: no standard of data stands on one. */
export const laws = {
  '27/22': { name: 'UU 27 Tahun 2022', inForceFrom: '2022-10-17', endedOn: null, articles: 76, annexes: 0 },
  '43/09': { name: 'UU 43 Tahun 2009', inForceFrom: '2009-10-23', endedOn: null, articles: 92, annexes: 0 },
} as const;

const citable = { ...regulations, ...laws };

type Regulation = keyof typeof citable;

/** `28/24 25(1)` = Permendag 28/2024, Pasal 25 ayat (1); `house standard` where no article orders the step. */
export type LegalBasis = `${Regulation} ${string}` | 'house standard';

export type BasisStatus = 'in-force' | 'not-yet-in-force' | 'revoked' | 'house-standard';

/**
 * What a basis is worth on the day of the fact (`YYYY-MM-DD`), so that nothing revoked or self-made is ever shown as law.
 * 28/24 is in force from its promulgation, a date that our copy leaves blank: its stipulation, 30 October 2024, stands in.
 */
export function statusOf(basis: LegalBasis, day: string): BasisStatus {
  const regulation = (Object.keys(citable) as Regulation[]).find((code) => basis.startsWith(`${code} `));
  if (!regulation) return 'house-standard';
  const { inForceFrom, endedOn } = citable[regulation];
  if (day < inForceFrom) return 'not-yet-in-force';
  return endedOn !== null && day >= endedOn ? 'revoked' : 'in-force';
}

const romans = ['I', 'II', 'III', 'IV', 'V'];

/** Whether a citation names an article or an annex that its regulation has; which ayat or huruf it means, nobody looks up here. */
export function isArticle(basis: string): boolean {
  const [code = '', place = ''] = basis.split(/ (.*)/s);
  const regulation = Object.entries(citable).find(([known]) => known === code)?.[1];
  if (!regulation) return false;
  const [, annex] = /^L-([IV]+)\b/.exec(place) ?? [];
  if (annex !== undefined) return romans.slice(0, regulation.annexes).includes(annex);
  const article = Number(/^[1-9]\d*(?![\d])/.exec(place)?.[0] ?? 0);
  return article >= 1 && article <= regulation.articles;
}

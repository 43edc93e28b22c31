import inFigures from './countries.json' with { type: 'json' };
import beyondFigures from './countries-beyond-figures.json' with { type: 'json' };
import type { Code, CodeList } from './shape.ts';

type History = Omit<Code, 'code' | 'label' | 'iso3166'>;

/** Other spellings of the same name, and the months in which a country came into being or took its name. */
const histories: Readonly<Record<string, History>> = {
  'BURKINA FASO': { from: '1984-08' },
  'CAPE VERDE': { spellings: ['CABO VERDE'] },
  'COTE DIVOIRE': { spellings: ["COTE D'IVOIRE", 'IVORY COAST'] },
  CHINA: { alsoCalled: ['RRC', 'RRT', 'PRC'] },
  CURACAO: { from: '2010-10' },
  'CZECH REPUBLIC': { from: '1993-01', spellings: ['CZECHIA'] },
  'DEMOCRATIC REP. OF THE CONGO': { from: '1997-05' },
  'EAST TIMOR': { from: '2002-05', spellings: ['TIMOR LESTE', 'TIMOR-LESTE'] },
  ERITREA: { from: '1993-05' },
  ESWATINI: { from: '2018-04' },
  'GERMANY FED. REP. OF': { spellings: ['GERMANY'] },
  'IRAN (ISLAMIC REPUBLIC OF)': { spellings: ['IRAN'] },
  'KOREA DEM. PEOPLES REP.': { spellings: ['KOREA, DEM. PEOPLES REP.'] },
  'KOREA REPUBLIC OF': { spellings: ['KOREA, REPUBLIC OF', 'REPUBLIC OF KOREA'], alsoCalled: ['KOREA', 'ROK'] },
  KOSOVO: { from: '2008-02' },
  'LIBYAN ARAB JAMAHIRIYA': { spellings: ['LIBYA'] },
  MACAU: { spellings: ['MACAO'] },
  MONTENEGRO: { from: '2006-06' },
  MYANMAR: { from: '1989-06' },
  NETHERLANDS: { alsoCalled: ['HOLLAND'] },
  'REP. OF MACEDONIA': { spellings: ['MACEDONIA', 'NORTH MACEDONIA'] },
  'RUSSIA FEDERATION': { from: '1991-12', spellings: ['RUSSIAN FEDERATION'] },
  SERBIA: { from: '2006-06' },
  SLOVAKIA: { from: '1993-01' },
  'SOUTH SUDAN': { from: '2011-07' },
  'SRI LANKA': { from: '1972-05' },
  'SYRIA ARAB REPUBLIC': { spellings: ['SYRIAN ARAB REPUBLIC'] },
  TURKEY: { spellings: ['TURKIYE'] },
  'UNITED ARAB EMIRATES': { alsoCalled: ['UAE', 'UEA'] },
  'UNITED KINGDOM': { alsoCalled: ['UK', 'ENGLAND', 'GREAT BRITAIN', 'INGGRIS'] },
  'UNITED STATES': { alsoCalled: ['USA', 'U.S.A.', 'AMERIKA'] },
  'VIET NAM': { spellings: ['VIETNAM'] },
};

/** A name that was given up: up to the month of the change, both names are in order. */
const former = (code: string, label: Code['label'], to: string, replacedBy: string): Code => ({
  code,
  label,
  to,
  replacedBy,
});

/** Countries and names that are no more. */
const past: readonly Code[] = [
  former('BURMA', { id: 'Birma', en: 'Burma' }, '1989-06', 'MYANMAR'),
  former('CEYLON', { id: 'Ceylon', en: 'Ceylon' }, '1972-05', 'SRI LANKA'),
  former(
    'GERMANY DEM. REP. OF',
    { id: 'Jerman Timur', en: 'German Democratic Republic' },
    '1990-10',
    'GERMANY FED. REP. OF',
  ),
  former('SWAZILAND', { id: 'Swaziland', en: 'Swaziland' }, '2018-04', 'ESWATINI'),
  former('UPPER VOLTA', { id: 'Volta Hulu', en: 'Upper Volta' }, '1984-08', 'BURKINA FASO'),
  former('YEMEN ARAB REPUBLIC', { id: 'Yaman Utara', en: 'Yemen Arab Republic' }, '1990-05', 'YEMEN'),
  former('YEMEN DEMOCRATIC', { id: 'Yaman Selatan', en: 'Democratic Yemen' }, '1990-05', 'YEMEN'),
  former('YUGOSLAVIA', { id: 'Yugoslavia', en: 'Yugoslavia' }, '2003-02', 'SERBIA AND MONTENEGRO'),
  former('ZAIRE', { id: 'Zaire', en: 'Zaire' }, '1997-05', 'DEMOCRATIC REP. OF THE CONGO'),
  {
    code: 'CZECHOSLOVAKIA',
    label: { id: 'Cekoslowakia', en: 'Czechoslovakia' },
    to: '1992-12',
    replacedBy: 'CZECH REPUBLIC',
  },
  {
    code: 'SERBIA AND MONTENEGRO',
    label: { id: 'Serbia dan Montenegro', en: 'Serbia and Montenegro' },
    from: '2003-02',
    to: '2006-05',
    replacedBy: 'SERBIA',
  },
  { code: 'U.S.S.R.', label: { id: 'Uni Soviet', en: 'Soviet Union' }, to: '1991-12', replacedBy: 'RUSSIA FEDERATION' },
];

const known = (rows: readonly string[][]): Code[] =>
  rows.map(([code = '', iso3166 = '', id = '', en = '']) => ({
    code,
    label: { id, en },
    iso3166,
    ...histories[code],
  }));

export const countries: CodeList = {
  name: 'countries',
  version: '2025.3',
  title: { id: 'Negara', en: 'Countries' },
  authority: 'Badan Pusat Statistik',
  basis: 'BPS, angka ekspor 2025; ISO 3166-1',
  note: {
    id: 'Ejaan 200 negara dari angka ekspor BPS 2025; ejaan negara lain konsep rumah, dari ISO 3166-1. Bulan pergantian nama negara konsep rumah.',
    en: 'The spellings of 200 countries are those of the exports of 2025 of BPS; the others are house drafts, of ISO 3166-1. The months in which countries changed their names are house drafts.',
  },
  codes: [...known(inFigures), ...known(beyondFigures), ...past],
};

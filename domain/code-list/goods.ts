import chapterRows from './hs-chapters.json' with { type: 'json' };
import portNames from './ports.json' with { type: 'json' };
import type { CodeList } from './shape.ts';

/** Chapters 01 to 97, and 98 and 99, which the HS leaves to national use; 77 is reserved and stands for nothing. */
export const hsChapters: CodeList = {
  name: 'hs-chapters',
  version: '2022.1',
  title: { id: 'Bab Harmonized System', en: 'Chapters of the Harmonized System' },
  authority: 'World Customs Organization; Kementerian Keuangan (BTKI)',
  basis: 'PMK 26/PMK.010/2022',
  note: {
    id: 'Judul pendek, bukan teks resmi; bab 77 dicadangkan.',
    en: 'Short titles, not the official text; chapter 77 is reserved.',
  },
  codes: chapterRows.map(([code = '', id = '', en = '']) => ({ code, label: { id, en } })),
};

export const ports: CodeList = {
  name: 'ports',
  version: '2025.1',
  title: { id: 'Pelabuhan', en: 'Ports' },
  authority: 'Badan Pusat Statistik',
  basis: 'BPS, angka ekspor 2025',
  note: {
    id: 'Pelabuhan yang muncul dalam angka ekspor bab 84 dan 85 tahun 2025; daftar ini terbuka.',
    en: 'The ports in the exports of chapters 84 and 85 in 2025; the list is open.',
  },
  open: true,
  codes: portNames.map((code) => ({ code, label: { id: code, en: code } })),
};

const staple = (code: string, en: string) => ({ code, label: { id: code, en } });

/** Barang kebutuhan pokok dan barang penting. */
export const staples: CodeList = {
  name: 'staples',
  version: '0.1.0',
  title: { id: 'Barang kebutuhan pokok dan barang penting', en: 'Staple and important goods' },
  authority: 'Kementerian Perdagangan',
  basis: 'Perpres 71/2015 jo. Perpres 59/2020',
  note: {
    id: 'Penamaan konsep rumah; daftar ini terbuka.',
    en: 'The names are a house draft; the list is open.',
  },
  open: true,
  codes: [
    staple('Beras', 'Rice'),
    staple('Kedelai', 'Soya beans'),
    staple('Cabai', 'Chillies'),
    staple('Bawang merah', 'Shallots'),
    staple('Bawang putih', 'Garlic'),
    staple('Gula', 'Sugar'),
    staple('Minyak goreng', 'Cooking oil'),
    staple('Tepung terigu', 'Wheat flour'),
    staple('Daging sapi', 'Beef'),
    staple('Daging ayam ras', 'Broiler chicken'),
    staple('Telur ayam ras', 'Hen eggs'),
    staple('Ikan segar', 'Fresh fish'),
    staple('Benih', 'Seeds'),
    staple('Pupuk', 'Fertiliser'),
    staple('Gas elpiji 3 kg', 'LPG in 3 kg cylinders'),
    staple('Triplek', 'Plywood'),
    staple('Semen', 'Cement'),
    staple('Besi baja konstruksi', 'Structural steel'),
    staple('Baja ringan', 'Light steel'),
  ],
};

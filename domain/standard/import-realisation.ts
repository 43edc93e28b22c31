import { amountColumn, usDollars, value } from './columns.ts';
import { realisation } from './realisation.ts';

/** Realisasi impor Indonesia (28/24 Lampiran I, 20.2); house draft in the manner of the exports. */
export const importRealisation = realisation({
  name: 'realisasi-impor-indonesia',
  version: '0.1.0',
  title: { id: 'Realisasi impor Indonesia', en: 'Imports of Indonesia' },
  component: '20.2',
  when: {
    concept: { id: 'Waktu impor', en: 'Time of import' },
    happens: { id: 'impor dicatat', en: 'the import is recorded' },
  },
  goods: { id: 'Barang impor', en: 'Goods imported' },
  country: {
    name: 'negara_asal',
    title: { id: 'Negara asal', en: 'Country of origin' },
    concept: { id: 'Asal impor', en: 'Origin of the import' },
    definition: { id: 'Negara tempat barang dihasilkan', en: 'Country in which the goods were produced' },
    expects: { id: 'nama negara asal', en: 'the name of the country of origin' },
  },
  port: {
    name: 'pelabuhan_bongkar',
    title: { id: 'Pelabuhan bongkar', en: 'Port of unloading' },
    concept: { id: 'Tempat bongkar', en: 'Place of unloading' },
    definition: {
      id: 'Pelabuhan atau bandar udara tempat barang dibongkar',
      en: 'Port or airport where the goods are unloaded',
    },
    expects: { id: 'nama pelabuhan bongkar', en: 'the name of the port of unloading' },
  },
  measures: [
    amountColumn({
      name: 'berat_bersih_kg',
      title: { id: 'Berat bersih', en: 'Net weight' },
      example: '1250.5',
      concept: { id: 'Volume impor', en: 'Volume of the import' },
      definition: { id: 'Berat barang tanpa kemasan', en: 'Weight of the goods without packing' },
      measure: { id: 'Berat', en: 'Weight' },
      unit: { id: 'Kilogram', en: 'Kilogram' },
    }),
    amountColumn({
      name: 'nilai_cif_usd',
      title: { id: 'Nilai CIF', en: 'CIF value' },
      example: '20500.75',
      concept: { id: 'Nilai impor', en: 'Value of the import' },
      definition: {
        id: 'Nilai barang beserta asuransi dan angkutan sampai pelabuhan bongkar (cost, insurance, freight)',
        en: 'Value of the goods with insurance and freight to the port of unloading (cost, insurance, freight)',
      },
      measure: value,
      unit: usDollars,
    }),
  ],
  compared: 'nilai_cif_usd',
  rules: [
    {
      code: 'weight-without-value',
      severity: 'warning',
      item: 'validated',
      column: 'nilai_cif_usd',
      when: [{ left: { column: 'berat_bersih_kg' }, is: '>', right: { value: 0 } }],
      expect: { left: { column: 'nilai_cif_usd' }, is: '>', right: { value: 0 } },
      message: {
        id: 'Ada berat bersih tetapi nilai CIF nol.',
        en: 'There is a net weight, and the CIF value is zero.',
      },
      remedy: {
        id: 'Isi nilai CIF barang itu, atau jelaskan mengapa nol.',
        en: 'Fill in the CIF value of the goods, or explain why it is zero.',
      },
    },
  ],
});

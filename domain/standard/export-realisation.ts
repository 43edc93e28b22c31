import { amountColumn, usDollars, value } from './columns.ts';
import { realisation } from './realisation.ts';

/**
 * Realisasi ekspor Indonesia (28/24 Lampiran I, 20.1), with the columns in which BPS publishes it. No regulation gives
 * columns: all of them are drafts of the house until PDSI sets the standard.
 */
export const exportRealisation = realisation({
  name: 'realisasi-ekspor-indonesia',
  version: '0.2.0',
  title: { id: 'Realisasi ekspor Indonesia', en: 'Exports of Indonesia' },
  component: '20.1',
  when: {
    concept: { id: 'Waktu ekspor', en: 'Time of export' },
    happens: { id: 'ekspor dicatat', en: 'the export is recorded' },
  },
  goods: { id: 'Barang ekspor', en: 'Goods exported' },
  country: {
    name: 'negara_tujuan',
    title: { id: 'Negara tujuan', en: 'Country of destination' },
    concept: { id: 'Tujuan ekspor', en: 'Destination of the export' },
    definition: {
      id: 'Negara terakhir yang diketahui sebagai tujuan barang',
      en: 'Last known country to which the goods go',
    },
    expects: { id: 'nama negara tujuan', en: 'the name of the country of destination' },
  },
  port: {
    name: 'pelabuhan_muat',
    title: { id: 'Pelabuhan muat', en: 'Port of loading' },
    concept: { id: 'Tempat muat', en: 'Place of loading' },
    definition: {
      id: 'Pelabuhan atau bandar udara tempat barang dimuat',
      en: 'Port or airport where the goods are loaded',
    },
    expects: { id: 'nama pelabuhan muat', en: 'the name of the port of loading' },
  },
  measures: [
    amountColumn({
      name: 'nilai_fob_usd',
      title: { id: 'Nilai FOB', en: 'FOB value' },
      example: '19308.94',
      concept: { id: 'Nilai ekspor', en: 'Value of the export' },
      definition: {
        id: 'Nilai barang sampai di atas kapal di pelabuhan muat (free on board)',
        en: 'Value of the goods on board at the port of loading (free on board)',
      },
      measure: value,
      unit: usDollars,
    }),
  ],
  compared: 'nilai_fob_usd',
});

import {
  amountColumn,
  countryColumn,
  hsColumn,
  monthColumn,
  portColumn,
  usDollars,
  value,
  yearColumn,
} from './columns.ts';
import type { Standard } from './shape.ts';

const when = {
  concept: { id: 'Waktu ekspor', en: 'Time of export' },
  happens: { id: 'ekspor dicatat', en: 'the export is recorded' },
};

/**
 * Realisasi ekspor Indonesia (28/24 Lampiran I, 20.1), with the columns in which BPS publishes it. No regulation gives
 * columns: all of them are drafts of the house until PDSI sets the standard.
 */
export const exportRealisation: Standard = {
  name: 'realisasi-ekspor-indonesia',
  version: '0.2.0',
  title: 'Realisasi ekspor Indonesia',
  'sip:title': { id: 'Realisasi ekspor Indonesia', en: 'Exports of Indonesia' },
  'sip:component': '20.1',
  encoding: 'utf-8',
  dialect: { delimiter: ',', quoteChar: '"', header: true, 'sip:decimal': '.' },
  schema: {
    fields: [
      yearColumn(when),
      monthColumn(when),
      hsColumn({ id: 'Barang ekspor', en: 'Goods exported' }),
      countryColumn({
        name: 'negara_tujuan',
        title: { id: 'Negara tujuan', en: 'Country of destination' },
        concept: { id: 'Tujuan ekspor', en: 'Destination of the export' },
        definition: {
          id: 'Negara terakhir yang diketahui sebagai tujuan barang',
          en: 'Last known country to which the goods go',
        },
        expects: { id: 'nama negara tujuan', en: 'the name of the country of destination' },
      }),
      portColumn({
        name: 'pelabuhan_muat',
        title: { id: 'Pelabuhan muat', en: 'Port of loading' },
        concept: { id: 'Tempat muat', en: 'Place of loading' },
        definition: {
          id: 'Pelabuhan atau bandar udara tempat barang dimuat',
          en: 'Port or airport where the goods are loaded',
        },
        expects: { id: 'nama pelabuhan muat', en: 'the name of the port of loading' },
      }),
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
    uniqueKeys: [['tahun', 'bulan', 'kode_hs', 'negara_tujuan', 'pelabuhan_muat']],
    missingValues: [''],
    'sip:period': { year: 'tahun', month: 'bulan' },
    'sip:compare': {
      against: 'year-before',
      key: ['bulan', 'kode_hs', 'negara_tujuan', 'pelabuhan_muat'],
      value: 'nilai_fob_usd',
      factor: 100,
    },
  },
};

import {
  amountColumn,
  category,
  draft,
  monthColumn,
  regencyColumn,
  rupiah,
  unitColumn,
  yearColumn,
} from './columns.ts';
import type { Standard } from './shape.ts';

const when = {
  concept: { id: 'Waktu pemantauan harga', en: 'Time of the price' },
  happens: { id: 'harga dipantau', en: 'the price is observed' },
};
const concept = { id: 'Harga eceran', en: 'Retail price' };
const measure = { id: 'Harga', en: 'Price' };

const price = (name: string, id: string, en: string, example: string) =>
  amountColumn({
    name,
    title: { id: `Harga ${id}`, en: `${en} price` },
    example,
    concept,
    definition: {
      id: `Harga eceran ${id} per satuan di kabupaten/kota itu selama bulan itu`,
      en: `${en} retail price per unit in the regency or city during the month`,
    },
    measure,
    unit: rupiah,
    constraints: { exclusiveMinimum: 0 },
  });

const between = (code: string, left: string, right: string, id: string, en: string) =>
  ({
    code,
    severity: 'error',
    item: 'validated',
    column: 'harga_rata_rata',
    expect: { left: { column: left }, is: '<=', right: { column: right } },
    message: { id: `Harga rata-rata ${id}.`, en: `The average price is ${en}.` },
    remedy: { id: 'Hitung kembali ketiga harga baris ini.', en: 'Compute the three prices of this row again.' },
  }) as const;

/** Harga barang kebutuhan pokok dan barang penting (28/24 Lampiran I, 3.2); house draft. */
export const staplePrices: Standard = {
  name: 'harga-barang-kebutuhan-pokok-dan-penting',
  version: '0.1.0',
  title: 'Harga barang kebutuhan pokok dan barang penting',
  'sip:title': {
    id: 'Harga barang kebutuhan pokok dan barang penting',
    en: 'Prices of staple and important goods',
  },
  'sip:component': '3.2',
  encoding: 'utf-8',
  dialect: { delimiter: ',', quoteChar: '"', header: true, 'sip:decimal': '.' },
  schema: {
    fields: [
      yearColumn(when),
      monthColumn(when),
      regencyColumn({ id: 'Tempat pemantauan harga', en: 'Place of the price' }),
      draft({
        name: 'barang',
        title: { id: 'Barang', en: 'Goods' },
        example: 'Beras',
        concept: { id: 'Barang kebutuhan pokok atau barang penting', en: 'Staple or important goods' },
        definition: { id: 'Barang yang dipantau harganya', en: 'Goods whose price is observed' },
        classification: { id: 'Perpres 71/2015', en: 'Perpres 71/2015' },
        measure: category,
        expects: { id: 'nama barang', en: 'the name of the goods' },
        'sip:codes': 'staples',
      }),
      unitColumn({ id: 'Satuan harga', en: 'Unit of the price' }),
      price('harga_terendah', 'terendah', 'Lowest', '12500'),
      price('harga_rata_rata', 'rata-rata', 'Average', '13250.5'),
      price('harga_tertinggi', 'tertinggi', 'Highest', '14000'),
    ],
    uniqueKeys: [['tahun', 'bulan', 'kode_kabupaten_kota', 'barang', 'satuan']],
    missingValues: [''],
    'sip:period': { year: 'tahun', month: 'bulan' },
    'sip:rules': [
      between(
        'average-below-lowest',
        'harga_terendah',
        'harga_rata_rata',
        'di bawah harga terendah',
        'below the lowest one',
      ),
      between(
        'average-above-highest',
        'harga_rata_rata',
        'harga_tertinggi',
        'di atas harga tertinggi',
        'above the highest one',
      ),
    ],
    'sip:compare': {
      against: 'year-before',
      key: ['kode_kabupaten_kota', 'barang', 'satuan', 'bulan'],
      value: 'harga_rata_rata',
      factor: 3,
    },
  },
};

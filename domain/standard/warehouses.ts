import { amountColumn, countColumn, monthColumn, regencyColumn, yearColumn } from './columns.ts';
import type { Standard } from './shape.ts';

const when = {
  concept: { id: 'Waktu penerbitan', en: 'Time of issue' },
  happens: { id: 'Tanda Daftar Gudang diterbitkan', en: 'the Tanda Daftar Gudang is issued' },
};
const concept = { id: 'Gudang terdaftar', en: 'Registered warehouses' };

/** Rekapitulasi gudang per kabupaten/kota (28/24 Lampiran I, 2.4), by Tanda Daftar Gudang; house draft. */
export const warehouses: Standard = {
  name: 'rekapitulasi-tanda-daftar-gudang',
  version: '0.1.0',
  title: 'Gudang di kabupaten/kota berdasarkan rekapitulasi penerbitan Tanda Daftar Gudang',
  'sip:title': {
    id: 'Gudang di kabupaten/kota berdasarkan rekapitulasi penerbitan Tanda Daftar Gudang',
    en: 'Warehouses by regency and city, by Tanda Daftar Gudang issued',
  },
  'sip:component': '2.4',
  encoding: 'utf-8',
  dialect: { delimiter: ',', quoteChar: '"', header: true, 'sip:decimal': '.' },
  schema: {
    fields: [
      yearColumn(when),
      monthColumn(when),
      regencyColumn({ id: 'Tempat gudang', en: 'Place of the warehouse' }),
      countColumn({
        name: 'jumlah_tdg',
        title: { id: 'Jumlah TDG', en: 'Number of TDG' },
        concept: { id: 'Penerbitan Tanda Daftar Gudang', en: 'Issue of Tanda Daftar Gudang' },
        definition: {
          id: 'Tanda Daftar Gudang yang diterbitkan bulan itu',
          en: 'Tanda Daftar Gudang issued that month',
        },
        unit: { id: 'Dokumen', en: 'Document' },
      }),
      countColumn({
        name: 'jumlah_gudang',
        title: { id: 'Jumlah gudang', en: 'Number of warehouses' },
        concept,
        definition: { id: 'Gudang yang dicakup TDG itu', en: 'Warehouses that those TDG cover' },
        unit: { id: 'Unit', en: 'Warehouse' },
      }),
      amountColumn({
        name: 'luas_m2',
        title: { id: 'Luas gudang', en: 'Floor space' },
        example: '1500.5',
        concept,
        definition: { id: 'Jumlah luas gudang itu', en: 'Floor space of those warehouses together' },
        measure: { id: 'Luas', en: 'Area' },
        unit: { id: 'Meter persegi', en: 'Square metre' },
      }),
    ],
    uniqueKeys: [['tahun', 'bulan', 'kode_kabupaten_kota']],
    missingValues: [''],
    'sip:period': { year: 'tahun', month: 'bulan' },
    'sip:rules': [
      {
        code: 'space-without-warehouse',
        severity: 'error',
        item: 'validated',
        column: 'luas_m2',
        when: [{ left: { column: 'jumlah_gudang' }, is: '=', right: { value: 0 } }],
        expect: { left: { column: 'luas_m2' }, is: '=', right: { value: 0 } },
        message: { id: 'Ada luas tetapi tidak ada gudang.', en: 'There is floor space, and no warehouse.' },
        remedy: { id: 'Perbaiki jumlah gudang atau luasnya.', en: 'Correct the number of warehouses or their space.' },
      },
    ],
  },
};

import {
  amountColumn,
  category,
  draft,
  monthColumn,
  regencyColumn,
  rupiah,
  unitColumn,
  value,
  yearColumn,
} from './columns.ts';
import type { Standard } from './shape.ts';

const when = {
  concept: { id: 'Waktu lelang', en: 'Time of the auction' },
  happens: { id: 'lelang dilaksanakan', en: 'the auction is held' },
};
const concept = { id: 'Transaksi lelang', en: 'Auction transaction' };

const date = (name: string, title: { id: string; en: string }, definition: { id: string; en: string }) =>
  draft({
    name,
    type: 'date',
    title,
    example: '2025-01-31',
    concept,
    definition,
    measure: { id: 'Waktu', en: 'Time' },
    unit: { id: 'Hari', en: 'Day' },
    expects: { id: 'tanggal menurut ISO 8601 (tahun-bulan-hari)', en: 'a date of ISO 8601 (year-month-day)' },
    constraints: { required: name === 'tanggal_lelang' },
  });

/** Transaksi pasar lelang komoditas (28/24 Lampiran I, 27.2); house draft. */
export const commodityAuctions: Standard = {
  name: 'transaksi-pasar-lelang-komoditas',
  version: '0.2.0',
  title: 'Transaksi pasar lelang komoditas',
  'sip:title': { id: 'Transaksi pasar lelang komoditas', en: 'Transactions of commodity auctions' },
  'sip:component': '27.2',
  encoding: 'utf-8',
  dialect: { delimiter: ',', quoteChar: '"', header: true, 'sip:decimal': '.' },
  schema: {
    fields: [
      draft({
        name: 'nomor_transaksi',
        title: { id: 'Nomor transaksi', en: 'Number of the transaction' },
        example: 'PLK-2025-000123',
        concept,
        definition: { id: 'Nomor dari penyelenggara pasar lelang', en: 'Number given by the organiser' },
        measure: { id: 'Pengenal', en: 'Identifier' },
        expects: { id: 'nomor transaksi, paling panjang 50 huruf', en: 'the number, at most 50 letters' },
        constraints: { minLength: 3, maxLength: 50 },
      }),
      yearColumn(when),
      monthColumn(when),
      date(
        'tanggal_lelang',
        { id: 'Tanggal lelang', en: 'Date of the auction' },
        { id: 'Hari lelang dilaksanakan', en: 'Day on which the auction is held' },
      ),
      date(
        'tanggal_serah',
        { id: 'Tanggal serah', en: 'Date of delivery' },
        { id: 'Hari komoditas diserahkan; kosong bila belum', en: 'Day of delivery; empty as long as there is none' },
      ),
      regencyColumn({ id: 'Tempat lelang', en: 'Place of the auction' }),
      draft({
        name: 'komoditas',
        title: { id: 'Komoditas', en: 'Commodity' },
        example: 'Kopi robusta',
        concept,
        definition: { id: 'Komoditas yang dilelang', en: 'Commodity that is auctioned' },
        measure: category,
        expects: { id: 'nama komoditas', en: 'the name of the commodity' },
      }),
      amountColumn({
        name: 'volume',
        title: { id: 'Volume', en: 'Volume' },
        example: '2500',
        concept,
        definition: { id: 'Jumlah komoditas yang terjual', en: 'Quantity sold' },
        measure: { id: 'Jumlah', en: 'Quantity' },
        constraints: { exclusiveMinimum: 0 },
      }),
      unitColumn({ id: 'Satuan volume', en: 'Unit of the volume' }),
      amountColumn({
        name: 'nilai_rp',
        title: { id: 'Nilai transaksi', en: 'Value of the transaction' },
        example: '87500000',
        concept,
        definition: { id: 'Nilai yang disepakati', en: 'Value that was agreed' },
        measure: value,
        unit: rupiah,
      }),
    ],
    uniqueKeys: [['nomor_transaksi']],
    missingValues: [''],
    'sip:period': { year: 'tahun', month: 'bulan' },
    'sip:rules': [
      {
        code: 'delivered-before-auction',
        severity: 'error',
        item: 'validated',
        column: 'tanggal_serah',
        expect: { left: { column: 'tanggal_serah' }, is: '>=', right: { column: 'tanggal_lelang' } },
        message: { id: 'Tanggal serah mendahului tanggal lelang.', en: 'The delivery is before the auction.' },
        remedy: { id: 'Perbaiki salah satu tanggal.', en: 'Correct one of the dates.' },
      },
      {
        code: 'auction-outside-month',
        severity: 'error',
        item: 'validated',
        column: 'tanggal_lelang',
        expect: { date: 'tanggal_lelang', year: 'tahun', month: 'bulan' },
        message: {
          id: 'Tanggal lelang tidak terletak dalam tahun dan bulan baris ini.',
          en: 'The date of the auction does not lie in the year and month of the row.',
        },
        remedy: {
          id: 'Perbaiki tanggal lelang, atau tahun dan bulannya.',
          en: 'Correct the date of the auction, or the year and the month.',
        },
      },
      {
        code: 'delivery-ahead',
        severity: 'error',
        item: 'validated',
        column: 'tanggal_serah',
        expect: { left: { column: 'tanggal_serah' }, is: '<=', right: { today: true } },
        message: {
          id: 'Tanggal serah belum tiba pada hari pemeriksaan.',
          en: 'The date of delivery has not come by the day of the check.',
        },
        remedy: {
          id: 'Perbaiki tanggal serah, atau kosongkan selama komoditas belum diserahkan.',
          en: 'Correct the date of delivery, or leave it empty as long as nothing was delivered.',
        },
      },
    ],
  },
};

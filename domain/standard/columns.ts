import type { Text } from '#domain/text';
import type { Constraints, Field } from './shape.ts';

const text = (id: string, en: string): Text => ({ id, en });

type Given = Pick<Field, 'name' | 'example'> &
  Partial<Pick<Field, 'type' | 'sip:codes' | 'sip:severity' | 'sip:item'>> & {
    readonly title: Text;
    readonly concept: Text;
    readonly definition: Text;
    readonly measure: Text;
    readonly expects: Text;
    readonly classification?: Text;
    readonly unit?: Text;
    readonly constraints?: Constraints;
  };

/** A column that no regulation gives: a string that must be filled in, unless told otherwise. */
export function draft({ title, concept, definition, classification, measure, unit, expects, ...more }: Given): Field {
  return {
    type: 'string',
    title: title.id,
    'sip:title': title,
    'sip:concept': concept,
    'sip:definition': definition,
    ...(classification && { 'sip:classification': classification }),
    'sip:measure': measure,
    ...(unit && { 'sip:unit': unit }),
    'sip:expects': expects,
    'sip:item': 'satu-data-principles',
    'sip:status': 'house draft',
    ...more,
    constraints: { required: true, ...more.constraints },
  };
}

export const category = text('Kategori', 'Category');
const time = text('Waktu', 'Time');

/** What a row tells: `Waktu ekspor`, `ekspor dicatat`. */
interface Event {
  readonly concept: Text;
  readonly happens: Text;
}

export const yearColumn = ({ concept, happens }: Event): Field =>
  draft({
    name: 'tahun',
    type: 'year',
    title: text('Tahun', 'Year'),
    example: '2025',
    concept,
    definition: text(`Tahun kalender ${happens.id}`, `Calendar year in which ${happens.en}`),
    measure: time,
    unit: text('Tahun', 'Year'),
    expects: text('tahun dengan empat angka', 'a year of four digits'),
  });

export const monthColumn = ({ concept, happens }: Event): Field =>
  draft({
    name: 'bulan',
    title: text('Bulan', 'Month'),
    example: '01',
    concept,
    definition: text(`Bulan kalender ${happens.id}`, `Calendar month in which ${happens.en}`),
    measure: time,
    unit: text('Bulan', 'Month'),
    expects: text('bulan dengan dua angka, 01 sampai 12', 'a month of two digits, 01 to 12, with its leading zero'),
    constraints: { pattern: '0[1-9]|1[0-2]' },
    'sip:codes': 'months',
  });

export const hsColumn = (concept: Text): Field =>
  draft({
    name: 'kode_hs',
    title: text('Kode HS', 'HS code'),
    example: '84',
    concept,
    definition: text('Bab (dua angka) tempat barang digolongkan', 'Chapter (two digits) of the goods'),
    classification: text('Harmonized System, tingkat bab', 'Harmonized System, level of chapters'),
    measure: category,
    expects: text('bab HS dengan dua angka', 'an HS chapter of two digits'),
    constraints: { pattern: '0[1-9]|[1-9][0-9]' },
    'sip:codes': 'hs-chapters',
  });

type Named = Pick<Given, 'name' | 'title' | 'concept' | 'definition' | 'expects'>;

export const countryColumn = (given: Named): Field =>
  draft({ ...given, example: 'JAPAN', measure: category, 'sip:codes': 'countries' });

export const portColumn = (given: Named): Field =>
  draft({ ...given, example: 'TANJUNG PRIOK', measure: category, 'sip:codes': 'ports' });

export const regencyColumn = (concept: Text): Field =>
  draft({
    name: 'kode_kabupaten_kota',
    title: text('Kode kabupaten/kota', 'Code of the regency or city'),
    example: '32.73',
    concept,
    definition: text('Kabupaten atau kota tempat kejadian', 'Regency or city in which it takes place'),
    classification: text('Kode wilayah Kementerian Dalam Negeri', 'Area codes of the Ministry of Home Affairs'),
    measure: category,
    expects: text('kode kabupaten/kota dengan titik', 'the code of a regency or city, with its point'),
    constraints: { pattern: '[0-9]{2}[.][0-9]{2}' },
    'sip:codes': 'regencies',
  });

export const unitColumn = (concept: Text): Field =>
  draft({
    name: 'satuan',
    title: text('Satuan', 'Unit'),
    example: 'kg',
    concept,
    definition: text('Satuan ukuran jumlah dalam baris ini', 'Unit in which this row measures'),
    measure: category,
    expects: text('lambang satuan', 'the symbol of a unit'),
    'sip:codes': 'units',
  });

/** A whole number of things, zero included. */
export const countColumn = (
  given: Pick<Given, 'name' | 'title' | 'concept' | 'definition'> & { readonly unit: Text },
): Field =>
  draft({
    ...given,
    type: 'integer',
    example: '12',
    measure: text('Jumlah', 'Count'),
    expects: text('bilangan bulat tanpa pemisah ribuan', 'a whole number without thousands separators'),
    constraints: { minimum: 0 },
    'sip:item': 'validated',
  });

/** A number with decimals, zero included: nothing was worth nothing is an answer, an empty cell is none. */
export const amountColumn = (
  given: Pick<Given, 'name' | 'title' | 'concept' | 'definition' | 'example' | 'measure'> &
    Pick<Given, 'unit' | 'constraints'>,
): Field =>
  draft({
    ...given,
    type: 'number',
    expects: text(
      'angka dengan titik sebagai pemisah desimal, tanpa pemisah ribuan',
      'a number with a decimal point and without thousands separators',
    ),
    constraints: given.constraints ?? { minimum: 0 },
    'sip:item': 'validated',
  });

export const usDollars = text('Dolar Amerika Serikat', 'US dollar');
export const rupiah = text('Rupiah', 'Rupiah');
export const value = text('Nilai', 'Value');

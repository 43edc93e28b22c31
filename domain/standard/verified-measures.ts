import { category, countColumn, draft, monthColumn, regencyColumn, yearColumn } from './columns.ts';
import type { Standard } from './shape.ts';

const when = {
  concept: { id: 'Waktu tera', en: 'Time of verification' },
  happens: { id: 'tera dilakukan', en: 'the verification is done' },
};
const concept = { id: 'UTTP yang ditera', en: 'Measuring equipment verified' };
const unit = { id: 'Unit UTTP', en: 'Piece of equipment' };

/** Tera dan tera ulang alat Ukur, Takar, Timbang, dan Perlengkapan (28/24 Lampiran I, 15.7); house draft. */
export const verifiedMeasures: Standard = {
  name: 'tera-tera-ulang-uttp',
  version: '0.1.0',
  title: 'Data tera/tera ulang alat Ukur, Takar, Timbang, dan Perlengkapan (UTTP)',
  'sip:title': {
    id: 'Data tera/tera ulang alat Ukur, Takar, Timbang, dan Perlengkapan (UTTP)',
    en: 'Verification and re-verification of measuring equipment (UTTP)',
  },
  'sip:component': '15.7',
  encoding: 'utf-8',
  dialect: { delimiter: ',', quoteChar: '"', header: true, 'sip:decimal': '.' },
  schema: {
    fields: [
      yearColumn(when),
      monthColumn(when),
      regencyColumn({ id: 'Tempat tera', en: 'Place of verification' }),
      draft({
        name: 'jenis_uttp',
        title: { id: 'Jenis UTTP', en: 'Kind of equipment' },
        example: 'Timbangan elektronik',
        concept,
        definition: { id: 'Jenis alat yang ditera', en: 'Kind of equipment that is verified' },
        measure: category,
        expects: { id: 'jenis UTTP', en: 'the kind of equipment' },
        constraints: { maxLength: 100 },
      }),
      draft({
        name: 'jenis_layanan',
        title: { id: 'Jenis layanan', en: 'Service' },
        example: 'tera ulang',
        concept: { id: 'Layanan metrologi legal', en: 'Service of legal metrology' },
        definition: { id: 'Tera pertama atau tera ulang', en: 'First verification or re-verification' },
        classification: { id: 'UU 2/1981', en: 'UU 2/1981' },
        measure: category,
        expects: { id: 'tera atau tera ulang', en: 'tera (first) or tera ulang (again)' },
        constraints: { enum: ['tera', 'tera ulang'] },
      }),
      countColumn({
        name: 'jumlah_diuji',
        title: { id: 'Jumlah diuji', en: 'Number tested' },
        concept,
        definition: { id: 'UTTP yang diuji', en: 'Equipment that was tested' },
        unit,
      }),
      countColumn({
        name: 'jumlah_sah',
        title: { id: 'Jumlah sah', en: 'Number passed' },
        concept,
        definition: { id: 'UTTP yang disahkan', en: 'Equipment that passed' },
        unit,
      }),
      countColumn({
        name: 'jumlah_batal',
        title: { id: 'Jumlah batal', en: 'Number failed' },
        concept,
        definition: { id: 'UTTP yang dibatalkan', en: 'Equipment that failed' },
        unit,
      }),
    ],
    uniqueKeys: [['tahun', 'bulan', 'kode_kabupaten_kota', 'jenis_uttp', 'jenis_layanan']],
    missingValues: [''],
    'sip:period': { year: 'tahun', month: 'bulan' },
    'sip:rules': [
      {
        code: 'tested-is-passed-and-failed',
        severity: 'error',
        item: 'validated',
        column: 'jumlah_diuji',
        expect: { left: { sum: ['jumlah_sah', 'jumlah_batal'] }, is: '=', right: { column: 'jumlah_diuji' } },
        message: {
          id: 'Jumlah sah ditambah jumlah batal tidak sama dengan jumlah diuji.',
          en: 'Passed and failed together are not what was tested.',
        },
        remedy: { id: 'Perbaiki ketiga jumlah baris ini.', en: 'Correct the three numbers of this row.' },
      },
    ],
  },
};

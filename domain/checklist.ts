import type { LegalBasis } from './legal-basis.ts';
import type { Text } from './text.ts';

interface ChecklistEntry {
  readonly basis: LegalBasis;
  readonly text: Text;
}

/**
 * The grounds on which data may be returned. 28/24 25(1) lets PDSI return what does not follow "the mechanism of 24(3)",
 * and 24(3) names no criteria: this list is our Reading, built from the articles that say what the data must be.
 * Every return cites at least one entry.
 */
export const checklist = {
  'collected-and-processed': {
    basis: '28/24 24(2)',
    text: { id: 'Data telah dikumpulkan dan diolah', en: 'The data has been collected and processed' },
  },
  'satu-data-principles': {
    basis: '28/24 23(2)',
    text: {
      id: 'Penyampaian sesuai prinsip Satu Data: standar data, metadata, interoperabilitas, kode referensi',
      en: 'Submitted according to the Satu Data principles: data standard, metadata, interoperability, reference codes',
    },
  },
  validated: {
    basis: '28/24 22(2)',
    text: {
      id: 'Data telah disunting dan divalidasi oleh Produsen Data',
      en: 'The Produsen Data has edited and validated the data',
    },
  },
  'source-and-method': {
    basis: '28/24 6(2)',
    text: {
      id: 'Informasi mencantumkan sumber dan metode, serta tingkat akurasi bila tersedia',
      en: 'Informasi names its source and method, and its accuracy where available',
    },
  },
  accountability: {
    basis: '28/24 5(3)',
    text: { id: 'Produsen Data bertanggung jawab atas datanya', en: 'The Produsen Data is answerable for its data' },
  },
  'belongs-to-component': {
    basis: '28/24 7',
    text: {
      id: 'Isi sesuai komponen Lampiran I yang dipilih',
      en: 'The content belongs to the chosen component of Lampiran I',
    },
  },
} as const satisfies Record<string, ChecklistEntry>;

export type ChecklistItem = keyof typeof checklist;

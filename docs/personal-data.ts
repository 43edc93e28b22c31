import { writeFileSync } from 'node:fs';
import { type Processing, processings, safeguards } from '#domain/processing';
import { enders, keptFor, personalContents, retentionClasses, type Stored, stored } from '#domain/retention';
import type { Text } from '#domain/text';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
];

/** Indonesian first; English beside it. */
const both = ({ id, en }: Text): string => (id === en ? id : `${id} / _${en}_`);

/** How long, and what is kept so long. */
function retentionOf(holds: readonly Stored[]): string {
  const periods = [...new Set(holds.map((name) => keptFor(stored[name]).id))];
  const keptSo = (period: string) => holds.filter((name) => keptFor(stored[name]).id === period).join(', ');
  return periods.map((period) => `${period}: ${keptSo(period)}`).join('; ');
}

function sectionOf({ name, purpose, persons, data, recipients, holds, basis }: Processing): string[] {
  return [
    `### ${name.id} (${name.en})`,
    '',
    ...table(
      ['butir', 'isi'],
      [
        ['tujuan', both(purpose)],
        ['kategori subjek data', both(persons)],
        ['kategori data', both(data)],
        ['penerima', both(recipients)],
        ['retensi', retentionOf(holds)],
        ['dasar', basis.join(', ')],
      ],
    ),
    '',
  ];
}

function retentionRow(name: Stored): string[] {
  const kept = stored[name];
  const { what, class: of, basis, endedBy, persons } = kept;
  return [
    name,
    both(what),
    retentionClasses[of].name.id,
    keptFor(kept).id,
    enders[endedBy].id,
    personalContents[persons].id,
    basis,
  ];
}

/** The register of processing and the retention of everything: from the typed tables alone, so that this page can't say anything else. */
export const personalDataPage = (): string =>
  [
    '# Data pribadi: catatan kegiatan pemrosesan dan retensi',
    '',
    '_Personal data: register of processing and retention._ Generated from `domain/processing.ts` and `domain/retention.ts`',
    '(`npm run docs:personal-data`) and compared with them by a test; change the tables, not this page.',
    '',
    'Pengendali: Kementerian Perdagangan. UU 27/2022 Pasal 31 mewajibkan pengendali merekam seluruh kegiatan pemrosesan; halaman ini adalah',
    'bagian rekaman itu yang dapat diketahui perangkat lunak. Yang harus diisi kantor: pejabat pelindungan data, keputusan tentang Jadwal',
    'Retensi Arsip, dan kesepakatan dengan penyedia layanan masuk. _The controller records all processing (27/22 31); this page is what the',
    'software can know of it. For the office to add: its data protection officer, its archive schedule, its terms with the sign-in services._',
    '',
    'Tidak satu pun dari keempat Permendag (28/24, 39/21, 46/17, 04/11) menentukan masa simpan. _None of the four regulations states a period:_',
    '_what is archive is ended by the archive schedule of the office (43/09 48, 27/22 44(1)), never by this system._',
    '',
    '## Kegiatan pemrosesan',
    '',
    ...processings.flatMap(sectionOf),
    '## Pengamanan',
    '',
    ...safeguards.map((text) => `- ${both(text)}`),
    '',
    '## Penyamaran seorang pejabat',
    '',
    '`npm run pseudonymise -- --person ID --reason "..." --dry-run` menunjukkan apa yang akan diganti; tanpa `--dry-run` nama, alamat surat dan subjek',
    'diganti dengan nama samaran tetap, dan tulisan yang menyebutnya dihapus ([operations](operations.md#personal-data)). Rantai, jangkar dan bukti tetap',
    'terbukti. Id buram dan jabatan tetap: ini penyamaran, bukan anonimisasi. _Pseudonymisation, not anonymisation: the opaque id and the position stay._',
    '',
    '## Kelas retensi',
    '',
    ...table(
      ['kelas', 'disimpan', 'dasar'],
      Object.values(retentionClasses).map(({ name, kept, basis }) => [both(name), both(kept), basis]),
    ),
    '',
    '## Segala yang disimpan',
    '',
    ...table(
      ['nama', 'apa', 'kelas', 'disimpan', 'diakhiri oleh', 'data pribadi', 'dasar'],
      (Object.keys(stored) as Stored[]).map(retentionRow),
    ),
    '',
  ].join('\n');

if (import.meta.main) writeFileSync(new URL('personal-data.md', import.meta.url), personalDataPage());

import type { LegalBasis } from './legal-basis.ts';
import type { Stored } from './retention.ts';
import { type Text, text } from './text.ts';

/** A kegiatan pemrosesan of personal data, as UU 27/2022 31 wants each on record. How long follows from what it keeps. */
export interface Processing {
  readonly name: Text;
  readonly purpose: Text;
  readonly persons: Text;
  readonly data: Text;
  readonly recipients: Text;
  /** Where the data lies; with the retention of each. */
  readonly holds: readonly Stored[];
  readonly basis: readonly LegalBasis[];
}

const officials = text(
  'pejabat dan petugas Produsen Data, PDSI, Setjen, Itjen; operator',
  'officials and officers of Produsen Data, PDSI, Setjen, Itjen; operators',
);
const offices = text(
  'unit yang menyampaikan, PDSI, Setjen, operator; Itjen menurut hak baca yang tercatat (28/24 29(4))',
  'the unit that submits, PDSI, Setjen, operators; Itjen by the reading grant on register (28/24 29(4))',
);

/** Every one of this house. The lawful ground is everywhere the ministry's own authority (27/22 20(2)): nobody is asked for consent. */
export const processings: readonly Processing[] = [
  {
    name: text('Pengenalan pengguna', 'Knowing who signs in'),
    purpose: text(
      'mengetahui siapa bertindak, dalam peran apa dan untuk unit mana; mengirim surat kepadanya',
      'to know who acts, in which role and for which unit; to send them mail',
    ),
    persons: officials,
    data: text(
      'nama, alamat surat, peran, unit, subjek pada layanan masuk; NIP dan NIK tidak diminta',
      'name, mail address, roles, unit, subject at the sign-in service; NIP and NIK are not asked for',
    ),
    recipients: offices,
    holds: ['Person', 'Outbox'],
    basis: ['28/24 24(1)', '27/22 20(2)'],
  },
  {
    name: text('Penyampaian dan pengelolaan data perdagangan', 'Submission and management of trade data'),
    purpose: text(
      'menerima, memeriksa, menyimpan dan mengamankan data, dan membuktikannya kemudian',
      'to receive, check, store and secure data, and to prove it afterwards',
    ),
    persons: text(
      'pejabat penanggung jawab yang disebut dalam pernyataan; petugas yang bertindak; orang yang mungkin disebut dalam berkas',
      'the official named in a statement; officers who act; whoever a file may name',
    ),
    data: text(
      'nama dan jabatan pejabat, id buram pelaku, tulisan pada tindakan, isi berkas yang disampaikan',
      'name and position of the official, opaque ids of those who act, what is written with an act, content of submitted files',
    ),
    recipients: text(
      `${offices.id}; isi berkas tidak dibaca oleh Setjen dan operator`,
      `${offices.en}; contents of files are not read by Setjen and operators`,
    ),
    holds: [
      'Case',
      'Event',
      'Detail',
      'Document',
      'SubmissionRound',
      'CheckReport',
      'Request',
      'File',
      'file of a round (custody)',
      'list of findings (intake)',
      'unused upload (intake)',
      'interrupted upload (temporary)',
      'folder of a check (temporary)',
      'history of a workflow',
    ],
    basis: ['28/24 5(3)', '28/24 23(1)', '28/24 24(2)', '28/24 25(1)', '27/22 20(2)'],
  },
  {
    name: text('Uji coba berkas', 'Dry runs'),
    purpose: text('memeriksa berkas sebelum disampaikan', 'to check a file before it is submitted'),
    persons: text('orang yang mungkin disebut dalam berkas', 'whoever a file may name'),
    data: text('id buram pemohon, temuan yang mengutip berkas', 'opaque id of who asked, findings that quote the file'),
    recipients: text('unit yang meminta dan PDSI', 'the unit that asked, and PDSI'),
    holds: ['DryRun', 'list of a dry run (intake)'],
    basis: ['28/24 24(1)', '27/22 20(2)'],
  },
  {
    name: text('Penggantian dan pembagian pekerjaan', 'Substitution and sharing out of work'),
    purpose: text(
      'agar tidak ada perkara yang terhenti ketika petugasnya berhalangan, dan agar jelas siapa bertindak atas nama siapa',
      'so that no case stands still while its officer is absent, and that it is clear who acted on whose behalf',
    ),
    persons: text('petugas yang berhalangan dan penggantinya', 'absent officers and their substitutes'),
    data: text(
      'id buram, hari berhalangan, perkara yang dialihkan, alasan yang ditulis',
      'opaque ids, days of absence, cases that changed hands, the reason that was written',
    ),
    recipients: text(
      'keduanya dan kepala unitnya; tentang Plh dan Plt juga Setjen; hari berhalangan: rekan seunit; pembagian: PDSI',
      'both and the head of their unit; of acting heads Setjen too; days of absence: colleagues of the unit; what is shared out: PDSI',
    ),
    holds: ['Substitution', 'Sharing', 'SharingItem'],
    basis: ['28/24 24(1)', '27/22 20(2)'],
  },
  {
    name: text('Register PDSI', 'Registers of PDSI'),
    purpose: text(
      'mencatat standar, daftar kode dan keputusan yang menjadi dasar penilaian',
      'to keep the standards, code lists and decisions by which data is judged',
    ),
    persons: text(
      'pejabat yang disebut dalam keputusan; petugas pengusul',
      'officials whom a decision names; officers',
    ),
    data: text('jabatan dan keputusan, id buram pengusul', 'office and decision, opaque id of who proposed'),
    recipients: text(
      'isi register: semua yang masuk; usulnya: PDSI, Setjen, operator, dan Itjen menurut hak baca yang tercatat',
      'the registers: everybody who signs in; proposals: PDSI, Setjen, operators, and Itjen by the reading grant on register',
    ),
    holds: ['Proposal', 'RegisterEntry'],
    basis: ['28/24 24(1)', '27/22 20(2)'],
  },
  {
    name: text('Pengawasan dan keamanan', 'Oversight and security'),
    purpose: text(
      'mencatat siapa membaca apa dan siapa ditolak; menemukan gangguan',
      'to keep who read what and who was refused; to find faults',
    ),
    persons: officials,
    data: text('id buram, peran, unit, waktu, perkara', 'opaque id, role, unit, time, case'),
    recipients: text('Itjen, PDSI, operator', 'Itjen, PDSI, operators'),
    holds: ['Access', 'Refusal', 'log', 'evidence pack', 'backup'],
    basis: ['28/24 29(4)', '39/21 31(5)', '27/22 35', '27/22 20(2)'],
  },
];

/** What protects all of it (27/22 35), each as it is built here. */
export const safeguards: readonly Text[] = [
  text(
    'Nama dan alamat surat hanya ada di tabel orang dan di tulisan orang; di tempat lain hanya id buram.',
    'Names and mail addresses stand in the table of people and in what people wrote; everywhere else opaque ids.',
  ),
  text(
    'Rantai bukti menyimpan hash, bukan tulisan: yang dihapus terlihat terhapus, dan rantainya tetap terbukti.',
    'The chains of evidence hold hashes, not words: what is erased is seen to be erased, and the chain is still proven.',
  ),
  text(
    'Surat, log, pengukuran dan riwayat Temporal tidak memuat nama.',
    'Mails, logs, measurements and histories of Temporal hold no names.',
  ),
  text(
    'Setiap peran membaca hanya yang menjadi haknya (docs/rights.md); setiap unduhan dan setiap pembacaan Itjen tercatat.',
    'Each role reads only what is its own (docs/rights.md); every download and every reading by Itjen is on record.',
  ),
  text(
    'Aplikasi bekerja dengan peran pangkalan data yang hanya dapat menambah catatan; TLS ke luar.',
    'The application works under a database role that can only add to the record; TLS to the outside.',
  ),
];

import type { Kept } from '#domain/retention';
import { text } from '#domain/text';

const archive = { class: 'archive', endedBy: 'archive-office' } as const;
const reference = { class: 'reference', endedBy: 'release', persons: 'none' } as const;

/** Every table, by the name of its model. */
export const storedTables = {
  Case: {
    ...archive,
    what: text('keadaan setiap perkara', 'how each case stands'),
    basis: '28/24 24(2)',
    persons: 'ids',
  },
  Event: {
    ...archive,
    what: text('rantai peristiwa perkara: buktinya', 'the chain of events of a case: the evidence'),
    basis: '28/24 24(2)',
    persons: 'ids',
  },
  Detail: {
    ...archive,
    what: text('yang ditulis orang pada suatu tindakan', 'what people wrote with an act'),
    basis: '28/24 25(1)',
    persons: 'words',
  },
  Document: {
    ...archive,
    what: text('daftar isi perkara menurut alamatnya', 'contents that belong to a case, by address'),
    basis: '28/24 24(2)',
    persons: 'words',
  },
  Outbox: {
    ...archive,
    what: text('surat yang harus dan telah dikirim, tanpa isinya', 'mails to be sent and sent, without their text'),
    basis: 'house standard',
    persons: 'ids',
  },
  Submission: {
    ...archive,
    what: text('komponen dan periode suatu penyampaian', 'component and period of a submission'),
    basis: '28/24 23(1)',
    persons: 'none',
  },
  SubmissionRound: {
    ...archive,
    what: text(
      'setiap putaran: pernyataan, pejabat penanggung jawab, keputusan, tanda terima',
      'each round: statement, the official who answers for it, decision, receipt',
    ),
    basis: '28/24 24(2)',
    persons: 'names',
  },
  CheckReport: {
    ...archive,
    what: text('temuan mesin pada suatu putaran', 'what the machine found in a round'),
    basis: '28/24 25(1)',
    persons: 'files',
  },
  CheckProgress: {
    class: 'standing',
    endedBy: 'nobody',
    what: text(
      'kemajuan pemeriksaan, satu baris per putaran; kemajuan uji coba dihapus bersama uji cobanya',
      'how far checks are, one row per round; that of a dry run goes with the dry run',
    ),
    basis: 'house standard',
    persons: 'none',
  },
  Proposal: {
    ...archive,
    what: text('usul perubahan register', 'proposals for registers'),
    basis: '28/24 24(1)',
    persons: 'words',
  },
  RegisterEntry: {
    ...archive,
    what: text('versi register yang berlaku dan pernah berlaku', 'versions of registers, in force now or before'),
    basis: '28/24 24(1)',
    persons: 'words',
  },
  Request: {
    ...archive,
    what: text(
      'setiap permintaan menulis beserta jawabannya (Idempotency-Key)',
      'each write as it was asked for, with its answer (Idempotency-Key)',
    ),
    basis: 'house standard',
    persons: 'words',
  },
  Refusal: {
    ...archive,
    what: text('percobaan yang ditolak, suatu rantai sendiri', 'refused attempts, a chain of their own'),
    basis: '39/21 31(5)',
    persons: 'ids',
  },
  Access: {
    ...archive,
    what: text(
      'catatan pembacaan, unduhan, dan penyamaran',
      'who read or downloaded what, and whose name was replaced',
    ),
    basis: '28/24 29(4)',
    persons: 'ids',
  },
  Anchor: {
    ...archive,
    what: text('jangkar bertanda tangan atas seluruh catatan', 'signed anchors of the whole record'),
    basis: '39/21 31(3)',
    persons: 'none',
  },
  AnchorLeaf: {
    ...archive,
    what: text('daun setiap jangkar: hash saja', 'leaves of each anchor: hashes only'),
    basis: '39/21 31(3)',
    persons: 'none',
  },
  Slot: {
    ...archive,
    what: text('satu perkara terbuka per subjek', 'one open case per subject'),
    basis: 'house standard',
    persons: 'none',
  },
  Counter: {
    ...archive,
    what: text('nomor tahunan tanpa sela', 'yearly numbers without gaps'),
    basis: 'house standard',
    persons: 'none',
  },
  File: {
    class: 'passing',
    hours: 24,
    endedBy: 'api/sweep.ts',
    what: text(
      'unggahan milik pengirimnya; yang dipakai perkara tinggal sebagai arsip',
      'uploads of their senders; one that a case uses stays, as archive',
    ),
    basis: '28/24 23(1)',
    persons: 'words',
  },
  DryRun: {
    class: 'passing',
    hours: 24,
    endedBy: 'api/checks/sweep.ts',
    what: text('uji coba beserta laporannya', 'dry runs with their reports'),
    basis: 'house standard',
    persons: 'files',
  },
  Substitution: {
    ...archive,
    what: text('siapa menggantikan siapa, berapa hari', 'who stands in for whom, for which days'),
    basis: 'house standard',
    persons: 'words',
  },
  Sharing: {
    ...archive,
    what: text('pembagian dan serah terima pekerjaan oleh kepala', 'work that the head shared out or handed over'),
    basis: 'house standard',
    persons: 'words',
  },
  SharingItem: {
    ...archive,
    what: text('hasil pembagian, satu baris per perkara', 'what came of it, one row per case'),
    basis: 'house standard',
    persons: 'ids',
  },
  Person: {
    class: 'identity',
    endedBy: 'pseudonymise',
    what: text(
      'orang dan sistem sebagaimana dikenal layanan masuk',
      'people and machines as the sign-in service knows them',
    ),
    basis: '28/24 24(1)',
    persons: 'names',
  },
  Unit: {
    class: 'reference',
    endedBy: 'operator',
    what: text(
      'unit kerja dan instansi, dengan kotak surat unit',
      'organisations and units, with a mailbox of the unit',
    ),
    basis: '28/24 1.12',
    persons: 'none',
  },
  Classification: { ...reference, what: text('klasifikasi', 'classifications'), basis: '28/24 13' },
  Category: { ...reference, what: text('isi klasifikasi', 'what a classification holds'), basis: '28/24 14' },
  Kind: { ...reference, what: text('baris Lampiran I', 'rows of Lampiran I'), basis: '28/24 L-I' },
  Heading: { ...reference, what: text('judul komponen Lampiran I', 'headings of Lampiran I'), basis: '28/24 L-I' },
  Component: { ...reference, what: text('komponen Lampiran I', 'components of Lampiran I'), basis: '28/24 L-I' },
} as const satisfies Readonly<Record<string, Kept>>;

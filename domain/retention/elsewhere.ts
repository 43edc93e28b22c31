import type { Kept } from '#domain/retention';
import { text } from '#domain/text';

const operational = { class: 'operational', endedBy: 'operator', basis: 'house standard' } as const;

/** What is stored beside the tables: files, the engine's own database, and what leaves for others to keep. */
export const storedElsewhere = {
  'file of a round (custody)': {
    class: 'archive',
    endedBy: 'archive-office',
    what: text('berkas yang disampaikan, di penyimpanan custody', 'submitted files, in custody'),
    basis: '28/24 24(2)',
    persons: 'files',
  },
  'list of findings (intake)': {
    class: 'archive',
    endedBy: 'archive-office',
    what: text('daftar temuan lengkap suatu putaran', 'the complete list of findings of a round'),
    basis: '28/24 25(1)',
    persons: 'files',
  },
  'unused upload (intake)': {
    class: 'passing',
    hours: 24,
    endedBy: 'api/sweep.ts',
    what: text('isi unggahan yang tidak dipakai', 'contents of uploads that nobody used'),
    basis: 'house standard',
    persons: 'files',
  },
  'list of a dry run (intake)': {
    class: 'passing',
    hours: 24,
    endedBy: 'api/checks/sweep.ts',
    what: text('daftar temuan suatu uji coba', 'lists of findings of dry runs'),
    basis: 'house standard',
    persons: 'files',
  },
  'interrupted upload (temporary)': {
    class: 'passing',
    hours: 24,
    endedBy: 'api/sweep.ts',
    what: text('sisa unggahan yang terputus', 'what interrupted uploads left'),
    basis: 'house standard',
    persons: 'files',
  },
  'folder of a check (temporary)': {
    class: 'passing',
    hours: 0.25,
    endedBy: 'activities/scratch-sweep.ts',
    what: text('folder kerja pemeriksa yang mati', 'working folders of dead checks'),
    basis: 'house standard',
    persons: 'files',
  },
  'exported anchor': {
    class: 'archive',
    endedBy: 'archive-office',
    what: text('salinan jangkar di luar pangkalan data', 'copies of anchors outside of the database'),
    basis: '39/21 31(3)',
    persons: 'none',
  },
  'evidence pack': {
    ...operational,
    what: text(
      'paket bukti dan unduhan: tidak disimpan di sini; penerimanya yang menyimpan',
      'evidence packs and downloads: not kept here; whoever asked for them keeps them',
    ),
    endedBy: 'nobody',
    persons: 'names',
  },
  'history of a workflow': {
    class: 'passing',
    hours: 90 * 24,
    endedBy: 'platform/temporal.ts',
    what: text('riwayat Temporal dari perkara yang selesai', 'histories of closed cases in Temporal'),
    basis: 'house standard',
    persons: 'ids',
  },
  'search attributes': {
    class: 'passing',
    hours: 90 * 24,
    endedBy: 'platform/temporal.ts',
    what: text('atribut pencarian Temporal: kode dan tanggal', 'search attributes of Temporal: codes and dates'),
    basis: 'house standard',
    persons: 'none',
  },
  'sent mail': {
    ...operational,
    what: text(
      'surat di kotak penerima: tanpa nama, temuan, atau data',
      'mails in the mailboxes of their readers: no names, findings or data in them',
    ),
    persons: 'none',
  },
  log: {
    ...operational,
    what: text('log proses: id buram saja', 'logs of the processes: opaque ids only'),
    persons: 'ids',
  },
  measurements: {
    ...operational,
    what: text('pengukuran: jumlah dan lama', 'measurements: counts and durations'),
    persons: 'none',
  },
  backup: {
    ...operational,
    what: text(
      'cadangan pangkalan data dan berkas: menyimpan nama sampai digantikan',
      'backups of databases and files: they hold names until they are rotated',
    ),
    persons: 'names',
  },
  'keys and certificates': {
    ...operational,
    what: text('kunci dan sertifikat, di mesin', 'keys and certificates, on the machine'),
    persons: 'none',
  },
} as const satisfies Readonly<Record<string, Kept>>;

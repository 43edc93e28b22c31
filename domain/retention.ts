import type { LegalBasis } from './legal-basis.ts';
import { storedElsewhere } from './retention/elsewhere.ts';
import { storedTables } from './retention/tables.ts';
import { type Text, text } from './text.ts';

/**
 * How long kinds of things are kept, in few classes. No text in force gives a period for the record (R-48 is silent): it is an archive
 * of the office, and the office's own schedule (Jadwal Retensi Arsip) ends it, never this system.
 */
export const retentionClasses = {
  archive: {
    name: text('Arsip', 'Archive'),
    kept: text(
      'sampai kantor yang menyimpan arsip memutuskan menurut Jadwal Retensi Arsip',
      'until the office that keeps the archive decides by its Jadwal Retensi Arsip',
    ),
    basis: '43/09 48',
  },
  identity: {
    name: text('Identitas', 'Identity'),
    kept: text(
      'selama orangnya bertugas; sesudah itu disamarkan atas keputusan kantor',
      'as long as the person is in office; after that pseudonymised by decision of the office',
    ),
    basis: '27/22 43',
  },
  reference: {
    name: text('Acuan', 'Reference'),
    kept: text(
      'selama sistem berjalan; versi lama tetap dapat dibaca',
      'as long as the system runs; older versions stay',
    ),
    basis: 'house standard',
  },
  passing: {
    name: text('Sementara', 'Passing'),
    kept: text('jangka tetap, lalu dihapus oleh sistem', 'a fixed time, then removed by the system'),
    basis: '27/22 42',
  },
  standing: {
    name: text('Menetap', 'Standing'),
    kept: text(
      'selama sistem berjalan: tidak ada yang menghapusnya; bukan bukti',
      'as long as the system runs: nothing removes it; no evidence',
    ),
    basis: 'house standard',
  },
  operational: {
    name: text('Operasional', 'Operational'),
    kept: text('menurut aturan operator; bukan bukti', 'by the rules of the operators; no evidence'),
    basis: 'house standard',
  },
} as const satisfies Readonly<Record<string, { name: Text; kept: Text; basis: LegalBasis }>>;

export type RetentionClass = keyof typeof retentionClasses;

/** What of people a kind of thing holds: nothing, opaque ids, names, or whatever somebody wrote or sent. */
export const personalContents = {
  none: text('tidak ada', 'none'),
  ids: text('id buram saja', 'opaque ids only'),
  names: text('nama dan alamat surat', 'names and mail addresses'),
  words: text('mungkin, dalam tulisan orang', 'possibly, in what people wrote'),
  files: text('mungkin, dalam isi berkas', 'possibly, in the content of files'),
} as const;

/** What removes a kind of thing by itself, in the files where it is programmed; and who else ends it. */
export const enders = {
  'archive-office': text('kantor yang menyimpan arsip', 'the office that keeps the archive'),
  pseudonymise: text('npm run pseudonymise, atas keputusan kantor', 'npm run pseudonymise, by decision of the office'),
  release: text('rilis berikutnya menggantinya', 'a later release replaces it'),
  'api/sweep.ts': text('pembersihan oleh API', 'the sweep of the API'),
  'api/checks/sweep.ts': text('pembersihan uji coba oleh API', 'the sweep of dry runs by the API'),
  'activities/scratch-sweep.ts': text('pembersihan oleh pemeriksa', 'the sweep of the checks'),
  'platform/temporal.ts': text('retensi Temporal', 'the retention of Temporal'),
  operator: text('operator', 'operators'),
  nobody: text('belum ada', 'nobody yet'),
} as const satisfies Readonly<Record<string, Text>>;

export interface Kept {
  readonly what: Text;
  readonly class: RetentionClass;
  /** After which it is removed by itself, in hours. */
  readonly hours?: number;
  readonly endedBy: keyof typeof enders;
  /** Why it is kept at all. */
  readonly basis: LegalBasis;
  readonly persons: keyof typeof personalContents;
}

/** Every stored kind of thing by its name: a table by that of its model, all else by a name of our own. */
export const stored = { ...storedTables, ...storedElsewhere } as const;
export type Stored = keyof typeof stored;

/** How long, in words. */
export function keptFor({ class: name, hours }: Kept): Text {
  if (hours === undefined) return retentionClasses[name].kept;
  if (hours >= 48) return text(`${hours / 24} hari`, `${hours / 24} days`);
  return hours < 1 ? text(`${hours * 60} menit`, `${hours * 60} minutes`) : text(`${hours} jam`, `${hours} hours`);
}

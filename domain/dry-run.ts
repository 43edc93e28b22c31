import type { Words } from './finding.ts';
import type { Text } from './text.ts';

/** Why a dry run ended without a report. */
export const dryRunFailures = ['cancelled', 'memory', 'content', 'engine', 'interrupted', 'not-run'] as const;
export type DryRunFailure = (typeof dryRunFailures)[number];

export type DryRunState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

export const dryRunStates: Record<DryRunState, Text> = {
  waiting: { id: 'Menunggu giliran; penyampaian didahulukan', en: 'Waits for its turn; submissions go first' },
  running: { id: 'Sedang diperiksa', en: 'Being checked' },
  done: { id: 'Selesai diperiksa', en: 'Checked' },
  cancelled: { id: 'Dibatalkan', en: 'Cancelled' },
  failed: { id: 'Tidak dapat diperiksa', en: 'Could not be checked' },
};

const words = (id: string, en: string, remedyId: string, remedyEn: string): Words => ({
  message: { id, en },
  remedy: { id: remedyId, en: remedyEn },
});

/** What is said of each, and what to do. Nothing was submitted, so nothing is lost. */
export const dryRunFailureWords: Record<DryRunFailure, Words> = {
  cancelled: words(
    'Uji coba dibatalkan.',
    'The dry run was cancelled.',
    'Mulai lagi kapan saja; berkas masih dapat dipakai.',
    'Begin again at any time; the file can still be used.',
  ),
  memory: words(
    'Berkas memerlukan memori lebih banyak daripada yang tersedia.',
    'The file needs more memory than there is.',
    'Bagi berkas menurut periode, atau minta PDSI menambah memori pemeriksaan.',
    'Split the file by period, or ask PDSI for more memory for the checks.',
  ),
  content: words(
    'Isi berkas tidak ada lagi atau berubah di penyimpanan.',
    'The content of the file is gone from storage or was altered there.',
    'Unggah berkas lagi dengan POST /v1/files.',
    'Upload the file again with POST /v1/files.',
  ),
  engine: words(
    'Mesin pemeriksa gagal membaca berkas ini.',
    'The checking engine failed on this file.',
    'Sampaikan id uji coba ini kepada PDSI.',
    'Tell PDSI the id of this dry run.',
  ),
  interrupted: words(
    'Pemeriksaan terputus berkali-kali.',
    'The checks were interrupted several times.',
    'Coba lagi nanti; bila tetap terjadi, sampaikan id uji coba ini kepada PDSI.',
    'Try again later; if it stays, tell PDSI the id of this dry run.',
  ),
  'not-run': words(
    'Pemeriksaan tidak mendapat giliran dalam waktunya.',
    'The checks did not get their turn in time.',
    'Coba lagi nanti; bila tetap terjadi, beri tahu PDSI bahwa pemeriksaan tidak berjalan.',
    'Try again later; if it stays, tell PDSI that the checks do not run.',
  ),
};

/** What a caller is told who waits while no process that checks is at work. */
export const checksAway: Words = words(
  'Saat ini tidak ada proses pemeriksa yang bekerja.',
  'At present no checking process is at work.',
  'Tidak ada yang hilang: uji coba mulai begitu proses itu kembali. Lihat lagi nanti, atau beri tahu PDSI.',
  'Nothing is lost: the dry run begins once one is back. Look again later, or tell PDSI.',
);

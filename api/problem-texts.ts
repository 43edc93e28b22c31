import type { RefusalCode } from '#domain/refusal';
import { bodyTexts } from './body-texts.ts';
import { type ProblemText, refusalTexts, text } from './refusal-texts.ts';

/** Codes of the door itself, beside the refusals of the domain. Published: add, never rename. */
type DoorCode =
  | keyof typeof bodyTexts
  | 'already-open'
  | 'name-what-it-replaces'
  | 'unknown-replaced'
  | 'unknown-component'
  | 'other-component'
  | 'unknown-person'
  | 'unknown-file'
  | 'unknown-submission'
  | 'unknown-standard'
  | 'file-in-use'
  | 'not-found'
  | 'method-not-allowed'
  | 'sign-in-needed'
  | 'token-refused'
  | 'no-role'
  | 'unknown-unit'
  | 'download-refused'
  | 'no-due-date'
  | 'invalid-request'
  | 'key-needed'
  | 'key-reused'
  | 'still-running'
  | 'version-needed'
  | 'too-many-requests'
  | 'too-many-checks'
  | 'quota-used-up'
  | 'storage-full'
  | 'try-again'
  | 'unexpected';

export type ProblemCode = RefusalCode | DoorCode;

export const problemTexts: Record<ProblemCode, ProblemText> = {
  ...refusalTexts,
  ...bodyTexts,
  'already-open': text(
    'Sudah ada perkara yang berjalan',
    'A case is open already',
    'Buka perkara yang disebut dalam "open" dan lanjutkan, atau tarik kembali; hanya satu yang berjalan tentang hal yang sama.',
    'Open the case that "open" names and go on with it, or withdraw it; only one runs about the same matter.',
  ),
  'name-what-it-replaces': text(
    'Sebut yang digantikan',
    'Name what it replaces',
    'Data untuk periode ini sudah tersimpan: isi "replaces" dengan nomor perkara yang disebut.',
    'Data for this period is stored already: put the number that is named into "replaces".',
  ),
  'unknown-replaced': text(
    'Yang digantikan tidak dikenal',
    'Unknown case to replace',
    '"replaces" harus perkara unit Anda yang sudah diamankan untuk komponen dan periode yang sama.',
    '"replaces" must be a secured case of your unit for the same component and period.',
  ),
  'no-due-date': text(
    'Tidak ada tenggat',
    'There is no due date',
    'Perkara tidak menunggu siapa pun pada peristiwa itu; sebutlah peristiwa lain dengan "event".',
    'The case waits for nobody at that event; name another one with "event".',
  ),
  'unknown-component': text(
    'Komponen tidak dikenal',
    'Unknown component',
    'Pilih kode dari GET /v1/components (Lampiran I).',
    'Choose a code from GET /v1/components (Lampiran I).',
  ),
  'other-component': text(
    'Komponen lain',
    'Another component',
    'Pilih penyampaian dari komponen standar yang diusulkan.',
    'Choose a submission of the component whose standard is proposed.',
  ),
  'unknown-submission': text(
    'Penyampaian tidak dikenal',
    'Unknown submission',
    'Sebut nomor penyampaian yang ada, dan putaran yang ada padanya.',
    'Name a submission that is there, and a round that it has.',
  ),
  'unknown-person': text(
    'Orang tidak dikenal',
    'Unknown person',
    'Pilih id dari GET /v1/colleagues; orang dikenal sejak pertama kali masuk.',
    'Choose an id from GET /v1/colleagues; people are known once they have signed in.',
  ),
  'unknown-file': text(
    'Berkas tidak dikenal',
    'Unknown file',
    'Unggah berkas Anda dengan POST /v1/files dan pakai id-nya.',
    'Upload your file with POST /v1/files and use its id.',
  ),
  'unknown-standard': text(
    'Standar tidak dikenal',
    'Unknown standard',
    'Tulis nama salah satu standar yang disebut, awalnya bila hanya satu yang berawal begitu, atau kode komponennya.',
    'Write the name of one of the standards that are named, its beginning where only one begins so, or the code of its component.',
  ),
  'file-in-use': text(
    'Berkas sudah dipakai',
    'The file is used already',
    'Unggah berkas lain untuk penyampaian ini.',
    'Upload another file for this submission.',
  ),
  'not-found': text(
    'Tidak ditemukan',
    'Not found',
    'Periksa alamat atau nomornya; mungkin bukan hak Anda.',
    'Check the address or number; it may not be yours to see.',
  ),
  'method-not-allowed': text(
    'Metode tidak diizinkan',
    'Method not allowed',
    'Lihat /docs untuk metode yang ada.',
    'See /docs for the methods that exist.',
  ),
  'sign-in-needed': text(
    'Masuk dahulu',
    'Sign in first',
    'Kirim header Authorization: Bearer dengan token.',
    'Send the header Authorization: Bearer with a token.',
  ),
  'token-refused': text(
    'Token ditolak',
    'Token refused',
    'Masuk kembali dan pakai token baru.',
    'Sign in again and use the new token.',
  ),
  'no-role': text(
    'Belum punya peran',
    'No role',
    'Minta PDSI memberi peran pada akun Anda.',
    'Ask PDSI to give your account a role.',
  ),
  'unknown-unit': text(
    'Unit tidak terdaftar',
    'Unit not registered',
    'Minta PDSI mendaftarkan unit Anda.',
    'Ask PDSI to register your unit.',
  ),
  'download-refused': text(
    'Tidak berhak mengunduh',
    'Download not allowed',
    'Minta kepada produsen atau PDSI.',
    'Ask the producer or PDSI.',
  ),
  'invalid-request': text(
    'Permintaan tidak sah',
    'Invalid request',
    'Perbaiki bagian yang ditunjuk dalam errors.',
    'Correct the parts that errors points at.',
  ),
  'key-needed': text(
    'Idempotency-Key diperlukan',
    'Idempotency-Key needed',
    'Kirim header Idempotency-Key, misalnya sebuah UUID.',
    'Send the header Idempotency-Key, for instance a UUID.',
  ),
  'key-reused': text(
    'Kunci sudah dipakai',
    'Key used already',
    'Pakai Idempotency-Key baru untuk permintaan yang berbeda.',
    'Use a new Idempotency-Key for a different request.',
  ),
  'still-running': text(
    'Masih dikerjakan',
    'Still running',
    'Ulangi sebentar lagi dengan kunci yang sama.',
    'Repeat in a moment with the same key.',
  ),
  'version-needed': text(
    'If-Match diperlukan',
    'If-Match needed',
    'Baca perkara ini, lalu kirim ETag jawabannya apa adanya (bersama tanda kutipnya) sebagai If-Match.',
    'Read the case, then send the ETag of that answer, unchanged (with its quotes), as If-Match.',
  ),
  'too-many-requests': text(
    'Terlalu banyak permintaan',
    'Too many requests',
    'Tunggu sebentar lalu ulangi.',
    'Wait a moment and repeat.',
  ),
  'too-many-checks': text(
    'Terlalu banyak uji coba berjalan',
    'Too many dry runs at once',
    'Tunggu sampai uji coba yang disebut selesai atau batalkan salah satunya, lalu ulangi dengan kunci yang sama.',
    'Wait until one of the dry runs that are named has ended, or cancel one, then repeat with the same key.',
  ),
  'quota-used-up': text(
    'Kuota terpakai habis',
    'The quota is used up',
    'Tunggu selama disebut dalam Retry-After, lalu ulangi; kuota dihitung per orang dan per jam.',
    'Wait as long as Retry-After says, then repeat; the quota is counted per person and hour.',
  ),
  'storage-full': text(
    'Penyimpanan penuh',
    'Storage is full',
    'Ulangi nanti; petugas telah diberi tahu melalui log.',
    'Repeat later; the operators see it in the log.',
  ),
  'try-again': text(
    'Sedang tidak tersedia',
    'Not available now',
    'Ulangi dengan kunci yang sama; tidak ada yang hilang.',
    'Repeat with the same key; nothing is lost.',
  ),
  unexpected: text(
    'Kesalahan tak terduga',
    'Unexpected error',
    'Ulangi; bila tetap terjadi, sebut nomor "instance" kepada PDSI.',
    'Repeat; if it stays, tell PDSI the "instance".',
  ),
};

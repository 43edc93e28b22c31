import type { RefusalCode } from '#domain/refusal';
import type { Text } from '#domain/text';

/** Codes of the door itself, beside the refusals of the domain. Published: add, never rename. */
type DoorCode =
  | 'already-open'
  | 'name-what-it-replaces'
  | 'unknown-replaced'
  | 'unknown-component'
  | 'unknown-file'
  | 'file-in-use'
  | 'not-found'
  | 'method-not-allowed'
  | 'sign-in-needed'
  | 'token-refused'
  | 'no-role'
  | 'unknown-unit'
  | 'download-refused'
  | 'invalid-request'
  | 'unreadable-body'
  | 'unsupported-media-type'
  | 'too-large'
  | 'file-empty'
  | 'key-needed'
  | 'key-reused'
  | 'still-running'
  | 'version-needed'
  | 'too-many-requests'
  | 'storage-full'
  | 'try-again'
  | 'unexpected';

export type ProblemCode = RefusalCode | DoorCode;

interface ProblemText {
  readonly title: Text;
  /** What to do next. */
  readonly remedy: Text;
}

const text = (id: string, en: string, remedyId: string, remedyEn: string): ProblemText => ({
  title: { id, en },
  remedy: { id: remedyId, en: remedyEn },
});

export const problemTexts: Record<ProblemCode, ProblemText> = {
  'not-your-act': text(
    'Bukan wewenang peran Anda',
    'Not an act of your role',
    'Mintalah kepada pemegang peran yang disebut.',
    'Ask somebody who has the role that is named.',
  ),
  'not-your-case': text(
    'Bukan perkara unit Anda',
    'Not a case of your unit',
    'Hanya unit yang menyampaikan yang dapat melakukannya.',
    'Only the unit that submitted may do this.',
  ),
  'interoperability-closed': text(
    'Interoperabilitas belum dibuka',
    'Interoperability is not open',
    'Sampaikan melalui Portal, atau ajukan kesepakatan interoperabilitas kepada PDSI (28/24 19).',
    'Submit through the Portal, or apply to PDSI for an interoperability agreement (28/24 19).',
  ),
  'four-eyes': text(
    'Prinsip empat mata',
    'Four eyes are needed',
    'Pegawai PDSI dari unit lain, yang tidak ikut menyampaikan, harus memutus.',
    'An officer of PDSI who took no part in the submission must decide.',
  ),
  'wrong-stage': text(
    'Tidak dapat pada tahap ini',
    'Not possible at this stage',
    'Lihat nextActs untuk yang dapat dilakukan sekarang.',
    'See nextActs for what may be done now.',
  ),
  'must-be-corrected': text(
    'Harus diperbaiki',
    'Must be corrected',
    'Data yang dikembalikan harus diperbaiki dan disampaikan kembali (28/24 25(2)).',
    'What was returned must be corrected and resubmitted (28/24 25(2)).',
  ),
  'already-claimed': text(
    'Sudah diambil',
    'Already claimed',
    'Tunggu sampai dilepaskan, atau hubungi yang mengambil.',
    'Wait until it is released, or talk to who claimed it.',
  ),
  'claimed-by-another': text(
    'Diambil orang lain',
    'Claimed by another',
    'Hanya yang mengambil yang dapat memutus; hubungi yang bersangkutan.',
    'Only who claimed it may decide; talk to them.',
  ),
  'claim-first': text(
    'Ambil dahulu',
    'Claim it first',
    'Ambil perkara ini (claim), lalu putuskan.',
    'Claim the case, then decide.',
  ),
  'other-content': text(
    'Isi berbeda',
    'Other content',
    'Baca kembali putaran terakhir; sebut hash isi yang Anda periksa.',
    'Read the latest round again and name the hash of the content that you reviewed.',
  ),
  'finding-needed': text(
    'Temuan diperlukan',
    'A finding is needed',
    'Sebut paling sedikit satu temuan beserta butir daftar periksa.',
    'Cite at least one finding with its checklist item.',
  ),
  'term-out-of-range': text(
    'Jangka waktu tidak sah',
    'Term out of range',
    'Beri jangka waktu 1 sampai 60 hari kerja.',
    'Give a term of 1 to 60 working days.',
  ),
  'file-needed': text(
    'Berkas diperlukan',
    'A file is needed',
    'Unggah berkas dahulu dengan POST /v1/files.',
    'Upload the file first with POST /v1/files.',
  ),
  'same-content': text(
    'Isi belum berubah',
    'Unchanged content',
    'Perbaiki berkas; ini berkas yang sama dengan yang dikembalikan.',
    'Correct the file; this is the very one that was returned.',
  ),
  'stale-version': text(
    'Perkara telah berubah',
    'The case has changed',
    'Baca kembali perkara ini dan ulangi dengan ETag baru.',
    'Read the case again and repeat with its new ETag.',
  ),
  'replacement-open': text(
    'Penggantinya masih berjalan',
    'Its replacement is open',
    'Selesaikan dahulu perkara pengganti yang disebut.',
    'Finish the replacing case that is named first.',
  ),
  'already-open': text(
    'Sudah ada perkara yang berjalan',
    'A case is open already',
    'Lanjutkan perkara yang disebut; hanya satu per produsen, komponen dan periode.',
    'Go on with the case that is named; there is one per producer, component and period.',
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
  'unknown-component': text(
    'Komponen tidak dikenal',
    'Unknown component',
    'Pilih kode dari GET /v1/components (Lampiran I).',
    'Choose a code from GET /v1/components (Lampiran I).',
  ),
  'unknown-file': text(
    'Berkas tidak dikenal',
    'Unknown file',
    'Unggah berkas Anda dengan POST /v1/files dan pakai id-nya.',
    'Upload your file with POST /v1/files and use its id.',
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
  'unreadable-body': text(
    'Isi tidak terbaca',
    'Unreadable body',
    'Kirim JSON yang sah dalam UTF-8.',
    'Send valid JSON in UTF-8.',
  ),
  'unsupported-media-type': text(
    'Jenis isi tidak didukung',
    'Unsupported media type',
    'Pakai Content-Type yang disebut di /docs.',
    'Use a Content-Type that /docs names.',
  ),
  'too-large': text(
    'Terlalu besar',
    'Too large',
    'Bagi berkas menurut periode, atau minta batas yang lebih besar.',
    'Split the file by period, or ask for a higher limit.',
  ),
  'file-empty': text('Berkas kosong', 'Empty file', 'Kirim berkas yang berisi data.', 'Send a file that has content.'),
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
    'Baca perkara ini dan kirim ETag-nya sebagai If-Match.',
    'Read the case and send its ETag as If-Match.',
  ),
  'too-many-requests': text(
    'Terlalu banyak permintaan',
    'Too many requests',
    'Tunggu sebentar lalu ulangi.',
    'Wait a moment and repeat.',
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

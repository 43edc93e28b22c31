import type { RefusalCode } from '#domain/refusal';
import type { Text } from '#domain/text';

export interface ProblemText {
  readonly title: Text;
  /** What to do next. */
  readonly remedy: Text;
}

export const text = (id: string, en: string, remedyId: string, remedyEn: string): ProblemText => ({
  title: { id, en },
  remedy: { id: remedyId, en: remedyEn },
});

/** What people read when the domain refuses. */
export const refusalTexts: Record<RefusalCode, ProblemText> = {
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
  'grant-needed': text(
    'Belum ada hak baca',
    'No reading is granted',
    'Mintalah kepada PDSI hak baca untuk seluruh catatan, yang dicatat dalam register (28/24 29(4)).',
    'Ask PDSI for a grant to read the whole record, kept on register (28/24 29(4)).',
  ),
  'four-eyes': text(
    'Prinsip empat mata',
    'Four eyes are needed',
    'Petugas PDSI yang tidak ikut menyampaikan, dan bukan dari unit yang menyampaikan, harus memutus; untuk data PDSI sendiri cukup orang lain.',
    "An officer of PDSI who took no part in the submission and is not of the unit that submitted must decide; for PDSI's own data another person suffices.",
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
  'no-extension': text(
    'Tidak ada perpanjangan',
    'No extension',
    'Sampaikan kembali data yang telah diperbaiki; selebihnya bicarakan dengan PDSI.',
    'Resubmit the corrected data; for the rest talk to PDSI.',
  ),
  'days-out-of-range': text(
    'Hari perpanjangan tidak sah',
    'Days of the extension out of range',
    'Sebut jumlah hari kerja dalam batas yang disebut.',
    'Name a number of working days within the limit that is named.',
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
    'Baca kembali perkara ini; bila tindakan Anda masih perlu dan ada dalam nextActs, ulangi dengan ETag baru dan kunci baru.',
    'Read the case again; if your act is still needed and is among nextActs, repeat it with the new ETag and a new key.',
  ),
  'replacement-open': text(
    'Penggantinya masih berjalan',
    'Its replacement is open',
    'Selesaikan dahulu perkara pengganti yang disebut.',
    'Finish the replacing case that is named first.',
  ),
  'returned-by-a-person': text(
    'Dikembalikan oleh petugas',
    'Returned by an officer',
    'Yang dapat dibatalkan hanya pengembalian otomatis; tunggu penyampaian kembali.',
    'Only an automatic return can be overruled; wait for the resubmission.',
  ),
  'reason-needed': text(
    'Alasan diperlukan',
    'A reason is needed',
    'Baca temuan putaran ini; setujui dengan "reason" yang menyebut mengapa galatnya tidak menghalangi, atau kembalikan (28/24 25(1)).',
    'Read the findings of this round; accept with a "reason" that says why the errors do not stand in the way, or return it (28/24 25(1)).',
  ),
  'not-claimed': text(
    'Belum diambil',
    'Not claimed',
    'Perkara sudah berada pada kumpulan; tugaskan kepada seorang petugas (assign).',
    'The case is in the pool already; give it to an officer (assign).',
  ),
  'not-entitled': text(
    'Tidak berwenang memutus',
    'Not entitled to decide',
    'Tugaskan kepada petugas PDSI yang tidak ikut menyampaikan; lihat GET /v1/colleagues.',
    'Give it to an officer of PDSI who took no part in the submission; see GET /v1/colleagues.',
  ),
  absent: text(
    'Sedang berhalangan',
    'Absent',
    'Tugaskan kepada penggantinya atau petugas lain.',
    'Give it to their substitute or to another officer.',
  ),
  'unfit-substitute': text(
    'Tidak dapat menggantikan',
    'Cannot stand in',
    'Pilih orang lain dari unit yang sama yang memegang peran itu.',
    'Choose another person of the same unit who holds the role.',
  ),
  'already-substituted': text(
    'Sudah ada penggantinya',
    'There is a substitute already',
    'Akhiri dahulu penggantian yang disebut, atau pilih hari lain.',
    'End the substitution that is named first, or choose other days.',
  ),
};

import type { Text } from '#domain/text';

/** Why a file could not be checked, and what to do. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
  readonly text: Text;
  constructor(id: string, en: string) {
    super(en);
    this.text = { id, en };
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown';

export const howToUse: Text = {
  id: `Cara pakai: npm run -s check-file -- BERKAS (--standard NAMA|KOMPONEN | --bundle BUNDEL.json) [--period 2025-01..2025-10] [--json] [--list temuan.csv]
Kode keluar: 0 tidak ada galat (peringatan tetap harus dilihat), 1 ada galat, 2 tidak dapat diperiksa (perintah keliru, atau berkas tidak dapat dibaca sebagai tabel; laporannya menyebut sebabnya).`,
  en: `Usage: npm run -s check-file -- FILE (--standard NAME|COMPONENT | --bundle BUNDLE.json) [--period 2025-01..2025-10] [--json] [--list findings.csv]
Exit code: 0 no errors (warnings have to be looked at all the same), 1 errors were found, 2 it could not be checked (a wrong command, or a file that cannot be read as a table; its report says why).`,
};

export const usage = (id: string, en: string) => new NotChecked(`${id}\n${howToUse.id}`, `${en}\n${howToUse.en}`);

/** Where the bundle of a component is. */
export const bundleAt = (component = 'KOMPONEN') => `GET /v1/standards/${component}/bundle.json?period=2025-10`;

export const badBundle = (path: string) =>
  new NotChecked(
    `${path} bukan bundel standar yang utuh: ambil lagi dari API kantor (${bundleAt()}) dan simpan tanpa diubah.`,
    `${path} is no whole bundle of a standard: take it again from the API of the office (${bundleAt('COMPONENT')}) and save it unchanged.`,
  );

export const bundleNotValid = (component: string, stale: readonly string[], month: string) =>
  new NotChecked(
    `Bundel tidak berlaku untuk ${month} (${stale.join(', ')}): ambil bundel periode itu (GET /v1/standards/${component}/bundle.json?period=${month}).`,
    `The bundle is not valid for ${month} (${stale.join(', ')}): take the one of that period (GET /v1/standards/${component}/bundle.json?period=${month}).`,
  );

export const noStandard = (known: readonly string[]) =>
  usage(
    `Sebut standar (--standard, salah satu dari ${known.join(', ')}) atau bundel (--bundle).`,
    `Name a standard (--standard, one of ${known.join(', ')}) or a bundle (--bundle).`,
  );

export const unknownStandard = (name: string, known: readonly string[]) =>
  new NotChecked(
    `Standar "${name}" tidak dikenal atau tidak hanya satu; pilih: ${known.join(', ')}.`,
    `The standard "${name}" is not known, or not the only one; choose of: ${known.join(', ')}.`,
  );

export function cannotRead(path: string, error: unknown): NotChecked {
  if (codeOf(error) === 'ENOENT') return new NotChecked(`Berkas ${path} tidak ada.`, `There is no file ${path}.`);
  return new NotChecked(
    `Berkas ${path} tidak dapat dibaca (${codeOf(error)}).`,
    `The file ${path} cannot be read (${codeOf(error)}).`,
  );
}

export const noRegularFile = (path: string) =>
  new NotChecked(
    `${path} bukan berkas biasa: simpan tabelnya sebagai berkas, lalu ulangi.`,
    `${path} is no regular file: save the table as a file, then repeat.`,
  );

export const cannotWrite = (path: string, error: unknown) =>
  new NotChecked(
    `Daftar temuan tidak dapat ditulis ke ${path} (${codeOf(error)}).`,
    `The list of findings cannot be written to ${path} (${codeOf(error)}).`,
  );

export const notOurList = (path: string) =>
  new NotChecked(
    `Di ${path} sudah ada berkas lain, dan berkas itu tidak ditimpa: beri nama lain, contoh --list temuan.csv.`,
    `Another file is already at ${path}, and is not overwritten: give another name, for example --list findings.csv.`,
  );

export const engineLost = () =>
  new NotChecked(
    'Mesin pemeriksa berhenti tanpa jawaban: jalankan npm ci, lalu ulangi.',
    'The checking engine ended without an answer: run npm ci, then repeat.',
  );

/** What the engine gives as its reason. */
export const engineFailed = {
  memory: () =>
    new NotChecked(
      'Memori tidak cukup: ulangi dengan CHECKS_MEMORY=2048MB di depan perintah, atau bagi berkas menurut periode.',
      'There is too little memory: repeat with CHECKS_MEMORY=2048MB before the command, or split the file by period.',
    ),
  content: () =>
    new NotChecked(
      'Berkas berubah selagi diperiksa: simpan dahulu, lalu ulangi.',
      'The file changed while it was being checked: save it first, then repeat.',
    ),
  engine: (detail: string) =>
    new NotChecked(
      `Mesin pemeriksa gagal: ${detail}. Kirim berkas ini kepada PDSI bila tetap terjadi.`,
      `The checking engine failed: ${detail}. Send this file to PDSI if it stays.`,
    ),
};

import type { Declaration } from '#domain/submission/declaration';

const done = { done: true } as const;

/** A declaration that lacks nothing. */
export const declaration: Declaration = {
  collection: { perencanaan: done, penghimpunan: done, verifikasi: done, penciptaanPotensiSumber: done },
  processing: {
    penyuntingan: done,
    penyandian: done,
    inputData: done,
    penyahihan: done,
    analisa: { done: false, reason: 'Data disampaikan tanpa analisa.' },
  },
  metodeDanKriteria: 'Pemeriksaan silang terhadap dokumen sumber; tidak boleh ada baris ganda.',
};

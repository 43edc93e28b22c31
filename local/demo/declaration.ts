const reason = 'CONTOH: data diambil sebagaimana diterbitkan BPS; langkah ini ada pada BPS.';
const elsewhere = { done: false, reason };

/** What the invented producer declares of the data that it took over from BPS: what it did itself, and what it did not do. */
export const declaration = {
  collection: {
    perencanaan: elsewhere,
    penghimpunan: { done: true, method: 'CONTOH: diambil dari publikasi BPS.' },
    verifikasi: { done: true, method: 'CONTOH: jumlah baris dibandingkan dengan publikasi.' },
    penciptaanPotensiSumber: elsewhere,
  },
  processing: {
    penyuntingan: elsewhere,
    penyandian: elsewhere,
    inputData: elsewhere,
    penyahihan: {
      done: true,
      method: 'CONTOH: berkas dibuka kembali dan dibaca.',
      criteria: 'CONTOH: setiap baris mempunyai tahun, bulan, dan kode HS.',
    },
    analisa: { done: false, reason: 'CONTOH: data disampaikan tanpa analisa.' },
  },
  metadata: { coverage: 'Indonesia', updateFrequency: 'monthly' },
};

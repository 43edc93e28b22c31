import { type ProblemText, text } from './refusal-texts.ts';

/** What people read when what they send does not come whole, or not as anything that can be read. */
export const bodyTexts = {
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
  stalled: text(
    'Pengiriman terhenti',
    'The sending stopped',
    'Periksa sambungan, lalu kirim kembali dari awal; tidak ada yang disimpan.',
    'Check the connection, then send it again from the beginning; nothing was kept.',
  ),
  'not-received': text(
    'Tidak diterima: berkas tidak dapat dibaca',
    'Not received: the file cannot be read',
    'Perbaiki seperti disebut dalam "finding", lalu unggah kembali; tidak ada yang disimpan.',
    'Mend it as "finding" says and upload it again; nothing was kept.',
  ),
  'too-slow': text(
    'Terlalu lambat',
    'Too slow',
    'Kirim header dalam 20 detik dan seluruh permintaan dalam 5 jam, atau bagi berkasnya.',
    'Send the headers within 20 seconds and the whole request within 5 hours, or split the file.',
  ),
  'headers-too-large': text(
    'Header terlalu besar',
    'Headers too large',
    'Kirim header dan alamat yang bersama-sama kurang dari 16 KiB.',
    'Send headers and an address of less than 16 KiB together.',
  ),
  'unreadable-request': text(
    'Permintaan tidak terbaca',
    'Unreadable request',
    'Kirim permintaan HTTP/1.1 yang sah.',
    'Send a valid HTTP/1.1 request.',
  ),
} satisfies Record<string, ProblemText>;

import { inWib } from '#domain/calendar';
import type { Erased } from '#prisma/verify';

/** How somebody without this system verifies a pack by hand. Indonesian, as an officer or a court reads it. */
export const explanation: readonly string[] = [
  'Cocokkan setiap berkas dengan hashes.txt: sha256sum --check hashes.txt (Windows: certutil -hashfile BERKAS SHA256).',
  'Hitung ulang rantai pada trail.json: hash setiap peristiwa adalah SHA-256 atas JSON kanonik (RFC 8785) dari bagian "hashed"; setiap peristiwa menyebut hash peristiwa sebelumnya.',
  'Berkas data pada rounds/ harus memiliki SHA-256 yang disebut "content" pada peristiwa penyampaian putarannya.',
  'Hitung daun pada anchor.json: SHA-256 atas byte 0x00 diikuti JSON kanonik dari "leaf"; lalu gabungkan berurutan dengan setiap langkah "path" (SHA-256 atas byte 0x01, hash kiri, hash kanan). Hasilnya harus sama dengan "tree".',
  'Akar (root) adalah SHA-256 atas anchor-statement.json. Periksa tanda tangannya: openssl x509 -in anchor-certificate.pem -pubkey -noout > kunci.pem, lalu openssl dgst -sha256 -verify kunci.pem -signature anchor-signature.bin anchor-statement.json.',
  'Bandingkan anchor.json dengan salinan jangkar yang disimpan di luar pangkalan data (anchor-NNNNNN.json): isinya harus sama.',
];

/** Said wherever a development certificate is shown. */
export const developmentWarning =
  'PERHATIAN: jangkar ini ditandatangani dengan sertifikat pengembangan (development certificate). Sertifikat itu bukan Sertifikat Elektronik (39/21 31(3)) dan tidak membuktikan siapa penanda tangannya.';

/** Said wherever a case is called whole although words of it were erased. */
export function erasureText(erased: readonly Erased[]): string {
  const each = erased.map(({ event, at }) => `peristiwa ${event} (${inWib(at.getTime())})`).join(', ');
  return `DIHAPUS: keterangan tertulis pada ${erased.length} peristiwa telah dihapus: ${each}. Isinya tidak dapat dibuktikan lagi; rantai tetap memuat hash-nya dan membuktikan selebihnya.`;
}

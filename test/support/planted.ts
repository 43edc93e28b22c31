/** Unmistakable values, one for every place where a person, a client or a post may leave something personal. */
export const planted = {
  name: 'Tertanam Nama Penyampai',
  officer: 'Tertanam Nama Petugas',
  email: 'tertanam.penyampai@surel-contoh.invalid',
  officerEmail: 'tertanam.petugas@surel-contoh.invalid',
  subject: '199901012024031777',
  officerSubject: '198802022023042888',
  nip: '197703032022051999',
  official: 'Tertanam Nama Pejabat',
  position: 'Tertanam Jabatan Pejabat',
  file: 'tertanam-nama-berkas.csv',
  cell: 'Tertanam Isi Sel',
  method: 'Tertanam Metode',
  declared: 'Tertanam Pernyataan',
  finding: 'Tertanam Temuan',
  note: 'Tertanam Catatan',
  reason: 'Tertanam Alasan',
  badJson: 'Tertanam Bukan JSON',
  unknownKey: 'tertanamKunci',
  query: 'tertanam.pencarian@surel-contoh.invalid',
  path: 'tertanam.jalur@surel-contoh.invalid',
  cookie: 'tertanam-kuki-rahasia',
  basic: 'dGVydGFuYW06cmFoYXNpYQ',
  badToken: 'eyJhbGciOiJFUzI1NiJ9.dGVydGFuYW0.dGVydGFuYW0',
  key: 'tertanam-kunci-permintaan',
  agent: 'Tertanam-Peramban',
  broken: 'Tertanam Dalam Galat',
} as const;

/** The names of the planted values that a text gives away; as they are, and as an address may write them. */
export function givenAway(text: string, more: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries({ ...planted, ...more })
    .filter(([, value]) => text.includes(value) || text.includes(encodeURIComponent(value)))
    .map(([name]) => name);
}

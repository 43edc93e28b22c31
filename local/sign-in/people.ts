import type { DemoUnit } from '#prisma/seed';

/** Plainly invented: somebody to be on a machine where people try things out. */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly unit: string;
  /** What to use them for, for the list that `npm start` prints. */
  readonly hint: string;
}

const mail = (name: string) => `${name}@contoh.invalid`;

export const demoPeople: Readonly<Record<string, DemoPerson>> = {
  produsen: {
    name: 'Produsen Contoh A',
    email: mail('produsen'),
    roles: ['producer'],
    unit: 'contoh.ekspor',
    hint: 'producer, Unit Kerja Contoh Ekspor',
  },
  produsen2: {
    name: 'Produsen Contoh B',
    email: mail('produsen2'),
    roles: ['producer'],
    unit: 'contoh.dinas',
    hint: 'producer of another unit, Dinas Contoh',
  },
  petugas: {
    name: 'Petugas PDSI Contoh A',
    email: mail('petugas'),
    roles: ['pdsi'],
    unit: 'kemendag.pdsi',
    hint: 'PDSI officer: claims, returns, accepts',
  },
  petugas2: {
    name: 'Petugas PDSI Contoh B',
    email: mail('petugas2'),
    roles: ['pdsi'],
    unit: 'kemendag.pdsi',
    hint: 'a second PDSI officer',
  },
  rangkap: {
    name: 'Petugas Rangkap Contoh',
    email: mail('rangkap'),
    roles: ['producer', 'pdsi'],
    unit: 'kemendag.pdsi',
    hint: "PDSI officer who also submits PDSI's own data",
  },
  kepala: {
    name: 'Kepala PDSI Contoh',
    email: mail('kepala'),
    roles: ['head'],
    unit: 'kemendag.pdsi',
    hint: 'head of PDSI: assigns, puts back, shares out; decides no submission',
  },
  kepala2: {
    name: 'Kepala Unit Contoh Ekspor',
    email: mail('kepala2'),
    roles: ['head'],
    unit: 'contoh.ekspor',
    hint: "head of a unit that submits: sees its cases, records its people's absence",
  },
  inspektur: {
    name: 'Auditor Itjen Contoh',
    email: mail('inspektur'),
    roles: ['itjen'],
    unit: 'kemendag.itjen',
    hint: 'Itjen: reads everything by a grant on register, and its reading is on record',
  },
  setjen: {
    name: 'Pejabat Setjen Contoh',
    email: mail('setjen'),
    roles: ['setjen'],
    unit: 'kemendag.setjen',
    hint: 'Setjen',
  },
  operator: {
    name: 'Operator Contoh',
    email: mail('operator'),
    roles: ['ops'],
    unit: 'kemendag.pdsi',
    hint: 'operator: sees cases, decides nothing',
  },
  mesin: {
    name: 'Sistem Contoh',
    email: mail('mesin'),
    roles: ['machine'],
    unit: 'contoh.ekspor',
    hint: 'machine client: sees nothing until an agreement or an exception is on register',
  },
};

/** Mailboxes of units, so that mail for everybody of a unit arrives somewhere. */
export const demoUnits: readonly DemoUnit[] = [
  {
    id: 'contoh.ekspor',
    name: 'Unit Kerja Contoh Ekspor',
    organisation: 'Kementerian Perdagangan',
    kind: 'unit kerja',
  },
  {
    id: 'contoh.dinas',
    name: 'Dinas Perdagangan Contoh',
    organisation: 'Pemerintah Daerah Contoh',
    kind: 'instansi daerah',
  },
  {
    id: 'kemendag.pdsi',
    name: 'Pusat Data dan Sistem Informasi',
    organisation: 'Kementerian Perdagangan',
    kind: 'unit kerja',
  },
  { id: 'kemendag.setjen', name: 'Sekretariat Jenderal', organisation: 'Kementerian Perdagangan', kind: 'unit kerja' },
  { id: 'kemendag.itjen', name: 'Inspektorat Jenderal', organisation: 'Kementerian Perdagangan', kind: 'unit kerja' },
].map((unit) => ({ ...unit, mailbox: mail(unit.id) }));

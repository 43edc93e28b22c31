import type { Role } from './case.ts';
import type { LegalBasis } from './legal-basis.ts';
import type { Text } from './text.ts';

/** The unit that receives, manages and returns (28/24 24(1), 25(1)): Pusat Data dan Sistem Informasi. */
export const pdsi = 'kemendag.pdsi';

/** The unit that oversees (28/24 29(3)): Inspektorat Jenderal. */
export const itjen = 'kemendag.itjen';

/** The unit that stands above the others (28/24 28(2)), whose Sekretaris Jenderal names acting heads here (house standard). */
export const setjen = 'kemendag.setjen';

/** Which roles a sign-in service may give. People from outside (OSS, Portal account) never act for the ministry. */
export const rolesOf = {
  internal: ['producer', 'machine', 'pdsi', 'head', 'setjen', 'itjen', 'ops'],
  external: ['producer', 'machine', 'head'],
} as const;

/** Whether a unit is one of the ministry, by its id: nobody from outside is of it, in whatever role. */
const isMinistrys = (unit: string): boolean => unit.startsWith('kemendag.');

/** Whether a sign-in service may give this role for this unit. */
export function mayGive(kind: keyof typeof rolesOf, role: Role, unit: string): boolean {
  const allowed: readonly string[] = rolesOf[kind];
  return allowed.includes(role) && (kind === 'internal' || !isMinistrys(unit));
}

/** What a role is called, and the article that knows who holds it; that there are these roles here is a house standard. */
export const roleWords: Record<Role, { readonly text: Text; readonly basis: LegalBasis }> = {
  producer: { basis: '28/24 1.12', text: { id: 'Produsen Data', en: 'a person of the Produsen Data' } },
  machine: {
    basis: '28/24 19',
    text: { id: 'Sistem Elektronik Produsen Data', en: 'an electronic system of the Produsen Data' },
  },
  pdsi: {
    basis: '28/24 24(1)',
    text: { id: 'petugas Pusat Data dan Sistem Informasi', en: 'an officer of PDSI' },
  },
  head: { basis: 'house standard', text: { id: 'kepala unit', en: 'the head of the unit' } },
  setjen: { basis: '28/24 28(2)', text: { id: 'Sekretariat Jenderal', en: 'Setjen' } },
  itjen: { basis: '28/24 29(3)', text: { id: 'Inspektorat Jenderal', en: 'Itjen' } },
  ops: { basis: 'house standard', text: { id: 'operator sistem', en: 'an operator of the system' } },
};

/** Several roles as people read them: `petugas PDSI atau Itjen`. */
export const rolesText = (roles: readonly Role[]): Text => ({
  id: roles.map((role) => roleWords[role].text.id).join(' atau '),
  en: roles.map((role) => roleWords[role].text.en).join(' or '),
});

/** What a Produsen Data can be (28/24 1.12), in the law's words: the kind that a unit is registered with. */
export const unitKinds = ['unit kerja', 'instansi pusat', 'instansi daerah', 'pelaku usaha'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** Whether somebody sees what PDSI sees: its officers, and its head. */
export const isOfPdsi = ({ roles, unit }: { readonly roles: readonly Role[]; readonly unit: string }): boolean =>
  roles.includes('pdsi') || (roles.includes('head') && unit === pdsi);

/** The offices of the ministry: they see businesses in the register of units, of which each else sees its own, and what rights stand on (house standard). */
export const ofMinistry: readonly Role[] = ['pdsi', 'setjen', 'itjen', 'ops'];

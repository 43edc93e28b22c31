import type { CaseState, Role } from './case.ts';
import type { LegalBasis } from './legal-basis.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Text, text } from './text.ts';

/**
 * Who stands in for whom while somebody is absent. `pengganti` does the absent person's work; Plh (absent for some days) and Plt (the
 * office is vacant) are acting heads and hold the role of the head. All of it is house standard.
 */
export const substitutionKinds = ['pengganti', 'plh', 'plt'] as const;
export type SubstitutionKind = (typeof substitutionKinds)[number];

export const kindWords: Record<SubstitutionKind, { readonly text: Text; readonly basis: LegalBasis }> = {
  pengganti: { text: text('pengganti', 'substitute'), basis: 'house standard' },
  plh: { text: text('pelaksana harian (Plh)', 'acting head for some days (Plh)'), basis: 'house standard' },
  plt: { text: text('pelaksana tugas (Plt)', 'acting head of a vacant office (Plt)'), basis: 'house standard' },
};

/** Days of Asia/Jakarta, `YYYY-MM-DD`, both included. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** Whether it holds on a day. One that somebody ended holds no more, not even for the rest of its day. */
export const isInForce = ({ from, to, ended }: Days & { readonly ended: boolean }, today: string): boolean =>
  !ended && from <= today && today <= to;

export const overlap = (one: Days, other: Days): boolean => one.from <= other.to && other.from <= one.to;

/** For whom somebody stands in today: never for those whom that person stands in for. */
export interface StandIn {
  /** The absent person. */
  readonly person: string;
  readonly kind: SubstitutionKind;
}

export const isActingHead = ({ kind }: StandIn): boolean => kind !== 'pengganti';

/** The roles that somebody holds today: what the sign-in service says, and the head's while they act for one. */
export const rolesToday = (held: readonly Role[], standsFor: readonly StandIn[]): readonly Role[] =>
  standsFor.some(isActingHead) && !held.includes('head') ? [...held, 'head'] : held;

/**
 * For whom somebody acts on a case, in the role that the act asks for. Whom four eyes bind comes first: nobody judges a case that one
 * whom they stand in for brought. Then the claimant, whose work they do; an acting head acts for the head. Else they act for themselves.
 */
export function behalfIn(
  standsFor: readonly StandIn[],
  role: Role,
  { touched, claimant }: Pick<CaseState, 'touched' | 'claimant'>,
): string | undefined {
  const bound = standsFor.find(({ person }) => touched.includes(person));
  const wanted = role === 'head' ? standsFor.find(isActingHead) : standsFor.find(({ person }) => person === claimant);
  return (bound ?? wanted)?.person;
}

/** Somebody as the sign-in service last told of them. */
export interface Known {
  readonly person: string;
  readonly unit: string;
  readonly roles: readonly Role[];
}

/** Who may record and end what: the absent person and the head of their unit; of an acting head the head and Setjen. */
export function whyNotArrange(
  by: Known,
  { kind, absent }: { readonly kind: SubstitutionKind; readonly absent: Pick<Known, 'person' | 'unit'> },
): Refusal | undefined {
  if (by.person === absent.person) return undefined;
  if (kind !== 'pengganti') return by.roles.includes('setjen') ? undefined : refuse('not-your-act', ofActingHeads);
  return by.roles.includes('head') && by.unit === absent.unit ? undefined : refuse('not-your-act', ofSubstitutes);
}

const ofActingHeads = text(
  'Plh dan Plt dicatat oleh kepala unit itu sendiri atau oleh Sekretariat Jenderal',
  'Plh and Plt are recorded by the head themself or by Setjen',
);
const ofSubstitutes = text(
  'pengganti dicatat oleh yang berhalangan sendiri atau oleh kepala unitnya',
  'a substitute is recorded by the absent person or by the head of their unit',
);

/** Why this person can't stand in for that one. */
export function whyUnfit(kind: SubstitutionKind, absent: Known, substitute: Known): Refusal | undefined {
  if (absent.person === substitute.person) return refuse('unfit-substitute', notOneself);
  if (absent.unit !== substitute.unit) return refuse('unfit-substitute', sameUnit);
  if (substitute.roles.includes('machine')) return refuse('unfit-substitute', noMachine);
  if (kind !== 'pengganti') return absent.roles.includes('head') ? undefined : refuse('unfit-substitute', noHead);
  const work = absent.roles.filter((role) => role !== 'head' && role !== 'machine');
  const isHeld = work.length > 0 && work.every((role) => substitute.roles.includes(role));
  return isHeld ? undefined : refuse('unfit-substitute', sameRole);
}

const notOneself = text('tidak seorang pun menggantikan dirinya sendiri', 'nobody stands in for themself');
const sameUnit = text('pengganti harus dari unit yang sama', 'a substitute is of the same unit');
const noMachine = text('sistem elektronik tidak menggantikan orang', 'an electronic system stands in for nobody');
const noHead = text('hanya kepala unit yang mempunyai Plh atau Plt', 'only the head of a unit has a Plh or Plt');
const sameRole = text(
  'pengganti harus memegang peran yang digantikan; peran kepala beralih hanya lewat Plh atau Plt',
  "a substitute holds the roles of the absent person; the head's passes by Plh or Plt alone",
);

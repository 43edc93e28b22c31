import type { Actor } from './case.ts';
import type { LegalBasis } from './legal-basis.ts';
import { pdsi } from './office.ts';
import { type Refusal, refuse, refuseRole } from './refusal.ts';
import type { StandIn } from './substitution.ts';
import { type Text, text } from './text.ts';

/** The head of PDSI shares out claims or cases; or hands over everything of a person who leaves. House standard. */
export const sharingKinds = ['share-out', 'hand-over'] as const;
export type SharingKind = (typeof sharingKinds)[number];

export const sharingWords: Record<SharingKind, { readonly text: Text; readonly basis: LegalBasis }> = {
  'share-out': { text: text('pembagian pekerjaan', 'sharing out of work'), basis: 'house standard' },
  'hand-over': { text: text('serah terima pekerjaan', 'handing over of work'), basis: 'house standard' },
};

export const sharingStates = ['running', 'stopped', 'done'] as const;

/** The head as they signed in when they asked: each item is judged for them as for any act of theirs. */
export interface SharingHead {
  readonly person: string;
  readonly unit: string;
  readonly standsFor: readonly StandIn[];
}

export function whyNotShare({ role, unit }: Pick<Actor, 'role' | 'unit'>): Refusal | undefined {
  if (role !== 'head') return refuseRole('sharing', ['head']);
  return unit === pdsi ? undefined : refuse('not-your-case', ofPdsi);
}

const ofPdsi = text('pembagian dilakukan oleh kepala PDSI', 'sharing is for the head of PDSI');

/** To whom an item goes, who is asked first coming first: in turn, so that each gets as many. Nobody at all: the pool. */
export const inTurn = (people: readonly string[], position: number): string[] =>
  people.map((_, at) => people[(position - 1 + at) % people.length] as string);

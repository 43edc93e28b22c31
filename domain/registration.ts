import type { Actor, Addressee, CaseState, Command, Holder, Role } from './case.ts';
import type { LegalBasis } from './legal-basis.ts';
import { reminders } from './reminders.ts';
import type { Text } from './text.ts';

/**
 * Pencatatan: how a new version comes into a register. One officer of PDSI proposes what a competent office has decided, the machine
 * tries it, another officer records it as in force. The law knows no such process: all of it is house standard.
 */
export const stages = {
  received: { holder: 'system', rest: false, text: { id: 'diuji mesin', en: 'being tried' } },
  unsound: {
    holder: 'pdsi',
    rest: false,
    text: { id: 'tidak dapat dipakai, perlu diubah', en: 'unsound, to be amended' },
  },
  proposed: { holder: 'pdsi', rest: false, text: { id: 'menunggu petugas kedua', en: 'waits for a second officer' } },
  spreading: {
    holder: 'system',
    rest: false,
    text: { id: 'disampaikan kepada perkara yang berjalan', en: 'being told to the open cases' },
  },
  recorded: { holder: 'nobody', rest: true, text: { id: 'tercatat berlaku', en: 'recorded as in force' } },
  withdrawn: { holder: 'nobody', rest: true, text: { id: 'ditarik', en: 'withdrawn' } },
} as const satisfies Record<string, { holder: Holder; rest: boolean; text: Text }>;

export type Stage = keyof typeof stages;

interface Rule {
  readonly from: readonly Stage[];
  readonly roles: readonly Role[];
  /** `second-officer`: not one of those who wrote it. */
  readonly relation: 'office' | 'second-officer';
  readonly to: Stage;
  readonly basis: LegalBasis;
  readonly needs: readonly ('content' | 'content-hash' | 'reason')[];
  readonly notify?: Addressee;
  readonly text: Text;
}

export const acts = {
  propose: {
    from: [],
    roles: ['pdsi'],
    relation: 'office',
    to: 'received',
    basis: 'house standard',
    needs: ['content'],
    text: { id: 'usulkan pencatatan', en: 'propose' },
  },
  amend: {
    from: ['unsound', 'proposed'],
    roles: ['pdsi'],
    relation: 'office',
    to: 'received',
    basis: 'house standard',
    needs: ['content'],
    text: { id: 'ubah usulan', en: 'amend' },
  },
  record: {
    from: ['proposed'],
    roles: ['pdsi'],
    relation: 'second-officer',
    to: 'recorded',
    basis: 'house standard',
    needs: ['content-hash'],
    notify: 'party',
    text: { id: 'catat sebagai berlaku', en: 'record as in force' },
  },
  withdraw: {
    from: ['unsound', 'proposed'],
    roles: ['pdsi'],
    relation: 'office',
    to: 'withdrawn',
    basis: 'house standard',
    needs: ['reason'],
    text: { id: 'tarik usulan', en: 'withdraw' },
  },
} as const satisfies Record<string, Rule>;

export type Act = keyof typeof acts;

/** The acts on a registration that is open; `propose` opens it. */
export const openActs = ['amend', 'record', 'withdraw'] as const satisfies readonly Act[];
export type OpenAct = (typeof openActs)[number];

export const steps = {
  sound: {
    to: 'proposed',
    basis: 'house standard',
    notify: 'reviewers',
    text: { id: 'lulus uji mesin', en: 'found sound' },
  },
  unsound: {
    to: 'unsound',
    basis: 'house standard',
    notify: 'party',
    text: { id: 'tidak lulus uji mesin', en: 'found unsound' },
  },
  spread: {
    to: 'recorded',
    basis: 'house standard',
    text: { id: 'perkara yang berjalan telah diberi tahu', en: 'open cases have been told' },
  },
  'not-spread': {
    to: 'recorded',
    basis: 'house standard',
    notify: 'reviewers',
    text: { id: 'tidak semua perkara yang berjalan dapat diberi tahu', en: 'not every open case could be told' },
  },
  ...reminders,
} as const satisfies Record<
  string,
  { to: Stage | 'same'; basis: LegalBasis; notify?: Addressee | 'holder'; text: Text }
>;

export type Step = keyof typeof steps;

/** One proposal on its way into a register. `touched` wrote it: they do not record it. The content itself stands in the record. */
export interface Registration extends CaseState {
  readonly stage: Stage;
  readonly kind: string;
  readonly subject: string;
  /** SHA-256 of the proposal of this round, as canonical JSON. */
  readonly hash: string;
}

export interface RegistrationCommand extends Command {
  readonly hash?: string;
}

export interface Opening {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly hash: string;
  readonly request: string;
  readonly actor: Actor;
}

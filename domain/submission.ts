import type { Actor, Addressee, CaseState, Command, Holder, Role } from './case.ts';
import type { LegalBasis } from './legal-basis.ts';
import type { Assignee } from './submission/assignment.ts';
import type { Text } from './text.ts';

/** A3: penyampaian, penerimaan, pemeriksaan, penolakan dan pengembalian, perbaikan, penyampaian kembali, penyimpanan, pengamanan. */
export const stages = {
  received: { holder: 'system', rest: false, text: { id: 'diterima, diperiksa mesin', en: 'received, checks run' } },
  'in-review': { holder: 'pdsi', rest: false, text: { id: 'diperiksa PDSI', en: 'in review' } },
  returned: {
    holder: 'producer',
    rest: false,
    text: { id: 'ditolak dan dikembalikan', en: 'returned for correction' },
  },
  clarifying: { holder: 'producer', rest: false, text: { id: 'dimintai penjelasan', en: 'asked for clarification' } },
  'extension-asked': {
    holder: 'pdsi',
    rest: false,
    text: { id: 'perpanjangan waktu dimohonkan', en: 'extension asked for' },
  },
  accepted: { holder: 'system', rest: false, text: { id: 'disetujui, disimpan', en: 'accepted, being stored' } },
  stored: { holder: 'system', rest: false, text: { id: 'tersimpan, diamankan', en: 'stored, being secured' } },
  secured: { holder: 'nobody', rest: true, text: { id: 'tersimpan dan diamankan', en: 'stored and secured' } },
  withdrawn: { holder: 'nobody', rest: true, text: { id: 'ditarik kembali', en: 'withdrawn' } },
} as const satisfies Record<string, { holder: Holder; rest: boolean; text: Text }>;

export type Stage = keyof typeof stages;

/** Which relation to the case an act asks for, beside the role. */
type Relation = 'submitting-unit' | 'independent-reviewer' | 'claimant' | 'claimant-or-after-storage' | 'head-of-pdsi';

interface Rule {
  readonly from: readonly Stage[];
  readonly roles: readonly Role[];
  readonly relation: Relation;
  readonly to: Stage | 'same';
  readonly basis: LegalBasis;
  readonly needs: readonly ('file' | 'content-hash' | 'findings' | 'term' | 'reason' | 'days' | 'words' | 'assignee')[];
  readonly notify?: Addressee;
  /** What it does to the clock of the stage that waits: it stands still until the other side has answered, or goes on. */
  readonly clock?: 'holds' | 'resumes';
  readonly text: Text;
}

/**
 * Who may do what, when, and on what basis: workflow, API and tests all read this table and nothing else decides.
 * 25(1) gives PDSI its power in the whole of Pasal 24, so what is stored may still be returned.
 */
export const acts = {
  submit: {
    from: [],
    roles: ['producer', 'machine'],
    relation: 'submitting-unit',
    to: 'received',
    basis: '28/24 23(1)',
    needs: ['file'],
    notify: 'party',
    text: { id: 'penyampaian', en: 'submit' },
  },
  claim: {
    from: ['in-review'],
    roles: ['pdsi'],
    relation: 'independent-reviewer',
    to: 'same',
    basis: 'house standard',
    needs: [],
    text: { id: 'ambil untuk diperiksa', en: 'claim' },
  },
  release: {
    from: ['in-review'],
    roles: ['pdsi'],
    relation: 'claimant',
    to: 'same',
    basis: 'house standard',
    needs: [],
    text: { id: 'lepaskan', en: 'release' },
  },
  'put-back': {
    from: ['in-review', 'clarifying'],
    roles: ['head'],
    relation: 'head-of-pdsi',
    to: 'same',
    basis: 'house standard',
    needs: ['reason'],
    notify: 'reviewers',
    text: { id: 'penarikan penugasan', en: 'put back into the pool' },
  },
  assign: {
    from: ['in-review', 'clarifying'],
    roles: ['head'],
    relation: 'head-of-pdsi',
    to: 'same',
    basis: 'house standard',
    needs: ['assignee', 'reason'],
    notify: 'reviewers',
    text: { id: 'penugasan', en: 'assign' },
  },
  'ask-clarification': {
    from: ['in-review'],
    roles: ['pdsi'],
    relation: 'claimant',
    to: 'clarifying',
    clock: 'holds',
    basis: 'house standard',
    needs: ['words'],
    notify: 'party',
    text: { id: 'minta penjelasan', en: 'ask for clarification' },
  },
  clarify: {
    from: ['clarifying'],
    roles: ['producer'],
    relation: 'submitting-unit',
    to: 'in-review',
    clock: 'resumes',
    basis: 'house standard',
    needs: ['words'],
    notify: 'reviewers',
    text: { id: 'beri penjelasan', en: 'clarify' },
  },
  return: {
    from: ['in-review', 'clarifying', 'secured'],
    roles: ['pdsi'],
    relation: 'claimant-or-after-storage',
    to: 'returned',
    basis: '28/24 25(1)',
    needs: ['content-hash', 'findings', 'term'],
    notify: 'party',
    text: { id: 'tolak dan kembalikan', en: 'return' },
  },
  accept: {
    from: ['in-review', 'clarifying'],
    roles: ['pdsi'],
    relation: 'claimant',
    to: 'accepted',
    basis: 'house standard',
    needs: ['content-hash'],
    text: { id: 'setujui', en: 'accept' },
  },
  'ask-extension': {
    from: ['returned'],
    roles: ['producer'],
    relation: 'submitting-unit',
    to: 'extension-asked',
    clock: 'holds',
    basis: 'house standard',
    needs: ['days', 'reason'],
    notify: 'reviewers',
    text: { id: 'mohon perpanjangan waktu', en: 'ask for an extension' },
  },
  'grant-extension': {
    from: ['extension-asked'],
    roles: ['pdsi'],
    relation: 'independent-reviewer',
    to: 'returned',
    clock: 'resumes',
    basis: 'house standard',
    needs: ['days'],
    notify: 'party',
    text: { id: 'beri perpanjangan waktu', en: 'grant the extension' },
  },
  'refuse-extension': {
    from: ['extension-asked'],
    roles: ['pdsi'],
    relation: 'independent-reviewer',
    to: 'returned',
    clock: 'resumes',
    basis: 'house standard',
    needs: ['reason'],
    notify: 'party',
    text: { id: 'tolak perpanjangan waktu', en: 'refuse the extension' },
  },
  resubmit: {
    from: ['returned', 'extension-asked'],
    roles: ['producer'],
    relation: 'submitting-unit',
    to: 'received',
    basis: '28/24 25(2)',
    needs: ['file'],
    notify: 'party',
    text: { id: 'penyampaian kembali', en: 'resubmit' },
  },
  overrule: {
    from: ['returned', 'extension-asked'],
    roles: ['pdsi'],
    relation: 'independent-reviewer',
    to: 'in-review',
    basis: 'house standard',
    needs: ['reason'],
    notify: 'party',
    text: { id: 'batalkan pengembalian otomatis', en: 'overrule the automatic return' },
  },
  withdraw: {
    from: ['received', 'in-review', 'clarifying'],
    roles: ['producer'],
    relation: 'submitting-unit',
    to: 'withdrawn',
    basis: 'house standard',
    needs: ['reason'],
    text: { id: 'tarik kembali', en: 'withdraw' },
  },
} as const satisfies Record<string, Rule>;

export type Act = keyof typeof acts;

/** The acts on a case that is open; `submit` opens it. */
export const openActs = [
  'claim',
  'release',
  'put-back',
  'assign',
  'ask-clarification',
  'clarify',
  'return',
  'accept',
  'ask-extension',
  'grant-extension',
  'refuse-extension',
  'resubmit',
  'overrule',
  'withdraw',
] as const satisfies readonly Act[];
export type OpenAct = (typeof openActs)[number];

/** One case. Opaque ids, codes and instants (epoch milliseconds) only. `party` is the unit that is answerable (28/24 5(3)). */
export interface Submission extends CaseState {
  readonly component: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly stage: Stage;
  readonly hash: string;
  readonly returns: number;
  /** The claimant is no officer of PDSI: with none of those left, the head appointed them. */
  readonly appointed?: string;
  /** The return in force was made by the machine, under a recorded decision of PDSI: an officer may overrule it. */
  readonly automatic?: true;
  /** An officer has overruled such a return: in this case only people return from then on. */
  readonly overruled?: true;
}

/** What an act on a submission may need beside the request: the content decided on or sent, findings, and a term. */
export interface SubmissionCommand extends Command {
  readonly hash?: string;
  readonly findings?: number;
  /** Working days that a return gives for the correction. */
  readonly term?: number;
  /** Working days by which an extension is asked for, or granted. */
  readonly days?: number;
  /** To whom the head gives the case. */
  readonly assignee?: Assignee;
}

/** What opens a case: ids and codes from the intake. */
export interface Opening {
  readonly id: string;
  readonly component: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly hash: string;
  readonly request: string;
  readonly actor: Actor;
}

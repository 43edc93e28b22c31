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
  readonly needs: readonly ('file' | 'content-hash' | 'findings' | 'term' | 'reason' | 'assignee')[];
  readonly notify?: Addressee;
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
    from: ['in-review'],
    roles: ['head'],
    relation: 'head-of-pdsi',
    to: 'same',
    basis: 'house standard',
    needs: ['reason'],
    notify: 'reviewers',
    text: { id: 'penarikan penugasan', en: 'put back into the pool' },
  },
  assign: {
    from: ['in-review'],
    roles: ['head'],
    relation: 'head-of-pdsi',
    to: 'same',
    basis: 'house standard',
    needs: ['assignee', 'reason'],
    notify: 'reviewers',
    text: { id: 'penugasan', en: 'assign' },
  },
  return: {
    from: ['in-review', 'secured'],
    roles: ['pdsi'],
    relation: 'claimant-or-after-storage',
    to: 'returned',
    basis: '28/24 25(1)',
    needs: ['content-hash', 'findings', 'term'],
    notify: 'party',
    text: { id: 'tolak dan kembalikan', en: 'return' },
  },
  accept: {
    from: ['in-review'],
    roles: ['pdsi'],
    relation: 'claimant',
    to: 'accepted',
    basis: 'house standard',
    needs: ['content-hash'],
    text: { id: 'setujui', en: 'accept' },
  },
  resubmit: {
    from: ['returned'],
    roles: ['producer'],
    relation: 'submitting-unit',
    to: 'received',
    basis: '28/24 25(2)',
    needs: ['file'],
    notify: 'party',
    text: { id: 'penyampaian kembali', en: 'resubmit' },
  },
  overrule: {
    from: ['returned'],
    roles: ['pdsi'],
    relation: 'independent-reviewer',
    to: 'in-review',
    basis: 'house standard',
    needs: ['reason'],
    notify: 'party',
    text: { id: 'batalkan pengembalian otomatis', en: 'overrule the automatic return' },
  },
  withdraw: {
    from: ['received', 'in-review'],
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
  'return',
  'accept',
  'resubmit',
  'overrule',
  'withdraw',
] as const satisfies readonly Act[];
export type OpenAct = (typeof openActs)[number];

/** What the system itself does to a case. The law orders no machine check: checking is our Reading (pemeriksaan, 39/21 35(1)). */
export const steps = {
  checked: {
    to: 'in-review',
    basis: '39/21 35(1)',
    notify: 'reviewers',
    text: { id: 'selesai diperiksa mesin', en: 'checked' },
  },
  'auto-returned': {
    to: 'returned',
    basis: '28/24 25(1)',
    notify: 'party',
    text: { id: 'dikembalikan menurut keputusan PDSI', en: "returned under PDSI's decision" },
  },
  'check-failed': {
    to: 'in-review',
    basis: 'house standard',
    notify: 'reviewers',
    text: { id: 'pemeriksaan mesin gagal', en: 'checks could not run' },
  },
  'storage-failed': {
    to: 'in-review',
    basis: 'house standard',
    notify: 'reviewers',
    text: { id: 'penyimpanan gagal', en: 'content could not be stored' },
  },
  stored: { to: 'stored', basis: '28/24 24(2)', notify: undefined, text: { id: 'penyimpanan', en: 'stored' } },
  secured: { to: 'secured', basis: '28/24 24(2)', notify: 'party', text: { id: 'pengamanan', en: 'secured' } },
  'target-passed': {
    to: 'same',
    basis: 'house standard',
    notify: 'holder',
    text: { id: 'melewati target', en: 'target passed' },
  },
  'fatal-passed': {
    to: 'same',
    basis: 'house standard',
    notify: 'holder',
    text: { id: 'melewati batas akhir', en: 'fatal date passed' },
  },
  'due-moved': {
    to: 'same',
    basis: 'house standard',
    notify: 'holder',
    text: { id: 'tanggal bergeser karena aturan waktu berubah', en: 'dates moved: the rules of the clock changed' },
  },
} as const satisfies Record<
  string,
  { to: Stage | 'same'; basis: LegalBasis; notify: Addressee | 'holder' | undefined; text: Text }
>;

export type Step = keyof typeof steps;

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

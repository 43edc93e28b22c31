import type { Addressee } from '#domain/case';
import type { LegalBasis } from '#domain/legal-basis';
import { reminders } from '#domain/reminders';
import type { Stage } from '#domain/submission';
import type { Text } from '#domain/text';

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
  ...reminders,
} as const satisfies Record<
  string,
  { to: Stage | 'same'; basis: LegalBasis; notify: Addressee | 'holder' | undefined; text: Text }
>;

export type Step = keyof typeof steps;

import type { LegalBasis } from '#domain/legal-basis';
import type { Words } from '#domain/process';
import type { Proposal } from '#domain/register';
import { acts, type Registration, stages, steps } from '#domain/registration';
import type { Text } from '#domain/text';

const happenings: Readonly<Record<string, { text: Text; basis: LegalBasis }>> = { ...acts, ...steps };
const places: Readonly<Record<string, { text: Text }>> = stages;

/** What registration calls its acts, steps and stages where people read; a code that it doesn't know stands for itself. */
export const registrationWords: Words = {
  name: { id: 'pencatatan register', en: 'registration' },
  path: 'registrations',
  happening: (act) => happenings[act]?.text ?? { id: act, en: act },
  basis: (act) => happenings[act]?.basis ?? 'house standard',
  waits: Object.entries(stages).flatMap(([stage, { rest }]) => (rest ? [] : [stage])),
  stages: Object.keys(stages),
  stage: (stage) => places[stage]?.text ?? { id: stage, en: stage },
  ofAuthors: ['unsound'],
};

const kinds: Readonly<Record<Proposal['kind'], string>> = {
  standard: 'Standar data',
  'code-list': 'Daftar kode',
  'automatic-return': 'Pengembalian otomatis',
  'claims-mapping': 'Pemetaan klaim',
  'reading-grant': 'Hak baca',
  'machine-access': 'Akses sistem elektronik',
  calendar: 'Kalender kerja',
  periods: 'Jangka waktu',
  quiet: 'Jeda pengingat',
};

/** What lists call a case. */
export const registrationTitle = ({ kind, subject }: Pick<Registration, 'kind' | 'subject'>): string =>
  `${kinds[kind as Proposal['kind']]}: ${subject}`;

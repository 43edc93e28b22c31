import { writeFileSync } from 'node:fs';
import { type Actor, type CaseState, type Role, roles } from '#domain/case';
import type { Terms } from '#domain/clock';
import { pdsi, roleWords } from '#domain/office';
import { nextActs } from '#domain/process';
import { type Registration, acts as registering, stages as registrationStages } from '#domain/registration';
import { registrationProcess } from '#domain/registration/course';
import { whyNotPropose } from '#domain/registration/why-not';
import { type Submission, stages as submissionStages, acts as submitting } from '#domain/submission';
import { submissionProcess } from '#domain/submission/course';
import { whyNotSubmit } from '#domain/submission/why-not';
import { periods } from '#prisma/seed/periods';

/** Somebody of each role who has not touched the case: of the submitting unit where the role is the producer's, else of their office. */
const unitOf: Readonly<Record<Role, string>> = {
  producer: 'unit',
  machine: 'unit',
  pdsi,
  head: pdsi,
  setjen: 'kemendag.setjen',
  itjen: 'kemendag.itjen',
  ops: pdsi,
};
const somebody = (role: Role): Actor => ({ person: role, role, unit: unitOf[role] });

const shared = {
  round: 1,
  hash: '',
  version: 1,
  seq: 1,
  last: { act: '', at: 0 },
  since: 0,
  rung: 0,
};

/** The house standards of time: they say where an extension may be asked for. */
const periodsOfHouse: Terms = {
  periods: periods['submission'] ?? {},
  calendar: { version: '', until: '', holidays: [] },
};

const submission = (stage: Submission['stage'], more: Partial<Submission> = {}): Submission => ({
  ...shared,
  id: 'submission:2026-000001',
  party: 'unit',
  component: '1.1',
  period: { from: '2026-01', to: '2026-01' },
  stage,
  touched: ['who submitted'],
  returns: stage === 'returned' ? 1 : 0,
  ...more,
});

const registration = (stage: Registration['stage'], touched: string[] = []): Registration => ({
  ...shared,
  id: 'registration:2026-000001',
  party: pdsi,
  kind: 'standard',
  subject: '1.1',
  stage,
  touched,
});

interface Page<S extends CaseState> {
  readonly title: string;
  readonly opening: { readonly act: string; readonly may: (actor: Actor) => boolean };
  readonly situations: readonly (readonly [label: string, state: S])[];
  readonly rules: Parameters<typeof nextActs<S, string>>[0];
  readonly bases: Readonly<Record<string, { readonly basis: string; readonly text: { readonly id: string } }>>;
}

const submissionPage: Page<Submission> = {
  title: 'Submission (A3)',
  opening: { act: 'submit', may: (actor) => whyNotSubmit(actor, true) === undefined },
  situations: [
    ['received', submission('received')],
    ['in-review, claimed by nobody', submission('in-review')],
    ['in-review, claimed by them', submission('in-review', { claimant: 'pdsi' })],
    ['in-review, claimed by another', submission('in-review', { claimant: 'another' })],
    ['in-review, returned before', submission('in-review', { returns: 1 })],
    ['clarifying, claimed by them', submission('clarifying', { claimant: 'pdsi' })],
    ['clarifying, claimed by another', submission('clarifying', { claimant: 'another' })],
    ['returned by an officer', submission('returned', { terms: periodsOfHouse })],
    ['returned by an officer, no more extensions', submission('returned', { terms: periodsOfHouse, extensions: 2 })],
    ['returned under a decision', submission('returned', { automatic: true, terms: periodsOfHouse })],
    ['extension-asked', submission('extension-asked', { returns: 1 })],
    ['extension-asked, returned under a decision', submission('extension-asked', { returns: 1, automatic: true })],
    ['accepted', submission('accepted')],
    ['stored', submission('stored')],
    ['secured', submission('secured')],
    ['withdrawn', submission('withdrawn')],
  ],
  rules: submissionProcess,
  bases: submitting,
};

const registrationPage: Page<Registration> = {
  title: 'Registration',
  opening: { act: 'propose', may: (actor) => whyNotPropose(actor) === undefined },
  situations: [
    ['received', registration('received')],
    ['unsound', registration('unsound')],
    ['proposed, written by another', registration('proposed')],
    ['proposed, written by them', registration('proposed', ['pdsi'])],
    ['spreading', registration('spreading')],
    ['recorded', registration('recorded')],
    ['withdrawn', registration('withdrawn')],
  ],
  rules: registrationProcess,
  bases: registering,
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const listed = (acts: readonly string[]): string => acts.map((act) => `\`${act}\``).join(', ') || '-';

function sectionOf<S extends CaseState>({ title, opening, situations, rules, bases }: Page<S>): string {
  const opens = roles.map((role) => (opening.may(somebody(role)) ? listed([opening.act]) : '-'));
  const stages = situations.map(([label, state]) =>
    row([label, ...roles.map((role) => listed(nextActs(rules, state, () => somebody(role))))]),
  );
  const stands = Object.entries(bases).map(([act, { basis, text }]) => row([`\`${act}\``, text.id, basis]));
  return [
    `## ${title}`,
    '',
    row(['where the case stands', ...roles]),
    row(['---', ...roles.map(() => '---')]),
    row(['no case yet', ...opens]),
    ...stages,
    '',
    row(['act', 'tindakan', 'stands on']),
    row(['---', '---', '---']),
    ...stands,
  ].join('\n');
}

/** Who may do what, where: judged by the very functions that judge in the workflow, so that this page can't say anything else. */
export const rightsPage = (): string =>
  [
    '# Rights',
    '',
    'Generated from the rules (`npm run docs:rights`) and compared with them by a test; change the rules, not this page.',
    '',
    'Each column is somebody of that role who has not touched the case: of the unit that submits (producer, machine), else of their own',
    'office. Whoever submitted, resubmitted or wrote a proposal, stands in for one who did, or belongs to the unit that submitted (PDSI’s',
    'own data excepted) decides nothing of the case, whatever their role. A producer of another unit sees no such case at all: an act on it is answered as',
    'one on a number that is not there, and both are kept as refused attempts (`not-found`). Machines come in',
    'only under an agreement in force or a recorded exception, kept in the register `machine-access` of their unit (28/24 19): they then submit, try',
    'files and read what their unit may read, and never decide. Whose token says machine is a machine and nothing else, whatever other roles it',
    'names. Without one a machine has no role: every door but `/v1/me` answers 403',
    '`interoperability-closed`, whatever it asks for, and what it tried to write is on record. Setjen, Itjen and ops read and have no act here.',
    'The head is that of PDSI; of another unit a head sees the cases of the unit and has no act on them. Whoever stands in for somebody by days',
    'has the rights and the limits of both, and an acting head those of the head (docs/processes/absence.md).',
    'Itjen reads what its standing grant on register opens (28/24 29(4)), nothing without one, and every reading is on record.',
    '',
    'The content of a file, and the values that findings quote, are read by the unit that submitted, PDSI and Itjen (where its grant says so); Setjen and ops see where',
    'and by which rule something was found, in findings, events and packs alike; what officers and producers write themselves is read by all who see the case. Dry runs (`/v1/checks`), with their reports, are read by the unit that asked for them and by PDSI,',
    'who manages the data (28/24 24(1)): producers should know that PDSI can read those too, though nothing of them enters the record. Only',
    'who asked for a dry run, or their unit, ends it. What the clock will say next (`/v1/clock`) is read by ops and PDSI.',
    '',
    row(['role', 'who', 'known from']),
    row(['---', '---', '---']),
    ...roles.map((role) => row([role, roleWords[role].text.id, roleWords[role].basis])),
    '',
    sectionOf(submissionPage),
    '',
    sectionOf(registrationPage),
    '',
  ].join('\n');

/** Every stage that a page shows, for whoever checks that none is left out. */
export const shownStages = {
  submission: [Object.keys(submissionStages), submissionPage.situations.map(([, { stage }]) => stage)],
  registration: [Object.keys(registrationStages), registrationPage.situations.map(([, { stage }]) => stage)],
} as const;

if (import.meta.main) writeFileSync(new URL('rights.md', import.meta.url), rightsPage());

import type { LegalBasis } from '#domain/legal-basis';
import type { Words } from '#domain/process';
import { acts, type Submission, stages } from '#domain/submission';
import { steps } from '#domain/submission/steps';
import type { Text } from '#domain/text';

const happenings: Readonly<Record<string, { text: Text; basis: LegalBasis }>> = { ...acts, ...steps };
const clocks: Readonly<Record<string, { text: Text; clock?: 'holds' | 'resumes' }>> = acts;
const places: Readonly<Record<string, { text: Text }>> = stages;

/** What submission calls its acts, steps and stages where people read; a code that it doesn't know stands for itself. */
export const submissionWords: Words = {
  name: { id: 'penyampaian data', en: 'submission' },
  path: 'submissions',
  happening: (act) => happenings[act]?.text ?? { id: act, en: act },
  basis: (act) => happenings[act]?.basis ?? 'house standard',
  waits: Object.entries(stages).flatMap(([stage, { rest }]) => (rest ? [] : [stage])),
  stages: Object.keys(stages),
  clock: (act) => clocks[act]?.clock,
  extendable: acts['ask-extension'].from,
  claimable: acts.claim.from,
  stage: (stage) => places[stage]?.text ?? { id: stage, en: stage },
};

/** What lists call a case; `name` is that of its component. */
export const submissionTitle = (
  { component, period }: Pick<Submission, 'component' | 'period'>,
  name: string,
): string => `${name} (${component}), ${period.from}..${period.to}`;

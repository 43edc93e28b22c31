import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { inWib } from '#domain/calendar';
import { type Addressee, type CaseEvent, type CaseState, type Holder, holderWords, type Role } from '#domain/case';
import { dueAt, isFatalPassed, isTargetPassed, nextRungOf } from '#domain/case-clock';
import { levelWords, type NextRung } from '#domain/ladder';
import type { Choice } from '#domain/process';
import { wordsOf } from '#domain/processes';
import { type Reminder, reminders } from '#domain/reminders';

const SipStage = defineSearchAttributeKey('SipStage', SearchAttributeType.KEYWORD);
const SipHolder = defineSearchAttributeKey('SipHolder', SearchAttributeType.KEYWORD);
const SipParty = defineSearchAttributeKey('SipParty', SearchAttributeType.KEYWORD);
const SipDueAt = defineSearchAttributeKey('SipDueAt', SearchAttributeType.DATETIME);
const SipWaitingSince = defineSearchAttributeKey('SipWaitingSince', SearchAttributeType.DATETIME);
const SipRound = defineSearchAttributeKey('SipRound', SearchAttributeType.INT);

/**
 * Shows operators where the case stands: filters for their lists, a few sentences for the case. Always leaves a command behind,
 * so that no workflow task that brought something in is empty.
 */
export function show<S extends CaseState, A extends string>(process: Shown<S, A>, state: S): void {
  const holder = process.holderOf(state);
  const due = dueAt(state);
  upsertSearchAttributes([
    { key: SipStage, value: state.stage },
    { key: SipHolder, value: holder },
    { key: SipParty, value: state.party },
    { key: SipDueAt, value: due === undefined ? null : new Date(due) },
    { key: SipWaitingSince, value: holder === 'nobody' ? null : new Date(state.since) },
    { key: SipRound, value: state.round },
  ]);
  const next = process.choices(state).map(({ act, roles }) => `${labelOfAct(process.name, act)} by ${namesOf(roles)}`);
  const sentences = [
    holder === 'nobody' ? atRest(state) : `**Waits for ${whom(state, holder)}${until(state)}.**`,
    ...clock(state),
    `Stage: ${wordsOf(process.name).stage(state.stage).en}, round ${state.round}, version ${state.version}, since ${inWib(state.since, 'en')}. Last: ${labelOfLast(process.name, state)}.`,
    `May come next: ${next.length === 0 ? 'nothing that a person does' : next.join('; ')}.`,
  ];
  setCurrentDetails(sentences.join('\n\n'));
}

type Shown<S extends CaseState, A extends string> = {
  readonly name: string;
  holderOf(state: S): Holder;
  choices(state: S): readonly Choice<A>[];
};

const names: Readonly<Partial<Record<Role, string>>> = {
  producer: 'the producer',
  machine: 'its machine',
  pdsi: 'PDSI',
  head: 'the head of PDSI',
};
const namesOf = (roles: readonly Role[]): string => roles.map((role) => names[role] ?? role).join(' or ');

const atRest = ({ since }: CaseState): string =>
  `**At rest since ${inWib(since, 'en')}: waits for nobody.** Closed when the record and the mails are out (Pending Activities).`;

/** Opaque ids only: whoever may know who they are finds them in the record. */
function whom({ party, claimant }: CaseState, holder: Holder): string {
  const { en } = holderWords[holder];
  if (holder === 'producer') return `${en} (${party})`;
  return claimant === undefined ? en : `${en} (claimed by ${claimant})`;
}

function until(state: CaseState): string {
  const { due } = state;
  if (due === undefined || isFatalPassed(state)) return '';
  const unsure = due.provisional ? ' (provisional: no table of holidays for that year yet)' : '';
  return ` until ${inWib(isTargetPassed(state) ? due.fatal : due.target, 'en')}${unsure}`;
}

/** What the clock will say by itself, and to whom. Silence decides nothing: it only reminds. */
function clock(state: CaseState): string[] {
  const { due, held } = state;
  const next = nextRungOf(state);
  if (due === undefined || next === undefined) return [];
  const stands = held ? [`The clock of stage ${held.stage} stands still since ${inWib(held.from, 'en')}.`] : [];
  const then = `${reminders[next.name].text.en}, ${inWib(next.at, 'en')}, told to ${toWhom(next)}`;
  if (!isTargetPassed(state)) return [...stands, `Then: ${then}; fatal date ${inWib(due.fatal, 'en')}.`];
  const passed = isFatalPassed(state)
    ? `the fatal date ${inWib(due.fatal, 'en')}`
    : `the target ${inWib(due.target, 'en')}`;
  const asleep = state.dormant ? ['**Dormant:** nobody answers; any act wakes the case.'] : [];
  return [...stands, ...asleep, `**Late:** ${passed} has passed. The next: ${then}.`];
}

const toWhom = ({ told }: NextRung): string =>
  (told?.to ?? (['holder'] as const)).map((level) => levelWords[level].en).join(', ');

function labelOfLast(process: string, { last }: CaseState): string {
  return `${labelOfAct(process, last.act)} on ${inWib(last.at, 'en')}${last.by === undefined ? '' : ` by ${last.by}`}`;
}

/** An act or step and what it stands on. As code: else the UI's font makes a fraction of `28/24`. */
export function labelOfAct(process: string, act: string): string {
  const words = wordsOf(process);
  return `${words.happening(act).en} (\`${words.basis(act)}\`)`;
}

/** The one timer of a case: what it will say, and when. */
export function labelOfTimer(
  process: string,
  { stage, round }: CaseState,
  { at, step }: { readonly at: number; readonly step: Reminder },
): string {
  return `${reminders[step].text.en} ${inWib(at, 'en')}: ${wordsOf(process).stage(stage).en}, round ${round}`;
}

export function labelOfRecord(process: string, events: readonly CaseEvent[]): string {
  return events.map(({ seq, act }) => `event ${seq}: ${wordsOf(process).happening(act).en}`).join(', ');
}

export function labelOfMail(process: string, act: string, seq: number, to: Addressee | undefined): string {
  const whose = { party: 'the producer', reviewers: 'the reviewers' };
  return `to ${to === undefined ? 'whom it concerns' : whose[to]}, event ${seq}: ${wordsOf(process).happening(act).en}`;
}

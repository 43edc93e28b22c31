import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { inWib } from '#domain/calendar';
import { type CaseState, dueAt, type Holder, holderWords } from '#domain/case';

const SipStage = defineSearchAttributeKey('SipStage', SearchAttributeType.KEYWORD);
const SipHolder = defineSearchAttributeKey('SipHolder', SearchAttributeType.KEYWORD);
const SipParty = defineSearchAttributeKey('SipParty', SearchAttributeType.KEYWORD);
const SipDueAt = defineSearchAttributeKey('SipDueAt', SearchAttributeType.DATETIME);
const SipWaitingSince = defineSearchAttributeKey('SipWaitingSince', SearchAttributeType.DATETIME);
const SipRound = defineSearchAttributeKey('SipRound', SearchAttributeType.INT);

/**
 * Shows operators where the case stands: filters for their lists, a sentence for the case. Always leaves a command behind,
 * so that no workflow task that brought something in is empty.
 */
export function show(state: CaseState, holder: Holder): void {
  const due = dueAt(state);
  upsertSearchAttributes([
    { key: SipStage, value: state.stage },
    { key: SipHolder, value: holder },
    { key: SipParty, value: state.party },
    { key: SipDueAt, value: due === undefined ? null : new Date(due) },
    { key: SipWaitingSince, value: holder === 'nobody' ? null : new Date(state.since) },
    { key: SipRound, value: state.round },
  ]);
  setCurrentDetails(details(state, holder, due));
}

function details(state: CaseState, holder: Holder, due: number | undefined): string {
  const heading = `**${state.stage}**, round ${state.round}, version ${state.version}`;
  if (holder === 'nobody') return `${heading}\n\nAt rest since ${inWib(state.since)}. Waits for nobody.`;
  const whom =
    state.claimant === undefined ? holderWords[holder].en : `${holderWords[holder].en} (claimed by ${state.claimant})`;
  const until =
    due === undefined
      ? ''
      : ` until ${inWib(due)}${state.due?.provisional ? ' (provisional: no holiday table for that year yet)' : ''}`;
  const late = state.rung === 0 ? '' : `\n\nLate: ${state.rung} reminder(s) sent.`;
  return `${heading}\n\nWaits for ${whom}${until}; since ${inWib(state.since)}.${late}`;
}

import type { CaseEvent } from '#domain/case';
import { nextByClock, nextRungOf } from '#domain/case-clock';
import { isRung } from '#domain/reminders';
import type { Submission } from '#domain/submission';
import { submissionProcess as course } from '#domain/submission/course';

/** What the clock says by itself next of a case that nobody acts on, as its workflow would have it: the case after it, and the event. */
export function saidNext(state: Submission): { state: Submission; events: CaseEvent[] } {
  const next = nextByClock(state);
  if (!next) throw new Error('the clock of the case stands still');
  const { at, step } = next;
  const after = course.after(step, state, at);
  const { notify, ...event } = course.eventOf(step, after, at);
  const told = isRung(step) ? nextRungOf(state)?.told : undefined;
  return { state: after, events: [{ ...event, ...(told ? { told } : notify && { notify }) }] };
}

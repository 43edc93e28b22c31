import type { CaseEvent, CaseState } from '#domain/case';
import { dueAt, nextInstant } from '#domain/case-clock';

/** What the row of a case says beside what was written at its opening: the recorder writes it, and a rebuild must come to the same. */
export function columnsOf(state: CaseState, last: Pick<CaseEvent, 'holder' | 'at'> | undefined) {
  const { party, stage, round, version, seq, since, due, claimant } = state;
  return {
    stage,
    round,
    version,
    seq,
    party,
    state: state as object,
    holder: last?.holder ?? 'system',
    claimant: claimant ?? null,
    since: new Date(since),
    target: date(due?.target),
    fatal: date(due?.fatal),
    due: date(dueAt(state)),
    provisional: due?.provisional ?? false,
    nextAt: date(nextInstant(state)),
    closedAt: last?.holder === 'nobody' ? new Date(last.at) : null,
  };
}

export const date = (instant: number | undefined): Date | null => (instant === undefined ? null : new Date(instant));

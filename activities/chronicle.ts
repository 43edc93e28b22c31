import type { CaseEvent, CaseState } from '#domain/case';
import type { Transaction } from '#prisma/database';

/** What one process adds to the record, inside the recorder's transaction. */
export interface Chronicle {
  /** What the case is about, for lists. Called once, with the first event. */
  title(transaction: Transaction, state: CaseState): Promise<string>;
  /**
   * The process's own rows for one event. Answers what belongs into the event's detail instead of the request's body.
   * Called exactly once for each event, by the transaction that commits it.
   */
  write(entry: Entry): Promise<object | undefined>;
}

export interface Entry {
  readonly transaction: Transaction;
  readonly state: CaseState;
  readonly event: CaseEvent;
  /** The body of the request behind the event, as the API parsed it. */
  readonly body: unknown;
}

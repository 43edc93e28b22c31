import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CaseEvent, CaseState, Command, Standing } from '#domain/case';

/** First contact: answers when event 1 is durable; a repeat gets the same answer. */
export const opened = defineUpdate<Standing>('opened');

/** What the workflow itself thinks, for operators and tests; people read PostgreSQL. */
export const view = defineQuery<CaseState>('view');

/** The rules of the clock have changed: the case reads them anew and moves its dates. Nothing happens the second time. */
export const rulesChanged = defineSignal('rulesChanged');

/** One Update per act; its id is the request's id. */
export const updateOf = <C extends Command>(act: string) => defineUpdate<Standing, [C]>(act);

/** What starts a case's workflow: its opening, or the recorded state of a case that goes on. */
export type CaseInput<S extends CaseState, O> =
  | { readonly opening: O }
  | {
      readonly state: S;
      readonly answered?: readonly (readonly [string, Standing])[];
      /** Events whose mails are still to go out. */
      readonly unsent?: readonly Pick<CaseEvent, 'seq' | 'act'>[];
    };

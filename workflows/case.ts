import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { type Actor, type CaseState, type Command, type Standing, standingOf } from '#domain/case';
import { nextByClock } from '#domain/case-clock';
import type { Process } from '#domain/process';
import { openBook } from './case/book.ts';
import { createDuties, type Duty } from './case/duties.ts';
import { createMails } from './case/mails.ts';
import { createRules } from './case/rules.ts';
import { type CaseInput, opened, rulesChanged, updateOf, view } from './case.messages.ts';
import { labelOfAct, labelOfTimer } from './visibility.ts';

/**
 * Carries one case of any process from its opening to rest. Handlers change the state at once and then only wait; this one
 * loop records, does the system's duties, keeps the clock and sends mail. It ends when the case is at rest, everything is in
 * the record and the mails are out.
 */
export async function carry<
  S extends CaseState,
  A extends string,
  C extends Command,
  O extends { id: string; request: string; actor: Actor },
  P extends string,
>(
  process: Process<S, A, C, O, P>,
  dutyAt: (state: S) => Duty<P> | undefined,
  input: CaseInput<S, O>,
): Promise<Standing> {
  const book = openBook(process, input);
  const { state } = book;
  const mails = createMails(process.name, state().id);
  const duties = createDuties<P>((key, step) => {
    if (state().version === key) book.step(step);
  });
  const rules = createRules(process.name, 'state' in input);
  const owed = () => (book.isSuperseded() ? undefined : dutyAt(state()));
  const isQuiet = () => !book.hasNews() && duties.isIdle() && mails.isIdle();
  const isOver = () => isQuiet() && (book.isSuperseded() || process.isAtRest(state()));

  setHandler(rulesChanged, rules.hear, { description: 'the rules of the clock have changed' });
  setHandler(view, state, { description: 'the case as the workflow has it' });
  setHandler(opened, book.opened, { description: 'answers when event 1 is in the record' });
  for (const act of process.acts) {
    const validator = (command: C) => book.judge(act, command);
    setHandler(updateOf<C>(act), (command: C) => book.take(act, command), {
      validator,
      description: labelOfAct(process.name, act),
    });
  }

  if ('unsent' in input) mails.sendLeft(input.unsent ?? []);
  while (!isOver()) {
    if (book.hasNews()) mails.send(await book.keep());
    else if (rules.areStale()) await rules.follow(book);
    else if (duties.wants(state().version, owed())) duties.attend(state().version, owed());
    else if (workflowInfo().continueAsNewSuggested && isQuiet()) await goOn();
    else await waitForChange();
  }
  await condition(allHandlersFinished);
  if (book.isSuperseded()) await goOn();
  return standingOf(state());

  /** One timer, at the next instant at which the case must speak by itself. */
  async function waitForChange(): Promise<void> {
    const changed = () => book.hasNews() || rules.areStale() || duties.wants(state().version, owed()) || isOver();
    const next = nextByClock(state());
    if (next === undefined) return condition(changed);
    const summary = labelOfTimer(process.name, state(), next);
    if (!(await condition(changed, Math.max(1, next.at - Date.now()), { summary }))) book.step(next.step);
  }

  /** A task of its own between the last answer and the new run, so that no Update falls between two histories. */
  async function goOn(): Promise<void> {
    await condition(allHandlersFinished);
    await sleep(1);
    const next = book.carriedOver();
    if (isQuiet() && next) await makeContinueAsNewFunc<(input: CaseInput<S, O>) => Promise<Standing>>()(next);
  }
}

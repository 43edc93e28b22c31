import { CancellationScope, condition, currentUpdateInfo, proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities, Recorded } from '#activities/record';
import {
  type Actor,
  type CaseEvent,
  type CaseState,
  type Command,
  type Moved,
  type Standing,
  standingOf,
} from '#domain/case';
import { nextRungOf, underNewTerms, withTerms } from '#domain/case-clock';
import type { Terms } from '#domain/clock';
import type { Told } from '#domain/ladder';
import type { Process } from '#domain/process';
import { refuse } from '#domain/refusal';
import { isReminder, isRung, type Reminder } from '#domain/reminders';
import { text } from '#domain/text';
import type { CaseInput } from '#workflows/case.messages';
import { failureOf } from '#workflows/refuse';
import { labelOfRecord, show } from '#workflows/visibility';

const { record } = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumInterval: '5s' },
});

const ofAnother = text('Update ini bukan milik permintaannya', 'the Update id must be the request id');
const movedOn = text('perkara telah berubah sejak dibaca', 'the case has moved on since it was read');

/** How many answers a case remembers across continue-as-new, for requests that ask again. */
const remembered = 50;

type Opens = { id: string; request: string; actor: Actor };

/** The case and what happened to it that is not yet in the record. */
export type Book<S, A, C, P> = {
  readonly state: () => S;
  readonly judge: (act: A, command: C) => void;
  readonly take: (act: A, command: C) => Promise<Standing>;
  readonly step: (step: P | Reminder) => void;
  /** Takes new rules of the clock along; where they move the dates, that is an event. */
  readonly follow: (terms: Terms, at: number) => void;
  readonly opened: () => Promise<Standing>;
  readonly hasNews: () => boolean;
  readonly isSuperseded: () => boolean;
  readonly keep: () => Promise<CaseEvent[]>;
  /** What the next run begins with; undefined when the record, which has gone another way, is at its end. */
  readonly carriedOver: () => CaseInput<S & CaseState, never> | undefined;
};

function refuseUnlessFitting<S extends CaseState, A extends string, C extends Command>(
  { whyNot, whatIsMissing }: Pick<Process<S, A, C, Opens, string>, 'whyNot' | 'whatIsMissing'>,
  state: S,
  act: A,
  command: C,
): void {
  if (currentUpdateInfo()?.id !== command.request) throw failureOf(refuse('stale-version', ofAnother));
  const why = whyNot(act, state, command.actor) ?? whatIsMissing(act, state, command);
  if (why) throw failureOf(why);
}

/** A case that is opened has its first event to record; one that goes on stands as it was recorded. */
function beginning<S extends CaseState, A extends string, C extends Command, O extends Opens, P extends string>(
  process: Process<S, A, C, O, P>,
  input: CaseInput<S, O>,
): { state: S; recorded: number; unrecorded: CaseEvent[]; answered: Map<string, Standing> } {
  if ('state' in input)
    return { state: input.state, recorded: input.state.seq, unrecorded: [], answered: new Map(input.answered) };
  const state = process.open(input.opening, Date.now());
  return {
    state,
    recorded: 0,
    unrecorded: [process.opened(input.opening, state, state.since)],
    answered: new Map(),
  };
}

/** The last answers go along: whoever asks again in the next run gets the same. What never came into the record was no answer. */
function nextRun<S extends CaseState>(
  process: { isAtRest(state: S): boolean },
  { state, unsent }: Recorded,
  answered: ReadonlyMap<string, Standing>,
  recorded: number,
): CaseInput<S, never> | undefined {
  const stands = state as S;
  if (process.isAtRest(stands) && unsent.length === 0) return undefined;
  const known = [...answered].filter(([, { seq }]) => seq <= recorded);
  return { state: stands, answered: known.slice(-remembered), unsent };
}

/** The command behind a happening, the rules that moved a date, or whom a rung of the ladder tells. */
type Causes<C> = { readonly by?: C; readonly moved?: Moved | undefined; readonly told?: Told | undefined };

/** What a rung says is gathered: its event asks for no mail at once. */
function causedBy(
  { notify, ...event }: CaseEvent,
  { moved, told }: Pick<Causes<unknown>, 'moved' | 'told'>,
): CaseEvent {
  return { ...event, ...(moved && { moved }), ...(told ? { told } : notify && { notify }) };
}

/** Whom a rung tells; nobody where there is no ladder, or no rung. */
const toldAt = (step: string, state: CaseState): Told | undefined =>
  isReminder(step) && isRung(step) ? nextRungOf(state)?.told : undefined;

/** One transaction; a case that is being cancelled is recorded too. */
function write(batch: Parameters<RecordActivities['record']>[0]): ReturnType<RecordActivities['record']> {
  const summary = labelOfRecord(batch.process, batch.events);
  return CancellationScope.nonCancellable(() => record.executeWithOptions({ summary }, [batch]));
}

export function openBook<S extends CaseState, A extends string, C extends Command, O extends Opens, P extends string>(
  process: Process<S, A, C, O, P>,
  input: CaseInput<S, O>,
): Book<S, A, C, P> {
  const { unrecorded, answered, ...begun } = beginning(process, input);
  let { state, recorded } = begun;
  let superseded: Recorded | undefined;
  show(process, state);

  /** The only place where the case changes; `show` leaves a command behind each time. */
  function happened(happening: A | P | Reminder, next: S, at: number, { by, moved, told }: Causes<C> = {}): Standing {
    state = next;
    unrecorded.push(causedBy(process.eventOf(happening, next, at, by), { moved, told }));
    show(process, state);
    return standingOf(next);
  }

  function change(act: A, command: C, at: number): Standing {
    const standing = happened(act, process.apply(act, state, command, at), at, { by: command });
    answered.set(command.request, standing);
    return standing;
  }

  return {
    state: () => state,
    hasNews: () => unrecorded.length > 0,
    isSuperseded: () => superseded !== undefined,
    carriedOver: () => nextRun(process, superseded ?? { state, unsent: [] }, answered, recorded),

    /** Synchronous and reads only: what it throws is refused, and leaves no trace in the history. */
    judge(act, command) {
      if (!answered.has(command.request)) refuseUnlessFitting(process, state, act, command);
    },

    /** Answers when the record is durable, also when the record is slow. The same request twice changes nothing the second time. */
    async take(act, command) {
      const answer = answered.get(command.request) ?? change(act, command, Date.now());
      await condition(() => recorded >= answer.seq || superseded !== undefined);
      if (superseded) throw failureOf(refuse('stale-version', movedOn));
      return answer;
    },

    step(step, at = Date.now()) {
      happened(step, process.after(step, state, at), at, { told: toldAt(step, state) });
    },

    follow(terms, at) {
      const { state: next, moved } = underNewTerms(state, terms, at);
      state = next;
      if (moved) happened('due-moved', process.after('due-moved', next, at), at, { moved });
    },

    async opened() {
      await condition(() => recorded > 0);
      return standingOf(state);
    },

    /** Everything that happened goes into the record in order, in one transaction. Answers what was recorded now. */
    async keep() {
      const events = [...unrecorded];
      const kept = await write({ process: process.name, state, events });
      superseded = kept.superseded;
      unrecorded.splice(0, superseded ? unrecorded.length : events.length);
      if (superseded) return [];
      recorded = events.at(-1)?.seq ?? recorded;
      if (kept.terms && state.terms === undefined) {
        state = withTerms(state, kept.terms);
        show(process, state);
      }
      return events;
    },
  };
}

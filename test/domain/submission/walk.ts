import * as fc from 'fast-check';
import type { Actor, CaseEvent } from '#domain/case';
import { nextByClock, withTerms } from '#domain/case-clock';
import { type OpenAct, type Opening, openActs, type Stage, type Submission } from '#domain/submission';
import { stepAfterChecks, submissionProcess } from '#domain/submission/course';
import type { Step } from '#domain/submission/steps';
import { cast, now, officer, sentHash, terms, type Who } from './cast.ts';

/** What the system owes at each stage: done, or given up to a person. */
export const duties: Partial<Record<Stage, readonly [Step, Step]>> = {
  received: ['checked', 'check-failed'],
  accepted: ['stored', 'storage-failed'],
  stored: ['secured', 'storage-failed'],
};

export interface Happening {
  readonly before: Submission;
  readonly after: Submission;
  readonly event: CaseEvent;
  readonly actor?: Actor;
}

export type Move =
  | { readonly kind: 'act'; readonly act: OpenAct; readonly who: Who; readonly slip: Slip; readonly content: number }
  | { readonly kind: 'allowed'; readonly pick: number; readonly content: number }
  | { readonly kind: 'duty'; readonly outcome: Outcome }
  | { readonly kind: 'wait'; readonly minutes: number }
  | { readonly kind: 'silence'; readonly times: number }
  | { readonly kind: 'terms' };

/** How a duty of the system ends; only checks may return a case, under a decision. */
type Outcome = 'done' | 'fails' | 'returns';

/** What a person may get wrong in a command. */
type Slip = 'nothing' | 'version' | 'content' | 'findings' | 'term';

const people = Object.keys(cast) as Who[];
/** Officers of PDSI, one of whom has touched the case. */
const assignees = [cast.reviewer.person, cast.claimant.person, cast.sender.person];
const content = fc.nat({ max: 1000 });
export const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      act: fc.constantFrom(...openActs),
      who: fc.constantFrom(...people),
      slip: fc.constantFrom<Slip>('nothing', 'version', 'content', 'findings', 'term'),
      content,
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('allowed' as const), pick: fc.nat(), content }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('duty' as const),
      outcome: fc.constantFrom<Outcome>('done', 'done', 'fails', 'returns'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), minutes: fc.nat({ max: 40_000 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('silence' as const), times: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('terms' as const) }) },
);

/** Walks one case; everything that it did is in `happenings`. */
export class Walk {
  at = now;
  state: Submission;
  readonly happenings: Happening[] = [];

  constructor() {
    const period = { from: '2025-01', to: '2025-10' };
    const opening: Opening = {
      id: 'submission:2026-000001',
      component: '20.1',
      period,
      hash: sentHash,
      request: 'request-0',
      actor: cast.sender,
    };
    this.state = frozen(submissionProcess.open(opening, this.at));
    this.happenings.push({
      before: this.state,
      after: this.state,
      event: submissionProcess.opened(opening, this.state, this.at),
    });
  }

  take(step: Move): void {
    if (step.kind === 'act') this.ask(step.act, cast[step.who], step.content, step.slip);
    else if (step.kind === 'allowed') this.askWhatIsAllowed(step.pick, step.content);
    else if (step.kind === 'duty') this.doDuty(step.outcome);
    else if (step.kind === 'silence') for (let left = step.times; left > 0; left -= 1) this.letTimePass();
    else if (step.kind === 'wait') this.at += step.minutes * 60_000;
    else if (this.state.terms === undefined) this.state = frozen(withTerms(this.state, terms));
  }

  private askWhatIsAllowed(pick: number, number: number): void {
    const open = possible(this.state);
    const [act, who] = open[pick % Math.max(1, open.length)] ?? [];
    if (act && who) this.ask(act, cast[who], number, 'nothing');
  }

  private doDuty(outcome: Outcome): void {
    const owed = duties[this.state.stage];
    if (!owed) return;
    if (outcome === 'returns' && this.state.stage === 'received')
      this.step(stepAfterChecks(this.state, { returns: true }));
    else this.step(owed[outcome === 'fails' ? 1 : 0]);
  }

  private letTimePass(): void {
    const next = nextByClock(this.state);
    if (next === undefined) return;
    this.at = Math.max(this.at, next.at);
    this.step(next.step);
  }

  private ask(act: OpenAct, actor: Actor, number: number, slip: Slip): void {
    const { state } = this;
    const fresh = `${number}`.padStart(64, 'f');
    const right = act === 'resubmit' ? fresh : state.hash;
    const command = {
      request: `request-${state.seq}`,
      actor,
      version: slip === 'version' ? state.version - 1 : state.version,
      hash: slip === 'content' ? `${number}`.padStart(64, '0') : right,
      findings: slip === 'findings' ? 0 : 1 + (number % 5),
      term: slip === 'term' ? 0 : 1 + (number % 60),
      days: slip === 'term' ? 0 : 1 + (number % 10),
      assignee: { ...officer, person: assignees[number % assignees.length] ?? '', officersLeft: number % 2 },
    };
    if (submissionProcess.whyNot(act, state, actor) ?? submissionProcess.whatIsMissing(act, state, command)) return;
    const next = frozen(submissionProcess.apply(act, state, command, this.at));
    this.happened({ before: state, after: next, event: submissionProcess.eventOf(act, next, this.at, command), actor });
  }

  private step(step: Step): void {
    const next = frozen(submissionProcess.after(step, this.state, this.at));
    this.happened({ before: this.state, after: next, event: submissionProcess.eventOf(step, next, this.at) });
  }

  private happened(happening: Happening): void {
    this.happenings.push(happening);
    this.state = happening.after;
  }
}

/** Nothing may change a case in place. */
function frozen(state: Submission): Submission {
  for (const part of [state, state.touched, state.last, state.due]) Object.freeze(part);
  return state;
}

export const possible = (state: Submission): [OpenAct, Who][] =>
  openActs.flatMap((act) =>
    people
      .filter((who) => submissionProcess.whyNot(act, state, cast[who]) === undefined)
      .map((who): [OpenAct, Who] => [act, who]),
  );

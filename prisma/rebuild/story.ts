import type { Actor, CaseState, Command, Role } from '#domain/case';
import { underNewTerms, withTerms } from '#domain/case-clock';
import type { Terms } from '#domain/clock';
import type { Process } from '#domain/process';
import type { CaseRow } from '#prisma/chain';
import type { Detail, Event, Proposal, Submission, SubmissionRound } from '#prisma/generated/client';

export type Words = Readonly<Record<string, unknown>>;

/** An event of the record with what was written to it; `undefined` where nothing was. */
export interface Told {
  readonly link: Event;
  readonly words: Words | undefined;
}

/** A case as the record tells it, from its first event to its last. */
export interface Story {
  readonly id: string;
  readonly first: Told;
  readonly later: readonly Told[];
  readonly terms: Terms;
}

/** What is read of the record for people: all that a rebuild writes. */
export interface Reading {
  readonly row: CaseRow;
  readonly submission: Submission | undefined;
  readonly rounds: readonly SubmissionRound[];
  readonly proposals: readonly Proposal[];
}

/** How a process's part is told again. */
export interface Retelling {
  state(story: Story): CaseState;
  title(state: CaseState, components: ReadonlyMap<string, string>): string;
  rows(story: Story): Pick<Reading, 'submission' | 'rounds' | 'proposals'>;
}

/** The record does not say it: nothing is made up in its place. */
export class NotToldError extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'NotToldError';
  }
}

export function toldIn(links: readonly Event[], details: readonly Detail[]): Told[] {
  return links.map((link) => {
    const detail = details.find(({ seq }) => seq === link.seq);
    if (link.detailHash !== null && detail?.body == null)
      throw new NotToldError(`what was written to event ${link.seq} was erased`);
    return { link, words: (detail?.body ?? undefined) as Words | undefined };
  });
}

export function actorOf({ person, role, unit, onBehalfOf }: Event): Actor {
  return {
    person: person ?? '',
    role: role as Role,
    unit: unit ?? '',
    ...(onBehalfOf !== null && { onBehalfOf }),
  };
}

type Opens = { id: string; request: string; actor: Actor };

/** The rules of the process applied to its acts and steps, one after the other, as its workflow did, under the terms that it followed. */
export function stateAfter<S extends CaseState, A extends string, C extends Command, O extends Opens, P extends string>(
  process: Process<S, A, C, O, P>,
  { id, first, later, terms }: Story,
  about: Omit<O, keyof Opens>,
  commandOf: (told: Told, command: Command) => C,
): S {
  const { at, request } = first.link;
  const opening = { ...about, id, request: request ?? '', actor: actorOf(first.link) } as O;
  let state = withTerms(process.open(opening, at.getTime()), terms);
  for (const told of later) {
    const { act: happening, at: then, request: asked } = told.link;
    const followed = told.words?.['terms'] as Terms | undefined;
    if (followed) state = following(state, followed, then.getTime());
    const act = process.acts.find((known) => known === happening);
    const command = { request: asked ?? '', actor: actorOf(told.link), version: state.version };
    state = act
      ? process.apply(act, state, commandOf(told, command), then.getTime())
      : process.after(happening as P, state, then.getTime());
  }
  return state;
}

/** An event that came with terms followed some: also where they say what those before said, for others came and went in between. */
function following<S extends CaseState>(state: S, terms: Terms, at: number): S {
  const next = underNewTerms(state, terms, at).state;
  const { formerly = [], seq } = next;
  if (formerly.at(-1)?.until === seq) return next;
  return { ...next, formerly: [...formerly, { calendar: state.terms?.calendar.version ?? '', until: seq }] };
}

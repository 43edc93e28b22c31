import type { CaseState, Holder } from '#domain/case';
import type { Terms } from '#domain/clock';
import { columnsOf } from '#prisma/case-columns';
import type { Detail, Event } from '#prisma/generated/client';
import { faultOfCase } from '#prisma/verify/chain';
import { registrationRetelling } from './registration.ts';
import { NotToldError, type Reading, type Retelling, type Told, toldIn } from './story.ts';
import { submissionRetelling } from './submission.ts';

const retellings: Readonly<Record<string, Retelling>> = {
  registration: registrationRetelling,
  submission: submissionRetelling,
};

export interface Recorded {
  readonly id: string;
  readonly links: readonly Event[];
  readonly details: readonly Detail[];
  /** The state in the old row, if there is one. */
  readonly oldState: unknown;
  /** Names of the components by their codes. */
  readonly components: ReadonlyMap<string, string>;
}

/**
 * The reading of one case, as far as the chain bears it out: it must be whole, and its last event must have left this very row.
 */
export function readingOf(recorded: Recorded): Reading {
  const told = toldOf(recorded);
  const fault = faultOfCase(told.row, recorded);
  if (fault) throw new NotToldError(`event ${fault.seq}: ${fault.what}`);
  return told;
}

/**
 * What the events of one case alone tell, and its terms: those of cases that were opened before their first event kept them stand
 * nowhere but in the old row.
 */
export function toldOf({ id, links, details, oldState, components }: Recorded): Reading {
  const at = id.indexOf(':');
  const [process, number] = [id.slice(0, at), id.slice(at + 1)];
  const retelling = Object.hasOwn(retellings, process) ? retellings[process] : undefined;
  const [first, ...later] = toldIn(links, details);
  if (!retelling || !first) throw new NotToldError('no process and no first event tell of it');
  const story = { id, first, later, terms: termsOf(first, oldState) };
  const state = retelling.state(story);
  const { holder, at: lastAt } = (later.at(-1) ?? first).link;
  const row = {
    id,
    process,
    number,
    title: retelling.title(state, components),
    openedAt: first.link.at,
    ...columnsOf(state, { holder: holder as Holder, at: lastAt.getTime() }),
  };
  return { row, ...retelling.rows(story) };
}

function termsOf({ words }: Told, oldState: unknown): Terms {
  const terms = words?.['terms'] ?? (oldState as CaseState | undefined)?.terms;
  if (terms !== undefined) return terms as Terms;
  throw new NotToldError(
    'the periods and the calendar that hold for it stand neither in its first event nor in its row',
  );
}

import { differences } from '#prisma/rebuild/compare';
import { toldOf } from '#prisma/rebuild/retell';
import { NotToldError, type Reading } from '#prisma/rebuild/story';
import type { Fault } from './fault.ts';
import type { Whole } from './whole.ts';

/**
 * Every column that people read, compared with what the events tell, also those that no event has set yet. Of a case to which something
 * was erased this can't be told. The row itself is not compared where its last event hashes it: that stays true when the rules change.
 */
export function faultOfReading(
  whole: Whole,
  components: ReadonlyMap<string, string>,
): Omit<Fault, 'chain'> | undefined {
  const { row, submission, rounds, proposals, links, details } = whole;
  const last = links.at(-1);
  const told = toldAgain(whole, components);
  if (told === undefined || !last) return undefined;
  if (typeof told === 'string') return { seq: last.seq, what: `it can't be told again: ${told}` };
  const isHashed = last.caseHash !== null;
  const what = differences({ row, submission, rounds, proposals }, told).filter(
    (column) => !column.startsWith('case.') || (!isHashed && column !== 'case.nextAt'),
  );
  return what.length === 0
    ? undefined
    : { seq: last.seq, what: `the events do not tell what is read: ${what.join(', ')}` };

  function toldAgain(
    { row: { id, state: oldState } }: Whole,
    names: ReadonlyMap<string, string>,
  ): Reading | string | undefined {
    try {
      return toldOf({ id, links, details, oldState, components: names });
    } catch (error) {
      if (error instanceof NotToldError) return undefined;
      return error instanceof Error ? error.message : String(error);
    }
  }
}

import type { Database, Transaction } from './database.ts';
import { differences } from './rebuild/compare.ts';
import { readingOf } from './rebuild/retell.ts';
import { NotToldError, type Reading } from './rebuild/story.ts';
import { writeReading } from './rebuild/write.ts';

export interface Rebuilt {
  readonly cases: number;
  /** Cases whose reading was not what the record tells, each with what differed. */
  readonly different: readonly { readonly id: string; readonly what: readonly string[] }[];
  /** Cases of which the record does not tell everything: they stay as they are. */
  readonly untold: readonly { readonly id: string; readonly what: string }[];
}

const page = 200;

/**
 * Tells every case again from its events and compares; with `write` what differs is put right. The reading is `case`, `submission`,
 * `submission_round` and `proposal`. Everything else is record itself, or lives for a while: it is left alone.
 */
export async function rebuild(database: Database, { write }: { readonly write: boolean }): Promise<Rebuilt> {
  const components = await namesOfComponents(database);
  const different: { id: string; what: string[] }[] = [];
  const untold: { id: string; what: string }[] = [];
  let cases = 0;
  for (let after = ''; ; ) {
    const ids = await idsAfter(database, after);
    for (const id of ids) {
      const { old, ...recorded } = await recordOf(database, id);
      try {
        const told = readingOf({ id, ...recorded, oldState: old.row?.state, components });
        const what = differences(old, told);
        if (what.length === 0) continue;
        if (write) await writeReading(database, told);
        different.push({ id, what });
      } catch (error) {
        if (!(error instanceof NotToldError)) throw error;
        untold.push({ id, what: error.message });
      }
    }
    cases += ids.length;
    const last = ids.at(-1);
    if (last === undefined) return { cases, different, untold };
    after = last;
  }
}

/** By their codes. */
export async function namesOfComponents(database: Database): Promise<Map<string, string>> {
  const components = await database.component.findMany({ select: { code: true, name: true } });
  return new Map(components.map(({ code, name }) => [code, name]));
}

/** Cases with a row, with events, or both. */
async function idsAfter(database: Database, after: string): Promise<string[]> {
  const withRow = await database.case.findMany({
    where: { id: { gt: after } },
    take: page,
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const withEvents = await database.event.findMany({
    where: { caseId: { gt: after }, seq: 1 },
    take: page,
    orderBy: { caseId: 'asc' },
    select: { caseId: true },
  });
  const ids = new Set([...withRow.map(({ id }) => id), ...withEvents.map(({ caseId }) => caseId)]);
  return [...ids].toSorted((a, b) => (a < b ? -1 : 1)).slice(0, page);
}

/** One case and its record as they stood at one instant. */
function recordOf(database: Database, id: string) {
  const read = async (transaction: Transaction) => {
    const within = { where: { caseId: id } };
    const row = await transaction.case.findUnique({ where: { id } });
    const old: Partial<Reading> = {
      ...(row && { row }),
      submission: (await transaction.submission.findUnique({ where: { caseId: id } })) ?? undefined,
      rounds: await transaction.submissionRound.findMany(within),
      proposals: await transaction.proposal.findMany(within),
    };
    const links = await transaction.event.findMany({ ...within, orderBy: { seq: 'asc' } });
    return { old, links, details: await transaction.detail.findMany(within) };
  };
  return database.$transaction(read, { isolationLevel: 'RepeatableRead', timeout: 60_000 });
}

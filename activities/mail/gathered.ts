import { isSettled } from '#domain/digest';
import type { Ladder, Told } from '#domain/ladder';
import type { Database } from '#prisma/database';
import { byLateness, type Line, mostLines } from './digest.ts';

/** Somebody for whom gathered mail waits, since the oldest of its days. */
export interface Waiting {
  readonly recipient: string;
  readonly first: string;
}

const page = 500;

/** Whoever has gathered mail up to a day, page by page. */
export async function* recipientsUpTo(database: Database, day: string): AsyncGenerator<Waiting> {
  for (let last = ''; ; ) {
    const some = await database.$queryRaw<Waiting[]>`
      SELECT recipient, min(day)::text AS first FROM outbox
      WHERE day <= ${day}::date AND sent_at IS NULL AND refused IS NULL AND settled_at IS NULL AND recipient > ${last}
      GROUP BY recipient ORDER BY recipient LIMIT ${page}`;
    yield* some;
    if (some.length < page) return;
    last = some.at(-1)?.recipient ?? last;
  }
}

/** What waits for one person: a line for each case, as many as are read; the mails behind all of them, and those that are settled. */
export interface Gathered {
  lines: Line[];
  count: number;
  readonly mails: string[];
}

interface Row extends Omit<Line, 'before'> {
  readonly messageId: string;
  readonly seq: number;
  readonly saidAt: string;
  readonly told: Told | null;
  readonly since: Date;
  readonly isClosed: boolean;
  readonly rung: number;
  readonly ladder: Ladder | null;
}

/** Reads what waits for somebody in pages, by case; `settled` gets the mails of each page that nobody needs any more. */
export async function gather(
  database: Database,
  { recipient, first }: Waiting,
  day: string,
  settled: (mails: readonly string[]) => Promise<void>,
): Promise<Gathered> {
  const gathered: Gathered = { lines: [], count: 0, mails: [] };
  let open: Line | undefined;
  for (let after: Pick<Row, 'caseId' | 'seq'> = { caseId: '', seq: 0 }; ; ) {
    const rows = await rowsAfter(database, { recipient, first, day, after });
    await settled(rows.filter(isOld).map(({ messageId }) => messageId));
    for (const row of rows.filter((one) => !isOld(one))) {
      gathered.mails.push(row.messageId);
      if (open && open.caseId !== row.caseId) keep(gathered, open);
      open = { ...row, before: open?.caseId === row.caseId ? open.before + 1 : 0 };
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) break;
    after = last;
  }
  if (open) keep(gathered, open);
  return gathered;
}

function keep(gathered: Gathered, line: Line): void {
  gathered.count += 1;
  gathered.lines = [...gathered.lines, line].toSorted(byLateness).slice(0, mostLines);
}

const isOld = ({ stage, saidAt, at, told, since, isClosed, rung, ladder }: Row): boolean =>
  isSettled(
    { stage: saidAt, at: at.getTime(), told: told ?? undefined },
    { stage, since: since.getTime(), isClosed, rung, ladder: ladder ?? undefined },
  );

interface Asked extends Waiting {
  readonly day: string;
  readonly after: Pick<Row, 'caseId' | 'seq'>;
}

/** Of the state of a case no more than its ladder. */
const rowsAfter = (database: Database, { recipient, first, day, after }: Asked): Promise<Row[]> =>
  database.$queryRaw<Row[]>`
    SELECT o.message_id AS "messageId", o.case_id AS "caseId", o.seq, e.act, e.at, e.stage AS "saidAt", d.body -> 'told' AS told,
      c.process, c.number, c.title, c.stage, c.round, c.holder, c.since, c.target, c.fatal, c.closed_at IS NOT NULL AS "isClosed",
      (c.state ->> 'rung')::int AS rung, c.state #> ARRAY['terms', 'periods', c.stage, 'ladder'] AS ladder
    FROM outbox o
    JOIN case_event e ON e.case_id = o.case_id AND e.seq = o.seq
    JOIN "case" c ON c.id = o.case_id
    LEFT JOIN case_detail d ON d.case_id = o.case_id AND d.seq = o.seq
    WHERE o.recipient = ${recipient} AND o.day BETWEEN ${first}::date AND ${day}::date
      AND o.sent_at IS NULL AND o.refused IS NULL AND o.settled_at IS NULL
      AND (o.case_id, o.seq) > (${after.caseId}, ${after.seq})
    ORDER BY o.case_id, o.seq LIMIT ${page}`;

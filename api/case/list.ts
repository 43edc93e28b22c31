import { z } from 'zod';
import { cursorAfter, keyIn } from '#api/cursor';
import type { Principal } from '#api/identity';
import { CaseNumber, Instant } from '#api/schema';
import { scopeOf } from '#api/scope';
import { endOf, startOf } from '#domain/calendar';
import type { Database } from '#prisma/database';
import type { Prisma } from '#prisma/generated/client';
import type { caseFilters } from './list.schema.ts';
import { type Listed, listed, type Row, rowsOf } from './rows.ts';

type Where = Prisma.CaseWhereInput;

interface Asked extends z.output<z.ZodObject<typeof caseFilters>> {
  readonly process: string;
  readonly stage?: string | undefined;
  /** What the process alone knows to ask. */
  readonly about?: Where;
}

export interface CasePage {
  readonly items: Row[];
  readonly next: string | null;
}

/** A page of one process's cases in scope. Filters only narrow the scope. */
export async function pageOfCases(database: Database, principal: Principal, asked: Asked): Promise<CasePage> {
  const { limit, cursor } = asked;
  const now = Date.now();
  const order = orderOf(asked);
  const where = [scopeOf(principal), ...filtersOf(asked, principal, now)];
  if (cursor !== undefined) where.push(order.after(cursor));
  const found = await database.case.findMany({
    where: { AND: where },
    take: limit + 1,
    orderBy: order.by,
    ...listed,
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await rowsOf(database, shown, now),
    next: found.length > limit && last ? cursorAfter(order.keyOf(last), asked) : null,
  };
}

function filtersOf(asked: Asked, { person }: Principal, now: number): Where[] {
  const { process, stage, holder, party, claimant, late, dormant, about } = asked;
  const where: Where[] = [{ process }];
  if (stage !== undefined) where.push({ stage });
  if (holder !== undefined) where.push({ holder });
  if (party !== undefined) where.push({ party });
  if (claimant !== undefined) where.push({ claimant: claimant === 'me' ? person : claimant });
  if (late !== undefined) where.push({ target: { lt: new Date(now) } });
  if (dormant !== undefined) where.push({ dormant: true });
  if (about !== undefined) where.push(about);
  return [...where, ...daysOf(asked)];
}

function daysOf({ openedFrom, openedTo, closedFrom, closedTo }: Asked): Where[] {
  return [
    ...(openedFrom === undefined ? [] : [{ openedAt: { gte: new Date(startOf(openedFrom)) } }]),
    ...(openedTo === undefined ? [] : [{ openedAt: { lte: new Date(endOf(openedTo)) } }]),
    ...(closedFrom === undefined ? [] : [{ closedAt: { gte: new Date(startOf(closedFrom)) } }]),
    ...(closedTo === undefined ? [] : [{ closedAt: { lte: new Date(endOf(closedTo)) } }]),
  ];
}

interface Order {
  readonly by: Prisma.CaseOrderByWithRelationInput[];
  readonly keyOf: (last: Listed) => string[];
  readonly after: (cursor: string) => Where;
}

/** A list is in the order of the instant that it is narrowed by, so that an index gives each page of it; else the newest number comes first. */
function orderOf(asked: Asked): Order {
  const { process, late, openedFrom, openedTo, closedFrom, closedTo, about } = asked;
  if (late !== undefined) return byInstant(asked, 'target', 'asc');
  if (closedFrom !== undefined || closedTo !== undefined) return byInstant(asked, 'closedAt', 'desc');
  if (openedFrom !== undefined || openedTo !== undefined) return byInstant(asked, 'openedAt', 'desc');
  const Key = z.tuple([CaseNumber]);
  if (about === undefined)
    return {
      by: [{ number: 'desc' }],
      keyOf: numberOf,
      after: (cursor) => ({ number: { lt: keyIn(cursor, Key, asked)[0] } }),
    };
  // Within a process ids go as numbers do, and what is about a case is found by its id.
  return {
    by: [{ id: 'desc' }],
    keyOf: numberOf,
    after: (cursor) => ({ id: { lt: `${process}:${keyIn(cursor, Key, asked)[0]}` } }),
  };
}

const numberOf = ({ number }: Listed) => [number];

function byInstant(asked: Asked, column: 'target' | 'closedAt' | 'openedAt', direction: 'asc' | 'desc'): Order {
  const Key = z.tuple([Instant, CaseNumber]);
  const [beyond, from] = direction === 'asc' ? (['gt', 'gte'] as const) : (['lt', 'lte'] as const);
  return {
    by: [{ [column]: direction }, { number: direction }],
    keyOf: (last) => [last[column]?.toISOString() ?? '', last.number],
    after(cursor) {
      const [at, number] = keyIn(cursor, Key, asked);
      const instant = new Date(at);
      // The first says what the second says too, in the words of the index.
      return {
        AND: [
          { [column]: { [from]: instant } },
          { OR: [{ [column]: { [beyond]: instant } }, { number: { [beyond]: number } }] },
        ],
      };
    },
  };
}

import { z } from 'zod';
import { rowsOf } from '#api/case/rows';
import { cursorAfter, keyIn } from '#api/cursor';
import type { Principal } from '#api/identity';
import { CaseNumber } from '#api/schema';
import { scopeOf } from '#api/scope';
import type { ListQuery } from '#api/submission.schema';
import type { Database } from '#prisma/database';
import type { Prisma } from '#prisma/generated/client';
import { submissionType } from '#workflows/submission.messages';

const Key = z.tuple([CaseNumber]);

/** A page of the cases in scope, newest number first. Filters only narrow the scope. */
export async function listSubmissions(database: Database, principal: Principal, query: z.output<typeof ListQuery>) {
  const { stage, holder, component, claimant, late, limit, cursor } = query;
  const where: Prisma.CaseWhereInput[] = [scopeOf(principal), { process: submissionType }];
  if (stage) where.push({ stage });
  if (holder) where.push({ holder });
  if (component) where.push({ submission: { component } });
  if (claimant) where.push({ claimant: principal.person });
  if (late) where.push({ target: { lt: new Date() } });
  if (cursor !== undefined) where.push({ number: { lt: keyIn(cursor, Key)[0] } });
  const rows = await rowsOf(database, { AND: where }, { take: limit + 1, orderBy: [{ number: 'desc' }] });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? cursorAfter([last.number]) : null };
}

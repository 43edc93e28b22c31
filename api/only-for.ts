import { randomUUID } from 'node:crypto';
import type { Role } from '#domain/case';
import { isOfPdsi } from '#domain/office';
import type { Database } from '#prisma/database';
import { actorIn, viewerOf } from './case/viewer.ts';
import type { Principal } from './identity.ts';
import { ProblemError } from './problem.ts';
import { keepRefusal } from './refusals.ts';

interface Attempt {
  readonly act: string;
  readonly caseId: string;
}

/** Whoever has none of the roles is refused, on record; what PDSI may, its head may too. */
export async function onlyFor(
  asked: readonly Role[],
  database: Database,
  principal: Principal,
  { act, caseId }: Attempt,
): Promise<void> {
  const isTheirHead = asked.includes('pdsi') && isOfPdsi(principal);
  if (isTheirHead || principal.roles.some((role) => asked.includes(role))) return;
  const attempt = { request: randomUUID(), caseId, act, actor: actorIn(viewerOf(principal), asked) };
  await keepRefusal(database, attempt, { code: 'not-your-act' });
  throw new ProblemError('not-your-act');
}

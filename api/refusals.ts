import type { Actor } from '#domain/case';
import { genesis, hashOfRefusal } from '#prisma/chain';
import { type Database, isUniqueViolation } from '#prisma/database';
import type { ProblemCode } from './problem-texts.ts';

interface Attempt {
  readonly request: string;
  /** The case; of a file that was not received `file:` and its SHA-256, with `/` and a number that of so many first bytes. */
  readonly caseId: string;
  readonly act: string;
  readonly actor: Actor;
}

/**
 * Keeps a refused attempt, in a chain of its own: who tried what, and the code of the refusal. One row per request; a repeat
 * adds none. The chain is written one row at a time.
 */
export async function keepRefusal(
  database: Database,
  { request, caseId, act, actor }: Attempt,
  { code }: { readonly code: ProblemCode },
): Promise<void> {
  try {
    await database.$transaction(async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('refusal', 0))`;
      const last = await transaction.refusal.findFirst({ orderBy: { seq: 'desc' } });
      const { person, role, unit } = actor;
      const row = {
        seq: (last?.seq ?? 0) + 1,
        at: new Date(),
        person,
        role,
        unit,
        caseId,
        act,
        code,
        request,
        previous: last?.hash ?? genesis,
      };
      await transaction.refusal.create({ data: { ...row, hash: hashOfRefusal(row) } });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
}

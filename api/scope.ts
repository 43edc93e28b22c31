import type { Role } from '#domain/case';
import { isOfPdsi } from '#domain/office';
import { everyProcess } from '#domain/register';
import { aboutWorkflow, noteInLog } from '#platform/log';
import type { Database } from '#prisma/database';
import type { Prisma } from '#prisma/generated/client';
import type { Principal } from './identity.ts';
import { ProblemError } from './problem.ts';

/**
 * Which cases this person may see at all: a producer and a head their own unit's, the ministry's offices all, Itjen those of its
 * standing grant on register (28/24 29(4)). Deny by default: a role without a line here sees nothing. Every query of cases goes
 * through this one function, so unknown and forbidden ids answer alike.
 */
export function scopeOf(principal: Principal): Prisma.CaseWhereInput {
  const { person, roles, unit, grant, appointed } = principal;
  if (isOfPdsi(principal) || roles.includes('setjen') || roles.includes('ops')) return {};
  const seen: Prisma.CaseWhereInput[] = [];
  if (roles.includes('itjen') && grant)
    seen.push(grant.processes.includes(everyProcess) ? {} : { process: { in: [...grant.processes] } });
  if (roles.some((role) => ofUnit.includes(role))) seen.push({ party: unit });
  if (appointed) seen.push({ claimant: person });
  return seen.length > 0 ? { OR: seen } : { id: { in: [] } };
}

/** Who sees what their unit brought. */
export const ofUnit: readonly Role[] = ['producer', 'machine', 'head'];

/** Content of files: who judges the case, the producer's unit and its head, PDSI who manages it (28/24 24(1)), Itjen where its grant says so (29(4)). */
export function mayReadContent(
  principal: Principal,
  { party, claimant }: { readonly party: string; readonly claimant: string | null },
): boolean {
  const { person, roles, unit, grant } = principal;
  return (
    claimant === person ||
    isOfPdsi(principal) ||
    (roles.includes('itjen') && grant?.content === true) ||
    (unit === party && roles.some((role) => ofUnit.includes(role)))
  );
}

export async function caseInScope(database: Database, principal: Principal, process: string, number: string) {
  const found = await database.case.findFirst({ where: { AND: [scopeOf(principal), { process, number }] } });
  if (!found) throw new ProblemError('not-found');
  noteInLog(aboutWorkflow(found.id));
  return found;
}

/** Itjen's reading is itself on record, and so is every download. Written before the answer leaves. */
export async function keepAccess(
  database: Database,
  { roles, person }: Principal,
  caseId: string,
  what: string,
): Promise<void> {
  const isInspector = roles.includes('itjen');
  if (!isInspector && !what.startsWith('download')) return;
  await database.access.create({ data: { person, role: isInspector ? 'itjen' : (roles[0] ?? ''), caseId, what } });
}

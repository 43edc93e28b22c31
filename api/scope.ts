import type { RequestHandler } from 'express';
import type { Role } from '#domain/case';
import { isOfPdsi } from '#domain/office';
import { everyProcess } from '#domain/register';
import { interoperabilityClosed } from '#domain/submission/why-not';
import { aboutWorkflow, noteInLog } from '#platform/log';
import type { Database } from '#prisma/database';
import type { Prisma } from '#prisma/generated/client';
import { actorIn, viewerOf } from './case/viewer.ts';
import type { Principal } from './identity.ts';
import { ProblemError } from './problem.ts';
import { keepRefusal } from './refusals.ts';
import type { Route } from './route.ts';

/**
 * Whoever has no role today is a machine of a unit for which neither an agreement nor an exception is on register (28/24 19, L-II): it is
 * told what is missing at every door but those that are open, before anything is looked for. What it tried to write is on record.
 */
export function admit(database: Database): (route: Route) => RequestHandler {
  return ({ method, operationId: act, isOpen }) =>
    async (_request, response, next) => {
      const { person, roles, unit } = response.locals['principal'] as Principal;
      if (isOpen || roles.length > 0) return next();
      const { code, detail } = interoperabilityClosed;
      const attempt = { caseId: '', act, actor: { person, role: 'machine', unit } } as const;
      if (method === 'post')
        await keepRefusal(database, { request: String(response.locals['requestId']), ...attempt }, { code });
      throw new ProblemError(code, { detail, more: { register: { kind: 'machine-access', subject: unit } } });
    };
}

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

interface Attempt {
  readonly request: string;
  readonly process: string;
  readonly number: string;
  readonly act: string;
  /** The roles that the act asks for. */
  readonly roles: readonly Role[];
}

/**
 * The same for who would act on it. What they may not see is answered as what is not there, and both are kept as a refused attempt under
 * the number that was asked for: so trying numbers leaves a trace, and neither costs more than the other.
 */
export async function caseToActOn(database: Database, principal: Principal, attempt: Attempt) {
  try {
    return await caseInScope(database, principal, attempt.process, attempt.number);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'not-found')
      await keepUnseen(database, principal, attempt);
    throw error;
  }
}

/** Keeps that somebody tried to act on a case that is not there for them. */
export function keepUnseen(
  database: Database,
  principal: Principal,
  { request, process, number, act, roles }: Attempt,
): Promise<void> {
  const attempt = { request, caseId: `${process}:${number}`, act, actor: actorIn(viewerOf(principal), roles) };
  return keepRefusal(database, attempt, { code: 'not-found' });
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

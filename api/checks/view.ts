import type { z } from 'zod';
import { iso } from '#api/case/people';
import type { CheckView } from '#api/checks.schema';
import type { Principal } from '#api/identity';
import { ProblemError } from '#api/problem';
import { ofUnit } from '#api/scope';
import { type DryRunFailure, type DryRunState, dryRunFailureWords, dryRunStates } from '#domain/dry-run';
import type { CheckReport } from '#domain/finding';
import { isOfPdsi } from '#domain/office';
import { shownReport } from '#domain/report';
import { aboutWorkflow, noteInLog } from '#platform/log';
import type { Database } from '#prisma/database';
import type { DryRun, Prisma } from '#prisma/generated/client';
import { dryRunId } from '#workflows/dry-run.messages';

export type View = z.input<typeof CheckView>;

/** Whose dry runs and files this person may see: a producer and a head their own unit's, PDSI all. Unknown and forbidden ids answer alike. */
export function unitScope(principal: Principal): Prisma.DryRunWhereInput & Prisma.FileWhereInput {
  if (isOfPdsi(principal)) return {};
  if (principal.roles.some((role) => ofUnit.includes(role))) return { unitId: principal.unit };
  return { id: { in: [] } };
}

export async function dryRunInScope(database: Database, principal: Principal, uuid: string): Promise<DryRun> {
  const found = await database.dryRun.findFirst({ where: { AND: [unitScope(principal), { id: dryRunId(uuid) }] } });
  if (!found) throw new ProblemError('not-found');
  noteInLog(aboutWorkflow(found.id));
  return found;
}

/** A dry run is ended by whoever asked for it and by their unit; PDSI reads those of others. */
export const mayEnd = ({ unitId, owner }: DryRun, { unit, person }: Principal): boolean =>
  unitId === unit || owner === person;

export async function reportOf(database: Database, { id, endedAt, failure }: DryRun): Promise<CheckReport | null> {
  if (endedAt === null || failure !== null) return null;
  const found = await database.checkReport.findUnique({ where: { caseId_round: { caseId: id, round: 1 } } });
  return found ? (found.report as unknown as CheckReport) : null;
}

export async function viewOf(database: Database, row: DryRun): Promise<View> {
  const { id, component, periodFrom, periodTo, fileId, hash, requestedAt, endedAt } = row;
  const uuid = id.slice(id.indexOf(':') + 1);
  const self = `/v1/checks/${uuid}`;
  const report = await reportOf(database, row);
  const progress = endedAt === null ? await progressOf(database, id) : null;
  const failure = row.failure as DryRunFailure | null;
  const state = stateOf(row, progress !== null);
  return {
    id: uuid,
    state,
    stateText: dryRunStates[state],
    component,
    period: periodFrom === null || periodTo === null ? null : { from: periodFrom, to: periodTo },
    file: { id: fileId, hash },
    proposal: row.proposal === null ? null : `/v1/registrations/${row.proposal.slice(row.proposal.indexOf(':') + 1)}`,
    requestedAt: requestedAt.toISOString(),
    endedAt: iso(endedAt),
    progress,
    report: report && shownReport(report),
    failure: failure && { code: failure, ...dryRunFailureWords[failure] },
    links: {
      self,
      ...(report?.complete !== undefined && { csv: `${self}/findings.csv`, xlsx: `${self}/findings.xlsx` }),
      ...(endedAt === null && { cancel: `${self}/cancel` }),
    },
  };
}

function stateOf({ endedAt, failure }: DryRun, hasBegun: boolean): DryRunState {
  if (endedAt === null) return hasBegun ? 'running' : 'waiting';
  if (failure === null) return 'done';
  return failure === 'cancelled' ? 'cancelled' : 'failed';
}

async function progressOf(database: Database, caseId: string) {
  const far = await database.checkProgress.findUnique({ where: { caseId_round: { caseId, round: 1 } } });
  return far && { rule: far.rule, done: far.done, of: far.of, rows: far.rows };
}

import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { CheckBody } from '#api/checks.schema';
import type { Principal } from '#api/identity';
import type { Taken } from '#api/intake';
import { ProblemError } from '#api/problem';
import { standards } from '#domain/standard';
import { anyPeriod, standardNamed } from '#domain/standard/named';
import type { Transaction } from '#prisma/database';
import { type DryRunInput, dryRunId } from '#workflows/dry-run.messages';
import { unitScope } from './view.ts';

export type Check = z.output<typeof CheckBody>;

/** Puts a dry run down in the transaction that commits its request: a repeat gets the same one. The file stays free for a submission. */
export async function takeCheck(
  transaction: Transaction,
  principal: Principal,
  { file: { id: fileId }, component, standard, period }: Check,
  most: number,
): Promise<Taken> {
  const about = standard === undefined ? await known(transaction, component ?? '') : componentOf(standard);
  const file = await transaction.file.findFirst({ where: { AND: [unitScope(principal), { id: fileId }] } });
  if (!file) throw new ProblemError('unknown-file');
  await takeTurn(transaction, file.unitId, most);
  const id = dryRunId(randomUUID());
  const { hash, unitId } = file;
  const months = { periodFrom: period?.from ?? null, periodTo: period?.to ?? null };
  const row = { id, owner: principal.person, unitId, fileId, hash, component: about, ...months };
  await transaction.dryRun.create({ data: row });
  const input: DryRunInput = { id, hash, component: about, period: period ?? anyPeriod };
  return { caseId: id, body: {}, command: input };
}

async function known(transaction: Transaction, component: string): Promise<string> {
  if (!(await transaction.component.findUnique({ where: { code: component } })))
    throw new ProblemError('unknown-component');
  return component;
}

function componentOf(name: string): string {
  const found = standardNamed(standards, name);
  if (!('standard' in found))
    throw new ProblemError('unknown-standard', { detail: found.known.join(', '), more: { standards: found.known } });
  return found.standard['sip:component'] ?? '';
}

/** At most so many of a unit at once; the lock lets one of those who ask at the same moment go first. */
async function takeTurn(transaction: Transaction, unitId: string, most: number): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${unitId}, 3))`;
  const running = await transaction.dryRun.findMany({ where: { unitId, endedAt: null }, select: { id: true } });
  if (running.length < most) return;
  const links = running.map(({ id }) => `/v1/checks/${id.slice(id.indexOf(':') + 1)}`);
  throw new ProblemError('too-many-checks', {
    detail: `${running.length} dry runs of this unit go on`,
    more: { running: links },
    retryAfter: 10,
  });
}

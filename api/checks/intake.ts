import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { CheckBody } from '#api/checks.schema';
import type { Principal } from '#api/identity';
import type { Taken } from '#api/intake';
import { ProblemError } from '#api/problem';
import { dayOf } from '#domain/calendar';
import { everyComponent, type Proposal } from '#domain/register';
import { anyPeriod, standardNamed } from '#domain/standard/named';
import { text } from '#domain/text';
import type { Transaction } from '#prisma/database';
import { standardIn, subjectsOf } from '#prisma/registers';
import { type DryRunInput, dryRunId } from '#workflows/dry-run.messages';
import { submissionId } from '#workflows/submission.messages';
import { unitScope } from './view.ts';

export type Check = z.output<typeof CheckBody>;

/** Puts a dry run down in the transaction that commits its request: a repeat gets the same one. The file stays free for a submission. */
export async function takeCheck(
  transaction: Transaction,
  principal: Principal,
  { file: { id: fileId }, component, standard, period }: Check,
  most: number,
): Promise<Taken> {
  const about =
    standard === undefined ? await known(transaction, component ?? '') : await componentOf(transaction, standard);
  const file = await transaction.file.findFirst({ where: { AND: [unitScope(principal), { id: fileId }] } });
  if (!file) throw new ProblemError('unknown-file');
  await takeTurn(transaction, file.unitId, most);
  const id = dryRunId(randomUUID());
  const { hash, unitId } = file;
  const months = { periodFrom: period?.from ?? null, periodTo: period?.to ?? null };
  const row = { id, owner: principal.person, unitId, fileId, party: unitId, hash, component: about, ...months };
  await transaction.dryRun.create({ data: row });
  const input: DryRunInput = { id, hash, component: about, period: period ?? anyPeriod };
  return { caseId: id, body: {}, command: input };
}

export interface Preview {
  readonly number: string;
  readonly round?: number | undefined;
}

/**
 * Puts down a preview: what a proposal of a standard or a code list would find in a file that was submitted before. It is PDSI's own,
 * whose data it may be: the producer sees nothing of a proposal.
 */
export async function takePreview(
  transaction: Transaction,
  principal: Principal,
  registration: { readonly id: string; readonly round: number },
  { number, round }: Preview,
  most: number,
): Promise<Taken> {
  const caseId = submissionId(number);
  const submitted = await transaction.submissionRound.findFirst({
    where: { caseId, ...(round !== undefined && { round }) },
    orderBy: { round: 'desc' },
    include: { submission: { include: { case: { select: { party: true } } } } },
  });
  if (!submitted) throw new ProblemError('unknown-submission');
  const { component, periodFrom, periodTo, case: of } = submitted.submission;
  await refuseOther(transaction, registration, component);
  await takeTurn(transaction, principal.unit, most);
  const id = dryRunId(randomUUID());
  const { hash } = submitted;
  const judged = { hash, component, periodFrom, periodTo, party: of.party };
  const row = { id, owner: principal.person, unitId: principal.unit, ...judged };
  await transaction.dryRun.create({ data: { ...row, proposal: registration.id, proposalRound: registration.round } });
  const input: DryRunInput = { id, hash, component, period: { from: periodFrom, to: periodTo } };
  return { caseId: id, body: {}, command: input };
}

/** The columns of one component judge no file of another; a standard for every component may judge any. */
async function refuseOther(
  transaction: Transaction,
  { id: caseId, round }: { readonly id: string; readonly round: number },
  component: string,
): Promise<void> {
  const kept = await transaction.proposal.findUniqueOrThrow({ where: { caseId_round: { caseId, round } } });
  const { kind, subject } = kept.proposal as unknown as Proposal;
  if (kind !== 'standard' || subject === everyComponent || subject === component) return;
  throw new ProblemError('other-component', {
    detail: text(
      `usulan ini standar komponen ${subject}, penyampaian itu tentang komponen ${component}`,
      `the proposal is a standard of component ${subject}, the submission is about component ${component}`,
    ),
    more: { proposed: subject, submitted: component },
  });
}

async function known(transaction: Transaction, component: string): Promise<string> {
  if (!(await transaction.component.findUnique({ where: { code: component } })))
    throw new ProblemError('unknown-component');
  return component;
}

/** By the name that a standard bears in the register today; the generic one judges every component that has none of its own. */
async function componentOf(transaction: Transaction, name: string): Promise<string> {
  const entries = await subjectsOf(transaction, 'standard', dayOf(Date.now()).slice(0, 7));
  const found = standardNamed(entries.map(standardIn), name);
  if ('standard' in found) return found.standard['sip:component'] ?? everyComponent;
  if (await transaction.component.findUnique({ where: { code: name } })) return name;
  const names = found.known.join(', ');
  throw new ProblemError('unknown-standard', { detail: text(names, names), more: { standards: found.known } });
}

/** At most so many of a unit at once; the lock lets one of those who ask at the same moment go first. */
async function takeTurn(transaction: Transaction, unitId: string, most: number): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${unitId}, 3))`;
  const running = await transaction.dryRun.findMany({ where: { unitId, endedAt: null }, select: { id: true } });
  if (running.length < most) return;
  const links = running.map(({ id }) => `/v1/checks/${id.slice(id.indexOf(':') + 1)}`);
  throw new ProblemError('too-many-checks', {
    detail: text(`${running.length} uji coba unit ini masih berjalan`, `${running.length} dry runs of this unit go on`),
    more: { running: links },
    retryAfter: 10,
  });
}

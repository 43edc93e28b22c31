import type { z } from 'zod';
import { howItStands } from '#api/case/how-it-stands';
import type { Principal } from '#api/identity';
import { nextNumber, type Taken } from '#api/intake';
import { ProblemError } from '#api/problem';
import type { SubmissionBody } from '#api/submission.schema';
import { dayOf } from '#domain/calendar';
import type { Actor } from '#domain/case';
import type { Opening } from '#domain/submission';
import { type Declaration, whyNotYet, whyOutOfPlace } from '#domain/submission/declaration';
import type { Statement, SubmitIntake, SubmittedFile } from '#domain/submission/intake';
import { whyNotSubmit } from '#domain/submission/why-not';
import { text } from '#domain/text';
import { isUniqueViolation, type Transaction } from '#prisma/database';
import { submissionId, submissionType } from '#workflows/submission.messages';

export type Submit = z.output<typeof SubmissionBody>;

/** What a declaration may say depends on what kind of unit declares: refused as what is missing in it is, before anything is taken. */
export function checkDeclared({ unitKind }: Principal, declaration: Declaration | undefined): void {
  const today = dayOf(Date.now());
  const gaps = declaration ? [...whyOutOfPlace(declaration, unitKind), ...whyNotYet(declaration, today)] : [];
  const errors = gaps.map(({ pointer, detail }) => ({ pointer: `/declaration${pointer}`, detail }));
  if (errors.length > 0) throw new ProblemError('invalid-request', { errors });
}

/** Takes number, slot and file for a new case, in the transaction that commits the request: a repeat gets the same number. */
export async function takeSubmission(
  transaction: Transaction,
  request: string,
  principal: Principal,
  actor: Actor,
  body: Submit,
): Promise<Taken> {
  const refusal = whyNotSubmit(actor, principal.interoperability);
  if (refusal) throw new ProblemError(refusal.code, { detail: refusal.detail });
  const { file, accountable: _, ...stated } = body;
  const { component, period } = stated;
  if (!(await transaction.component.findUnique({ where: { code: component } })))
    throw new ProblemError('unknown-component');
  checkBegun(period);
  const subject = [principal.unit, component, `${period.from}..${period.to}`].join(' ');
  await checkReplaced(transaction, subject, stated.replaces);
  const caseId = submissionId(await nextNumber(transaction, submissionType, Date.now()));
  await takeSlot(transaction, caseId, subject);
  const taken = await takeFile(transaction, request, principal, file.id);
  const statement: Statement = { ...stated, channel: actor.role === 'machine' ? 'interoperability' : 'portal' };
  const intake: SubmitIntake = { statement, file: taken };
  const opening: Opening = { id: caseId, component, period, hash: taken.hash, request, actor };
  return { caseId, body: intake, command: opening };
}

/** House standard: what has not begun has no data yet. */
function checkBegun({ from }: Submit['period']): void {
  const month = dayOf(Date.now()).slice(0, 7);
  if (from <= month) return;
  const detail = text(
    `periode dimulai setelah ${month}: data masa depan tidak dapat disampaikan`,
    `the period begins after ${month}: data of the future can't be submitted`,
  );
  throw new ProblemError('invalid-request', { errors: [{ pointer: '/period/from', detail }] });
}

/**
 * One open case per producer, component and period, an interval: two that overlap are about the same months. The lock lets one of
 * those who submit at the same moment go first; the partial unique index stands behind it.
 */
async function takeSlot(transaction: Transaction, caseId: string, subject: string): Promise<void> {
  const [unit, component, period = ''] = subject.split(' ');
  const about = `${unit} ${component} `;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${about}, 1))`;
  const open = await transaction.slot.findMany({
    where: { process: submissionType, subject: { startsWith: about }, releasedAt: null },
  });
  const same = open.find((slot) => isOverlapping(slot.subject.slice(about.length), period));
  if (same) throw await alreadyOpen(transaction, same.caseId);
  try {
    await transaction.slot.create({ data: { caseId, process: submissionType, subject } });
  } catch (error) {
    throw isUniqueViolation(error) ? new ProblemError('already-open') : error;
  }
}

function isOverlapping(one: string, other: string): boolean {
  const [from = '', to = ''] = one.split('..');
  const [begin = '', end = ''] = other.split('..');
  return from <= end && begin <= to;
}

async function alreadyOpen(transaction: Transaction, caseId: string): Promise<ProblemError> {
  const number = caseId.slice(caseId.indexOf(':') + 1);
  return new ProblemError('already-open', {
    detail: text(`perkara ${number} masih berjalan`, `case ${number} is open`),
    more: { open: `/v1/submissions/${number}`, ...(await howItStands(transaction, caseId)) },
  });
}

/** What is stored already is replaced by name: the latest secured case of the same producer and component whose months these are too. */
async function checkReplaced(transaction: Transaction, subject: string, replaces: string | undefined): Promise<void> {
  const [unit, component, period = ''] = subject.split(' ');
  const about = `${unit} ${component} `;
  const slots = await transaction.slot.findMany({
    where: { process: submissionType, subject: { startsWith: about }, NOT: { releasedAt: null } },
  });
  const same = slots.filter((slot) => isOverlapping(slot.subject.slice(about.length), period));
  const where = { id: { in: same.map(({ caseId }) => caseId) }, stage: 'secured' };
  const latest = await transaction.case.findFirst({ where, orderBy: { number: 'desc' } });
  if (latest && replaces === undefined)
    throw new ProblemError('name-what-it-replaces', {
      detail: text(`perkara ${latest.number} tersimpan`, `case ${latest.number} is stored`),
      more: { stored: `/v1/submissions/${latest.number}`, ...(await howItStands(transaction, latest.id)) },
    });
  if (replaces !== undefined && latest?.number !== replaces) throw new ProblemError('unknown-replaced');
}

/** A file is used once, by somebody of the unit that uploaded it. */
export async function takeFile(
  transaction: Transaction,
  request: string,
  { unit }: Principal,
  id: string,
): Promise<SubmittedFile> {
  const file = await transaction.file.findFirst({ where: { id, unitId: unit } });
  if (!file) throw new ProblemError('unknown-file');
  const { count } = await transaction.file.updateMany({
    where: { id, usedBy: null },
    data: { usedBy: request, usedAt: new Date() },
  });
  if (count === 0) throw new ProblemError('file-in-use');
  return { id, hash: file.hash, size: Number(file.size), name: file.name };
}

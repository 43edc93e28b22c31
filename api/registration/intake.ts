import type { z } from 'zod';
import type { Wanted } from '#api/case/doors';
import { howItStands } from '#api/case/how-it-stands';
import { nextNumber, type Taken } from '#api/intake';
import { ProblemError } from '#api/problem';
import type { RecordBody, WithdrawalBody } from '#api/registration.schema';
import type { Actor } from '#domain/case';
import type { Opening, RegistrationCommand } from '#domain/registration';
import { whyNotPropose } from '#domain/registration/why-not';
import { text } from '#domain/text';
import { hashOf } from '#prisma/chain';
import { isUniqueViolation, type Transaction } from '#prisma/database';
import { registrationId, registrationType } from '#workflows/registration.messages';
import { checkProposal, invalid, type Proposed } from './check.ts';

export type ActBody = Partial<Proposed & z.output<typeof RecordBody> & z.output<typeof WithdrawalBody>>;

/** Takes number and slot for a new proposal: one at a time for each subject of a register. */
export async function takeProposal(
  transaction: Transaction,
  request: string,
  actor: Actor,
  proposal: Proposed,
): Promise<Taken> {
  const refusal = whyNotPropose(actor);
  if (refusal) throw new ProblemError(refusal.code, { detail: refusal.detail });
  await checkProposal(transaction, proposal);
  const { kind, subject } = proposal;
  const caseId = registrationId(await nextNumber(transaction, registrationType, Date.now()));
  await takeSlot(transaction, caseId, `${kind} ${subject}`);
  const opening: Opening = { id: caseId, kind, subject, hash: hashOfProposal(proposal), request, actor };
  return { caseId, body: { proposal }, command: opening };
}

async function takeSlot(transaction: Transaction, caseId: string, subject: string): Promise<void> {
  const open = await transaction.slot.findFirst({ where: { process: registrationType, subject, releasedAt: null } });
  if (open) throw await alreadyOpen(transaction, open.caseId);
  try {
    await transaction.slot.create({ data: { caseId, process: registrationType, subject } });
  } catch (error) {
    throw isUniqueViolation(error) ? new ProblemError('already-open') : error;
  }
}

async function alreadyOpen(transaction: Transaction, caseId: string): Promise<ProblemError> {
  const number = caseId.slice(caseId.indexOf(':') + 1);
  const more = { open: `/v1/registrations/${number}`, ...(await howItStands(transaction, caseId)) };
  return new ProblemError('already-open', {
    detail: text(
      `pencatatan ${number} masih berjalan untuk subjek yang sama`,
      `registration ${number} is open for the same subject`,
    ),
    more,
  });
}

/** An act's request: an amendment names its new content, a record the content that was read. */
export async function takeAct(transaction: Transaction, request: string, wanted: Wanted<ActBody>): Promise<Taken> {
  const { act, caseId, version, actor, body } = wanted;
  const command: RegistrationCommand = { request, actor, version };
  if (act !== 'amend')
    return { caseId, body, command: { ...command, ...(body.hash !== undefined && { hash: body.hash }) } };
  const proposal = body as Proposed;
  await checkProposal(transaction, proposal);
  await checkSubject(transaction, caseId, proposal);
  return { caseId, body: { proposal }, command: { ...command, hash: hashOfProposal(proposal) } };
}

/** An amendment stays with what the registration is about. */
async function checkSubject(transaction: Transaction, caseId: string, { kind, subject }: Proposed): Promise<void> {
  const { subject: held } = await transaction.slot.findUniqueOrThrow({ where: { caseId } });
  if (held !== `${kind} ${subject}`)
    throw invalid(
      '/subject',
      text(`pencatatan ini tentang ${held}: usulkan yang lain`, `this registration is about ${held}: propose another`),
    );
}

const hashOfProposal = (proposal: Proposed): string => hashOf(JSON.parse(JSON.stringify(proposal)));

/** What an act is about: the proposal that an amendment brings, else the one that is there. */
export async function contentOf(transaction: Transaction, { act, caseId, body }: Wanted<ActBody>): Promise<Proposed> {
  if (act === 'amend') return body as Proposed;
  const last = await transaction.proposal.findFirstOrThrow({ where: { caseId }, orderBy: { round: 'desc' } });
  return last.proposal as unknown as Proposed;
}

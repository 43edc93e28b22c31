import type { z } from 'zod';
import type { Wanted } from '#api/case/doors';
import { nextNumber, type Taken } from '#api/intake';
import { ProblemError } from '#api/problem';
import type { ProposalBody, RecordBody, WithdrawalBody } from '#api/registration.schema';
import { dayOf } from '#domain/calendar';
import type { Actor } from '#domain/case';
import { distance } from '#domain/distance';
import { engineCodes, neverErrors } from '#domain/finding-codes';
import { everyComponent } from '#domain/register';
import type { Opening, RegistrationCommand } from '#domain/registration';
import { whyNotPropose } from '#domain/registration/why-not';
import { type Text, text } from '#domain/text';
import { hashOf } from '#prisma/chain';
import { isUniqueViolation, type Transaction } from '#prisma/database';
import { standardsOnRegister } from '#prisma/registers';
import { registrationId, registrationType } from '#workflows/registration.messages';

type Proposed = z.output<typeof ProposalBody>;
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
  if (open) throw alreadyOpen(open.caseId);
  try {
    await transaction.slot.create({ data: { caseId, process: registrationType, subject } });
  } catch (error) {
    throw isUniqueViolation(error) ? new ProblemError('already-open') : error;
  }
}

function alreadyOpen(caseId: string): ProblemError {
  const number = caseId.slice(caseId.indexOf(':') + 1);
  const more = { open: `/v1/registrations/${number}` };
  return new ProblemError('already-open', {
    detail: text(
      `pencatatan ${number} masih berjalan untuk subjek yang sama`,
      `registration ${number} is open for the same subject`,
    ),
    more,
  });
}

/** A version is never used twice, a component is one of Lampiran I, and a decision has been taken. */
async function checkProposal(transaction: Transaction, proposal: Proposed): Promise<void> {
  const { kind, subject, version, decision } = proposal;
  if (decision.date > dayOf(Date.now()))
    throw invalid(
      '/decision/date',
      text(
        `keputusan tertanggal ${decision.date} belum ada: tanggalnya tidak boleh setelah hari ini`,
        `a decision of ${decision.date} is not there yet: its date must not come after today`,
      ),
    );
  const used = await transaction.registerEntry.findFirst({ where: { kind, subject, version } });
  if (used)
    throw invalid(
      '/version',
      text(
        `versi ${version} dari ${subject} sudah tercatat: yang baru memakai versi baru`,
        `version ${version} of ${subject} is on register: a new one has a new version`,
      ),
    );
  if (kind === 'code-list' || subject === everyComponent) return;
  if (!(await transaction.component.findUnique({ where: { code: subject } })))
    throw new ProblemError('unknown-component');
  if (proposal.kind === 'automatic-return') await checkCodes(transaction, subject, proposal.content.codes);
}

/** Automatic return names codes that a finding can bear: the engine's own, or those of rules of the subject's standards. */
async function checkCodes(transaction: Transaction, subject: string, codes: readonly string[]): Promise<void> {
  const standards = await standardsOnRegister(transaction, subject);
  const rules = standards.flatMap(({ schema }) => (schema['sip:rules'] ?? []).map(({ code }) => code));
  const known = [...new Set([...engineCodes, ...rules])];
  const errors = [...codes.entries()]
    .filter(([, code]) => !known.includes(code))
    .map(([at, code]) => ({ pointer: `/content/codes/${at}`, detail: unknownCode(code, known) }));
  const dead = [...codes.entries()]
    .filter(([at, code]) => neverErrors.includes(code) || codes.indexOf(code) !== at)
    .map(([at, code]) => ({ pointer: `/content/codes/${at}`, detail: deadCode(code) }));
  if (errors.length + dead.length > 0) throw new ProblemError('invalid-request', { errors: [...errors, ...dead] });
}

const deadCode = (code: string): Text =>
  text(
    `${code} sudah disebut, atau tidak pernah menjadi galat: keputusan tidak akan mengembalikan apa pun karenanya`,
    `${code} is named already, or never an error: nothing would ever be returned for it`,
  );

function unknownCode(code: string, known: readonly string[]): Text {
  const [nearest = ''] = known.toSorted((one, other) => distance(code, one) - distance(code, other));
  return text(
    `tidak ada temuan berkode ${code}; yang terdekat: ${nearest}`,
    `no finding has the code ${code}; the nearest is ${nearest}`,
  );
}

const invalid = (pointer: string, detail: Text) =>
  new ProblemError('invalid-request', { errors: [{ pointer, detail }] });

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

import type { z } from 'zod';
import type { Principal } from '#api/identity';
import type { Taken } from '#api/intake';
import { ProblemError } from '#api/problem';
import type {
  AcceptBody,
  AskExtensionBody,
  AssignBody,
  ResubmissionBody,
  ReturnBody,
  WordsBody,
} from '#api/submission.schema';
import { dayOf } from '#domain/calendar';
import type { Actor } from '#domain/case';
import type { OpenAct, Submission, SubmissionCommand } from '#domain/submission';
import { isOfficer } from '#domain/submission/assignment';
import type { AssignIntake, ResubmitIntake, ReturnIntake } from '#domain/submission/intake';
import { whatIsMissing, whyNot, whyNotDespite } from '#domain/submission/why-not';
import { assigneeOf } from '#prisma/absence';
import type { Transaction } from '#prisma/database';
import { takeFile } from './intake.ts';
import { errorsIn } from './trail.ts';

export type ActBody = Partial<
  z.output<typeof ResubmissionBody> &
    z.output<typeof ReturnBody> &
    z.output<typeof AcceptBody> &
    z.output<typeof WordsBody> &
    Pick<z.output<typeof AskExtensionBody>, 'days'> &
    Pick<z.output<typeof AssignBody>, 'to'>
>;

export interface Wanted {
  readonly act: OpenAct;
  readonly caseId: string;
  readonly version: number;
  readonly actor: Actor;
  readonly body: ActBody;
}

/** An act's request: the parsed body for the record, ids and codes for the Update. */
export async function takeAct(
  transaction: Transaction,
  request: string,
  principal: Principal,
  { act, caseId, version, actor, body }: Wanted,
): Promise<Taken> {
  const command: SubmissionCommand = { request, actor, version };
  if (act === 'resubmit' && body.file && body.official) {
    const file = await takeFile(transaction, request, principal, body.file.id).catch(async (error: unknown) => {
      if (await isRefusedAnyway(transaction, act, caseId, actor)) return undefined;
      throw error;
    });
    if (!file) return { caseId, body: {}, command };
    const { official, declaration, note } = body;
    const intake: ResubmitIntake = { file, official, declaration, note };
    return { caseId, body: intake, command: { ...command, hash: file.hash } };
  }
  if (act === 'assign') return takeAssignment(transaction, caseId, body as z.output<typeof AssignBody>, command);
  if (act === 'return' && body.findings && body.term !== undefined && body.hash !== undefined) {
    const intake: ReturnIntake = { findings: body.findings, term: body.term, note: body.note };
    return {
      caseId,
      body: intake,
      command: { ...command, hash: body.hash, findings: body.findings.length, term: body.term },
    };
  }
  const named = { ...command, ...namedIn(body) };
  if (act === 'accept') await checkReason(transaction, caseId, named, body.reason);
  return { caseId, body, command: named };
}

/** What the Update is told of the words: content and days. */
function namedIn({ hash, days }: ActBody): Pick<SubmissionCommand, 'hash' | 'days'> {
  return { ...(hash !== undefined && { hash }), ...(days !== undefined && { days }) };
}

/** The case is given to a person as they are known now: the workflow judges by that. Who is no officer is appointed, on record. */
async function takeAssignment(
  transaction: Transaction,
  caseId: string,
  { to, reason }: z.output<typeof AssignBody>,
  command: SubmissionCommand,
): Promise<Taken> {
  const assignee = await assigneeOf(transaction, await stateOf(transaction, caseId), to, dayOf(Date.now()));
  const intake: AssignIntake = { to, reason, appointed: !isOfficer(assignee) };
  return { caseId, body: intake, command: { ...command, assignee } };
}

/** Judged last of all: of an acceptance that nothing else stands against, on the very round that it names. */
async function checkReason(
  transaction: Transaction,
  caseId: string,
  command: SubmissionCommand,
  reason: string | undefined,
): Promise<void> {
  const state = await stateOf(transaction, caseId);
  if (whyNot('accept', state, command.actor) ?? whatIsMissing('accept', state, command)) return;
  const refusal = whyNotDespite(await errorsIn(transaction, state), reason);
  if (!refusal) return;
  const { code, detail } = refusal;
  throw new ProblemError(code, { detail, errors: [{ pointer: '/reason', detail }] });
}

/** The act is judged before its file: who may not resubmit is told so, whatever they send. The workflow then refuses and says why. */
async function isRefusedAnyway(transaction: Transaction, act: OpenAct, caseId: string, actor: Actor): Promise<boolean> {
  return whyNot(act, await stateOf(transaction, caseId), actor) !== undefined;
}

async function stateOf(transaction: Transaction, caseId: string): Promise<Submission> {
  const { state } = await transaction.case.findUniqueOrThrow({ where: { id: caseId }, select: { state: true } });
  return state as unknown as Submission;
}

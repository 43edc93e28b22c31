import { setTimeout as pause } from 'node:timers/promises';
import type { RequestRow } from '#api/intake';
import { ProblemError } from '#api/problem';
import { keepRefusal } from '#api/refusals';
import type { Answer } from '#api/route';
import { type Client, type Decided, openCase, resumeWith, type Start, sendAct } from '#api/temporal';
import { inWib } from '#domain/calendar';
import type { Actor } from '#domain/case';
import { type Refusal, type RefusalFacts, refuse } from '#domain/refusal';
import type { OpenAct, Opening, Submission, SubmissionCommand } from '#domain/submission';
import { nextActs, whatIsMissing, whyNot } from '#domain/submission/why-not';
import { type Database, isUniqueViolation } from '#prisma/database';
import { submissionType } from '#workflows/submission.messages';
import { etagOf, viewOf } from './view.ts';
import { actorFor, type Viewer } from './viewer.ts';

export interface Needs {
  readonly database: Database;
  readonly temporal: Client;
  readonly taskQueue: string;
  readonly uiUrl?: string | undefined;
  readonly namespace: string;
  /** How others reach the API; absent: operators read the number of the case and no address. */
  readonly publicUrl?: string | undefined;
}

/** Carries a request of this process out: safe to repeat, because the request's id is the Update's id. */
export async function carryOut(needs: Needs, request: RequestRow): Promise<Answer> {
  if (request.act === 'submit') return openSubmission(needs, request);
  const command = request.command as unknown as SubmissionCommand;
  const act = request.act as OpenAct;
  const outcome = await decide(needs, request, act, command);
  if (outcome !== 'recorded' && 'refusal' in outcome) throw await refused(needs.database, request, outcome.refusal);
  return answer(needs, request, 200);
}

/** How long a workflow may lag behind its own record before the door says "try again". */
const catchUp = 10_000;

/**
 * Sends the act to the case. What the record has of this request is its answer, whoever refuses it afterwards. Where a worker died
 * between the record and its answer, the workflow comes to know of its last step again only in a moment: a refusal that the record
 * does not bear out is none, and the act is sent again.
 */
async function decide(
  needs: Needs,
  request: RequestRow,
  act: OpenAct,
  command: SubmissionCommand,
): Promise<Decided | 'recorded'> {
  const { caseId, id } = request;
  for (const end = Date.now() + catchUp; ; await pause(250)) {
    const sent = await sendAct(needs.temporal, caseId, act, command);
    if (sent !== 'not-running' && 'standing' in sent) return sent;
    if ((await needs.database.event.count({ where: { caseId, request: id } })) > 0) return 'recorded';
    const outcome = sent === 'not-running' ? await resume(needs, request, act, command) : sent;
    if (!('refusal' in outcome) || (await isBorneOut(needs.database, caseId, act, command, outcome.refusal)))
      return outcome;
    if (Date.now() > end) throw new ProblemError('try-again', { retryAfter: 2 });
  }
}

async function isBorneOut(
  database: Database,
  caseId: string,
  act: OpenAct,
  command: SubmissionCommand,
  { code }: Refusal,
): Promise<boolean> {
  // That the subject is taken by another case, only PostgreSQL knows, and it has just said so.
  if (code === 'replacement-open') return true;
  const { state } = await database.case.findUniqueOrThrow({ where: { id: caseId }, select: { state: true } });
  const recorded = state as unknown as Submission;
  return (whyNot(act, recorded, command.actor) ?? whatIsMissing(act, recorded, command)) !== undefined;
}

async function openSubmission(needs: Needs, request: RequestRow): Promise<Answer> {
  const opening = request.command as unknown as Opening;
  const start = await startOf(needs, request.caseId, opening, request.actor as unknown as Actor);
  await openCase(needs.temporal, start, { opening });
  return answer(needs, request, 201);
}

async function startOf(
  { database, taskQueue, publicUrl }: Needs,
  caseId: string,
  { component, period }: Pick<Opening, 'component' | 'period'>,
  { unit }: { unit: string },
): Promise<Start> {
  const known = await database.component.findUnique({ where: { code: component } });
  const summary = `${unit}: ${component} ${known?.name ?? ''}, ${period.from} to ${period.to}`;
  const number = numberIn(caseId);
  const path = `/v1/submissions/${number}`;
  const details =
    publicUrl === undefined ? `Case ${number} in the API: ${path}` : `Case [${number}](${publicUrl}${path}) in the API`;
  return { workflowType: submissionType, taskQueue, caseId, summary, details };
}

/** The case is closed, or its workflow is gone: the record answers, and where the act is allowed the case goes on from it. */
async function resume(needs: Needs, request: RequestRow, act: OpenAct, command: SubmissionCommand): Promise<Decided> {
  const { database, temporal } = needs;
  const found = await database.case.findUniqueOrThrow({ where: { id: request.caseId } });
  const state = found.state as unknown as Submission;
  const refusal = whyNot(act, state, command.actor) ?? whatIsMissing(act, state, command);
  if (refusal) return { refusal };
  const slot = await retakeSlot(database, state.id);
  if (slot !== 'taken' && slot !== 'held')
    return { refusal: refuse('replacement-open', `case ${slot.open} is open and replaces it`) };
  const start = await startOf(needs, state.id, state, { unit: state.party });
  const outcome = await resumeWith(temporal, start, state, act, command);
  if ('refusal' in outcome) await giveSlotBack(database, state.id);
  return outcome;
}

/** A case goes on only while no other holds its subject: PostgreSQL guards that, not Temporal's retention. */
async function retakeSlot(database: Database, caseId: string): Promise<'held' | 'taken' | { open: string }> {
  const { process, subject, releasedAt } = await database.slot.findUniqueOrThrow({ where: { caseId } });
  if (releasedAt === null) return 'held';
  try {
    await database.slot.update({ where: { caseId }, data: { releasedAt: null } });
    return 'taken';
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const other = await database.slot.findFirst({ where: { process, subject, releasedAt: null } });
    return { open: numberIn(other?.caseId ?? '') };
  }
}

/** A case that stays closed holds no slot, also when it was retaken by an attempt that got no answer. */
async function giveSlotBack(database: Database, caseId: string): Promise<void> {
  const { closedAt } = await database.case.findUniqueOrThrow({ where: { id: caseId } });
  if (closedAt !== null)
    await database.slot.updateMany({ where: { caseId, releasedAt: null }, data: { releasedAt: closedAt } });
}

const numberIn = (caseId: string): string => caseId.slice(caseId.indexOf(':') + 1);

async function answer({ database, uiUrl, namespace }: Needs, request: RequestRow, status: number): Promise<Answer> {
  const viewer = request.actor as unknown as Viewer;
  const view = await viewOf({ database, uiUrl, namespace }, viewer, request.caseId);
  return {
    status,
    body: view,
    headers: { ETag: etagOf(view), ...(status === 201 && { Location: view.links['self'] ?? '' }) },
  };
}

/** The refusal goes on record and becomes a problem that says who did what when, and what may be done now. */
async function refused(database: Database, request: RequestRow, refusal: Refusal): Promise<ProblemError> {
  const { id, caseId, act, actor } = request;
  await database.file.updateMany({ where: { usedBy: id }, data: { usedBy: null, usedAt: null } });
  await keepRefusal(database, { request: id, caseId, act, actor: actor as unknown as Actor }, refusal);
  return problemOf(database, request, refusal);
}

async function problemOf(
  database: Database,
  { caseId, actor }: RequestRow,
  { code, detail, facts }: Refusal,
): Promise<ProblemError> {
  const found = await database.case.findUnique({ where: { id: caseId } });
  const viewer = actor as unknown as Viewer;
  const next = found ? nextActs(found.state as unknown as Submission, (act) => actorFor(viewer, act)) : [];
  return new ProblemError(code, { detail, more: { ...(await whoAndWhen(database, facts)), nextActs: next } });
}

async function whoAndWhen(database: Database, facts: RefusalFacts | undefined): Promise<Record<string, unknown>> {
  if (facts === undefined) return {};
  const { by, at, ...rest } = facts;
  const person =
    by === undefined ? null : await database.person.findUnique({ where: { id: by }, select: { id: true, name: true } });
  const when = at === undefined ? {} : { at: new Date(at).toISOString(), atText: inWib(at) };
  return { ...rest, ...(person && { by: person }), ...when };
}

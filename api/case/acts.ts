import { setTimeout as pause } from 'node:timers/promises';
import type { RequestRow } from '#api/intake';
import { ProblemError } from '#api/problem';
import { keepRefusal } from '#api/refusals';
import type { Answer } from '#api/route';
import { type Decided, openCase, resumeWith, type Start, sendAct } from '#api/temporal';
import { inWib } from '#domain/calendar';
import type { Actor, CaseState, Command } from '#domain/case';
import { nextActs } from '#domain/process';
import { type Refusal, type RefusalFacts, refuse } from '#domain/refusal';
import { text } from '#domain/text';
import { type Database, isUniqueViolation } from '#prisma/database';
import { answerWith, type Desk, type Needs, numberIn } from './desk.ts';
import { actorOn, type Viewer } from './viewer.ts';

/** Carries a request of a process out: safe to repeat, because the request's id is the Update's id. */
export async function carryOut(needs: Needs, desk: Desk, request: RequestRow): Promise<Answer> {
  if (request.act === desk.opens) return openIts(needs, desk, request);
  const command = request.command as unknown as Command;
  const outcome = await decide(needs, desk, request, command);
  if (outcome !== 'recorded' && 'refusal' in outcome) throw await refused(needs, desk, request, outcome.refusal);
  return answer(needs, desk, request, 200);
}

/** How long a workflow may lag behind its own record before the door says "try again". */
const catchUp = 10_000;

/**
 * Sends the act to the case. What the record has of this request is its answer, whoever refuses it afterwards. Where a worker died
 * between the record and its answer, the workflow comes to know of its last step again only in a moment: a refusal that the record
 * does not bear out is none, and the act is sent again.
 */
async function decide(needs: Needs, desk: Desk, request: RequestRow, command: Command): Promise<Decided | 'recorded'> {
  const { caseId, id, act } = request;
  for (const end = Date.now() + catchUp; ; await pause(250)) {
    const sent = await sendAct(needs.temporal, caseId, act, command);
    if (sent !== 'not-running' && 'standing' in sent) return sent;
    if ((await needs.database.event.count({ where: { caseId, request: id } })) > 0) return 'recorded';
    const outcome = sent === 'not-running' ? await resume(needs, desk, request, command) : sent;
    if (!('refusal' in outcome) || (await isBorneOut(needs.database, desk, request, command, outcome.refusal)))
      return outcome;
    if (Date.now() > end) throw new ProblemError('try-again', { retryAfter: 2 });
  }
}

async function isBorneOut(
  database: Database,
  desk: Desk,
  { caseId, act }: RequestRow,
  command: Command,
  { code }: Refusal,
): Promise<boolean> {
  // That the subject is taken by another case, only PostgreSQL knows, and it has just said so.
  if (code === 'replacement-open') return true;
  const { state } = await database.case.findUniqueOrThrow({ where: { id: caseId }, select: { state: true } });
  return whyRefused(desk, act, state as unknown as CaseState, command) !== undefined;
}

const whyRefused = (desk: Desk, act: string, state: CaseState, command: Command): Refusal | undefined =>
  desk.whyNot(act, state, command.actor) ?? desk.whatIsMissing(act, state, command);

async function openIts(needs: Needs, desk: Desk, request: RequestRow): Promise<Answer> {
  const opening = request.command as unknown;
  const { unit } = request.actor as unknown as Actor;
  await openCase(needs.temporal, await startOf(needs, desk, request.caseId, unit, opening), { opening });
  return answer(needs, desk, request, 201);
}

async function startOf(
  { database, taskQueue, publicUrl }: Needs,
  desk: Desk,
  caseId: string,
  unit: string,
  about: unknown,
): Promise<Start> {
  const summary = await desk.summaryOf(database, unit, about);
  const number = numberIn(caseId);
  const path = `/v1/${desk.path}/${number}`;
  const details =
    publicUrl === undefined ? `Case ${number} in the API: ${path}` : `Case [${number}](${publicUrl}${path}) in the API`;
  return { workflowType: desk.type, taskQueue, caseId, summary, details };
}

/** The case is closed, or its workflow is gone: the record answers, and where the act is allowed the case goes on from it. */
async function resume(needs: Needs, desk: Desk, { caseId, act }: RequestRow, command: Command): Promise<Decided> {
  const { database, temporal } = needs;
  const found = await database.case.findUniqueOrThrow({ where: { id: caseId } });
  const state = found.state as unknown as CaseState;
  const refusal = whyRefused(desk, act, state, command);
  if (refusal) return { refusal };
  const slot = await retakeSlot(database, state.id);
  if (slot !== 'taken' && slot !== 'held') return { refusal: refuse('replacement-open', openInstead(slot.open)) };
  const start = await startOf(needs, desk, state.id, state.party, state);
  const outcome = await resumeWith(temporal, start, state, act, command);
  if ('refusal' in outcome) await giveSlotBack(database, state.id);
  return outcome;
}

const openInstead = (number: string) =>
  text(`perkara ${number} masih berjalan dan menggantikannya`, `case ${number} is open and replaces it`);

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

async function answer(needs: Needs, desk: Desk, { actor, caseId }: RequestRow, status: number): Promise<Answer> {
  return answerWith(await desk.viewOf(needs, actor as unknown as Viewer, caseId), status);
}

/** The refusal goes on record and becomes a problem that says who did what when, and what may be done now. */
async function refused({ database }: Needs, desk: Desk, request: RequestRow, refusal: Refusal): Promise<ProblemError> {
  const { id, caseId, act, actor } = request;
  await database.file.updateMany({ where: { usedBy: id }, data: { usedBy: null, usedAt: null } });
  await keepRefusal(database, { request: id, caseId, act, actor: actor as unknown as Actor }, refusal);
  return problemOf(database, desk, request, refusal);
}

async function problemOf(
  database: Database,
  desk: Desk,
  { caseId, actor }: RequestRow,
  { code, detail, facts }: Refusal,
): Promise<ProblemError> {
  const found = await database.case.findUnique({ where: { id: caseId } });
  const viewer = actor as unknown as Viewer;
  const state = found?.state as unknown as CaseState | undefined;
  const next = state ? nextActs(desk, state, (chosen) => actorOn(desk, viewer, chosen, state)) : [];
  const remedy = desk.remedies?.[code];
  const more = { ...(await whoAndWhen(database, facts)), nextActs: next };
  return new ProblemError(code, { detail, ...(remedy && { remedy }), more });
}

async function whoAndWhen(database: Database, facts: RefusalFacts | undefined): Promise<Record<string, unknown>> {
  if (facts === undefined) return {};
  const { by, at, ...rest } = facts;
  const person =
    by === undefined ? null : await database.person.findUnique({ where: { id: by }, select: { id: true, name: true } });
  const when = at === undefined ? {} : { at: new Date(at).toISOString(), atText: inWib(at) };
  return { ...rest, ...(person && { by: person }), ...when };
}

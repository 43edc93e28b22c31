import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { heartbeat } from '@temporalio/activity';
import { dayOf } from '#domain/calendar';
import type { Actor } from '#domain/case';
import type { RefusalCode } from '#domain/refusal';
import { inTurn, type SharingHead } from '#domain/sharing';
import type { Submission, SubmissionCommand } from '#domain/submission';
import { type Assignee, isOfficer, whyNotAssignee } from '#domain/submission/assignment';
import type { AssignIntake } from '#domain/submission/intake';
import { whatIsMissing, whyNot } from '#domain/submission/why-not';
import { behalfIn } from '#domain/substitution';
import { assigneeOf } from '#prisma/absence';
import { hashOf } from '#prisma/chain';
import type { Database } from '#prisma/database';
import type { Request, Sharing, SharingItem } from '#prisma/generated/client';
import type { Sent } from './gateway.ts';

interface Needs {
  readonly database: Database;
  /** The one gateway to other cases. */
  readonly act: (caseId: string, act: string, command: SubmissionCommand) => Promise<Sent>;
}

interface Place {
  readonly id: string;
  readonly position: number;
}

interface Result {
  readonly outcome: 'done' | 'refused';
  readonly code?: string;
  /** Refused by the case, which has moved on since the record was read. */
  readonly isBehind?: true;
}

export type SharingActivities = ReturnType<typeof sharingActivities>;

/** How often an item is tried anew because its case has moved on meanwhile. */
const most = 5;

export function sharingActivities({ database, act }: Needs) {
  return {
    /**
     * One item as the act of the head that it is, on the case as it stands now. Safe to repeat: an item with a result is left alone,
     * and the request of the attempt under way is the Update's id.
     */
    async shareItem({ id, position }: Place): Promise<'stopped' | 'settled'> {
      const where = { sharingId_position: { sharingId: id, position } };
      const { sharing, ...item } = await database.sharingItem.findUniqueOrThrow({ where, include: { sharing: true } });
      if (item.outcome !== null) return 'settled';
      if (sharing.stoppedAt !== null) return 'stopped';
      const pulse = setInterval(() => heartbeat(), 1000);
      const settling = settle({ database, act }, sharing, item).finally(() => clearInterval(pulse));
      const { outcome, code = null } = await settling;
      const settled = { outcome, code, at: new Date() };
      await database.sharingItem.updateMany({ where: { sharingId: id, position, outcome: null }, data: settled });
      return 'settled';
    },

    /** Safe to repeat: the first end is the end. */
    async endSharing({ id, at }: { readonly id: string; readonly at: number }): Promise<void> {
      await database.sharing.updateMany({
        where: { id, endedAt: null },
        data: { endedAt: new Date(at), stoppedAt: null },
      });
    },
  };
}

/** Goes on with the attempt under way, if there is one; what was refused because the case had moved on is asked for anew. */
async function settle({ database, act }: Needs, sharing: Sharing, item: SharingItem): Promise<Result> {
  let request = item.request === null ? null : await database.request.findUnique({ where: { id: item.request } });
  for (let times = 1; ; times += 1) {
    request ??= await asked(database, sharing, item);
    const result = await carriedOut({ database, act }, request);
    await answered(database, request, result);
    if (!result.isBehind || times === most) return result;
    request = null;
    await pause(250);
  }
}

/**
 * What the record has of the request is its answer; what it refuses needs no question. The state is read before the events, so that an
 * act recorded between the two is seen.
 */
async function carriedOut({ database, act }: Needs, { id, caseId, act: name, command }: Request): Promise<Result> {
  const wanted = command as unknown as SubmissionCommand;
  const isRecorded = async () => (await database.event.count({ where: { caseId, request: id } })) > 0;
  const { state } = await database.case.findUniqueOrThrow({ where: { id: caseId }, select: { state: true } });
  if (await isRecorded()) return { outcome: 'done' };
  const submission = state as unknown as Submission;
  const acting = name as 'assign' | 'put-back';
  const refusal = whyNot(acting, submission, wanted.actor) ?? whatIsMissing(acting, submission, wanted);
  if (refusal) return refused(refusal.code);
  const sent = await act(caseId, name, wanted);
  if (sent === 'done' || (await isRecorded())) return { outcome: 'done' };
  return { ...refused(sent.code), isBehind: true };
}

const refused = (code: RefusalCode): Result => ({
  outcome: 'refused',
  code,
  ...(code === 'stale-version' && { isBehind: true }),
});

/** The request of an attempt, as the head's own: the record names it as it names every other. */
async function asked(database: Database, sharing: Sharing, item: SharingItem): Promise<Request> {
  const { caseId, position } = item;
  const { state } = await database.case.findUniqueOrThrow({ where: { id: caseId }, select: { state: true } });
  const submission = state as unknown as Submission;
  const head = sharing.actor as unknown as SharingHead;
  const id = randomUUID();
  const command = { request: id, actor: actorOn(head, submission), version: submission.version };
  const assignee = await chosen(database, sharing, submission, position);
  const { reason } = sharing;
  const body: AssignIntake | { reason: string } = assignee
    ? { to: assignee.person, reason, appointed: !isOfficer(assignee) }
    : { reason };
  return database.$transaction(async (transaction) => {
    await transaction.sharingItem.update({
      where: { sharingId_position: { sharingId: sharing.id, position } },
      data: { request: id, person: assignee?.person ?? null },
    });
    return transaction.request.create({
      data: {
        id,
        principal: head.person,
        key: `${sharing.id}/${position}/${id}`,
        fingerprint: hashOf({ id }),
        process: 'submission',
        act: assignee ? 'assign' : 'put-back',
        caseId,
        actor: jsonOf({ ...command.actor, roles: ['head'], standsFor: head.standsFor }),
        body: jsonOf(body),
        command: jsonOf({ ...command, ...(assignee && { assignee }) }),
        leasedUntil: new Date(Date.now() + lease),
      },
    });
  });
}

const jsonOf = (thing: object): object => JSON.parse(JSON.stringify(thing)) as object;

/** As long as this attempt may take; after that the sweep of the API may carry the same request out. */
const lease = 10 * 60_000;

function actorOn({ person, unit, standsFor }: SharingHead, submission: Submission): Actor {
  const onBehalfOf = behalfIn(standsFor, 'head', submission);
  return { person, role: 'head', unit, ...(onBehalfOf !== undefined && { onBehalfOf }) };
}

/** Whose turn it is, or the next who may have the case; where nobody may, the first, so that the refusal says why. */
async function chosen(
  database: Database,
  { toPeople }: Sharing,
  submission: Submission,
  position: number,
): Promise<Assignee | undefined> {
  const today = dayOf(Date.now());
  let first: Assignee | undefined;
  for (const person of inTurn(toPeople, position)) {
    const assignee = await assigneeOf(database, submission, person, today);
    if (whyNotAssignee(submission, assignee) === undefined) return assignee;
    first ??= assignee;
  }
  return first;
}

async function answered(database: Database, { id, caseId }: Request, { outcome, code }: Result): Promise<void> {
  const number = caseId.slice(caseId.indexOf(':') + 1);
  const data =
    outcome === 'done' ? { status: 200, answer: { number } } : { status: 409, answer: { code: code ?? null } };
  await database.request.updateMany({ where: { id, status: null }, data: { ...data, answeredAt: new Date() } });
}

import { ApplicationFailure } from '@temporalio/common';
import type { CaseEvent, CaseState } from '#domain/case';
import { withTerms } from '#domain/case-clock';
import type { Terms } from '#domain/clock';
import { morningAfter } from '#domain/digest';
import { columnsOf, date } from '#prisma/case-columns';
import { type CaseRow, genesis, hashOf, hashOfCase, hashOfEvent } from '#prisma/chain';
import { type Database, rulesLock, type Transaction } from '#prisma/database';
import { calendarInForce, periodsInForce, quietInForce, rulesOf, termsInForce } from '#prisma/registers/time';
import type { Chronicle } from './chronicle.ts';
import { addressees, addresseesOf } from './record/addressees.ts';

interface Needs {
  readonly database: Database;
  /** What each process writes beside the rows that all share, by the process's name. */
  readonly chronicles: Readonly<Record<string, Chronicle>>;
}

interface Batch {
  readonly process: string;
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
}

interface Kept {
  /** With the first event: the periods and the calendar that hold for the case from now on. */
  readonly terms?: Terms;
  /** The record has gone another way than the workflow believed: it goes on from here. */
  readonly superseded?: Recorded;
}

/** How a case stands in the record, and whose mails are still to go out. */
export interface Recorded {
  readonly state: CaseState;
  readonly unsent: readonly Pick<CaseEvent, 'seq' | 'act'>[];
}

export type RecordActivities = ReturnType<typeof recordActivities>;

export function recordActivities({ database, chronicles }: Needs) {
  return {
    /**
     * The only writer of the record: case, events, receipts and outbox in one transaction, exactly the next `seq`.
     * Safe to repeat: what is there already is skipped. A gap throws, and is retried until somebody looks: it never drops a row.
     */
    async record({ process, state, events }: Batch): Promise<Kept> {
      const chronicle = chronicles[process];
      if (!chronicle) throw new Error(`no chronicle for the process ${process}`);
      return database.$transaction((transaction) => keep({ transaction, chronicle }, { process, state, events }), {
        timeout: 8000,
      });
    },

    /** The rules of the clock as they are on register now, for a case that was opened under others. Reads only. */
    async readRules({ process, terms, at }: { process: string; terms: Terms; at: number }): Promise<Terms> {
      const { stages, openCases } = await periodsInForce(database, process, at);
      const calendar = await calendarInForce(database, at);
      return rulesOf(openCases ? stages : terms.periods, calendar, await quietInForce(database, process, at));
    },
  };
}

type Pen = { transaction: Transaction; chronicle: Chronicle };

async function keep(pen: Pen, batch: Batch): Promise<Kept> {
  const { transaction } = pen;
  const { id } = batch.state;
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
  const first = batch.events[0];
  if (!first) return {};
  const head = await transaction.event.findFirst({ where: { caseId: id }, orderBy: { seq: 'desc' } });
  const last = head?.seq ?? 0;
  if (first.seq > last + 1)
    throw ApplicationFailure.create({
      message: `gap in the record of ${id}: ${last} is followed by ${first.seq}`,
      type: 'Gap',
    });
  if (first.seq <= last && !(await isRecorded(transaction, id, first)))
    return { superseded: await recordedOf(transaction, id) };

  const terms = first.seq === 1 ? await termsOf(transaction, batch) : undefined;
  const { events, ...whole } = under(terms, batch);
  const fresh = events.filter(({ seq }) => seq > last);
  if (fresh.length > 0) await add(pen, { ...whole, events: fresh }, head?.hash ?? genesis);
  return terms ? { terms } : {};
}

async function recordedOf(transaction: Transaction, caseId: string): Promise<Recorded> {
  const { state } = await transaction.case.findUniqueOrThrow({ where: { id: caseId }, select: { state: true } });
  const waiting = await transaction.outbox.findMany({ where: { caseId, day: null, sentAt: null, refused: null } });
  const unsent = await transaction.event.findMany({
    where: { caseId, seq: { in: waiting.map(({ seq }) => seq) } },
    orderBy: { seq: 'asc' },
    select: { seq: true, act: true },
  });
  return { state: state as unknown as CaseState, unsent };
}

/** The batch under the terms that have just been given: the case keeps them, and its first event gets its dates. */
function under(terms: Terms | undefined, batch: Batch): Batch {
  if (terms === undefined) return batch;
  const state = batch.state.terms === undefined ? withTerms(batch.state, terms) : batch.state;
  return { ...batch, state, events: batch.events.map((event) => (event.seq === 1 ? dated(event, state) : event)) };
}

/** The case first, then its events, each on the one before it; the last of them carries the hash of the case's row. */
async function add({ transaction, chronicle }: Pen, batch: Batch, head: string): Promise<void> {
  const { state, events } = batch;
  const row = await writeCase(transaction, chronicle, batch);
  let previous = head;
  for (const event of events) {
    const caseHash = event === events.at(-1) ? hashOfCase(row) : null;
    previous = await writeEvent({ transaction, chronicle }, state, event, { previous, caseHash });
  }
}

async function isRecorded(
  transaction: Transaction,
  caseId: string,
  { seq, act, request }: CaseEvent,
): Promise<boolean> {
  const row = await transaction.event.findUnique({ where: { caseId_seq: { caseId, seq } } });
  return row !== null && row.act === act && row.request === (request ?? null);
}

/** The terms under which the case was opened; once recorded they stay, whatever the registers say later. */
async function termsOf(transaction: Transaction, { process, state }: Batch): Promise<Terms> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(${rulesLock})`;
  const recorded = await transaction.case.findUnique({ where: { id: state.id }, select: { state: true } });
  return (recorded?.state as { terms?: Terms } | undefined)?.terms ?? termsInForce(transaction, process, state.since);
}

/** Event 1 came before its terms: it gets the dates of the stage that it opened. */
function dated(event: CaseEvent, state: CaseState): CaseEvent {
  const { due } = state.terms ? withTerms({ ...state, stage: event.stage, since: event.at }, state.terms) : state;
  return due ? { ...event, target: due.target, fatal: due.fatal } : event;
}

async function writeCase(
  transaction: Transaction,
  chronicle: Chronicle,
  { process, state, events }: Batch,
): Promise<CaseRow> {
  const { id } = state;
  const columns = columnsOf(state, events.at(-1));
  await (columns.closedAt ? releaseSlot(transaction, id, columns.closedAt) : retakeSlot(transaction, id));
  const first = events.find((event) => event.seq === 1);
  if (!first) return transaction.case.update({ where: { id }, data: columns });
  const title = await chronicle.title(transaction, state);
  const number = id.slice(id.indexOf(':') + 1);
  const opened = { id, process, number, title, openedAt: new Date(first.at) };
  return transaction.case.create({ data: { ...opened, ...columns } });
}

async function releaseSlot(transaction: Transaction, caseId: string, releasedAt: Date): Promise<void> {
  await transaction.slot.updateMany({ where: { caseId, releasedAt: null }, data: { releasedAt } });
}

/** A case that goes on before its workflow has ended was asked nothing at the door: it holds its subject again, unless another does. */
async function retakeSlot(transaction: Transaction, caseId: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE slot s SET released_at = NULL WHERE case_id = ${caseId} AND released_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM slot o WHERE o.process = s.process AND o.subject = s.subject AND o.released_at IS NULL)`;
}

async function writeEvent(
  { transaction, chronicle }: Pen,
  state: CaseState,
  event: CaseEvent,
  links: { readonly previous: string; readonly caseHash: string | null },
): Promise<string> {
  const { id: caseId } = state;
  const { seq } = event;
  const body = await bodyOf({ transaction, chronicle }, state, event);
  const row = { caseId, ...rowOf(event), ...links, detailHash: body === undefined ? null : hashOf(body) };
  const hash = hashOfEvent(row);
  await transaction.event.create({ data: { ...row, hash } });
  if (body !== undefined) await transaction.detail.create({ data: { caseId, seq, body } });
  await writeMails(transaction, state, event);
  return hash;
}

/** What belongs to the event beside its row: what the process says of it, else what the person wrote; with the first the terms of its day. */
async function bodyOf(
  { transaction, chronicle }: Pen,
  state: CaseState,
  event: CaseEvent,
): Promise<object | undefined> {
  const { request: id } = event;
  const request = id === undefined ? null : await transaction.request.findUnique({ where: { id } });
  const detail = await chronicle.write({ transaction, state, event, body: request?.body ?? {} });
  const { moved, told } = event;
  const said = moved ? { moved } : told && { told };
  const written = said ?? detail ?? (request ? { body: request.body } : undefined);
  return hasNewTerms(state, event) ? { ...written, terms: state.terms } : written;
}

/** With the first event the terms of its day, with a later one those that the case has followed since the one before. */
const hasNewTerms = ({ terms, formerly = [] }: CaseState, { seq }: CaseEvent): boolean =>
  terms !== undefined && (seq === 1 || formerly.some(({ until }) => until === seq - 1));

function rowOf({ seq, at, act, basis, stage, holder, round, version, request, actor, hash, target, fatal }: CaseEvent) {
  const { person = null, role = null, unit = null, onBehalfOf = null } = actor ?? {};
  return {
    seq,
    at: new Date(at),
    act,
    basis,
    stage,
    holder,
    round,
    version,
    request: request ?? null,
    person,
    role,
    unit,
    onBehalfOf,
    content: hash ?? null,
    target: date(target),
    fatal: date(fatal),
  };
}

async function writeMails(transaction: Transaction, state: CaseState, event: CaseEvent): Promise<void> {
  const { id: caseId, terms } = state;
  const { seq, at, notify, told, holder } = event;
  const recipients = told
    ? await addresseesOf(transaction, told.to, state, { holder, at })
    : notify && (await addressees(transaction, notify, state, at));
  const day = told && terms ? new Date(morningAfter(at, terms.calendar)) : null;
  const mails = (recipients ?? []).map((recipient) => ({
    messageId: messageId(caseId, seq, recipient),
    caseId,
    seq,
    recipient,
    createdAt: new Date(at),
    day,
  }));
  if (mails.length > 0) await transaction.outbox.createMany({ data: mails });
}

/** Stable for ever: a mail that goes out twice after a crash carries the same Message-ID, and mailboxes show it once. */
const messageId = (caseId: string, seq: number, recipient: string): string =>
  `<${caseId.replace(':', '.')}.${seq}.${recipient}@sip-back-office>`;

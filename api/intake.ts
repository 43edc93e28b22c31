import { randomUUID } from 'node:crypto';
import { dayOf } from '#domain/calendar';
import type { Actor } from '#domain/case';
import { refusalCodes, refuse } from '#domain/refusal';
import { text } from '#domain/text';
import { aboutWorkflow, noteInLog } from '#platform/log';
import { hashOf } from '#prisma/chain';
import { nextValue } from '#prisma/counter';
import { type Database, isUniqueViolation, type Transaction } from '#prisma/database';
import type { Prisma, Request as RequestRow } from '#prisma/generated/client';
import { fieldText } from './field-texts.ts';
import type { Principal } from './identity.ts';
import { type Problem, ProblemError, statuses } from './problem.ts';
import { keepRefusal } from './refusals.ts';
import type { Answer } from './route.ts';
import { KeyHeader } from './schema.ts';

/** How long one process may be at work on a request before another may take it up. */
const lease = 60_000;

/** What a person asks for, before it has a case or an answer. */
export interface Asked {
  readonly principal: Principal;
  readonly key: string;
  readonly process: string;
  readonly act: string;
  /** What it is about, where that is known before it is taken: a refusal is recorded under it. */
  readonly caseId?: string;
  readonly actor: Actor;
  /** Everything that tells this request from another with the same key. */
  readonly fingerprint: unknown;
}

/** What the intake transaction commits with the request: the case it is about, the parsed body, the Update's arguments. */
export interface Taken {
  readonly caseId: string;
  readonly body: object;
  readonly command: object;
}

export type { RequestRow };

/** The key under which a write is answered once. */
export function keyOf(request: { get(name: string): string | undefined }): string {
  const parsed = KeyHeader.shape['idempotency-key'].safeParse(request.get('idempotency-key'));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ProblemError('key-needed', issue && { detail: fieldText(issue) });
}

interface Steps {
  /** Inside the intake's transaction: takes number, slot and file, or throws the problem that is then the answer. */
  readonly take: (transaction: Transaction, request: string) => Promise<Taken>;
  /** After the commit, and again whenever the request is taken up: safe to repeat, because the request's id is the Update's id. */
  readonly carryOut: (request: RequestRow) => Promise<Answer>;
}

/**
 * Answers a write once: the request row commits before anything else happens, the answer is stored in it, and the same key with
 * the same body gets the same answer for ever; refusals included, "try again" excluded.
 */
export async function answerOnce(database: Database, asked: Asked, { take, carryOut }: Steps): Promise<Answer> {
  const fingerprint = hashOf(JSON.parse(JSON.stringify(asked.fingerprint)));
  const known = await requestOf(database, asked);
  if (known) noteRequest(known);
  if (known) return repeat(database, known, fingerprint, carryOut);
  const request = await intake(database, asked, fingerprint, take);
  noteRequest(request);
  return 'status' in request && request.status !== null ? asStored(request) : finish(database, request, carryOut);
}

/** The lines of the log name from here on the request as the record has it, and its case. */
function noteRequest({ id, caseId }: RequestRow): void {
  noteInLog({ request: id, ...(caseId !== '' && aboutWorkflow(caseId)) });
}

/** A request that was left running, by this person's repeat or by the sweep: judged or answered now, as if it had just come. */
export async function takeUp(database: Database, request: RequestRow, carryOut: Steps['carryOut']): Promise<Answer> {
  const leasedUntil = new Date(Date.now() + lease);
  const { count } = await database.request.updateMany({
    where: { id: request.id, status: null, leasedUntil: request.leasedUntil },
    data: { leasedUntil },
  });
  if (count === 0) throw stillRunning();
  return finish(database, { ...request, leasedUntil }, carryOut);
}

function requestOf(database: Database, { principal, key }: Asked) {
  return database.request.findUnique({ where: { principal_key: { principal: principal.person, key } } });
}

async function repeat(
  database: Database,
  known: RequestRow,
  fingerprint: string,
  carryOut: Steps['carryOut'],
): Promise<Answer> {
  if (known.fingerprint !== fingerprint) throw new ProblemError('key-reused');
  if (known.status !== null) return replayed(known);
  if (known.leasedUntil > new Date()) throw stillRunning();
  return takeUp(database, known, carryOut);
}

/** The answer that somebody has had, or could have had, before. */
function replayed(row: RequestRow): Answer {
  const answer = asStored(row);
  return { ...answer, headers: { 'Idempotency-Replayed': 'true', ...answer.headers } };
}

function asStored({ status, answer, etag }: RequestRow): Answer {
  const { self } = (answer as { links?: { self?: string } } | null)?.links ?? {};
  const headers = {
    ...(etag !== null && { ETag: etag }),
    ...((status === 201 || status === 202) && self !== undefined && { Location: self }),
  };
  return { status: status ?? 500, body: answer, headers };
}

async function intake(database: Database, asked: Asked, fingerprint: string, take: Steps['take']): Promise<RequestRow> {
  const id = randomUUID();
  const { principal, key, process, act, actor } = asked;
  const row = { id, principal: principal.person, key, fingerprint, process, act, actor: actor as object };
  const leasedUntil = new Date(Date.now() + lease);
  try {
    return await database.$transaction(async (transaction) => {
      await lockKey(transaction, row);
      const { caseId, body, command } = await take(transaction, id);
      return transaction.request.create({ data: { ...row, caseId, body, command, leasedUntil } });
    });
  } catch (error) {
    if (isUniqueViolation(error, keyIndex)) throw stillRunning();
    if (!isAnswer(error)) throw error;
    const refused = { status: error.problem.status, answer: refusalBody(error), answeredAt: new Date() };
    const { caseId = '' } = asked;
    return keepRefused(database, { ...row, caseId, body: {}, command: {}, leasedUntil, ...refused }, error.problem);
  }
}

const keyIndex = 'request_principal_key_key';
const stillRunning = () => new ProblemError('still-running', { retryAfter: 2 });

/** A refusal is the answer that the key gets for ever; "still running", "too many now" and "try again" are none. */
const isAnswer = (error: unknown): error is ProblemError =>
  error instanceof ProblemError &&
  error.problem.status < 500 &&
  error.problem.status !== statuses['too-many-checks'] &&
  error.problem.code !== 'still-running';

/** Of the same key twice at once one goes on and the other is told so, before either takes a number, a slot or a file. */
async function lockKey(transaction: Transaction, { principal, key }: { principal: string; key: string }) {
  const rows = await transaction.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`${principal} ${key}`}, 2)) AS free`;
  if (rows[0]?.free !== true) throw stillRunning();
}

const nothingSaid = text('', '');

async function keepRefused(
  database: Database,
  row: Prisma.RequestUncheckedCreateInput,
  { code, detail = nothingSaid }: Problem,
) {
  try {
    const kept = await database.request.create({ data: row });
    const { id: request, caseId, act, actor } = kept;
    const refusal = refusalCodes.find((known) => known === code);
    if (refusal)
      await keepRefusal(database, { request, caseId, act, actor: actor as unknown as Actor }, refuse(refusal, detail));
    return kept;
  } catch (error) {
    throw isUniqueViolation(error, keyIndex) ? stillRunning() : error;
  }
}

const refusalBody = ({ problem }: ProblemError): object => JSON.parse(JSON.stringify(problem)) as object;

/** Whoever else was at work on it too: the answer that was stored first is the answer. */
async function finish(database: Database, request: RequestRow, carryOut: Steps['carryOut']): Promise<Answer> {
  const answer = await attempt(database, request, carryOut);
  const { status, headers } = answer;
  const kept = {
    status,
    answer: JSON.parse(JSON.stringify(answer.body ?? null)) as object,
    etag: headers?.['ETag'] ?? null,
  };
  const first = { id: request.id, status: null };
  const { count } = await database.request.updateMany({ where: first, data: { ...kept, answeredAt: new Date() } });
  return count === 1 ? answer : replayed(await database.request.findUniqueOrThrow({ where: { id: request.id } }));
}

/** A business refusal is an answer; "try again" gives the lease back and is none: the request goes to the end of the line. */
async function attempt(database: Database, request: RequestRow, carryOut: Steps['carryOut']): Promise<Answer> {
  try {
    return await carryOut(request);
  } catch (error) {
    if (isAnswer(error)) return { status: error.problem.status, body: refusalBody(error) };
    await database.request
      .updateMany({ where: { id: request.id, status: null }, data: { leasedUntil: new Date() } })
      .catch(() => undefined);
    throw error;
  }
}

/** The next number of the year (WIB), `2026-000123`; it is given back when the intake's transaction rolls back. */
export async function nextNumber(transaction: Transaction, process: string, at: number): Promise<string> {
  const year = dayOf(at).slice(0, 4);
  const value = await nextValue(transaction, `${process}:${year}`);
  return `${year}-${String(value).padStart(6, '0')}`;
}

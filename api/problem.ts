import type { ErrorRequestHandler, Request, Response } from 'express';
import { z } from 'zod';
import { type Text, text } from '#domain/text';
import type { Log } from '#platform/log';
import { isUnavailable } from '#prisma/database';
import { fieldText } from './field-texts.ts';
import { type ProblemCode, problemTexts } from './problem-texts.ts';
import { routeOf } from './request-log.ts';

/** RFC 9457, with a stable `code`, a remedy, and where it helps who did what when and what may be done now. */
export interface Problem {
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: Text;
  /** What to do next, where that of the code does not fit. */
  readonly remedy?: Text;
  readonly errors?: readonly { readonly pointer: string; readonly detail: Text }[];
  readonly more?: Readonly<Record<string, unknown>>;
  readonly retryAfter?: number;
}

/** The only table that turns codes into statuses; the compiler asks for a line whenever a code is added. */
export const statuses: Record<ProblemCode, number> = {
  'not-your-act': 403,
  'not-your-case': 403,
  'interoperability-closed': 403,
  'grant-needed': 403,
  'four-eyes': 403,
  'wrong-stage': 409,
  'must-be-corrected': 409,
  'already-claimed': 409,
  'claimed-by-another': 409,
  'claim-first': 409,
  'other-content': 409,
  'same-content': 409,
  'finding-needed': 422,
  'term-out-of-range': 422,
  'file-needed': 422,
  'reason-needed': 422,
  'stale-version': 412,
  'replacement-open': 409,
  'returned-by-a-person': 409,
  'no-extension': 409,
  'days-out-of-range': 422,
  'not-claimed': 409,
  'not-entitled': 422,
  absent: 409,
  'unfit-substitute': 422,
  'already-substituted': 409,
  'already-open': 409,
  'name-what-it-replaces': 409,
  'unknown-replaced': 422,
  'unknown-component': 422,
  'other-component': 422,
  'unknown-person': 422,
  'unknown-file': 422,
  'unknown-submission': 422,
  'unknown-standard': 422,
  'file-in-use': 409,
  'not-found': 404,
  'no-due-date': 409,
  'method-not-allowed': 405,
  'sign-in-needed': 401,
  'token-refused': 401,
  'no-role': 403,
  'unknown-unit': 403,
  'download-refused': 403,
  'invalid-request': 400,
  'unreadable-body': 400,
  'unsupported-media-type': 415,
  'too-large': 413,
  stalled: 408,
  'not-received': 422,
  'key-needed': 400,
  'key-reused': 422,
  'still-running': 409,
  'version-needed': 428,
  'too-many-requests': 429,
  'too-many-checks': 429,
  'quota-used-up': 429,
  'unreadable-request': 400,
  'headers-too-large': 431,
  'too-slow': 408,
  'storage-full': 507,
  'try-again': 503,
  unexpected: 500,
};

/** Thrown by the door; the handler at the end of the pipeline answers it. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(code: ProblemCode, rest: Omit<Problem, 'status' | 'code'> = {}) {
    super(code);
    this.name = 'ProblemError';
    this.problem = { status: statuses[code], code, ...rest };
  }
}

/** What the caller is told. Texts of unexpected errors never leave the house. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof z.ZodError) return invalid(error);
  if (isUnavailable(error) || isTemporalAway(error)) return { status: 503, code: 'try-again', retryAfter: 5 };
  if (error instanceof URIError) return { status: 404, code: 'not-found' };
  const status = statusOf(error);
  if (status === 413) return { status, code: 'too-large', ...tooMuchJson(error) };
  if (status === 415) return { status, code: 'unsupported-media-type' };
  if (status !== undefined && status >= 400 && status < 500) return { status: 400, code: 'unreadable-body' };
  return { status: 500, code: 'unexpected' };
}

/** The parser says what it would have taken. */
function tooMuchJson(error: unknown): Pick<Problem, 'detail' | 'remedy'> {
  const limit = error instanceof Error && 'limit' in error ? error.limit : undefined;
  if (typeof limit !== 'number') return {};
  const kibibytes = limit / 1024;
  const detail = text(
    `isi JSON paling banyak ${kibibytes} KiB (${limit} bita)`,
    `a body in JSON is at most ${kibibytes} KiB (${limit} bytes)`,
  );
  const remedy = text(
    'Data dikirim sebagai berkas (POST /v1/files) dan disebut dengan id-nya; ringkaskan uraian dan daftar, lalu kirim kembali dengan kunci yang sama.',
    'Send data as a file (POST /v1/files) and name it by its id; shorten texts and lists, then send it again with the same key.',
  );
  return { detail, remedy };
}

/** Whoever sends a thousand faults is told enough of them. */
const mostErrors = 100;

function invalid(error: z.ZodError): Problem {
  const errors = error.issues.slice(0, mostErrors).map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    detail: fieldText(issue),
  }));
  return { status: 400, code: 'invalid-request', errors };
}

/**
 * gRPC says "unavailable", "deadline exceeded" or "resource exhausted", and "failed precondition" of a case whose workflow task
 * fails until somebody has mended it; the SDK wraps them.
 */
function isTemporalAway(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? cause.code : undefined;
    if (
      code === 14 ||
      code === 4 ||
      code === 8 ||
      code === 9 ||
      cause.name === 'WorkflowUpdateRPCTimeoutOrCancelledError'
    )
      return true;
    if (cause.name === 'TransportError') return true;
  }
  return false;
}

/** What Express and its parsers say of a request that they could not read. */
function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : undefined;
}

/** Indonesian, unless English is wanted before it. */
export const languageOf = (asked: Request): 'id' | 'en' => (asked.acceptsLanguages('id', 'en') === 'en' ? 'en' : 'id');

export function answerProblem(response: Response, problem: Problem, asked: Request): void {
  const request: unknown = response.locals['requestId'];
  const language = languageOf(asked);
  const { status, code, retryAfter } = problem;
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  if (status === 401)
    response.set('WWW-Authenticate', code === 'token-refused' ? 'Bearer error="invalid_token"' : 'Bearer');
  response
    .status(status)
    .set('Content-Language', language)
    .type('application/problem+json')
    .send(JSON.stringify(bodyOf(problem, language, typeof request === 'string' ? request : undefined)));
}

export function bodyOf(problem: Problem, language: keyof Text, request: string | undefined): object {
  const { status, code, detail, errors, more } = problem;
  const { title, remedy: usual } = problemTexts[code];
  const { remedy = usual } = problem;
  return {
    type: `/problems/${code}`,
    title: title[language],
    status,
    code,
    ...(detail !== undefined && { detail: detail[language] }),
    remedy: remedy[language],
    ...(errors && { errors: errors.map((one) => ({ ...one, detail: one.detail[language] })) }),
    ...more,
    ...(request !== undefined && { instance: `urn:uuid:${request}` }),
  };
}

/** The last of the pipeline. Errors of ours are logged once, here, and so are those who were not let in; who hangs up is neither. */
export function problemHandler(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    const { status, code } = toProblem(error);
    const asked = { method: request.method, route: routeOf(request) };
    if (request.socket.destroyed) log.debug({ ...asked, code }, 'the caller hung up');
    else if (status >= 500) log.error({ ...asked, err: error }, 'request failed');
    else if (status === 401 || status === 403 || status === 404)
      log.info({ ...asked, code, person: response.locals['principal']?.person }, 'not let in');
    if (response.headersSent && request.socket.destroyed) return;
    if (response.headersSent) next(error);
    else answerProblem(response, toProblem(error), request);
  };
}

import type { Request, RequestHandler, Response } from 'express';
import { text } from '#domain/text';
import type { Config } from '#platform/config';
import { answerProblem, ProblemError } from './problem.ts';

/** How long whoever still sends behind the answer is heard. */
const patience = 5000;

/**
 * Ends a request whose body stops coming: so long without a byte, and it is answered 408 and the line is closed. However slowly a
 * file comes, as long as it comes it is heard; JSON is small, and comes whole in a time of its own.
 */
export function endStalled(config: Pick<Config, 'UPLOAD_IDLE_SECONDS' | 'JSON_BODY_SECONDS'>): RequestHandler {
  const idle = config.UPLOAD_IDLE_SECONDS;
  return (request, response, next) => {
    hearOut(request, response);
    const whole = request.is('application/json') === false ? Number.POSITIVE_INFINITY : config.JSON_BODY_SECONDS;
    if (hasBody(request)) watch(request, response, { idle, whole });
    next();
  };
}

/** A sender who is cut off at once may never read the answer; one who is heard to the end may send for ever. */
function hearOut(request: Request, response: Response): void {
  response.once('finish', () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.socket.destroy(), patience);
    request.once('close', () => clearTimeout(timer));
  });
}

const hasBody = ({ headers }: Request) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

interface Seconds {
  /** Without a byte. */
  readonly idle: number;
  /** From the headers to the last byte. */
  readonly whole: number;
}

/** What has come and is not taken yet is our slowness, not theirs. */
function watch(request: Request, response: Response, { idle, whole }: Seconds): void {
  const { socket } = request;
  const began = performance.now();
  let heard = { bytes: socket.bytesRead, at: began };
  const fault = (now: number): ProblemError | undefined => {
    if (now - began >= whole * 1000) return tooSlow(whole);
    return now - heard.at >= idle * 1000 ? new ProblemError('stalled') : undefined;
  };
  const timer = setInterval(() => {
    const now = performance.now();
    if (request.complete) return clearInterval(timer);
    if (socket.bytesRead !== heard.bytes || request.readableLength > 0) heard = { bytes: socket.bytesRead, at: now };
    const told = request.readableLength > 0 || response.headersSent ? undefined : fault(now);
    if (!told) return;
    clearInterval(timer);
    end(request, response, told);
  }, Math.min(idle, whole) * 125);
  response.once('close', () => clearInterval(timer));
}

/** Once answered the server forgets the request: whoever still waits for its body is told here. */
function end(request: Request, response: Response, { problem }: ProblemError): void {
  const { socket } = request;
  socket.once('close', () => request.destroy(new Error(problem.code)));
  response.set('Connection', 'close').once('finish', () => socket.destroySoon());
  answerProblem(response, problem, request);
}

const tooSlow = (seconds: number) =>
  new ProblemError('too-slow', {
    detail: text(
      `JSON ini belum seluruhnya tiba setelah ${seconds} detik`,
      `this JSON had not come whole after ${seconds} seconds`,
    ),
    remedy: text(
      'Periksa sambungan, lalu kirim kembali dari awal dengan kunci yang sama; tidak ada yang disimpan.',
      'Check the connection, then send it again from the beginning with the same key; nothing was kept.',
    ),
  });

import type { Request, RequestHandler, Response } from 'express';
import { answerProblem, ProblemError } from './problem.ts';

/** How long whoever still sends behind the answer is heard. */
const patience = 5000;

/**
 * Ends a request whose body stops coming: so long without a byte, and it is answered 408 and the line is closed. However slowly a
 * body comes, as long as it comes it is heard.
 */
export function endStalled(idle: number): RequestHandler {
  return (request, response, next) => {
    hearOut(request, response);
    if (hasBody(request)) watch(request, response, idle);
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

/** What has come and is not taken yet is our slowness, not theirs. */
function watch(request: Request, response: Response, idle: number): void {
  const { socket } = request;
  let heard = { bytes: socket.bytesRead, at: performance.now() };
  const timer = setInterval(() => {
    if (request.complete) clearInterval(timer);
    else if (socket.bytesRead !== heard.bytes || request.readableLength > 0)
      heard = { bytes: socket.bytesRead, at: performance.now() };
    else if (performance.now() - heard.at >= idle && !response.headersSent) {
      clearInterval(timer);
      // Once answered the server forgets the request: whoever still waits for its body is told here.
      socket.once('close', () => request.destroy(new Error('stalled')));
      response.set('Connection', 'close').once('finish', () => socket.destroySoon());
      answerProblem(response, new ProblemError('stalled').problem, request);
    }
  }, idle / 8);
  response.once('close', () => clearInterval(timer));
}

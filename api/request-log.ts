import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { type Log, logAbout } from '#platform/log';
import type { Principal } from './identity.ts';

/** The pattern of the path, never the path: people write names and addresses into paths too. */
export function routeOf(request: Request): string {
  const { path } = (request.route as { path?: unknown } | undefined) ?? {};
  return typeof path === 'string' ? path : 'none';
}

/**
 * Each request gets a number of its own, which every line that is written for it carries, and one line when it has been answered:
 * who (an opaque id), what, on which case, with which outcome. Reading is told at `debug`.
 */
export function nameRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const about = { requestId: randomUUID() };
    const began = performance.now();
    response.locals['requestId'] = about.requestId;
    response.set('X-Request-Id', about.requestId);
    response.once('close', () => {
      const principal = response.locals['principal'] as Principal | undefined;
      const level = request.method === 'GET' ? 'debug' : 'info';
      const answer = { method: request.method, route: routeOf(request), status: response.statusCode };
      log[level](
        { ...about, person: principal?.person, ...answer, ms: Math.round(performance.now() - began) },
        'answered',
      );
    });
    logAbout(about, next);
  };
}

import type { Request, RequestHandler, Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Config } from '#platform/config';
import type { Principal } from './identity.ts';
import { answerProblem, statuses } from './problem.ts';
import type { ProblemCode } from './problem-texts.ts';
import type { Route } from './route.ts';

interface Limit {
  /** How the headers call it. */
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
  readonly code: ProblemCode;
  readonly isFree?: (request: Request) => boolean;
}

/** Counted per person or machine, never per address: an office may share one. What is left, and until when, stands in every answer. */
function limit({ name, most, windowMs, code, isFree = () => false }: Limit): RequestHandler {
  return rateLimit({
    windowMs,
    limit: most,
    identifier: name,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: isFree,
    keyGenerator: (_request, response: Response) => (response.locals['principal'] as Principal).person,
    handler: (request, response: Response) => answerProblem(response, { status: statuses[code], code }, request),
  });
}

export const limitRate = ({ RATE_LIMIT_PER_MINUTE }: Pick<Config, 'RATE_LIMIT_PER_MINUTE'>): RequestHandler =>
  limit({ name: 'requests', most: RATE_LIMIT_PER_MINUTE, windowMs: 60_000, code: 'too-many-requests' });

const bringsNoFile = (request: Request) => request.is('application/json') !== false;

/** What a door costs beside the request itself: a file that comes in, a file that goes out. */
export function quotasOf(config: Pick<Config, 'UPLOADS_PER_HOUR' | 'EXPORTS_PER_HOUR'>) {
  const hour = { windowMs: 3_600_000, code: 'quota-used-up' } as const;
  const uploads = limit({ ...hour, name: 'uploads', most: config.UPLOADS_PER_HOUR, isFree: bringsNoFile });
  const exports = limit({ ...hour, name: 'exports', most: config.EXPORTS_PER_HOUR });
  return ({ streams, form, answers }: Route): RequestHandler[] => [
    ...(streams || form ? [uploads] : []),
    ...(Object.values(answers).some(({ media }) => media !== undefined) ? [exports] : []),
  ];
}

import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import type { Principal } from './identity.ts';
import { answerProblem, type Problem, ProblemError } from './problem.ts';

type Shape = z.ZodObject;

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Call<P, Q, B> {
  readonly principal: Principal;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly request: Request;
  readonly response: Response;
}

/** The days (Asia/Jakarta) since which a door is not to be built upon, and from which it is gone. */
export interface Deprecation {
  readonly since: `${number}-${number}-${number}`;
  readonly sunset: `${number}-${number}-${number}`;
  /** The path of the door to use instead. */
  readonly use: string;
}

/** One door: what the router mounts and the OpenAPI document describes, from the schemas that really parse. */
export interface Route {
  readonly method: 'get' | 'post';
  /** `/v1/submissions/{number}` */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly description?: string;
  readonly params?: Shape;
  readonly query?: Shape;
  readonly headers?: Shape;
  readonly body?: z.ZodType;
  /** The same write as one multipart call: a field of the form with its JSON, beside the file. */
  readonly form?: { readonly field: string; readonly schema: z.ZodType };
  /** Media types of a body that is streamed and not parsed, such as an upload. */
  readonly streams?: readonly string[];
  readonly answers: Readonly<
    Record<number, { readonly description: string; readonly schema?: z.ZodType; readonly media?: string }>
  >;
  /** Answers whoever is signed in, without a role too: nothing that is anybody's. */
  readonly isOpen?: true;
  /** Still answers, and says in every answer until when, and what to use instead: see docs/decisions/0013-api-versions.md. */
  readonly deprecated?: Deprecation;
  /** Codes of the problems that this door can answer beside the usual ones. */
  readonly problems?: readonly number[];
  readonly serve: (request: Request, response: Response) => Promise<void>;
}

type Definition<P extends Shape, Q extends Shape, B extends z.ZodType> = Omit<
  Route,
  'serve' | 'params' | 'query' | 'body'
> & {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
};

/** Parses what came in, makes one call, answers. A handler that answers nothing has streamed its answer itself. */
export function route<P extends Shape = Shape, Q extends Shape = Shape, B extends z.ZodType = z.ZodType>(
  definition: Definition<P, Q, B>,
  handler: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer | undefined>,
  formHandler?: (call: Call<z.output<P>, z.output<Q>, undefined>) => Promise<Answer>,
): Route {
  const { params, query, body } = definition;
  const serve = async (request: Request, response: Response) => {
    const call = {
      principal: response.locals['principal'] as Principal,
      params: (params?.parse(request.params) ?? {}) as z.output<P>,
      query: (query?.parse(request.query) ?? {}) as z.output<Q>,
      request,
      response,
    };
    const answer =
      formHandler && request.is('multipart/form-data')
        ? await formHandler({ ...call, body: undefined })
        : await handler({ ...call, body: bodyOf(request, body) as z.output<B> });
    if (answer) send(request, response, answer);
  };
  return { ...definition, serve };
}

function bodyOf(request: Request, body: z.ZodType | undefined): unknown {
  if (body && request.is('application/json') === false) throw new ProblemError('unsupported-media-type');
  return body?.parse(request.body ?? {});
}

function send(request: Request, response: Response, { status, body, headers = {} }: Answer): void {
  response.set(headers);
  if (status >= 400) answerProblem(response, body as Problem, request);
  else response.status(status).json(body);
}

/** Mounts routes in Express, each behind what must come before it; any other method on a known path is answered 405. */
export function mount(
  router: Router,
  routes: readonly Route[],
  before: (route: Route) => RequestHandler[] = () => [],
): void {
  const paths = new Map<string, string[]>();
  for (const one of routes) {
    const { method, path, serve, deprecated } = one;
    const pattern = path.replace(/\{(\w+)\}/g, ':$1');
    if (deprecated) router[method](pattern, announce(deprecated));
    router[method](pattern, ...before(one), serve);
    paths.set(pattern, [...(paths.get(pattern) ?? []), method.toUpperCase()]);
  }
  for (const [pattern, methods] of paths) refuseOtherMethods(router, pattern, methods);
}

const dayInJakarta = (day: string) => new Date(`${day}T00:00:00+07:00`);

/** RFC 9745 and RFC 8594, in whatever is answered, refusals too. */
function announce({ since, sunset, use }: Deprecation): RequestHandler {
  const headers = {
    Deprecation: `@${dayInJakarta(since).getTime() / 1000}`,
    Sunset: dayInJakarta(sunset).toUTCString(),
    Link: `<${use}>; rel="successor-version"`,
  };
  return (_request, response, next) => {
    response.set(headers);
    next();
  };
}

/** Mounted behind the doors of a path: whatever comes here asks for a method that none of them has. */
export function refuseOtherMethods(router: Router, pattern: string, methods: readonly string[]): void {
  router.all(pattern, (_request, response) => {
    response.set('Allow', methods.join(', '));
    throw new ProblemError('method-not-allowed');
  });
}

import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiRequestBodyObject,
} from 'zod-openapi';
import type { Config } from '#platform/config';
import { exampleOf } from './examples.ts';
import { healthPaths } from './health.ts';
import type { Route } from './route.ts';
import { Problem } from './schema.ts';

type Settings = Pick<Config, 'PUBLIC_URL' | 'OIDC_ISSUERS' | 'OIDC_PAGE_CLIENT'>;

const usual = [400, 401, 403, 429, 500, 503];
const usualOfABody = [408, 413, 415];

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Sign in',
  403: 'Not allowed',
  404: 'Not found, or not yours to see',
  408: 'The body did not come whole in time',
  409: 'Not possible now: who did what when, and what may be done',
  412: 'The case has changed since you read it: who did what when, and what may be done',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Understood, and not acceptable',
  428: 'If-Match names no state of the case: send the ETag that you read',
  429: 'Too many requests',
  500: 'Unexpected',
  503: 'Not available: repeat with the same key',
  507: 'Storage is full',
};

/** The OpenAPI document from the schemas that really parse: every route of the list, and nothing else. 3.0.3 is for the government's service bus. */
export function openApi(routes: readonly Route[], config: Settings, openapi: '3.1.1' | '3.0.3' = '3.1.1') {
  const paths: ZodOpenApiPathsObject = { ...healthPaths };
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  const securitySchemes = schemes(config);
  const document = createDocument({
    openapi,
    info: {
      title: 'SIP Back Office',
      version: '1.0.0',
      description:
        'Processes of Sistem Informasi Perdagangan (Permendag 28/2024). Every write carries an Idempotency-Key and may be repeated, but for the upload of a file (POST /v1/files): it takes none, and repeating it is safe, because an upload that nothing uses is removed after a day. Every act on a case carries If-Match. A case answers with who must act, by when, and what you may do next.',
    },
    servers: [{ url: config.PUBLIC_URL ?? '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag)), 'Operation'].map((name) => ({
      name,
      description: tags[name] ?? '',
    })),
    security: Object.keys(securitySchemes).map((scheme) => ({ [scheme]: [] })),
    paths,
    components: { securitySchemes },
  });
  return JSON.parse(JSON.stringify(document), mended) as typeof document;
}

const invisible = '\\p{Cc}\\p{Cf}\\p{Cs}';
const invisibleInRanges =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb';

const tags: Readonly<Record<string, string>> = {
  Files: 'Files come first, and are named by id in what uses them.',
  'Submissions (A3)': 'A case of a producer: what was sent, what was found, who must act and by when (28/24 23-25).',
  Registers: 'What data is judged by, proposed by one officer and recorded by another.',
  Checks: 'Dry runs: the checks of the machine without a submission.',
  Clock: 'Why a case is due when it is, day by day, and what will be said of it by itself.',
  Tasks: 'What waits for whoever asks.',
  Absence: 'Who stands in for whom, and for how long.',
  Catalogue: 'What the regulations fix: components, units, roles, the checklist.',
  Standards: 'Data standards and code lists, with templates to fill in.',
  Proofs: 'That nothing on record was altered, and the evidence to take along.',
  Operation: 'For those who keep it running.',
};

/** What the documents say otherwise than the schemas do, for readers that know less. */
const mended = (key: string, value: unknown): unknown => withNull(withType(portable(key, value)));

const orNull = { type: 'object', nullable: true, enum: [null] };

/** In 3.0.3 `nullable` holds only beside a type, and never against what is referred to; all that may be null so are objects. */
function withType(value: unknown): unknown {
  const isUntyped = typeof value === 'object' && value !== null && 'nullable' in value && !('type' in value);
  if (!isUntyped || !('allOf' in value) || !Array.isArray(value.allOf)) return value;
  const { allOf, ...rest } = value;
  return { type: 'object', ...rest, anyOf: [...(allOf as unknown[]), orNull] };
}

/** In 3.0.3 what may be null and is one of a list has null in the list. */
function withNull(value: unknown): unknown {
  const isListed = typeof value === 'object' && value !== null && 'nullable' in value && 'enum' in value;
  if (!isListed || !Array.isArray(value.enum) || value.enum.includes(null)) return value;
  return { ...value, enum: [...(value.enum as unknown[]), null] };
}

/** Not every reader of the document knows classes of characters by name: those that no text may hold are given as ranges. */
function portable(key: string, value: unknown): unknown {
  return key === 'pattern' && typeof value === 'string' ? value.replaceAll(invisible, invisibleInRanges) : value;
}

/** A token by hand, or, where the page has a client of its own, by signing in. */
function schemes({ OIDC_ISSUERS: [issuer], OIDC_PAGE_CLIENT }: Settings) {
  const bearer = { type: 'http' as const, scheme: 'bearer', bearerFormat: 'JWT (at+jwt)' };
  if (!issuer || OIDC_PAGE_CLIENT === undefined) return { bearer };
  const openIdConnectUrl = `${issuer.url.replace(/\/$/, '')}/.well-known/openid-configuration`;
  return { signIn: { type: 'openIdConnect' as const, openIdConnectUrl }, bearer };
}

function operation(route: Route): ZodOpenApiOperationObject {
  const { operationId, summary, tag, params, query, headers, answers, problems = [], deprecated } = route;
  const description = described(route);
  const requestBody = bodyOf(route);
  const refused = [...new Set([...usual, ...(requestBody ? usualOfABody : []), ...problems])].toSorted((a, b) => a - b);
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    ...(deprecated && { deprecated: true }),
    requestParams: { ...(params && { path: params }), ...(query && { query }), ...(headers && { header: headers }) },
    ...(requestBody && { requestBody }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description: text, schema, media }]) => [
          status,
          { description: text, content: content(schema, media, exampleOf(operationId, status)) },
        ]),
      ),
      ...Object.fromEntries(
        refused.map((status) => [
          status,
          {
            description: titles[status] ?? 'Refused',
            content: { 'application/problem+json': { schema: Problem, ...exampleOf('problem', status) } },
          },
        ]),
      ),
    },
  };
}

function described({ description, deprecated }: Route): string | undefined {
  if (!deprecated) return description;
  const { since, sunset, use } = deprecated;
  return `${description === undefined ? '' : `${description} `}Deprecated since ${since}, gone from ${sunset}: use ${use}.`;
}

const binary = { type: 'string' as const, format: 'binary' };

function bodyOf({ operationId, body, form, streams }: Route): ZodOpenApiRequestBodyObject | undefined {
  const media = {
    ...(body && { 'application/json': { schema: body, ...exampleOf(operationId, 'request') } }),
    ...(form && { 'multipart/form-data': { schema: formSchema(form) } }),
    ...Object.fromEntries((streams ?? []).map((type) => [type, { schema: uploadSchema(type) }])),
  };
  return Object.keys(media).length > 0 ? { required: true, content: media } : undefined;
}

function formSchema({ field, schema }: NonNullable<Route['form']>) {
  return z.strictObject({ [field]: schema, file: z.unknown().meta({ override: binary }) });
}

type Schema = Route['answers'][number]['schema'];

function content(schema: Schema, media = 'application/json', example: ReturnType<typeof exampleOf> = {}) {
  return schema ? { [media]: { schema, ...example } } : { [media]: { schema: binary } };
}

function uploadSchema(media: string) {
  return media === 'multipart/form-data'
    ? { type: 'object' as const, properties: { file: binary }, required: ['file'] }
    : binary;
}

import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Config } from '#platform/config';
import type { Route } from './route.ts';
import { Problem } from './schema.ts';

const usual = [400, 401, 403, 429, 500, 503];

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Sign in',
  403: 'Not allowed',
  404: 'Not found, or not yours to see',
  409: 'Not possible now: who did what when, and what may be done',
  412: 'The case has changed since you read it',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Understood, and not acceptable',
  428: 'If-Match is missing',
  429: 'Too many requests',
  500: 'Unexpected',
  503: 'Not available: repeat with the same key',
  507: 'Storage is full',
};

/** The OpenAPI document from the schemas that really parse: every route of the list, and nothing else. */
export function openApi(routes: readonly Route[], { PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'SIP Back Office',
      version: '1.0.0',
      description:
        'Processes of Sistem Informasi Perdagangan (Permendag 28/2024). Every write carries an Idempotency-Key and may be repeated; every act carries If-Match. A case answers with who must act, by when, and what you may do next.',
    },
    servers: [{ url: PUBLIC_URL ?? '/' }],
    security: [{ bearer: [] }],
    paths,
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT (at+jwt)' } } },
  });
}

function operation({
  operationId,
  summary,
  description,
  tag,
  params,
  query,
  headers,
  body,
  streams,
  answers,
  problems = [],
}: Route): ZodOpenApiOperationObject {
  const refused = [...new Set([...usual, ...problems])].sort((a, b) => a - b);
  const upload = streams && Object.fromEntries(streams.map((media) => [media, { schema: uploadSchema(media) }]));
  return {
    operationId,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    requestParams: { ...(params && { path: params }), ...(query && { query }), ...(headers && { header: headers }) },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    ...(upload && { requestBody: { required: true, content: upload } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description: text, schema, media }]) => [
          status,
          { description: text, content: content(schema, media) },
        ]),
      ),
      ...Object.fromEntries(
        refused.map((status) => [
          status,
          { description: titles[status] ?? 'Refused', content: { 'application/problem+json': { schema: Problem } } },
        ]),
      ),
    },
  };
}

function content(schema: Route['answers'][number]['schema'], media = 'application/json') {
  return schema ? { [media]: { schema } } : { [media]: { schema: { type: 'string' as const, format: 'binary' } } };
}

function uploadSchema(media: string) {
  const file = { type: 'string' as const, format: 'binary' };
  return media === 'multipart/form-data' ? { type: 'object' as const, properties: { file }, required: ['file'] } : file;
}

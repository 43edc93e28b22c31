import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#api/app';
import { statuses } from '#api/problem';
import { callerOf } from '#local/demo/caller';
import { type Door, openDoor } from '#test/support/door';
import { type Office, openOffice } from '#test/support/office';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: unknown;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: unknown }> };
  readonly responses: Record<string, { readonly description: string; readonly content?: Record<string, unknown> }>;
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly Record<string, readonly string[]>[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, unknown>; readonly securitySchemes: Record<string, object> };
}

let office: Office;
let door: Door;
const documents: Record<string, Document> = {};
beforeAll(async () => {
  office = await openOffice();
  door = await openDoor(office);
  for (const path of ['/openapi.json', '/openapi-3.0.json'])
    documents[path] = (await callerOf(door.url, undefined).get<Document>(path)).body;
});
afterAll(async () => {
  await door.stop();
  await office.stop();
});

/** Pages for people and the document itself: all else is described. */
const pages = ['/openapi.json', '/openapi-3.0.json', '/docs', '/docs/start.js', '/problems', '/problems/:code'];

interface Layer {
  readonly route?: { readonly path: string; readonly stack: readonly { readonly method?: string }[] };
}

/** What Express really mounts, as method and path; what stands before a door is mounted under the same. */
function mounted(): string[] {
  const { database, storage, connection, client } = office;
  const log = pino({ level: 'silent' });
  const app = createApp({ config: door.config, log, database, storage, connection, temporal: client });
  const { stack } = (app as unknown as { router: { stack: readonly Layer[] } }).router;
  const found = stack.flatMap(({ route }) => {
    if (!route || pages.includes(route.path) || answersAnyMethod(route)) return [];
    return route.stack.map(({ method }) => `${method} ${route.path}`);
  });
  return [...new Set(found)];
}

/** What answers 405 beside each door. */
const answersAnyMethod = ({ stack }: NonNullable<Layer['route']>) => stack.length > 5;

const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

describe.each(['/openapi.json', '/openapi-3.0.json'])('%s', (path) => {
  const document = () => documents[path] as Document;

  it('describes every route that is mounted, and no other', () => {
    const described = operationsOf(document()).map((one) => `${one.method} ${one.path.replace(/\{(\w+)\}/g, ':$1')}`);
    expect(described.toSorted()).toEqual(mounted().toSorted());
    expect(described.length).toBeGreaterThan(20);
  });

  it('is of the version that its address says', () => {
    expect(document().openapi).toBe(path === '/openapi.json' ? '3.1.1' : '3.0.3');
    expect(document().servers).toEqual([{ url: door.url }]);
  });

  it('has a name of its own, a summary and a known tag for every operation', () => {
    const operations = operationsOf(document()).map(({ operation }) => operation);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const tags = document().tags.map(({ name }) => name);
    for (const {
      summary,
      tags: [tag],
    } of operations) {
      expect(summary).not.toBe('');
      expect(tags).toContain(tag);
    }
  });

  it('asks everybody to sign in but those who ask for health, and describes how', () => {
    const open = operationsOf(document()).filter(({ operation }) => operation.security?.length === 0);
    expect(open.map((one) => one.path)).toEqual(['/livez', '/readyz']);
    expect(document().security).toEqual([{ signIn: [] }, { bearer: [] }]);
    expect(document().components.securitySchemes).toMatchObject({
      signIn: { type: 'openIdConnect', openIdConnectUrl: `${door.issuer}/.well-known/openid-configuration` },
      bearer: { type: 'http', scheme: 'bearer' },
    });
  });

  it('says of every operation how it refuses, with a status that is used', () => {
    const known = new Set(Object.values(statuses).map(String));
    for (const { path: at, operation } of operationsOf(document()).filter((one) => one.path.startsWith('/v1/'))) {
      const refused = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
      expect([at, refused.map(([status]) => status)]).toEqual([
        at,
        expect.arrayContaining(['400', '401', '403', '429', '500', '503']),
      ]);
      for (const [status, { content, description }] of refused) {
        expect(known).toContain(status);
        expect(description).not.toBe('');
        expect(content).toMatchObject({
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        });
      }
    }
  });

  it('says of every tag what is behind it, and of all that may be null what it is otherwise', () => {
    for (const { description } of document().tags) expect(description).toMatch(/\w/);
    let nullable = 0;
    walk({ all: document() }, (_, value) => {
      if (typeof value !== 'object' || value === null || !('nullable' in value)) return;
      nullable += 1;
      expect(value).toHaveProperty('type');
    });
    expect(nullable > 20).toBe(path !== '/openapi.json');
  });

  it('says of every body that it may come too slowly, be too large, or of a type that is not taken', () => {
    const bodies = operationsOf(document()).filter(({ operation }) => operation.requestBody);
    expect(bodies.length).toBeGreaterThan(10);
    for (const { operation } of bodies)
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['408', '413', '415']));
  });

  it('asks for a key with every act, and for the version with every act on a case', () => {
    for (const { path: at, method, operation } of operationsOf(document())) {
      if (method !== 'post' || at === '/v1/files') continue;
      const headers = (operation.parameters ?? []).filter((one) => one.in === 'header' && one.required);
      const changesNoCase = !at.includes('{number}') || at.endsWith('/preview');
      const expected = changesNoCase ? ['idempotency-key'] : ['idempotency-key', 'if-match'];
      expect(headers.map(({ name }) => name)).toEqual(expected);
    }
  });

  it('says at its beginning which write takes no key: the one that takes none, and no other', () => {
    const writes = operationsOf(document()).filter(({ method }) => method !== 'get');
    const keyless = writes.filter(
      ({ operation }) => !(operation.parameters ?? []).some(({ name }) => name === 'idempotency-key'),
    );
    expect(keyless.map(({ path: at, method }) => `${method.toUpperCase()} ${at}`)).toEqual(['POST /v1/files']);
    for (const { path: at } of keyless) expect(document().info.description).toContain(`(POST ${at}): it takes none`);
  });

  it('says how long a page may be, and how long it is unless one is asked for', () => {
    const limits = operationsOf(document()).flatMap(({ operation }) =>
      (operation.parameters ?? []).filter(({ name }) => name === 'limit'),
    );
    expect(limits.length).toBeGreaterThan(2);
    for (const { schema } of limits) expect(schema).toEqual({ type: 'integer', minimum: 1, maximum: 200, default: 50 });
  });

  it('names every part of a path as a parameter', () => {
    for (const { path: at, operation } of operationsOf(document())) {
      const inPath = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
      expect(inPath.toSorted()).toEqual([...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)).toSorted());
    }
  });

  it('offers the submission as JSON and as one form', () => {
    const content = document().paths['/v1/submissions']?.['post']?.requestBody?.content ?? {};
    expect(Object.keys(content)).toEqual(['application/json', 'multipart/form-data']);
    expect(content['multipart/form-data']?.schema).toMatchObject({
      properties: {
        submission: { $ref: '#/components/schemas/SubmissionForm' },
        file: { type: 'string', format: 'binary' },
      },
      required: ['submission', 'file'],
    });
  });

  it('refers to nothing that is not there, and holds nothing that nobody refers to', () => {
    const text = JSON.stringify(document());
    const named = new Set(
      [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => String(name)),
    );
    expect([...named].toSorted()).toEqual(Object.keys(document().components.schemas).toSorted());
    expect(text.match(/"\$ref":"(?!#\/components\/schemas\/)/)).toBeNull();
  });

  it('holds schemas whose patterns are regular expressions and whose words its version knows', () => {
    const words: string[] = [];
    const patterns: string[] = [];
    walk(document().components.schemas, (key, value) => {
      words.push(key);
      if (key === 'pattern') patterns.push(value as string);
    });
    expect(patterns.length).toBeGreaterThan(5);
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
    const foreign =
      path === '/openapi.json' ? ['nullable'] : ['const', '$schema', 'prefixItems', 'propertyNames', 'examples'];
    for (const word of foreign) expect(words).not.toContain(word);
  });
});

function walk(value: unknown, visit: (key: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    visit(key, inner);
    walk(inner, visit);
  }
}

import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import type { Request } from 'express';
import { z } from 'zod';
import { type Storage, StorageFull, TooLarge } from '#platform/storage';
import type { Database } from '#prisma/database';
import type { Principal } from './identity.ts';
import { ProblemError } from './problem.ts';
import { type Route, route } from './route.ts';
import { Hash, Instant } from './schema.ts';

interface Needs {
  readonly database: Database;
  readonly storage: Storage;
  readonly limit: number;
}

const FileQuery = z.object({
  name: z.string().max(255).optional().meta({ description: 'Name of the file, for people; required for a raw body' }),
});
const FileView = z
  .object({ id: z.uuid(), hash: Hash, size: z.int(), name: z.string(), createdAt: Instant })
  .meta({ id: 'File' });

const raw = ['text/csv', 'application/octet-stream'];

/**
 * Files first: they stream to storage with their hash and a byte limit, and are named by id in the small JSON that uses them.
 * The same content twice is stored once and gives two ids: knowing a hash grants nothing.
 */
export function fileRoutes(needs: Needs): Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/v1/files',
        operationId: 'uploadFile',
        summary: 'Upload a file: the raw body, or one multipart field called file',
        description: `Up to ${needs.limit} bytes. Only the unit of the sender can use it; what is not used within a day is removed.`,
        tag: 'Files',
        query: FileQuery,
        streams: [...raw, 'multipart/form-data'],
        answers: { 201: { description: 'The file, to be named by its id', schema: FileView } },
        problems: [413, 415, 422, 507],
      },
      async ({ principal, query, request }) => {
        if (!principal.roles.some((role) => role === 'producer' || role === 'machine'))
          throw new ProblemError('not-your-act', { detail: 'only producers send files' });
        return { status: 201, body: await receive(needs, principal, request, query.name) };
      },
    ),
  ];
}

async function receive(
  { database, storage, limit }: Needs,
  principal: Principal,
  request: Request,
  name: string | undefined,
) {
  if (Number(request.get('content-length') ?? 0) > limit + 65_536)
    throw new ProblemError('too-large', { detail: `the limit is ${limit} bytes` });
  const { content, name: sent } = await contentOf(request, name);
  try {
    const { hash, size } = await storage.put(content, { limit });
    if (size === 0) throw new ProblemError('file-empty');
    const file = {
      id: randomUUID(),
      owner: principal.person,
      unitId: principal.unit,
      hash,
      size,
      name: clean(sent),
      media: request.get('content-type') ?? '',
    };
    const { createdAt } = await database.file.create({ data: file });
    return { id: file.id, hash, size, name: file.name, createdAt: createdAt.toISOString() };
  } catch (error) {
    if (error instanceof TooLarge) throw new ProblemError('too-large', { detail: `the limit is ${limit} bytes` });
    if (error instanceof StorageFull) throw new ProblemError('storage-full', { retryAfter: 60 });
    throw error;
  } finally {
    request.resume();
  }
}

interface Content {
  readonly content: Readable;
  readonly name: string;
}

async function contentOf(request: Request, name: string | undefined): Promise<Content> {
  if (request.is(raw)) return { content: request, name: name ?? 'data.csv' };
  if (request.is('multipart/form-data')) return partOf(request);
  throw new ProblemError('unsupported-media-type');
}

/** The first file of a form; other fields and further files are drained. */
function partOf(request: Request): Promise<Content> {
  return new Promise((resolve, reject) => {
    const form = new Busboy({
      headers: { ...request.headers, 'content-type': request.get('content-type') ?? '' },
      limits: { files: 1, fields: 10, fieldSize: 1024, parts: 12 },
    });
    form.on('file', (_field, content, name) => resolve({ content, name }));
    form.on('finish', () =>
      reject(
        new ProblemError('invalid-request', {
          errors: [{ pointer: '/file', detail: 'send one file in the field "file"' }],
        }),
      ),
    );
    form.on('error', () => reject(new ProblemError('unreadable-body')));
    request.pipe(form);
  });
}

/** A name is display only: no folders, no control characters, no surprises in a header. */
function clean(name: string): string {
  // oxlint-disable-next-line no-control-regex
  const last = name
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/[\u0000-\u001f\u007f"]/g, '')
    .trim()
    .slice(0, 200);
  return last === undefined || last === '' ? 'data.csv' : last;
}

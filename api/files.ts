import { z } from 'zod';
import { type Route, route } from './route.ts';
import { Hash, Instant } from './schema.ts';
import { formMedia, type Needs, rawMedia, receive } from './upload.ts';

const FileQuery = z.strictObject({
  name: z.string().max(255).optional().meta({ description: 'Name of a raw body, for people' }),
});
const FileView = z
  .object({ id: z.uuid(), hash: Hash, size: z.int(), name: z.string(), createdAt: Instant })
  .meta({ id: 'File' });

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
        description: `Up to ${needs.limit} bytes. Only the unit of the sender can use it; what is not used within a day is removed. It takes no Idempotency-Key: repeated, it gives another id for the same content. A file that nobody could read as a table is not received: 422 \`not-received\` with the \`finding\` and the hash of the \`content\`, and nothing is kept.`,
        tag: 'Files',
        query: FileQuery,
        streams: [...rawMedia, formMedia],
        answers: { 201: { description: 'The file, to be named by its id', schema: FileView } },
        problems: [408, 413, 415, 422, 507],
      },
      async ({ query, ...sender }) => {
        const { id, hash, size, name, createdAt } = await receive(needs, sender, query);
        return { status: 201, body: { id, hash, size, name, createdAt: createdAt.toISOString() } };
      },
    ),
  ];
}

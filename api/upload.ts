import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import type { Request, Response } from 'express';
import type { Actor, Role } from '#domain/case';
import { type Text, text } from '#domain/text';
import { type Storage, StorageFull, TooLarge } from '#platform/storage';
import type { Database } from '#prisma/database';
import type { Principal } from './identity.ts';
import { lookedAt, lookInto, NotReceived, refusalOf } from './not-received.ts';
import { ProblemError } from './problem.ts';

export interface Needs {
  readonly database: Database;
  readonly storage: Storage;
  readonly limit: number;
}

const submitters: readonly Role[] = ['producer', 'machine'];

/** Media types of a file that is sent as the body itself. */
export const rawMedia = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
];
export const formMedia = 'multipart/form-data';

export interface Received {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly name: string;
  readonly createdAt: Date;
}

/** A file on its way in. `fields` are complete when the whole form has been read. */
interface Incoming {
  readonly content: Readable;
  readonly name: string;
  readonly fields: () => Promise<Readonly<Record<string, string>>>;
}

/** Who sends, and the line on which the answer goes back. */
export interface Sender {
  readonly principal: Principal;
  readonly request: Request;
  readonly response: Response;
}

/**
 * Streams a file to storage and puts it down as the sender's; what is refused or interrupted leaves nothing behind. A file that no
 * standard could read is not received, and that is recorded.
 */
export async function receive(
  needs: Needs,
  sender: Sender,
  { name, senders = submitters }: { readonly name?: string | undefined; readonly senders?: readonly Role[] } = {},
): Promise<Received & Pick<Incoming, 'fields'>> {
  const { limit, database } = needs;
  const { principal, request } = sender;
  const role = principal.roles.find((each) => senders.includes(each));
  if (!role)
    throw new ProblemError('not-your-act', {
      detail: text('hanya produsen yang mengirim berkas', 'only producers send files'),
    });
  refuseUnsendable(request);
  if (Number(request.get('content-length') ?? 0) > limit + 512 * 1024) throw tooLarge(limit);
  const incoming = request.is(rawMedia) ? rawBody(request, name) : await formBody(request);
  try {
    const kept = await needs.storage.put(lookedAt(incoming.content), { limit, look: lookInto });
    await incoming.fields();
    const file = await putDown(needs, principal, { ...kept, name: clean(incoming.name), media: mediaOf(request) });
    return { ...file, fields: incoming.fields };
  } catch (error) {
    if (error instanceof NotReceived) throw await refusalOf(database, sentBy(sender, role), error);
    if (error instanceof TooLarge) throw tooLarge(limit);
    if (error instanceof StorageFull) throw new ProblemError('storage-full', { retryAfter: 60 });
    throw error;
  } finally {
    incoming.content.resume();
  }
}

function sentBy({ principal: { person, unit }, response }: Sender, role: Actor['role']) {
  return { request: String(response.locals['requestId']), actor: { person, role, unit } };
}

/** That there is no body, or that it comes packed, is said as such. */
function refuseUnsendable(request: Request): void {
  const encoding = request.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    throw new ProblemError('unsupported-media-type', {
      detail: text(
        `isi dengan Content-Encoding ${encoding} tidak diterima`,
        `a body with Content-Encoding ${encoding} is not received`,
      ),
      remedy: text(
        'Kirim berkas apa adanya, tanpa Content-Encoding.',
        'Send the file as it is, without Content-Encoding.',
      ),
    });
  if (request.headers['transfer-encoding'] === undefined && request.headers['content-length'] === undefined)
    throw new ProblemError('invalid-request', {
      errors: [
        {
          pointer: '',
          detail: text(
            'tidak ada isi: kirim berkas sebagai isi permintaan, atau dalam isian "file" sebuah formulir',
            'there is no body: send the file as the body, or in the field "file" of a form',
          ),
        },
      ],
    });
}

const tooLarge = (limit: number) =>
  new ProblemError('too-large', { detail: text(`batasnya ${limit} bita`, `the limit is ${limit} bytes`) });
const mediaOf = (request: Request) => (request.get('content-type') ?? '').slice(0, 200);

interface Kept {
  readonly hash: string;
  readonly size: number;
  readonly name: string;
  readonly media: string;
}

async function putDown({ database }: Needs, principal: Principal, kept: Kept): Promise<Received> {
  const owned = { id: randomUUID(), owner: principal.person, unitId: principal.unit };
  const { id, hash, size, name, createdAt } = await database.file.create({ data: { ...owned, ...kept } });
  return { id, hash, size: Number(size), name, createdAt };
}

function rawBody(request: Request, name = 'data.csv'): Incoming {
  return { content: request, name, fields: async () => ({}) };
}

/** The one file of a form; a second one is refused, not dropped. A caller who hangs up ends the stream with an error. */
function formBody(request: Request): Promise<Incoming> {
  if (!request.is(formMedia)) throw new ProblemError('unsupported-media-type');
  const form = openForm(request);
  const fields: Record<string, string> = {};
  form.on('field', (field, value) => {
    fields[field] = value;
  });
  const read = once(form, 'finish').then(() => fields);
  read.catch(() => undefined);
  return new Promise((resolve, reject) => {
    form.on('error', noted);
    let isOneFile = true;
    for (const limit of ['filesLimit', 'partsLimit', 'fieldsLimit'] as const)
      form.on(limit, () => {
        isOneFile = false;
      });
    form.on('file', (field, content, name) => {
      content.on('error', noted);
      if (field !== 'file') {
        content.resume();
        return;
      }
      const cutOff = () => content.destroy(badForm(text('formulir berakhir terlalu dini', 'the form ends too early')));
      form.once('error', cutOff);
      request.once('close', () => request.complete || cutOff());
      resolve({ content, name, fields: () => read.then((all) => (isOneFile ? all : Promise.reject(noFile()))) });
    });
    read.then(
      () => reject(noFile()),
      () => reject(badForm(text('formulir tidak utuh', 'the form is not whole'))),
    );
    request.pipe(form);
  });
}

/** What went wrong is said by whoever waits for the content or the fields; without a listener it would end the process. */
const noted = () => undefined;

function openForm(request: Request): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': request.get('content-type') ?? '' },
      limits: { files: 1, fields: 10, fieldNameSize: 100, fieldSize: 256 * 1024, parts: 12 },
    });
  } catch {
    throw badForm(text('formulir tidak menyebut boundary', 'the form names no boundary'));
  }
}

const badForm = (detail: Text) =>
  new ProblemError('unreadable-body', {
    detail,
    remedy: text(
      'Kirim formulir multipart/form-data yang utuh; biarkan program pengirim menulis Content-Type beserta boundary-nya.',
      'Send the whole multipart/form-data form; let the sending program write the Content-Type with its boundary.',
    ),
  });

const noFile = () =>
  new ProblemError('invalid-request', {
    errors: [
      { pointer: '/file', detail: text('kirim satu berkas dalam isian "file"', 'send one file in the field "file"') },
    ],
  });

/** A name is display only: no folders, no control or direction characters, no surprises in a header. A form may give none. */
function clean(name = ''): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = Array.from(last.replace(/[\p{Cc}\p{Cf}\p{Cs}"]/gu, '').trim())
    .slice(0, 200)
    .join('');
  return /^[. ]*$/.test(plain) ? 'data.csv' : plain;
}

import { z } from 'zod';
import { type Text, text } from '#domain/text';
import { hashOf } from '#prisma/chain';
import { ProblemError } from './problem.ts';

/** What a list was asked: its filters, and whatever else tells it from another list. How much of it is wanted and from where on is no part of it. */
type Question = object;

type Key = readonly (string | null)[];

const Cursor = z.tuple([z.string(), z.array(z.unknown())]);

/** An opaque key of the last row of a page, good for that question alone: stable when rows are inserted meanwhile. */
export function cursorAfter(key: Key, question: Question): string {
  return Buffer.from(JSON.stringify([markOf(question), key])).toString('base64url');
}

/** The key in a cursor of the same question, or a 400 that says what to do. */
export function keyIn<K extends z.ZodType>(cursor: string, key: K, question: Question): z.output<K> {
  const [mark, said] = read(cursor);
  if (mark !== markOf(question)) throw refused(otherQuestion);
  const parsed = key.safeParse(said);
  if (!parsed.success) throw refused(unchanged);
  return parsed.data;
}

function markOf(question: Question): string {
  const { limit: _limit, cursor: _cursor, ...asked } = JSON.parse(JSON.stringify(question)) as Record<string, unknown>;
  return hashOf(asked).slice(0, 16);
}

function read(cursor: string): z.output<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw refused(unchanged);
  }
}

const unchanged = text('pakai `next` dari halaman sebelumnya apa adanya', 'use `next` of the page before, unchanged');

const otherQuestion = text(
  '`next` ini dari daftar atau saringan lain: ulangi saringan halaman sebelumnya apa adanya, atau mulai lagi tanpa cursor',
  'this `next` is of another list or of other filters: repeat the filters of the page before, unchanged, or begin anew without a cursor',
);

const refused = (detail: Text) => new ProblemError('invalid-request', { errors: [{ pointer: '/cursor', detail }] });

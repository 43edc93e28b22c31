import type { z } from 'zod';
import { text } from '#domain/text';
import { ProblemError } from './problem.ts';

/** An opaque key of the last row of a page: stable when rows are inserted meanwhile. */
export function cursorAfter(key: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key in a cursor, or a 400 that says what to do. */
export function keyIn<K extends z.ZodType>(cursor: string, key: K): z.output<K> {
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new ProblemError('invalid-request', {
      errors: [
        {
          pointer: '/cursor',
          detail: text('pakai `next` dari halaman sebelumnya apa adanya', 'use `next` of the page before, unchanged'),
        },
      ],
    });
  }
}

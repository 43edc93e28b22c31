import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { type Text, text } from '#domain/text';
import { ProblemError } from './problem.ts';

/** OpenID Connect Core 2: at most 255 ASCII characters. More, or other characters, and two people could be kept as one. */
const Subject = z.string().regex(/^[\x20-\x7e]{1,255}$/);
const Email = z.email().max(254);
const longestName = 200;

/** Who a token says that it is of: the subject as it stands, else refused; name and e-mail as far as they can be shown. */
export function saidOfPerson({ sub, name, email }: JWTPayload) {
  const subject = Subject.safeParse(sub);
  if (!subject.success) throw refused(noSubject);
  return { sub: subject.data, name: cleanName(name) || subject.data, email: Email.safeParse(email).data ?? null };
}

/** One line that people can read: what an address book may hold and a line of text may not is left out. Empty: nothing is left. */
function cleanName(said: unknown): string {
  if (typeof said !== 'string') return '';
  const line = said
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  return /[\p{L}\p{N}]/u.test(line) ? line.slice(0, longestName).replace(/\p{Cs}$/u, '') : '';
}

/** A unit that could be on register; what could be none is never looked for. */
export function refuseNoUnit(unit: string): void {
  if (!/^[\x21-\x7e]{1,200}$/.test(unit)) throw refused(noUnit);
}

const refused = (detail: Text) => new ProblemError('token-refused', { detail });
const noSubject = text(
  'sub pada token harus 1 sampai 255 karakter ASCII tanpa karakter kendali',
  'sub of the token must be 1 to 255 ASCII characters without control characters',
);
const noUnit = text(
  'unit yang disebut token harus 1 sampai 200 karakter ASCII tanpa spasi dan karakter kendali',
  'the unit that the token names must be 1 to 200 ASCII characters without blanks and control characters',
);

import { z } from 'zod';
import { holders } from '#domain/case';

/** Atoms that every door shares; each message shows a good value. */
export const CaseNumber = z
  .string()
  .regex(/^\d{4}-\d{6}$/, 'expected a number such as 2026-000123')
  .meta({ id: 'CaseNumber', description: 'Number of a case, counted per process and year', example: '2026-000123' });

export const Month = z
  .string()
  .regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, 'expected a month such as 2025-01')
  .meta({ description: 'A month, Asia/Jakarta', example: '2025-01' });

export const PersonId = z
  .string()
  .regex(/^p[0-9a-f]{18}$/, 'expected the id of a person such as p0123456789abcdef01')
  .meta({ description: 'From GET /v1/colleagues', example: 'p0123456789abcdef01' });

export const Hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in 64 hexadecimal digits')
  .meta({
    description: 'SHA-256 of the content, hexadecimal',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  });

/** One line of a person: no control characters, so that nothing can break a mail header or a log; nothing that is no text. */
export const Line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}]*$/u, 'one line, without control or direction characters')
    .regex(/\S/, 'say it in words');

/** What somebody has to say: words, and not a dash. */
export const Prose = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^(?:[\t\n\r]|[^\p{Cc}\p{Cf}\p{Cs}])*$/u, 'plain text, without control or direction characters')
    .regex(/[\p{L}\p{N}]/u, 'say it in words');

/** A whole number of an address, in plain digits: what else a computer may take for a number (`0x10`, `1e3`, ` 5`) is none. */
export const Digits = (least: number, most: number) =>
  z.preprocess(
    (said) => (typeof said === 'string' && /^[0-9]+$/.test(said) ? Number(said) : said),
    z.int().min(least).max(most),
  );

export const Instant = z.iso.datetime({ offset: true }).meta({ example: '2026-11-24T14:00:00.000Z' });
export const HolderName = z.enum(holders);
export const Bilingual = z
  .object({ id: z.string(), en: z.string() })
  .meta({ id: 'Text', description: 'Indonesian first, English beside it' });

export const Problem = z
  .object({
    type: z.string().meta({ example: '/problems/wrong-stage' }),
    title: z.string().meta({ example: 'Tidak dapat pada tahap ini' }),
    status: z.int().meta({ example: 409 }),
    code: z.string().meta({ example: 'wrong-stage' }),
    detail: z.string().optional(),
    remedy: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    instance: z.string().optional(),
  })
  .loose()
  .meta({
    id: 'Problem',
    description:
      'RFC 9457. `code` is stable, `remedy` says what to do next; title and remedy follow Accept-Language (id, en).',
  });

export const keyExample = '8e03978e-40d5-43e8-bc93-6894a57f9324';

export const KeyHeader = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{8,128}$/, '8 to 128 visible characters, for instance a UUID')
    .meta({
      description: 'The same key with the same body gets the same answer, for ever',
      example: keyExample,
    }),
});

export const MatchHeader = KeyHeader.extend({
  'if-match': z
    .string()
    .regex(/^"v\d+"$/, 'expected an ETag such as "v3"')
    .meta({ description: 'The ETag of the case as you saw it', example: '"v3"' }),
});

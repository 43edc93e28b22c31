import { z } from 'zod';
import { Bilingual, Hash, Instant } from '#api/schema';
import { PersonView } from './rows.ts';

export const EventView = z
  .object({
    seq: z.int(),
    at: Instant,
    act: z.string(),
    text: Bilingual,
    basis: z.string(),
    basisStatus: z.string(),
    stage: z.string(),
    holder: z.string(),
    round: z.int(),
    version: z.int(),
    by: PersonView.nullable(),
    role: z.string().nullable(),
    onBehalfOf: z.string().nullable(),
    content: Hash.nullable(),
    target: Instant.nullable(),
    fatal: Instant.nullable(),
    detail: z.unknown(),
    caseHash: Hash.nullable().meta({ description: 'SHA-256 of the row of the case as this event left it' }),
    previous: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'Event', description: 'One link of the chain: what happened, by whom, on which basis' });

import { z } from 'zod';
import { roles } from '#domain/case';
import { substitutionKinds } from '#domain/substitution';
import { PersonView } from './case/rows.ts';
import { Bilingual, Digits, Instant, Line, PersonId, Prose } from './schema.ts';

const Day = z.iso.date().meta({ description: 'A day, Asia/Jakarta', example: '2026-11-30' });

export const SubstitutionBody = z
  .strictObject({
    person: PersonId,
    substitute: PersonId,
    kind: z.enum(substitutionKinds).meta({
      description: 'pengganti does the work of the absent person; plh and plt act for the head of the unit',
    }),
    from: Day,
    to: Day,
    reason: Prose(2000),
  })
  .refine(({ from, to }) => from <= to, { message: 'the first day must not come after the last', path: ['to'] })
  .meta({ id: 'SubstitutionBody', description: 'Both days are included' });

export const SubstitutionParams = z.object({ id: z.uuid().meta({ description: 'Of the substitution' }) });

export const SubstitutionQuery = z.strictObject({
  which: z
    .enum(['coming', 'all'])
    .prefault('coming')
    .meta({ description: 'coming: what holds today or later; all: also what is over' }),
  limit: Digits(1, 200).prefault(50),
  cursor: z.string().max(300).optional().meta({ description: 'From `next` of the page before, with the same filters' }),
});

export const SubstitutionView = z
  .object({
    id: z.uuid(),
    person: PersonView,
    substitute: PersonView,
    unit: z.object({ id: z.string(), name: z.string() }),
    kind: z.enum(substitutionKinds),
    kindText: Bilingual,
    from: z.string(),
    to: z.string(),
    reason: z.string(),
    inForce: z.boolean().meta({ description: 'Today' }),
    recordedBy: PersonView,
    recordedAt: Instant,
    endedAt: Instant.nullable(),
    endedBy: PersonView.nullable(),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Substitution' });

export const SubstitutionPage = z
  .object({ items: z.array(SubstitutionView), next: z.string().nullable() })
  .meta({ id: 'SubstitutionPage' });

export const ColleagueQuery = z.strictObject({
  unit: Line(100).optional().meta({
    description:
      'Another unit: for Setjen, who records acting heads, and the head of PDSI, who appoints; else your own',
  }),
  limit: Digits(1, 200).prefault(50),
  cursor: z.string().max(300).optional().meta({ description: 'From `next` of the page before, with the same filters' }),
});

export const ColleaguePage = z
  .object({
    items: z.array(
      PersonView.extend({
        roles: z.array(z.enum(roles)),
        absentUntil: z.string().nullable().meta({ description: 'The last day of an absence that holds today' }),
        substitute: PersonView.nullable().meta({ description: 'Who stands in today' }),
      }).meta({ id: 'Colleague' }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'ColleaguePage' });

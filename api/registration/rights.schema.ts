import { z } from 'zod';
import { Line } from '#api/schema';
import { roles } from '#domain/case';
import { processNames } from '#domain/processes';
import { everyProcess, machineGrounds } from '#domain/register';

const Pointer = z
  .string()
  .max(200)
  .regex(/^(\/([^~/]|~[01])+)+$/, 'a JSON pointer into the token, such as /realm_access/roles')
  .meta({ example: '/realm_access/roles' });

/** How an issuer's claims tell roles and unit; see `domain/claims.ts`. */
export const ClaimsMappingBody = z
  .strictObject({
    roles: z.strictObject({
      at: Pointer,
      means: z
        .record(Line(200), z.enum(roles))
        .optional()
        .meta({ description: 'Which role a value stands for; without it a value stands for itself' }),
    }),
    unit: z.strictObject({
      at: Pointer,
      means: z
        .record(Line(200), Line(100))
        .optional()
        .meta({ description: 'Which unit a value stands for; without it a value stands for itself' }),
    }),
  })
  .meta({ id: 'ClaimsMapping' });

export const ReadingGrantBody = z
  .strictObject({
    processes: z
      .array(z.enum([everyProcess, ...processNames]))
      .max(50)
      .meta({ description: 'Whose cases may be read, `*` for all of them; none ends the grant before' }),
    content: z.boolean().meta({ description: 'Whether files and findings may be read too' }),
  })
  .meta({ id: 'ReadingGrant', description: 'What a unit of Itjen may read without asking each time (28/24 29(4))' });

export const MachineAccessBody = z
  .strictObject({ ground: z.enum(machineGrounds) })
  .meta({ id: 'MachineAccess', description: 'On which ground machines of a unit may submit (28/24 19)' });

export const UnitSubject = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,99}$/, 'the id of a unit, such as kemendag.itjen');

export const IssuerSubject = z
  .union([z.literal('*'), z.url({ protocol: /^https?$/ })])
  .meta({ description: 'The address of an issuer, or `*` for every one without a mapping of its own' });

import { z } from 'zod';
import { EntryView } from '#api/registration.schema';
import { type Route, route } from '#api/route';
import type { ClaimsMapping } from '#domain/claims';
import { isOfPdsi, ofMinistry } from '#domain/office';
import { type MachineGround, type Quiet, type RegisterKind, registerKinds } from '#domain/register';
import type { Database } from '#prisma/database';
import type { RegisterEntry } from '#prisma/registers';

const VersionQuery = z.strictObject({
  kind: z.enum(registerKinds),
  subject: z
    .string()
    .max(200)
    .meta({ description: 'A component of Lampiran I, `*`, the name of a code list, a unit, or an issuer' }),
});

/** How people come in, and what they may: told to the offices of the ministry, and of a unit to that unit. */
const ofRights: readonly string[] = ['claims-mapping', 'reading-grant', 'machine-access'] satisfies RegisterKind[];
const ofUnits: readonly string[] = ['reading-grant', 'machine-access'] satisfies RegisterKind[];

/** The registers, version by version, as far as they are small enough to be told in a list. */
export function registerEntryRoute(database: Database): Route {
  return route(
    {
      method: 'get',
      path: '/v1/register-entries',
      operationId: 'listRegisterEntries',
      summary: 'Every version that a register has of something, with its validity and who decided it',
      tag: 'Standards',
      query: VersionQuery,
      answers: { 200: { description: 'The latest first', schema: z.object({ items: z.array(EntryView) }) } },
    },
    async ({ principal, query }) => {
      const isShown =
        !ofRights.includes(query.kind) ||
        (ofUnits.includes(query.kind) && query.subject === principal.unit) ||
        isOfPdsi(principal) ||
        principal.roles.some((role) => ofMinistry.includes(role));
      if (!isShown) return { status: 200, body: { items: [] } };
      const orderBy = [{ validFrom: 'desc' as const }, { recordedAt: 'desc' as const }];
      const entries = await database.registerEntry.findMany({ where: query, orderBy });
      return { status: 200, body: { items: entries.map(entryView) } };
    },
  );
}

/** What is small enough to be told in a list; standards and code lists have pages of their own. */
const told: Readonly<Record<string, (content: unknown) => Partial<z.input<typeof EntryView>>>> = {
  'automatic-return': (content) => content as { codes: string[] },
  'claims-mapping': (content) => ({ mapping: content as ClaimsMapping }),
  'reading-grant': (content) => ({ grant: content as z.input<typeof EntryView>['grant'] }),
  'machine-access': (content) => ({ access: content as { ground: MachineGround } }),
  calendar: (content) => ({ calendar: content as z.input<typeof EntryView>['calendar'] }),
  periods: (content) => ({ periods: content as z.input<typeof EntryView>['periods'] }),
  quiet: (content) => ({ quiet: content as Quiet }),
};

function entryView({ content, registration, recordedAt, ...entry }: RegisterEntry): z.input<typeof EntryView> {
  const number = registration.slice(registration.indexOf(':') + 1);
  return {
    ...entry,
    ...told[entry.kind]?.(content),
    recordedAt: recordedAt.toISOString(),
    registration: registration === '' ? null : `/v1/registrations/${number}`,
  };
}

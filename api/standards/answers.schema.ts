import { z } from 'zod';
import { Bilingual, Hash, Instant, Month } from '#api/schema';
import type { CodeList } from '#domain/code-list';
import type { Standard } from '#domain/standard';
import { bundleFormat, type Registered } from '#domain/standard/bundle';

export const ComponentPath = z.object({
  component: z.string().max(20).meta({ description: 'Code of a component of Lampiran I', example: '20.1' }),
});
export const ListPath = z.object({
  name: z.string().max(63).meta({ description: 'Name of a code list', example: 'countries' }),
});
export const ListQuery = z.strictObject({
  q: z.string().trim().max(100).optional().meta({ description: 'Part of a code, a label or a spelling' }),
  period: Month.optional().meta({ description: 'Only codes that are valid in this month', example: '2025-01' }),
});

export const MonthQuery = z.strictObject({
  period: Month.optional().meta({ description: 'The version that is valid for data of this month; else of today' }),
});

export const StandardHead = z
  .object({
    component: z.string(),
    name: z.string(),
    version: z.string(),
    title: Bilingual,
    columns: z.int(),
    status: z.enum(['recorded', 'regulation', 'house draft']).meta({
      description:
        '`recorded`: under the decision that is named; without one `regulation` where a regulation gives every column, else `house draft`',
    }),
    authority: z.string(),
    decisionNumber: z.string().nullable().meta({ description: 'Null: shipped with the program, by no decision' }),
    decisionDate: z.string().nullable(),
    ownColumns: z.int().meta({ description: 'Columns that no regulation gives, whoever decided the standard' }),
  })
  .meta({ id: 'StandardHead' });

const FieldDocument = z
  .looseObject({ name: z.string(), type: z.string(), title: z.string(), 'sip:status': z.string() })
  .meta({ id: 'StandardColumn', description: 'A field of Frictionless Table Schema, with ours under `sip:`' });

export const StandardDocument = z
  .looseObject({
    name: z.string(),
    version: z.string(),
    title: z.string(),
    'sip:title': Bilingual,
    'sip:component': z.string().optional(),
    schema: z.looseObject({ fields: z.array(FieldDocument) }),
  })
  .meta({ id: 'Standard', description: 'A Frictionless resource without data; judges what is submitted' });

const list = {
  name: z.string(),
  version: z.string(),
  title: Bilingual,
  authority: z.string(),
  basis: z.string(),
  note: Bilingual.optional(),
  open: z.boolean().meta({ description: 'Not complete: what the list does not hold is not wrong' }),
};
const CodeView = z
  .object({
    code: z.string(),
    label: Bilingual,
    spellings: z.array(z.string()).optional(),
    alsoCalled: z.array(z.string()).optional().meta({ description: 'For suggestions; not accepted as the code' }),
    from: Month.optional(),
    to: Month.optional(),
    replacedBy: z.string().optional(),
    basis: z.string().optional(),
    iso3166: z.string().optional(),
  })
  .meta({ id: 'Code' });
export const CodeListHead = z.object({ ...list, codes: z.int() }).meta({ id: 'CodeListHead' });
export const CodeListDocument = z.object({ ...list, codes: z.array(CodeView) }).meta({ id: 'CodeList' });

const RegisteredView = z
  .object({
    version: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    authority: z.string(),
    decisionNumber: z.string().nullable().meta({ description: 'Null: a draft, by no decision' }),
    decisionDate: z.string().nullable(),
  })
  .meta({ id: 'Registered', description: 'The version that PDSI keeps, its validity and who decided it' });

export const BundleDocument = z
  .object({
    format: z.literal(bundleFormat),
    component: z.string(),
    period: Month,
    takenAt: Instant,
    standard: StandardDocument,
    codeLists: z.array(z.looseObject({ name: z.string(), version: z.string(), codes: z.array(CodeView) })),
    registered: z.object({ standard: RegisteredView, codeLists: z.record(z.string(), RegisteredView) }),
    seal: Hash.meta({ description: 'SHA-256 of all the rest as canonical JSON (RFC 8785)' }),
  })
  .meta({ id: 'StandardBundle' });

type Entry = Pick<Registered, 'authority' | 'decisionNumber' | 'decisionDate'>;

/** Whether it is decided the register says, not the columns: they say which of them a regulation gives. */
export function headOf(standard: Standard, entry: Entry): z.output<typeof StandardHead> {
  const { authority, decisionNumber, decisionDate } = entry;
  const { fields } = standard.schema;
  const ownColumns = fields.filter((field) => field['sip:status'] !== 'regulation').length;
  const undecided = ownColumns === 0 ? 'regulation' : 'house draft';
  return {
    component: standard['sip:component'] ?? '',
    name: standard.name,
    version: standard.version,
    title: standard['sip:title'],
    columns: fields.length,
    status: decisionNumber === null ? undecided : 'recorded',
    authority,
    decisionNumber,
    decisionDate,
    ownColumns,
  };
}

/** A list without its codes. */
export function listHead({ name, version, title, authority, basis, note, open }: CodeList) {
  return { name, version, title, authority, basis, ...(note && { note }), open: open ?? false };
}

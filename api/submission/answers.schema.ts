import { z } from 'zod';
import { CaseRow, PersonView } from '#api/case/rows';
import { caseFields, nextActOf } from '#api/case/view';
import { Bilingual, CaseNumber, Hash, Instant, Month } from '#api/schema';
import { StageName } from '#api/submission.schema';
import { openActs } from '#domain/submission';
import { accessClasses, channels, natures } from '#domain/submission/intake';
import { DeclarationBody } from './declaration.schema.ts';

export const SubmissionView = z
  .object({
    ...caseFields,
    stage: StageName,
    component: z.string(),
    period: z.object({ from: Month, to: Month }),
    hash: Hash,
    replaces: z.string().nullable(),
    checks: z.object({ rule: z.string(), done: z.int(), of: z.int(), rows: z.int() }).nullable(),
    nextActs: z.array(
      nextActOf(openActs).meta({ id: 'SubmissionAct', description: 'What you may do with the case now' }),
    ),
  })
  .meta({ id: 'Submission' });

export const SubmissionPage = z
  .object({ items: z.array(CaseRow), next: z.string().nullable() })
  .meta({ id: 'SubmissionPage' });

export const RoundView = z
  .object({
    round: z.int(),
    hash: Hash,
    size: z.int(),
    fileName: z.string(),
    submittedAt: Instant,
    submittedBy: PersonView,
    channel: z.enum(channels),
    nature: z.enum(natures),
    source: z.string().nullable(),
    method: z.string().nullable(),
    accuracy: z.string().nullable(),
    official: z.object({ name: z.string(), position: z.string() }),
    accessClass: z.enum(accessClasses),
    declaration: DeclarationBody.nullable().meta({ description: 'Null in rounds that are older than the question' }),
    receipt: z.string(),
    checks: z.object({ rows: z.int(), errors: z.int(), warnings: z.int(), standard: z.string() }).nullable(),
    decision: z.enum(['returned', 'accepted']).nullable().meta({ description: 'The latest' }),
    decisions: z
      .array(
        z.object({
          decision: z.enum(['accepted', 'returned', 'returned-automatically', 'automatic-return-overruled']),
          at: Instant,
          by: PersonView.nullable(),
          basis: z.string(),
          reason: z
            .string()
            .nullable()
            .meta({ description: 'Of what an officer decided against the checks or the machine' }),
          event: z.int(),
        }),
      )
      .meta({ description: 'All of them, oldest first: what was stored may still be returned' }),
    decidedAt: Instant.nullable(),
    decidedBy: PersonView.nullable(),
    term: z.int().nullable(),
    note: z.string().nullable(),
    storedAt: Instant.nullable(),
    storedIn: z.string().nullable(),
    securedAt: Instant.nullable(),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Round' });

const MachineFinding = z
  .object({
    code: z.string(),
    severity: z.enum(['info', 'warning', 'error', 'blocker']),
    item: z.string(),
    itemText: Bilingual,
    basis: z.string(),
    row: z.int().optional(),
    column: z.string().optional(),
    value: z.string().optional().meta({
      description:
        'As it stands in the file; left out, and not quoted in `message`, for those who may not read the file (Setjen, ops)',
    }),
    message: Bilingual,
    remedy: Bilingual,
  })
  .meta({ id: 'Finding' });

export const ReportView = z.object({
  standard: z.string(),
  version: z.string(),
  rows: z.int(),
  errors: z.int(),
  warnings: z.int(),
  spans: z
    .object({
      judged: z.string(),
      versions: z.array(z.object({ standard: z.string(), version: z.string(), from: Month, to: Month })).readonly(),
      message: Bilingual,
    })
    .optional()
    .meta({ description: 'The versions of the standard that the period of the data spans; the last one `judged`' }),
  returnedUnder: z
    .object({
      authority: z.string(),
      number: z.string(),
      date: z.string(),
      codes: z.array(z.string()).readonly(),
      found: z.array(z.string()).readonly(),
    })
    .optional()
    .meta({ description: 'The decision of PDSI that names these findings: a round with them goes back by itself' }),
  totals: z.array(z.object({ code: z.string(), severity: z.string(), total: z.int() })),
  findings: z
    .array(MachineFinding)
    .meta({ description: 'The first hundred; all of them under links.csv and, a sheet for each rule, links.xlsx' }),
});

export const FindingsView = z
  .object({
    round: z.int(),
    checks: ReportView.nullable(),
    review: z.array(
      z.object({
        item: z.string(),
        itemText: Bilingual,
        basis: z.string(),
        row: z.int().optional(),
        column: z.string().optional(),
        text: z.string(),
      }),
    ),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Findings' });

export const ReceiptView = z
  .object({
    receipt: z.string(),
    kind: Bilingual,
    number: CaseNumber,
    title: z.string(),
    round: z.int(),
    unit: z.object({ id: z.string(), name: z.string() }),
    receivedAt: Instant,
    receivedAtText: z.string(),
    fileName: z.string(),
    size: z.int(),
    hash: Hash,
    basis: z.string(),
    decision: z.string().nullable(),
    decidedAt: Instant.nullable(),
    storedAt: Instant.nullable(),
    storedIn: z.string().nullable(),
    securedAt: Instant.nullable(),
    eventHash: z.string().meta({ description: 'The link of the chain that the receipt stands on' }),
  })
  .meta({ id: 'Receipt', description: 'Tanda terima: numbered without gaps, one for each round' });

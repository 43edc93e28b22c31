import { z } from 'zod';
import { type ChecklistItem, checklist } from '#domain/checklist';
import { openActs, type Stage, stages } from '#domain/submission';
import { accessClasses, channels, natures, type ReviewFinding } from '#domain/submission/intake';
import { termRange } from '#domain/submission/why-not';
import { Bilingual, CaseNumber, Hash, HolderName, Instant, Line, Month, Prose } from './schema.ts';

const stageNames = Object.keys(stages) as [Stage, ...Stage[]];
const checklistItems = Object.keys(checklist) as [ChecklistItem, ...ChecklistItem[]];

export const NumberParams = z.object({ number: CaseNumber });
export const RoundParams = NumberParams.extend({ round: z.coerce.number().int().min(1).max(10_000) });

const Period = z
  .strictObject({ from: Month, to: Month })
  .refine(({ from, to }) => from <= to, { message: 'the first month must not come after the last', path: ['to'] })
  .meta({ id: 'Period', description: 'Months, both included' });

const Official = z
  .strictObject({ name: Line(200), position: Line(200) })
  .meta({ id: 'Official', description: 'The official who answers for the data (28/24 5(3))' });

const FileReference = z.strictObject({ id: z.uuid().meta({ description: 'From POST /v1/files' }) });

const accountable = z
  .literal(true)
  .meta({ description: 'The named official declares to be answerable for the data (28/24 5(3))' });

export const SubmissionBody = z
  .strictObject({
    component: z
      .string()
      .regex(/^\d{1,2}\.\d{1,2}(\.[a-z])?$/, 'expected a code of Lampiran I such as 20.1')
      .meta({ example: '20.1' }),
    nature: z.enum(natures).meta({ description: 'Data or Informasi Perdagangan (28/24 1.6, 1.7)' }),
    period: Period,
    source: Prose(2000).optional().meta({ description: 'Ordered for Informasi (28/24 6(2))' }),
    method: Prose(2000).optional().meta({ description: 'Ordered for Informasi (28/24 6(2))' }),
    accuracy: Prose(2000).optional().meta({ description: 'If available (28/24 6(2))' }),
    official: Official,
    accountable,
    accessClass: z.enum(accessClasses).meta({ description: 'House standard: who may see it once stored' }),
    file: FileReference,
    replaces: CaseNumber.optional().meta({ description: 'The secured case that this one replaces' }),
  })
  .superRefine(({ nature, source, method }, context) => {
    if (nature !== 'informasi') return;
    if (source === undefined)
      context.addIssue({ code: 'custom', path: ['source'], message: 'Informasi names its source (28/24 6(2))' });
    if (method === undefined)
      context.addIssue({ code: 'custom', path: ['method'], message: 'Informasi names its method (28/24 6(2))' });
  })
  .meta({ id: 'SubmissionBody' });

export const ResubmissionBody = z
  .strictObject({
    file: FileReference,
    official: Official,
    accountable,
    note: Prose(4000).optional().meta({ description: 'What was mended' }),
  })
  .meta({ id: 'ResubmissionBody' });

const ReviewFindingBody = z
  .strictObject({
    item: z
      .enum(checklistItems)
      .meta({ description: 'The item of the checklist that it offends (28/24 24(3), 25(1))' }),
    row: z.int().min(1).optional(),
    column: Line(200).optional(),
    text: Prose(2000),
  })
  .meta({ id: 'ReviewFinding' }) satisfies z.ZodType<ReviewFinding>;

export const ReturnBody = z
  .strictObject({
    hash: Hash.meta({ description: 'The content hash of the round that was reviewed' }),
    findings: z.array(ReviewFindingBody).max(200),
    term: z.int().meta({ description: `Working days for the correction, ${termRange.least} to ${termRange.most}` }),
    note: Prose(4000).optional(),
  })
  .meta({ id: 'ReturnBody' });

export const AcceptBody = z.strictObject({ hash: Hash, note: Prose(4000).optional() }).meta({ id: 'AcceptBody' });
export const WithdrawBody = z.strictObject({ reason: Prose(2000) }).meta({ id: 'WithdrawBody' });
export const NoBody = z.strictObject({}).meta({ id: 'NoBody' });

export const ListQuery = z.object({
  stage: z.enum(stageNames).optional(),
  holder: HolderName.optional(),
  component: z.string().max(10).optional(),
  claimant: z.literal('me').optional().meta({ description: 'Only what you have claimed' }),
  late: z.enum(['true']).optional().meta({ description: 'Only cases whose due date has passed' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional().meta({ description: 'From `next` of the page before' }),
});

const PersonView = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' });

const NextAct = z
  .object({
    act: z.enum(openActs),
    text: Bilingual,
    basis: z.string(),
    basisStatus: z.string(),
    needs: z.array(z.string()),
    method: z.literal('POST'),
    href: z.string(),
  })
  .meta({ id: 'NextAct', description: 'What you may do with the case now' });

export const SubmissionView = z
  .object({
    number: CaseNumber,
    title: z.string(),
    component: z.string(),
    period: z.object({ from: Month, to: Month }),
    stage: z.enum(stageNames),
    stageText: Bilingual,
    round: z.int(),
    hash: Hash,
    version: z.int(),
    holder: HolderName,
    holderText: Bilingual,
    claimant: PersonView.nullable(),
    unit: z.object({ id: z.string(), name: z.string() }),
    openedAt: Instant,
    since: Instant.meta({ description: 'Since when the holder has had it' }),
    target: Instant.nullable(),
    fatal: Instant.nullable(),
    due: Instant.nullable(),
    dueText: z.string().nullable(),
    provisional: z.boolean().meta({ description: 'The due date reaches into a year without a table of holidays' }),
    closedAt: Instant.nullable(),
    replaces: z.string().nullable(),
    checks: z.object({ rule: z.string(), done: z.int(), of: z.int(), rows: z.int() }).nullable(),
    nextActs: z.array(NextAct),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Submission' });

export const SubmissionRow = SubmissionView.pick({
  number: true,
  title: true,
  stage: true,
  stageText: true,
  round: true,
  version: true,
  holder: true,
  claimant: true,
  unit: true,
  since: true,
  due: true,
  dueText: true,
}).extend({ href: z.string(), late: z.boolean() });

export const SubmissionPage = z
  .object({ items: z.array(SubmissionRow.meta({ id: 'SubmissionRow' })), next: z.string().nullable() })
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
    receipt: z.string(),
    checks: z.object({ rows: z.int(), errors: z.int(), warnings: z.int(), standard: z.string() }).nullable(),
    decision: z.enum(['returned', 'accepted']).nullable(),
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
    rule: z.string(),
    severity: z.enum(['info', 'warning', 'error', 'blocker']),
    item: z.string(),
    itemText: Bilingual,
    basis: z.string(),
    row: z.int().optional(),
    column: z.string().optional(),
    value: z.string().optional(),
    message: Bilingual,
    remedy: Bilingual,
  })
  .meta({ id: 'Finding' });

export const FindingsView = z
  .object({
    round: z.int(),
    checks: z
      .object({
        standard: z.string(),
        version: z.string(),
        rows: z.int(),
        errors: z.int(),
        warnings: z.int(),
        totals: z.array(z.object({ rule: z.string(), severity: z.string(), total: z.int() })),
        findings: z
          .array(MachineFinding)
          .meta({ description: 'The first hundred; all of them as CSV under links.csv' }),
      })
      .nullable(),
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
    previous: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'Event', description: 'One link of the chain: what happened, by whom, on which basis' });

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

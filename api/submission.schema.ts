import { z } from 'zod';
import { type ChecklistItem, checklist } from '#domain/checklist';
import { type Stage, stages } from '#domain/submission';
import { accessClasses, natures, type ReviewFinding } from '#domain/submission/intake';
import { termRange } from '#domain/submission/why-not';
import { caseFilters, daysInOrder } from './case/list.schema.ts';
import { ComponentCode } from './catalogue.schema.ts';
import { CaseNumber, Digits, Hash, Line, Month, PersonId, Prose } from './schema.ts';
import { DeclarationBody } from './submission/declaration.schema.ts';

export const StageName = z.enum(Object.keys(stages) as [Stage, ...Stage[]]);
const checklistItems = Object.keys(checklist) as [ChecklistItem, ...ChecklistItem[]];

export const NumberParams = z.object({ number: CaseNumber });
export const RoundParams = NumberParams.extend({ round: Digits(1, 10_000) });

export const Period = z
  .strictObject({ from: Month, to: Month })
  .refine(({ from, to }) => from <= to, { message: 'the first month must not come after the last', path: ['to'] })
  .meta({ id: 'Period', description: 'Months, both included' });

const Official = z
  .strictObject({ name: Line(200), position: Line(200) })
  .meta({ id: 'Official', description: 'The official who answers for the data (28/24 5(3))' });

export const FileReference = z.strictObject({ id: z.uuid().meta({ description: 'From POST /v1/files' }) });

const accountable = z
  .literal(true)
  .meta({ description: 'The named official declares to be answerable for the data (28/24 5(3))' });

const statement = {
  component: ComponentCode,
  nature: z.enum(natures).meta({ description: 'Data or Informasi Perdagangan (28/24 1.6, 1.7)' }),
  period: Period,
  source: Prose(2000).optional().meta({ description: 'Ordered for Informasi (28/24 6(2))' }),
  method: Prose(2000).optional().meta({ description: 'Ordered for Informasi (28/24 6(2))' }),
  accuracy: Prose(2000).optional().meta({ description: 'If available (28/24 6(2))' }),
  official: Official,
  accountable,
  accessClass: z.enum(accessClasses).meta({ description: 'House standard: who may see it once stored' }),
  declaration: DeclarationBody,
  replaces: CaseNumber.optional().meta({ description: 'The secured case that this one replaces' }),
};

interface Ordered {
  readonly nature: string;
  readonly source?: string | undefined;
  readonly method?: string | undefined;
}

function namesWhatInformasiNeeds({ nature, source, method }: Ordered, context: z.RefinementCtx): void {
  if (nature !== 'informasi') return;
  if (source === undefined)
    context.addIssue({ code: 'custom', path: ['source'], message: 'Informasi names its source (28/24 6(2))' });
  if (method === undefined)
    context.addIssue({ code: 'custom', path: ['method'], message: 'Informasi names its method (28/24 6(2))' });
}

export const SubmissionBody = z
  .strictObject({ ...statement, file: FileReference })
  .superRefine(namesWhatInformasiNeeds)
  .meta({ id: 'SubmissionBody' });

/** The same without a file: in a form the file itself comes along. */
export const SubmissionForm = z
  .strictObject(statement)
  .superRefine(namesWhatInformasiNeeds)
  .meta({ id: 'SubmissionForm' });

export const ResubmissionBody = z
  .strictObject({
    file: FileReference,
    official: Official,
    accountable,
    declaration: DeclarationBody.optional().meta({ description: 'Without it that of the round before holds' }),
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

export const AcceptBody = z
  .strictObject({
    hash: Hash.meta({ description: 'The content hash of the round that was reviewed' }),
    reason: Prose(2000).optional().meta({
      description:
        'Why it is accepted although the checks found errors: needed then, and kept in the event (house standard)',
    }),
    note: Prose(4000).optional(),
  })
  .meta({ id: 'AcceptBody' });
export const ReasonBody = z.strictObject({ reason: Prose(2000) }).meta({ id: 'ReasonBody' });
const days = z
  .int()
  .meta({ description: 'Working days, at most as many as the period of the stage allows', example: 5 });
export const WordsBody = z.strictObject({ words: Prose(4000) }).meta({ id: 'WordsBody' });
export const AskExtensionBody = z.strictObject({ days, reason: Prose(2000) }).meta({ id: 'AskExtensionBody' });
export const GrantExtensionBody = z
  .strictObject({ days, note: Prose(4000).optional() })
  .meta({ id: 'GrantExtensionBody' });
export const AssignBody = z.strictObject({ to: PersonId, reason: Prose(2000) }).meta({ id: 'AssignBody' });
export const NoBody = z.strictObject({}).meta({ id: 'NoBody' });

export const ListQuery = z
  .strictObject({ stage: StageName.optional(), component: ComponentCode.optional(), ...caseFilters })
  .superRefine(daysInOrder);

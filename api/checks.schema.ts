import { z } from 'zod';
import { type DryRunState, dryRunFailures, dryRunStates } from '#domain/dry-run';
import { ComponentCode } from './catalogue.schema.ts';
import { Bilingual, CaseNumber, Hash, Instant, Month } from './schema.ts';
import { ReportView } from './submission/answers.schema.ts';
import { FileReference, Period } from './submission.schema.ts';

const about = {
  component: ComponentCode.optional().meta({ description: 'The component whose standard judges' }),
  standard: z.string().min(3).max(80).optional().meta({
    description:
      'Or the standard by its name, the beginning of it where only one begins so, or a component; one without a standard of its own is judged by the generic `tabel-terbaca`, which can be named too',
    example: 'realisasi-ekspor',
  }),
  period: Period.optional().meta({ description: 'Without it rows are not judged against a period' }),
};

interface About {
  readonly component?: string | undefined;
  readonly standard?: string | undefined;
}

function namesOneOfBoth({ component, standard }: About, context: z.RefinementCtx): void {
  if ((component === undefined) === (standard === undefined))
    context.addIssue({ code: 'custom', path: ['component'], message: 'name either the component or the standard' });
}

/** The same rule as the document says it. */
const oneOf = [{ required: ['component'] }, { required: ['standard'] }];

export const CheckForm = z.strictObject(about).superRefine(namesOneOfBoth).meta({ id: 'CheckForm', oneOf });
export const CheckBody = z
  .strictObject({ ...about, file: FileReference })
  .superRefine(namesOneOfBoth)
  .meta({ id: 'CheckBody', oneOf });

export const PreviewBody = z
  .strictObject({
    submission: z
      .strictObject({ number: CaseNumber, round: z.int().min(1).max(10_000).optional() })
      .meta({ description: 'Whose file is judged; the latest round unless one is named' }),
  })
  .meta({ id: 'PreviewBody' });

export const CheckParams = z.object({ id: z.uuid().meta({ description: 'Of the dry run' }) });

export const CheckView = z
  .object({
    id: z.uuid(),
    state: z.enum(Object.keys(dryRunStates) as [DryRunState, ...DryRunState[]]),
    stateText: Bilingual,
    component: z.string().meta({ description: '`*`: of no component, judged by the generic standard alone' }),
    period: z.object({ from: Month, to: Month }).nullable(),
    file: z
      .object({ id: z.string().nullable(), hash: Hash })
      .meta({ description: 'Without an id: the file of a submission, in a preview' }),
    proposal: z.string().nullable().meta({ description: 'The registration whose proposal judged, in a preview' }),
    requestedAt: Instant,
    endedAt: Instant.nullable(),
    progress: z
      .object({ rule: z.string(), done: z.int(), of: z.int(), rows: z.int() })
      .nullable()
      .meta({ description: 'Rule `done` of `of`; `of` is 0 while the file is still being read' }),
    report: ReportView.nullable().meta({ description: 'The very report that a submission of this file would get' }),
    failure: z
      .object({ code: z.enum([...dryRunFailures, 'checks-away']), message: Bilingual, remedy: Bilingual })
      .nullable()
      .meta({ description: 'Why there is no report, and what to do; `checks-away` may pass by itself' }),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: 'Check', description: 'Uji coba: checks without a submission' });

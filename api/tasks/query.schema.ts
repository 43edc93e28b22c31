import { z } from 'zod';
import { CaseRow, PersonView } from '#api/case/rows';
import { Digits, Instant, Line } from '#api/schema';
import { processNames, stageNames, wordsOf } from '#domain/processes';
import { text } from '#domain/text';
import { urgencies } from './urgency.ts';

export const kinds = ['mine', 'pool', 'unit'] as const;
export type Kind = (typeof kinds)[number];

type Names = [string, ...string[]];

const filters = {
  process: z.enum(processNames as Names).optional(),
  stage: z.enum(stageNames as Names).optional(),
  party: Line(100).optional().meta({ description: 'The unit whose cases they are', example: 'contoh.ekspor' }),
};

interface Filters {
  readonly process?: string | undefined;
  readonly stage?: string | undefined;
}

/** A page that can only be empty is a mistake, and is told. */
function fitTogether({ process, stage }: Filters, context: z.RefinementCtx): void {
  if (process === undefined || stage === undefined) return;
  const { stages } = wordsOf(process);
  if (stages.includes(stage)) return;
  const { id, en: message } = text(
    `${process} tidak mempunyai tahap ini; pilih salah satu: ${stages.join(', ')}`,
    `${process} has no such stage: use one of ${stages.join(', ')}`,
  );
  context.addIssue({ code: 'custom', path: ['stage'], message, params: { id } });
}

export const TaskQuery = z
  .strictObject({
    which: z.enum(kinds).optional().meta({
      description:
        'mine: what you claimed or an absent person for whom you stand in, and what your unit must correct; pool: what nobody has claimed and you may take; unit: all that waits for your unit, your colleagues’ claims too. Without it: mine and pool. What four eyes forbid you is in none of them.',
    }),
    urgency: z.enum(urgencies).optional().meta({
      description:
        'Past the fatal date; past the target; due by the end of the second day from now (WIB); later or never',
    }),
    ...filters,
    limit: Digits(1, 200).prefault(50),
    cursor: z
      .string()
      .max(300)
      .optional()
      .meta({ description: 'From `next` of the page before, with the same filters' }),
  })
  .superRefine(fitTogether);

export const CountQuery = z.strictObject(filters).superRefine(fitTogether);

const Task = CaseRow.extend({
  urgency: z.enum(urgencies),
  onBehalfOf: PersonView.nullable().meta({ description: 'The absent claimant for whom you stand in today' }),
}).meta({ id: 'Task' });

export const TaskPage = z
  .object({
    items: z.array(Task),
    next: z.string().nullable(),
  })
  .meta({ id: 'TaskPage' });

const Count = z.int().min(0);
const ByUrgency = z
  .object({ total: Count, 'very-late': Count, late: Count, soon: Count, 'not-yet': Count })
  .meta({ id: 'TasksByUrgency' });

export const TaskCounts = z
  .object({
    at: Instant.meta({ description: 'The instant against which urgency was judged' }),
    mine: ByUrgency,
    pool: ByUrgency,
    unit: ByUrgency,
  })
  .meta({ id: 'TaskCounts' });

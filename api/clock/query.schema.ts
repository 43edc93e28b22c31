import { z } from 'zod';
import { Told } from '#api/case/clock';
import { CaseRow } from '#api/case/rows';
import { Bilingual, Digits, Instant } from '#api/schema';
import { processNames } from '#domain/processes';

const ProcessName = z.enum(processNames as [string, ...string[]]);

export const ClockQuery = z.strictObject({
  days: Digits(1, 60).prefault(7).meta({ description: 'Today and the days after it (WIB), so many in all' }),
  process: ProcessName.optional(),
  limit: Digits(1, 200).prefault(50),
  cursor: z.string().max(300).optional().meta({ description: 'From `next` of the page before, with the same filters' }),
});

const Coming = CaseRow.extend({
  says: z.object({ at: Instant, what: z.string(), text: Bilingual, to: Told }).nullable().meta({
    description:
      'What the clock says of the case when nobody acts, and whom it tells; null: a case from before there were rules of the clock',
  }),
  overdue: z
    .boolean()
    .meta({ description: 'Its instant lies behind by more than a minute: no worker has come round to it' }),
}).meta({ id: 'Coming' });

export const ClockPage = z
  .object({
    at: Instant,
    until: Instant.meta({ description: 'The end of the last day' }),
    silences: z
      .array(z.object({ process: z.string(), until: Instant, reason: z.string() }))
      .meta({ description: 'Processes whose ladder is silent: what is due meanwhile comes when that ends' }),
    counts: z
      .array(z.object({ day: z.iso.date(), process: z.string(), stage: z.string(), count: z.int().min(1) }))
      .meta({ description: 'Of all pages; what is overdue counts as today' }),
    items: z.array(Coming),
    next: z.string().nullable(),
  })
  .meta({ id: 'ClockPage' });

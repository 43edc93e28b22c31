import type { z } from 'zod';
import type { Principal } from '#api/identity';
import type { Database } from '#prisma/database';
import { type CountQuery, kinds, type TaskCounts } from './query.schema.ts';
import { rangesOf, urgencies } from './urgency.ts';
import { narrowed, waitingFor } from './waiting.ts';

/** How much waits for this person, by the very questions that fill the pages; all at one instant. */
export async function countsOfTasks(
  database: Database,
  principal: Principal,
  query: z.output<typeof CountQuery>,
): Promise<z.input<typeof TaskCounts>> {
  const now = Date.now();
  const narrow = narrowed(query);
  return database.$transaction(
    async (transaction) => {
      const counted = { at: new Date(now).toISOString(), mine: none(), pool: none(), unit: none() };
      for (const kind of kinds)
        for (const question of waitingFor(principal, kind))
          for (const urgency of urgencies)
            for (const range of rangesOf(urgency, now)) {
              const count = await transaction.case.count({ where: { AND: [question, narrow, range] } });
              counted[kind][urgency] += count;
              counted[kind].total += count;
            }
      return counted;
    },
    { isolationLevel: 'RepeatableRead' },
  );
}

const none = () => ({ total: 0, 'very-late': 0, late: 0, soon: 0, 'not-yet': 0 });

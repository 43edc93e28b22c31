import type { Database } from '#prisma/database';
import type { Fault } from './fault.ts';
import { isUnderWay } from './requests.ts';
import type { Whole } from './whole.ts';

type About = Readonly<Record<string, string>> & { readonly period?: { readonly from: string; readonly to: string } };

/** An open case holds its subject, and a closed one does not, unless somebody is asking to open it again. */
export function faultOfSlot({ row, slot, links, requests }: Whole): Omit<Fault, 'chain'> | undefined {
  const fault = (what: string) => ({ seq: links.length, what });
  if (!slot) return fault('its slot is missing');
  if (slot.process !== row.process || slot.subject !== subjectOf(row)) return fault('its slot is about something else');
  const { releasedAt } = slot;
  if (row.closedAt === null) return releasedAt === null ? undefined : fault('it is open, and its slot was released');
  if (releasedAt === null) return isUnderWay(requests, links) ? undefined : fault('it is closed, and its slot is held');
  const isSaid = links.some(({ holder, at }) => holder === 'nobody' && at.getTime() === releasedAt.getTime());
  return isSaid ? undefined : fault('its slot was released at another time than it was closed');
}

function subjectOf({ process, party, state }: Whole['row']): string {
  const { component, period, kind, subject } = state as unknown as About;
  return process === 'submission' ? `${party} ${component} ${period?.from}..${period?.to}` : `${kind} ${subject}`;
}

/** Slots, reports and numbers that belong to nothing: what asks for a case comes together with its slot. */
export async function strays(database: Database): Promise<Fault[]> {
  const rows = await database.$queryRaw<Omit<Fault, 'seq'>[]>`
    WITH known AS (SELECT id FROM "case" UNION SELECT case_id FROM request)
    SELECT case_id AS chain, 'a slot was added, for which nobody asked' AS what FROM slot
      WHERE NOT EXISTS (SELECT FROM known WHERE id = case_id)
    UNION ALL SELECT DISTINCT case_id, 'a report was added of a case for which nobody asked' FROM check_report
      WHERE case_id NOT LIKE 'check:%' AND NOT EXISTS (SELECT FROM known WHERE id = case_id)
    UNION ALL SELECT 'counter ' || name, 'it counts nothing that there is' FROM counter
      WHERE name !~ '^(receipt|registration|submission):[0-9]{4}$'
    ORDER BY 1`;
  return rows.map((row) => ({ ...row, seq: 1 }));
}

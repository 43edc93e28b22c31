import { genesis, hashOfRefusal } from '#prisma/chain';
import type { Database } from '#prisma/database';
import type { Fault } from './fault.ts';

const page = 200;

/** Refused attempts are one chain. That its end was not cut off is shown by the anchors. */
export async function faultsOfRefusals(database: Database): Promise<{ count: number; faults: Fault[] }> {
  let previous = genesis;
  let count = 0;
  for (;;) {
    const after = count === 0 ? {} : { seq: { gt: count } };
    const chunk = await database.refusal.findMany({ where: after, orderBy: { seq: 'asc' }, take: page });
    if (chunk.length === 0) return { count, faults: [] };
    for (const link of chunk) {
      const expected = count + 1;
      const fault = (seq: number, what: string) => ({ count, faults: [{ chain: 'refusal', seq, what }] });
      if (link.seq < expected) return fault(link.seq, 'the refused attempt was added');
      if (link.seq > expected) return fault(expected, 'the refused attempt is missing');
      if (link.previous !== previous) return fault(link.seq, 'it does not follow the one before it');
      if (hashOfRefusal(link) !== link.hash)
        return fault(link.seq, 'it was altered: its content does not give its hash');
      previous = link.hash;
      count = expected;
    }
  }
}

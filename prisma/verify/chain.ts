import { type CaseRow, genesis, hashOf, hashOfCase, hashOfEvent } from '#prisma/chain';
import type { Detail, Event } from '#prisma/generated/client';
import type { Fault } from './fault.ts';

export interface Links {
  readonly links: readonly Event[];
  readonly details: readonly Detail[];
}

/** Every link recomputed and compared with the one before it, with its detail, and the last with the case's own row. */
export function faultOfCase(row: CaseRow, { links, details }: Links): Fault | undefined {
  let previous = genesis;
  for (const [index, link] of links.entries()) {
    const expected = index + 1;
    if (link.seq < expected) return { chain: row.id, seq: link.seq, what: 'the event was added' };
    if (link.seq > expected) return { chain: row.id, seq: expected, what: 'the event is missing' };
    const what = faultOfLink(link, previous) ?? faultOfDetail(link, details);
    if (what !== undefined) return { chain: row.id, seq: link.seq, what };
    previous = link.hash;
  }
  return faultOfStanding(row, links.at(-1)) ?? faultOfAddition(row, details);
}

/** The chain ends where the case stands, and the case's row is the one that its last event left. */
function faultOfStanding(row: CaseRow, last: Event | undefined): Fault | undefined {
  const end = last?.seq ?? 0;
  const chain = row.id;
  if (row.seq > end)
    return {
      chain,
      seq: end + 1,
      what: `the event is missing: the case stands at ${row.seq}, the chain ends at ${end}`,
    };
  if (!last || row.seq < end)
    return { chain, seq: row.seq + 1, what: `the case stands at ${row.seq} and knows no such event` };
  const { stage, version, round, holder, caseHash } = last;
  const agrees =
    caseHash === null
      ? stage === row.stage && version === row.version && round === row.round && holder === row.holder
      : caseHash === hashOfCase(row);
  return agrees ? undefined : { chain, seq: end, what: 'the case does not stand as this event left it' };
}

function faultOfAddition({ id, seq: end }: CaseRow, details: readonly Detail[]): Fault | undefined {
  const added = details.find(({ seq }) => seq < 1 || seq > end);
  return added && { chain: id, seq: added.seq, what: 'a detail was added to no event' };
}

function faultOfLink(link: Event, previous: string): string | undefined {
  if (link.previous !== previous) return 'it does not follow the event before it';
  return hashOfEvent(link) === link.hash ? undefined : 'it was altered: its content does not give its hash';
}

/** What people wrote may be erased, visibly; it may not be changed, nor disappear without a trace. */
function faultOfDetail({ seq, detailHash }: Event, details: readonly Detail[]): string | undefined {
  const detail = details.find((row) => row.seq === seq);
  if (detailHash === null) return detail ? 'a detail was added' : undefined;
  if (!detail) return 'its detail is missing';
  if (detail.body === null) return detail.erasedAt ? undefined : 'its detail is empty and not marked as erased';
  return hashOf(detail.body) === detailHash ? undefined : 'its detail was altered';
}

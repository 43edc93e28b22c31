import { hashedOfCase, hashedOfEvent, hashOfCase } from '#prisma/chain';
import type { Database } from '#prisma/database';
import type { Case, Detail, Event } from '#prisma/generated/client';

/** The chain of a case exactly as it was hashed, so that anybody can recompute it without this system. */
export async function trailOf(database: Database, found: Case) {
  const of = { where: { caseId: found.id } };
  const events = await database.event.findMany({ ...of, orderBy: { seq: 'asc' } });
  const details = await database.detail.findMany(of);
  return {
    case: found.id,
    howToRecompute: [
      'The hash of an event is the SHA-256 (hexadecimal) of the canonical JSON (RFC 8785: keys sorted by UTF-16 code units, no blanks, UTF-8) of its "hashed" object.',
      '"hashed.previous" is the hash of the event before; of the first it is 64 zeros.',
      '"hashed.detailHash" is the SHA-256 of the canonical JSON of "detail"; a detail that was erased is null and "erasedAt" says when.',
      '"hashed.caseHash" of the last event is the SHA-256 of the canonical JSON of "row", the case as it stands.',
    ],
    events: events.map((event) => eventIn(event, details)),
    row: hashedOfCase(found),
    rowHash: hashOfCase(found),
  };
}

function eventIn(event: Event, details: readonly Detail[]) {
  const detail = details.find(({ seq }) => seq === event.seq);
  return {
    hashed: hashedOfEvent(event),
    hash: event.hash,
    detail: detail?.body ?? null,
    erasedAt: detail?.erasedAt?.toISOString() ?? null,
  };
}

import { quotesContent } from '#domain/report';
import { hashedOfCase, hashedOfEvent, hashOfCase } from '#prisma/chain';
import type { Database } from '#prisma/database';
import type { Case, Detail, Event } from '#prisma/generated/client';

/** The chain of a case exactly as it was hashed, so that anybody can recompute it without this system; what quotes a file for readers alone. */
export async function trailOf(database: Database, found: Case, isReader: boolean) {
  const of = { where: { caseId: found.id } };
  const events = await database.event.findMany({ ...of, orderBy: { seq: 'asc' } });
  const details = await database.detail.findMany(of);
  return {
    case: found.id,
    howToRecompute: [
      'The hash of an event is the SHA-256 (hexadecimal) of the canonical JSON (RFC 8785: keys sorted by UTF-16 code units, no blanks, UTF-8) of its "hashed" object.',
      '"hashed.previous" is the hash of the event before; of the first it is 64 zeros.',
      '"hashed.detailHash" is the SHA-256 of the canonical JSON of "detail"; a detail that was erased is null and "erasedAt" says when; one that quotes a file which the asker may not read is null and "withheld".',
      '"hashed.caseHash" of the last event is the SHA-256 of the canonical JSON of "row", the case as it stands.',
    ],
    events: events.map((event) => eventIn(event, details, isReader)),
    row: hashedOfCase(found),
    rowHash: hashOfCase(found),
  };
}

function eventIn(event: Event, details: readonly Detail[], isReader: boolean) {
  const detail = details.find(({ seq }) => seq === event.seq);
  const isWithheld = !isReader && quotesContent(detail?.body);
  return {
    hashed: hashedOfEvent(event),
    hash: event.hash,
    detail: isWithheld ? null : (detail?.body ?? null),
    withheld: isWithheld,
    erasedAt: detail?.erasedAt?.toISOString() ?? null,
  };
}

import { dayOf } from '#domain/calendar';
import { type LegalBasis, statusOf } from '#domain/legal-basis';
import { wordsOf } from '#domain/processes';
import { quotesContent, withheld } from '#domain/report';
import type { Database } from '#prisma/database';
import type { Case } from '#prisma/generated/client';
import { iso } from './people.ts';

/** The chain of a case, oldest first, with what people wrote; what quotes a file for those alone who may read it. */
export async function eventsOf(database: Database, { id, process }: Pick<Case, 'id' | 'process'>, isReader: boolean) {
  const shown = (body: unknown) => (!isReader && quotesContent(body) ? withheld : body);
  const events = await database.event.findMany({ where: { caseId: id }, orderBy: { seq: 'asc' } });
  const details = await database.detail.findMany({ where: { caseId: id } });
  const people = await database.person.findMany({
    where: { id: { in: events.flatMap(({ person }) => (person === null ? [] : [person])) } },
    select: { id: true, name: true },
  });
  const words = wordsOf(process);
  return events.map(({ caseId: _caseId, request: _request, unit: _unit, detailHash: _hash, person, ...row }) => ({
    ...row,
    at: row.at.toISOString(),
    target: iso(row.target),
    fatal: iso(row.fatal),
    text: words.happening(row.act),
    basisStatus: statusOf(row.basis as LegalBasis, dayOf(row.at.getTime())),
    by: people.find((known) => known.id === person) ?? null,
    detail: shown(details.find(({ seq }) => seq === row.seq)?.body ?? null),
  }));
}

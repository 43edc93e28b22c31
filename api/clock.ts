import type { Role } from '#domain/case';
import type { Database } from '#prisma/database';
import { comingOf } from './clock/coming.ts';
import { ClockPage, ClockQuery } from './clock/query.schema.ts';
import { onlyFor } from './only-for.ts';
import { type Route, route } from './route.ts';

const watchers: readonly Role[] = ['ops', 'pdsi'];

/** For operators: what will happen by itself. */
export const clockRoute = (database: Database): Route =>
  route(
    {
      method: 'get',
      path: '/v1/clock',
      operationId: 'showClock',
      summary: 'What the clock will say in the next days, of which cases and to whom',
      description:
        'For operators and PDSI. As the cases stand now: an act in time, an extension or a changed calendar moves it. To keep the ladder of a process silent while the system is in trouble, PDSI registers a `quiet` (POST /v1/registrations).',
      tag: 'Clock',
      query: ClockQuery,
      answers: { 200: { description: 'The first first', schema: ClockPage } },
    },
    async ({ principal, query }) => {
      await onlyFor(watchers, database, principal, { act: 'read-clock', caseId: '' });
      return { status: 200, body: await comingOf(database, principal, query) };
    },
  );

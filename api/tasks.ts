import type { Database } from '#prisma/database';
import { type Route, route } from './route.ts';
import { countsOfTasks } from './tasks/counts.ts';
import { pageOfTasks } from './tasks/page.ts';
import { CountQuery, TaskCounts, TaskPage, TaskQuery } from './tasks/query.schema.ts';

const tag = 'Tasks';

/** What waits for this person: what they claimed, what their unit must correct, and the pool that they may claim from. */
export function taskRoutes({ database }: { readonly database: Database }): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/tasks',
        operationId: 'listTasks',
        summary: 'My tasks, the most urgent first',
        tag,
        query: TaskQuery,
        answers: { 200: { description: 'Cases that wait for you', schema: TaskPage } },
      },
      async ({ principal, query }) => ({ status: 200, body: await pageOfTasks(database, principal, query) }),
    ),
    route(
      {
        method: 'get',
        path: '/v1/tasks/counts',
        operationId: 'countTasks',
        summary: 'How much waits for me, by urgency',
        description:
          'Counts what the pages of GET /v1/tasks show with the same filters, and nothing that you may not see.',
        tag,
        query: CountQuery,
        answers: { 200: { description: 'What waits, counted', schema: TaskCounts } },
      },
      async ({ principal, query }) => ({ status: 200, body: await countsOfTasks(database, principal, query) }),
    ),
  ];
}

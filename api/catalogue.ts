import { z } from 'zod';
import { roles } from '#domain/case';
import { checklist } from '#domain/checklist';
import type { Database } from '#prisma/database';
import { type Route, route } from './route.ts';
import { Bilingual } from './schema.ts';

const ComponentView = z
  .object({ code: z.string(), name: z.string(), row: z.string(), basis: z.string() })
  .meta({ id: 'Component' });
const ChecklistView = z.object({ item: z.string(), basis: z.string(), text: Bilingual }).meta({ id: 'ChecklistItem' });
const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(roles)),
    unit: z.object({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Me' });

/** What one needs to know before submitting or reviewing: components, the checklist, and how one is known here. */
export function catalogueRoutes({ database }: { readonly database: Database }): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/components',
        operationId: 'listComponents',
        summary: 'Components of Lampiran I (28/24 7)',
        tag: 'Catalogue',
        answers: {
          200: { description: 'The components, as printed', schema: z.object({ items: z.array(ComponentView) }) },
        },
      },
      async () => {
        const found = await database.component.findMany({ orderBy: { position: 'asc' } });
        return {
          status: 200,
          body: { items: found.map(({ code, name, rowName, basis }) => ({ code, name, row: rowName, basis })) },
        };
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/checklist',
        operationId: 'listChecklist',
        summary: 'The grounds on which data may be returned (our Reading of 28/24 24(3), 25(1))',
        tag: 'Catalogue',
        answers: { 200: { description: 'The checklist', schema: z.object({ items: z.array(ChecklistView) }) } },
      },
      async () => ({
        status: 200,
        body: { items: Object.entries(checklist).map(([item, entry]) => ({ item, ...entry })) },
      }),
    ),
    route(
      {
        method: 'get',
        path: '/v1/me',
        operationId: 'showMe',
        summary: 'Who you are here: roles and unit',
        tag: 'Catalogue',
        answers: { 200: { description: 'You', schema: Me } },
      },
      async ({ principal: { person, name, roles: held, unit, unitName } }) => ({
        status: 200,
        body: { id: person, name, roles: [...held], unit: { id: unit, name: unitName } },
      }),
    ),
  ];
}

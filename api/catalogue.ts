import { z } from 'zod';
import { dayOf } from '#domain/calendar';
import { roles } from '#domain/case';
import { checklist } from '#domain/checklist';
import { rolesOf, roleWords } from '#domain/office';
import type { Database } from '#prisma/database';
import { mayMachinesSubmit } from '#prisma/registers/rights';
import { categoriesOf, citation, classificationsOf, componentsOf, kindsOf, unitsOf } from './catalogue/reading.ts';
import {
  CategoryView,
  ClassificationView,
  CodeParams,
  ComponentQuery,
  ComponentView,
  KindView,
  RoleView,
  SearchQuery,
  UnitView,
} from './catalogue.schema.ts';
import { ProblemError } from './problem.ts';
import { ReadingGrantBody } from './registration/rights.schema.ts';
import { type Route, route } from './route.ts';
import { Bilingual } from './schema.ts';

const ChecklistView = z.object({ item: z.string(), basis: z.string(), text: Bilingual }).meta({ id: 'ChecklistItem' });
const Me = z
  .object({
    id: z.string(),
    name: z.string(),
    roles: z.array(z.enum(roles)),
    unit: z.object({ id: z.string(), name: z.string() }),
    grant: ReadingGrantBody.nullable().meta({
      description: 'What Itjen may read by a standing grant on register (28/24 29(4)); null: nothing',
    }),
    machinesMaySubmit: z.boolean().meta({
      description:
        'Whether an agreement in force or an exception on register lets the machines of your unit submit (28/24 19)',
    }),
  })
  .meta({ id: 'Me' });

interface Needs {
  readonly database: Database;
}

const shared = { method: 'get', tag: 'Catalogue' } as const;
const listed = (description: string, schema: z.ZodType) => ({
  200: { description, schema: z.object({ items: z.array(schema) }) },
});

/** What one needs to know before submitting or reviewing: the words of the regulation, who is here, and how one is known. */
export function catalogueRoutes(needs: Needs): Route[] {
  return [...articleRoutes(needs), ...componentRoutes(needs), ...officeRoutes(needs), checklistRoute, meRoute(needs)];
}

const articleRoutes = ({ database }: Needs): Route[] => [
  route(
    {
      ...shared,
      path: '/v1/classifications',
      operationId: 'listClassifications',
      summary: 'Search the four classifications (28/24 13)',
      query: SearchQuery,
      answers: listed('The classifications, as printed', ClassificationView),
    },
    async ({ query }) => ({ status: 200, body: { items: await classificationsOf(database, query.q) } }),
  ),
  route(
    {
      ...shared,
      path: '/v1/categories',
      operationId: 'listCategories',
      summary: 'Search what each classification holds (28/24 14(2), 15(2), 16(2), 17(2))',
      query: SearchQuery,
      answers: listed('The categories, as printed', CategoryView),
    },
    async ({ query }) => ({ status: 200, body: { items: await categoriesOf(database, query.q) } }),
  ),
  route(
    {
      ...shared,
      path: '/v1/kinds',
      operationId: 'listKinds',
      summary: 'Search the rows of Lampiran I with their components (28/24 7)',
      query: SearchQuery,
      answers: listed('The whole annex, as printed', KindView),
    },
    async ({ query }) => ({ status: 200, body: { items: await kindsOf(database, query.q) } }),
  ),
];

const componentRoutes = ({ database }: Needs): Route[] => [
  route(
    {
      ...shared,
      path: '/v1/components',
      operationId: 'listComponents',
      summary: 'Search the components of Lampiran I (28/24 7): what a submission may be about',
      query: ComponentQuery,
      answers: listed('The components, as printed', ComponentView),
    },
    async ({ query }) => ({ status: 200, body: { items: await componentsOf(database, query) } }),
  ),
  route(
    {
      ...shared,
      path: '/v1/components/{code}',
      operationId: 'showComponent',
      summary: 'One component of Lampiran I',
      description:
        'Numbered components that only head lettered ones are listed by /v1/kinds; no submission is about them.',
      params: CodeParams,
      answers: { 200: { description: 'The component', schema: ComponentView } },
      problems: [404],
    },
    async ({ params }) => {
      const found = (await componentsOf(database)).find(({ code }) => code === params.code);
      if (!found) throw new ProblemError('not-found');
      return { status: 200, body: found };
    },
  ),
];

const officeRoutes = ({ database }: Needs): Route[] => [
  route(
    {
      ...shared,
      path: '/v1/units',
      operationId: 'listUnits',
      summary: 'Search the units and their organisations (28/24 1.12)',
      description: 'Businesses are shown to the ministry, and each to itself (house standard).',
      query: SearchQuery,
      answers: listed('The units, by organisation and name', UnitView),
    },
    async ({ principal, query }) => ({
      status: 200,
      body: { items: await unitsOf(database, principal, query.q) },
    }),
  ),
  route(
    {
      ...shared,
      path: '/v1/roles',
      operationId: 'listRoles',
      summary: 'What a person or machine may be here (house standard; each with the article that knows its holder)',
      answers: listed('The roles', RoleView),
    },
    async () => ({
      status: 200,
      body: {
        items: roles.map((role) => {
          const { text, basis } = roleWords[role];
          const givenBy = Object.entries(rolesOf).filter(([, given]) => given.some((one) => one === role));
          return { role, text, givenBy: givenBy.map(([kind]) => kind), ...citation(basis) };
        }),
      },
    }),
  ),
];

const checklistRoute = route(
  {
    ...shared,
    path: '/v1/checklist',
    operationId: 'listChecklist',
    summary: 'The grounds on which data may be returned (our Reading of 28/24 24(3), 25(1))',
    answers: listed('The checklist', ChecklistView),
  },
  async () => ({
    status: 200,
    body: { items: Object.entries(checklist).map(([item, entry]) => ({ item, ...entry })) },
  }),
);

const meRoute = ({ database }: Needs): Route =>
  route(
    {
      ...shared,
      path: '/v1/me',
      operationId: 'showMe',
      summary: 'Who you are here: roles and unit',
      description:
        'The one door that answers a machine while neither an agreement nor an exception lets the machines of its unit in (28/24 19): it then has no role, and every other door answers 403 `interoperability-closed`, naming the register that lacks the entry.',
      isOpen: true,
      answers: { 200: { description: 'You', schema: Me } },
    },
    async ({ principal: { person, name, roles: held, unit, unitName, grant } }) => ({
      status: 200,
      body: {
        id: person,
        name,
        roles: [...held],
        unit: { id: unit, name: unitName },
        grant: grant ? { ...grant, processes: [...grant.processes] } : null,
        machinesMaySubmit: await mayMachinesSubmit(database, unit, dayOf(Date.now())),
      },
    }),
  );

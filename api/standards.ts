import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { dayOf } from '#domain/calendar';
import { type Code, isValidIn } from '#domain/code-list';
import type { Standard } from '#domain/standard';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import { listIn, listInForce, listsNamedBy, standardIn, standardInForce, subjectsOf } from '#prisma/registers';
import { holds } from './catalogue/reading.ts';
import { SearchQuery } from './catalogue.schema.ts';
import { sendZip } from './evidence/zip.ts';
import { ProblemError } from './problem.ts';
import { type Route, route } from './route.ts';
import {
  CodeListDocument,
  CodeListHead,
  ComponentPath,
  headOf,
  ListPath,
  ListQuery,
  listHead,
  MonthQuery,
  StandardDocument,
  StandardHead,
} from './standards/answers.schema.ts';
import { bundleRoute } from './standards/bundle.ts';
import { registerEntryRoute } from './standards/register-entries.ts';
import { csvMedia, csvTemplate, writeWorkbook, xlsxMedia } from './standards/template.ts';
import { templatePack } from './standards/template-pack.ts';

interface Needs {
  readonly database: Database;
  readonly storage: Storage;
}

const tag = 'Standards';

/** What data is judged by: the standards of the components, the lists of codes, and empty tables to fill in. */
export function standardRoutes(needs: Needs): Route[] {
  return [
    ...documentRoutes(needs),
    bundleRoute(needs.database, monthOf),
    ...templateRoutes(needs),
    ...packRoutes(needs),
    ...listRoutes(needs),
    registerEntryRoute(needs.database),
  ];
}

function documentRoutes({ database }: Needs): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/standards',
        operationId: 'listStandards',
        summary: 'Components that have a data standard of their own (28/24 23(2))',
        tag,
        query: MonthQuery,
        answers: { 200: { description: 'The standards', schema: z.object({ items: z.array(StandardHead) }) } },
      },
      async ({ query }) => {
        const entries = await subjectsOf(database, 'standard', monthOf(query));
        const own = entries.filter((entry) => standardIn(entry)['sip:component'] !== undefined);
        return { status: 200, body: { items: own.map((entry) => headOf(standardIn(entry), entry)) } };
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/standards/{component}',
        operationId: 'showStandard',
        summary: 'The data standard that judges a component; the generic one where none is set yet',
        tag,
        params: ComponentPath,
        query: MonthQuery,
        answers: { 200: { description: 'The standard', schema: StandardDocument } },
        problems: [404],
      },
      async ({ params, query }) => ({
        status: 200,
        body: await standardOf(database, params.component, monthOf(query)),
      }),
    ),
  ];
}

function packRoutes({ database, storage }: Needs): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/standards/{component}/template.zip',
        operationId: 'downloadTemplatePack',
        summary: 'The empty table as CSV, and every code list of the component as CSV beside it',
        tag,
        params: ComponentPath,
        query: MonthQuery,
        answers: { 200: { description: 'The table and its lists', media: 'application/zip' } },
        problems: [404],
      },
      async ({ params, query, response }) => {
        const standard = await templatedOf(database, params.component, monthOf(query));
        const files = templatePack(standard, await listsNamedBy(database, standard, monthOf(query)));
        return sendZip(response, storage, { name: `${standard.name}.zip`, files, at: new Date() });
      },
    ),
  ];
}

function templateRoutes({ database }: Needs): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/standards/{component}/template.csv',
        operationId: 'downloadCsvTemplate',
        summary:
          'An empty table of the component: the header alone; with its code lists: template.zip or template.xlsx',
        tag,
        params: ComponentPath,
        query: MonthQuery,
        answers: { 200: { description: 'The header', media: csvMedia } },
        problems: [404],
      },
      async ({ params, query, response }) => {
        const standard = await templatedOf(database, params.component, monthOf(query));
        response.attachment(`${standard.name}.csv`).type(csvMedia).send(csvTemplate(standard));
        return undefined;
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/standards/{component}/template.xlsx',
        operationId: 'downloadWorkbookTemplate',
        summary: 'An empty workbook of the component: the header with what each column means, and its code lists',
        description: 'Filled in, it is submitted as it is.',
        tag,
        params: ComponentPath,
        query: MonthQuery,
        answers: { 200: { description: 'The workbook', media: xlsxMedia } },
        problems: [404],
      },
      async ({ params, query, response }) => {
        const standard = await templatedOf(database, params.component, monthOf(query));
        response.attachment(`${standard.name}.xlsx`).type(xlsxMedia);
        const content = new PassThrough();
        const lists = await listsNamedBy(database, standard, monthOf(query));
        await Promise.all([writeWorkbook(standard, lists, content), pipeline(content, response)]);
        return undefined;
      },
    ),
  ];
}

function listRoutes({ database }: Needs): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/code-lists',
        operationId: 'listCodeLists',
        summary: 'Search the lists of reference codes, with who keeps them and on what basis',
        tag,
        query: SearchQuery,
        answers: { 200: { description: 'The lists', schema: z.object({ items: z.array(CodeListHead) }) } },
      },
      async ({ query: { q } }) => {
        const lists = (await subjectsOf(database, 'code-list', monthOf({}))).map(listIn);
        const sought = lists.filter(({ name, title, authority }) => holds([name, title.id, title.en, authority], q));
        const items = sought.map((list) => ({ ...listHead(list), codes: list.codes.length }));
        return { status: 200, body: { items } };
      },
    ),
    route(
      {
        method: 'get',
        path: '/v1/code-lists/{name}',
        operationId: 'showCodeList',
        summary: 'The codes of a list, all or those that are sought or valid in a month',
        tag,
        params: ListPath,
        query: ListQuery,
        answers: { 200: { description: 'The list and its codes', schema: CodeListDocument } },
        problems: [404],
      },
      async ({ params: { name }, query: { q = '', period } }) => {
        const list = await listInForce(database, name, monthOf({ period }));
        if (!list) throw new ProblemError('not-found');
        const month = period !== undefined && { from: period, to: period };
        const codes = list.codes.filter((code) => says(code, q) && (!month || isValidIn(code, month)));
        return { status: 200, body: { ...listHead(list), codes } };
      },
    ),
  ];
}

function says({ code, label, spellings = [] }: Code, sought: string): boolean {
  const part = sought.toLowerCase();
  return [code, label.id, label.en, ...spellings].some((word) => word.toLowerCase().includes(part));
}

/** The month whose versions are asked for: this one unless another is named. */
const monthOf = ({ period }: { period?: string | undefined }): string => period ?? dayOf(Date.now()).slice(0, 7);

async function standardOf(database: Database, component: string, month: string): Promise<Standard> {
  if (!(await database.component.findUnique({ where: { code: component } }))) throw new ProblemError('not-found');
  return standardInForce(database, component, month);
}

/** The generic standard has no columns: there is nothing to fill in. */
async function templatedOf(database: Database, component: string, month: string): Promise<Standard> {
  const standard = await standardOf(database, component, month);
  if (standard.schema.fields.length === 0) throw new ProblemError('not-found');
  return standard;
}

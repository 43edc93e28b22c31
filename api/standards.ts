import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { type Code, codeLists, isValidIn } from '#domain/code-list';
import { type Standard, standardFor, standards } from '#domain/standard';
import type { Database } from '#prisma/database';
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
  StandardDocument,
  StandardHead,
} from './standards/answers.schema.ts';
import { csvMedia, csvTemplate, writeWorkbook, xlsxMedia } from './standards/template.ts';

interface Needs {
  readonly database: Database;
}

const tag = 'Standards';

/** What data is judged by: the standards of the components, the lists of codes, and empty tables to fill in. */
export function standardRoutes(needs: Needs): Route[] {
  return [...documentRoutes(needs), ...templateRoutes(needs), ...listRoutes()];
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
        answers: { 200: { description: 'The standards', schema: z.object({ items: z.array(StandardHead) }) } },
      },
      async () => ({ status: 200, body: { items: standards.map(headOf) } }),
    ),
    route(
      {
        method: 'get',
        path: '/v1/standards/{component}',
        operationId: 'showStandard',
        summary: 'The data standard that judges a component; the generic one where none is set yet',
        tag,
        params: ComponentPath,
        answers: { 200: { description: 'The standard', schema: StandardDocument } },
        problems: [404],
      },
      async ({ params }) => ({ status: 200, body: await standardOf(database, params.component) }),
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
        summary: 'An empty table of the component: the header alone',
        tag,
        params: ComponentPath,
        answers: { 200: { description: 'The header', media: csvMedia } },
        problems: [404],
      },
      async ({ params, response }) => {
        const standard = await templatedOf(database, params.component);
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
        description: 'Filled in, it is submitted as it is, or saved as "CSV UTF-8 (Comma delimited)".',
        tag,
        params: ComponentPath,
        answers: { 200: { description: 'The workbook', media: xlsxMedia } },
        problems: [404],
      },
      async ({ params, response }) => {
        const standard = await templatedOf(database, params.component);
        response.attachment(`${standard.name}.xlsx`).type(xlsxMedia);
        const content = new PassThrough();
        await Promise.all([writeWorkbook(standard, content), pipeline(content, response)]);
        return undefined;
      },
    ),
  ];
}

function listRoutes(): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/v1/code-lists',
        operationId: 'listCodeLists',
        summary: 'Lists of reference codes, with who keeps them and on what basis',
        tag,
        answers: { 200: { description: 'The lists', schema: z.object({ items: z.array(CodeListHead) }) } },
      },
      async () => {
        const items = Object.values(codeLists).map((list) => ({ ...listHead(list), codes: list.codes.length }));
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
      },
      async ({ params: { name }, query: { q = '', period } }) => {
        const list = codeLists[name];
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

async function standardOf(database: Database, component: string): Promise<Standard> {
  if (!(await database.component.findUnique({ where: { code: component } }))) throw new ProblemError('not-found');
  return standardFor(component);
}

/** The generic standard has no columns: there is nothing to fill in. */
async function templatedOf(database: Database, component: string): Promise<Standard> {
  const standard = await standardOf(database, component);
  if (standard.schema.fields.length === 0) throw new ProblemError('not-found');
  return standard;
}

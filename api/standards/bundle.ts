import { ProblemError } from '#api/problem';
import { type Route, route } from '#api/route';
import { bundleFormat, type Registered, type StandardBundle } from '#domain/standard/bundle';
import { sealOf } from '#platform/seal';
import type { Database } from '#prisma/database';
import { inForce, listIn, namesOfLists, type RegisterEntry, standardEntryInForce, standardIn } from '#prisma/registers';
import { BundleDocument, ComponentPath, MonthQuery } from './answers.schema.ts';

/** What judges a component, to be taken to a machine without this server. */
export const bundleRoute = (database: Database, monthOf: (query: { period?: string | undefined }) => string): Route =>
  route(
    {
      method: 'get',
      path: '/v1/standards/{component}/bundle.json',
      operationId: 'downloadStandardBundle',
      summary: 'The standard in force with every code list that it names, to check files elsewhere',
      description: 'For `npm run check-file -- FILE --bundle bundle.json`, which judges by exactly this.',
      tag: 'Standards',
      params: ComponentPath,
      query: MonthQuery,
      answers: { 200: { description: 'The bundle, sealed with the SHA-256 of all the rest', schema: BundleDocument } },
      problems: [404],
    },
    async ({ params: { component }, query, response }) => {
      if (!(await database.component.findUnique({ where: { code: component } }))) throw new ProblemError('not-found');
      const bundle = await bundleOf(database, component, monthOf(query));
      response.attachment(`${bundle.standard.name}-${bundle.standard.version}.bundle.json`);
      return { status: 200, body: { ...bundle, seal: sealOf(bundle) } };
    },
  );

async function bundleOf(database: Database, component: string, period: string): Promise<StandardBundle> {
  const entry = await standardEntryInForce(database, component, period);
  const standard = standardIn(entry);
  const found = await Promise.all(namesOfLists(standard).map((name) => inForce(database, 'code-list', name, period)));
  const lists = found.flatMap((list) => list ?? []);
  return {
    format: bundleFormat,
    component,
    period,
    takenAt: new Date().toISOString(),
    standard,
    codeLists: lists.map(listIn),
    registered: {
      standard: registered(entry),
      codeLists: Object.fromEntries(lists.map((list) => [list.subject, registered(list)])),
    },
  };
}

function registered(entry: RegisterEntry): Registered {
  const { version, validFrom, validTo, authority, decisionNumber, decisionDate } = entry;
  return { version, validFrom, validTo, authority, decisionNumber, decisionDate };
}

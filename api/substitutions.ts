import { randomUUID } from 'node:crypto';
import type { Role } from '#domain/case';
import type { Database } from '#prisma/database';
import { actorIn, type Viewer, viewerOf } from './case/viewer.ts';
import type { Principal } from './identity.ts';
import { answerOnce, keyOf, type RequestRow, type Taken } from './intake.ts';
import { type Answer, type Route, route } from './route.ts';
import { KeyHeader } from './schema.ts';
import { NoBody } from './submission.schema.ts';
import { takeEnd, takeSubstitution } from './substitutions/record.ts';
import { pageOfColleagues, pageOfSubstitutions, substitutionInScope, viewsOf } from './substitutions/view.ts';
import {
  ColleaguePage,
  ColleagueQuery,
  SubstitutionBody,
  SubstitutionPage,
  SubstitutionParams,
  SubstitutionQuery,
  SubstitutionView,
} from './substitutions.schema.ts';

interface Needs {
  readonly database: Database;
}

export const substitutionProcess = 'substitution';

const tag = 'Absence';
const path = '/v1/substitutions/{id}';
const arrangers: readonly Role[] = ['head', 'setjen'];

/** Who stands in for whom, by days (house standard). What it changes is resolved with every request from its first day to its last. */
export const substitutionRoutes = (needs: Needs): Route[] => [
  record(needs),
  list(needs),
  show(needs),
  end(needs),
  colleagues(needs),
];

/** The row was written with its request: what is left is to show it. */
export async function carryOutSubstitution({ database }: Needs, { act, caseId, actor }: RequestRow): Promise<Answer> {
  const id = caseId.slice(caseId.indexOf(':') + 1);
  const row = await database.substitution.findUniqueOrThrow({ where: { id } });
  const [view] = await viewsOf(database, actor as unknown as Viewer, [row]);
  const headers = { ...(act === 'substitute' && { Location: `/v1/substitutions/${id}` }) };
  return { status: act === 'substitute' ? 201 : 200, body: view, headers };
}

interface Asking {
  readonly principal: Principal;
  readonly key: string;
  readonly act: string;
  readonly id: string;
  readonly fingerprint: unknown;
  readonly take: Parameters<typeof answerOnce>[2]['take'];
}

function perform(needs: Needs, { principal, key, act, id, fingerprint, take }: Asking): Promise<Answer> {
  const viewer = viewerOf(principal);
  const actor = { ...viewer, ...actorIn(viewer, arrangers) };
  const caseId = `${substitutionProcess}:${id}`;
  const asked = { principal, key, process: substitutionProcess, act, caseId, actor, fingerprint };
  return answerOnce(needs.database, asked, { take, carryOut: (row) => carryOutSubstitution(needs, row) });
}

const record = (needs: Needs): Route =>
  route(
    {
      method: 'post',
      path: '/v1/substitutions',
      operationId: 'substitute',
      summary: 'Record who stands in for somebody who is absent',
      description:
        'A person records their own substitute, the head of the unit any of the unit; an acting head (Plh, Plt) is recorded by the head or by Setjen. Both days are included (WIB).',
      tag,
      headers: KeyHeader,
      body: SubstitutionBody,
      answers: { 201: { description: 'The substitution', schema: SubstitutionView } },
      problems: [403, 409, 422],
    },
    async ({ principal, body, request }) => {
      const id = randomUUID();
      const take = (transaction: Parameters<typeof takeSubstitution>[0]): Promise<Taken> =>
        takeSubstitution(transaction, principal, id, body);
      return perform(needs, { principal, key: keyOf(request), act: 'substitute', id, fingerprint: body, take });
    },
  );

const list = ({ database }: Needs): Route =>
  route(
    {
      method: 'get',
      path: '/v1/substitutions',
      operationId: 'listSubstitutions',
      summary: 'Your substitutions; for a head those of the unit, for Setjen those of acting heads',
      tag,
      query: SubstitutionQuery,
      answers: { 200: { description: 'A page, the latest first', schema: SubstitutionPage } },
    },
    async ({ principal, query }) => ({ status: 200, body: await pageOfSubstitutions(database, principal, query) }),
  );

const show = ({ database }: Needs): Route =>
  route(
    {
      method: 'get',
      path,
      operationId: 'showSubstitution',
      summary: 'Show a substitution',
      tag,
      params: SubstitutionParams,
      answers: { 200: { description: 'The substitution', schema: SubstitutionView } },
      problems: [404],
    },
    async ({ principal, params }) => {
      const row = await substitutionInScope(database, principal, params.id);
      const [view] = await viewsOf(database, principal, [row]);
      return { status: 200, body: view };
    },
  );

const end = (needs: Needs): Route =>
  route(
    {
      method: 'post',
      path: `${path}/end`,
      operationId: 'endSubstitution',
      summary: 'End a substitution at once; one that has ended stays as it is',
      tag,
      params: SubstitutionParams,
      headers: KeyHeader,
      body: NoBody,
      answers: { 200: { description: 'The substitution', schema: SubstitutionView } },
      problems: [403, 404, 409, 422],
    },
    async ({ principal, params: { id }, request }) => {
      const key = keyOf(request);
      await substitutionInScope(needs.database, principal, id);
      const take = (transaction: Parameters<typeof takeEnd>[0]): Promise<Taken> => takeEnd(transaction, principal, id);
      return perform(needs, { principal, key, act: 'end', id, fingerprint: { id }, take });
    },
  );

const colleagues = ({ database }: Needs): Route =>
  route(
    {
      method: 'get',
      path: '/v1/colleagues',
      operationId: 'listColleagues',
      summary: 'The people of your unit, who of them is absent, and who stands in',
      tag,
      query: ColleagueQuery,
      answers: { 200: { description: 'A page, by id', schema: ColleaguePage } },
      problems: [404],
    },
    async ({ principal, query }) => ({ status: 200, body: await pageOfColleagues(database, principal, query) }),
  );

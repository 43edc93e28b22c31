import type { z } from 'zod';
import type { OpenAct } from '#domain/submission';
import type { Storage } from '#platform/storage';
import type { Transaction } from '#prisma/database';
import { submissionType } from '#workflows/submission.messages';
import { formIn } from './form.ts';
import type { Principal } from './identity.ts';
import { answerOnce, keyOf } from './intake.ts';
import { ProblemError } from './problem.ts';
import { type Answer, type Call, type Route, route } from './route.ts';
import { KeyHeader, MatchHeader } from './schema.ts';
import { caseInScope, keepAccess } from './scope.ts';
import { type Needs as ActNeeds, carryOut } from './submission/acts.ts';
import { SubmissionPage, SubmissionView } from './submission/answers.schema.ts';
import { type ActBody, checkDeclared, type Submit, takeAct, takeSubmission } from './submission/intake.ts';
import { listSubmissions } from './submission/list.ts';
import { roundRoutes } from './submission/rounds.ts';
import { etagOf, viewOf } from './submission/view.ts';
import { actorFor, viewerOf } from './submission/viewer.ts';
import {
  AcceptBody,
  ListQuery,
  NoBody,
  NumberParams,
  ResubmissionBody,
  ReturnBody,
  SubmissionBody,
  SubmissionForm,
  WithdrawBody,
} from './submission.schema.ts';

export interface Needs extends ActNeeds {
  readonly storage: Storage;
  /** Bytes of an upload at the most. */
  readonly limit: number;
}

const tag = 'Submissions (A3)';
const form = { field: 'submission', schema: SubmissionForm } as const;

/** A3: penyampaian sampai pengamanan (28/24 Pasal 23-25). One door per act; the table in domain/submission.ts says who may use it when. */
export function submissionRoutes(needs: Needs): Route[] {
  return [
    submit(needs),
    list(needs),
    show(needs),
    act(needs, 'claim', NoBody, 'Take the case for review'),
    act(needs, 'release', NoBody, 'Put the case back into the pool'),
    act(needs, 'return', ReturnBody, 'Reject and return with findings and a term (28/24 25(1)); also after storage'),
    act(
      needs,
      'accept',
      AcceptBody,
      'Accept the content that the hash names; it is then stored and secured (28/24 24(2))',
    ),
    act(
      needs,
      'resubmit',
      ResubmissionBody,
      'Submit the corrected file as the next round of the same case (28/24 25(2))',
    ),
    act(needs, 'withdraw', WithdrawBody, 'Withdraw before the first return'),
    ...roundRoutes(needs),
  ];
}

function submit(needs: Needs): Route {
  return route(
    {
      method: 'post',
      path: '/v1/submissions',
      operationId: 'submit',
      summary: 'Submit data: opens a case',
      description:
        'Upload the file first (POST /v1/files), or send both in one form. Answers when the case and its receipt are durable.',
      tag,
      headers: KeyHeader,
      body: SubmissionBody,
      form,
      answers: { 201: { description: 'The case, received', schema: SubmissionView } },
      problems: [403, 409, 413, 415, 422, 507],
    },
    async ({ principal, body, request }) =>
      performSubmit(needs, { principal, key: keyOf(request), body, fingerprint: body }),
    async ({ principal, request }) => {
      const key = keyOf(request);
      return performSubmit(needs, { principal, key, ...(await formIn(needs, principal, request, form)) });
    },
  );
}

interface SubmitCall {
  readonly principal: Principal;
  readonly key: string;
  readonly body: Submit;
  readonly fingerprint: unknown;
}

async function performSubmit(needs: Needs, { principal, key, body, fingerprint }: SubmitCall): Promise<Answer> {
  checkDeclared(principal, body.declaration);
  const actor = actorFor(viewerOf(principal), 'submit');
  const asked = {
    principal,
    key,
    process: submissionType,
    act: 'submit',
    actor: { ...actor, roles: principal.roles },
    fingerprint,
  };
  const take = (transaction: Transaction, id: string) => takeSubmission(transaction, id, principal, actor, body);
  return answerOnce(needs.database, asked, { take, carryOut: (row) => carryOut(needs, row) });
}

function act(needs: Needs, name: OpenAct, schema: z.ZodType<ActBody>, summary: string): Route {
  return route(
    {
      method: 'post',
      path: `/v1/submissions/{number}/${name}`,
      operationId: name,
      summary,
      tag,
      params: NumberParams,
      headers: MatchHeader,
      body: schema,
      answers: { 200: { description: 'The case after the act', schema: SubmissionView } },
      problems: [403, 404, 409, 412, 422, 428],
    },
    ({ principal, params, body, request }) => perform(needs, name, { principal, params, body, request }),
  );
}

type ActCall = Pick<Call<{ number: string }, unknown, ActBody>, 'principal' | 'params' | 'body' | 'request'>;

async function perform(needs: Needs, name: OpenAct, { principal, params, body, request }: ActCall): Promise<Answer> {
  const { database } = needs;
  const key = keyOf(request);
  const version = versionOf(request);
  const { id: caseId } = await caseInScope(database, principal, submissionType, params.number);
  checkDeclared(principal, body.declaration);
  const actor = actorFor(viewerOf(principal), name);
  const fingerprint = { caseId, name, body, version };
  const asked = {
    principal,
    key,
    process: submissionType,
    act: name,
    actor: { ...actor, roles: principal.roles },
    fingerprint,
  };
  const take = (transaction: Transaction, id: string) =>
    takeAct(transaction, id, principal, { act: name, caseId, version, actor, body });
  return answerOnce(database, asked, { take, carryOut: (row) => carryOut(needs, row) });
}

function list(needs: Needs): Route {
  return route(
    {
      method: 'get',
      path: '/v1/submissions',
      operationId: 'listSubmissions',
      summary: 'List the cases that you may see',
      tag,
      query: ListQuery,
      answers: { 200: { description: 'A page, newest first', schema: SubmissionPage } },
    },
    async ({ principal, query }) => {
      await keepAccess(needs.database, principal, '', 'list');
      return { status: 200, body: await listSubmissions(needs.database, principal, query) };
    },
  );
}

function show(needs: Needs): Route {
  return route(
    {
      method: 'get',
      path: '/v1/submissions/{number}',
      operationId: 'showSubmission',
      summary: 'Show a case: who must act, by when, and what you may do',
      tag,
      params: NumberParams,
      answers: { 200: { description: 'The case', schema: SubmissionView } },
      problems: [404],
    },
    async ({ principal, params }) => {
      const { id } = await caseInScope(needs.database, principal, submissionType, params.number);
      await keepAccess(needs.database, principal, id, 'case');
      const view = await viewOf(needs, viewerOf(principal), id);
      return { status: 200, body: view, headers: { ETag: etagOf(view) } };
    },
  );
}

function versionOf(request: { get(name: string): string | undefined }): number {
  const match = MatchHeader.shape['if-match'].safeParse(request.get('if-match'));
  if (!match.success) throw new ProblemError('version-needed', { detail: match.error.issues[0]?.message ?? '' });
  return Number(match.data.slice(2, -1));
}

import type { z } from 'zod';
import type { OpenAct } from '#domain/submission';
import type { Storage } from '#platform/storage';
import type { Needs as ActNeeds } from './case/desk.ts';
import { performAct, performOpening, showCase } from './case/doors.ts';
import { keepListRead } from './case/list-access.ts';
import { formIn } from './form.ts';
import type { Principal } from './identity.ts';
import { keyOf } from './intake.ts';
import { type Answer, type Route, route } from './route.ts';
import { KeyHeader, MatchHeader } from './schema.ts';
import { type ActBody, takeAct } from './submission/acts.ts';
import { SubmissionPage, SubmissionView } from './submission/answers.schema.ts';
import { submissionDesk } from './submission/desk.ts';
import { checkDeclared, type Submit, takeSubmission } from './submission/intake.ts';
import { listSubmissions } from './submission/list.ts';
import { roundRoutes } from './submission/rounds.ts';
import {
  AcceptBody,
  AskExtensionBody,
  AssignBody,
  GrantExtensionBody,
  ListQuery,
  NoBody,
  NumberParams,
  ReasonBody,
  ResubmissionBody,
  ReturnBody,
  SubmissionBody,
  SubmissionForm,
  WordsBody,
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
    act(
      needs,
      'ask-clarification',
      WordsBody,
      'Ask the producer something: the clock of the review stands still until the answer',
    ),
    act(needs, 'clarify', WordsBody, 'Answer what PDSI asked: the review goes on'),
    act(
      needs,
      'ask-extension',
      AskExtensionBody,
      'Ask for more days to correct: before the fatal date, which waits for the answer',
    ),
    act(needs, 'grant-extension', GrantExtensionBody, 'Grant more days to correct'),
    act(needs, 'refuse-extension', ReasonBody, 'Refuse the extension: the days of waiting do not count'),
    act(needs, 'put-back', ReasonBody, 'Put a case that somebody claimed back into the pool: for the head of PDSI'),
    act(
      needs,
      'assign',
      AssignBody,
      'Give the case to an officer: for the head of PDSI; with no officer left who may judge it, to somebody of another unit',
    ),
    act(needs, 'return', ReturnBody, 'Reject and return with findings and a term (28/24 25(1)); also after storage'),
    act(
      needs,
      'accept',
      AcceptBody,
      'Accept the content that the hash names; it is then stored and secured (28/24 24(2)). Errors that the checks found are accepted with a reason',
    ),
    act(
      needs,
      'resubmit',
      ResubmissionBody,
      'Submit the corrected file as the next round of the same case (28/24 25(2))',
    ),
    act(
      needs,
      'overrule',
      ReasonBody,
      "Take back a return that the machine made under PDSI's decision: the case goes to review",
    ),
    act(needs, 'withdraw', ReasonBody, 'Withdraw before the first return'),
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
    async ({ principal, request, response }) => {
      const key = keyOf(request);
      const sent = await formIn(needs, { principal, request, response }, form);
      return performSubmit(needs, { principal, key, ...sent });
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
  return performOpening(needs, submissionDesk, {
    principal,
    key,
    fingerprint,
    take: (transaction, request, actor) => takeSubmission(transaction, request, principal, actor, body),
  });
}

function act(needs: Needs, name: OpenAct, schema: z.ZodType<ActBody>, summary: string): Route {
  return route(
    {
      method: 'post',
      path: `/v1/submissions/{number}/${name}`,
      operationId: name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
      summary,
      tag,
      params: NumberParams,
      headers: MatchHeader,
      body: schema,
      answers: { 200: { description: 'The case after the act', schema: SubmissionView } },
      problems: [403, 404, 409, 412, 422, 428],
    },
    (call) => {
      const { principal, body } = call;
      return performAct(needs, submissionDesk, {
        call,
        act: name,
        check: () => checkDeclared(principal, body.declaration),
        take: (transaction, request, wanted) => takeAct(transaction, request, principal, { ...wanted, act: name }),
      });
    },
  );
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
      await keepListRead(needs.database, principal, 'submissions', query);
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
    ({ principal, params }) => showCase(needs, submissionDesk, principal, params.number),
  );
}

import { z } from 'zod';
import type { OpenAct } from '#domain/registration';
import { registrationType } from '#workflows/registration.messages';
import type { Needs } from './case/desk.ts';
import { performAct, performOpening, showCase } from './case/doors.ts';
import { EventView } from './case/events.schema.ts';
import { caseFilters, daysInOrder } from './case/list.schema.ts';
import { pageOfCases } from './case/list.ts';
import { keepListRead } from './case/list-access.ts';
import { CaseRow } from './case/rows.ts';
import { eventsOf } from './case/trail.ts';
import { keyOf } from './intake.ts';
import { checkOwnToken } from './registration/check.ts';
import { registrationDesk } from './registration/desk.ts';
import { type ActBody, contentOf, takeAct, takeProposal } from './registration/intake.ts';
import {
  NumberParams,
  ProposalBody,
  RecordBody,
  RegistrationView,
  StageName,
  WithdrawalBody,
} from './registration.schema.ts';
import { type Route, route } from './route.ts';
import { KeyHeader, MatchHeader } from './schema.ts';
import { caseInScope, keepAccess } from './scope.ts';

const tag = 'Registers';
const path = '/v1/registrations';

/** How PDSI brings a new version into a register: proposed, tried by the machine, recorded as in force by a second officer. */
export function registrationRoutes(needs: Needs): Route[] {
  return [
    propose(needs),
    list(needs),
    show(needs),
    act(needs, 'amend', ProposalBody, 'Amend the proposal: a new round, tried again'),
    act(needs, 'record', RecordBody, 'Record what the hash names as in force: for an officer who did not write it'),
    act(needs, 'withdraw', WithdrawalBody, 'Withdraw the proposal'),
    trail(needs),
  ];
}

const propose = (needs: Needs): Route =>
  route(
    {
      method: 'post',
      path,
      operationId: 'propose',
      summary: 'Propose a data standard, a code list or a decision on automatic return: opens a registration',
      description:
        'PDSI keeps what a competent office has decided: name the authority, the number and the date of its decision.',
      tag,
      headers: KeyHeader,
      body: ProposalBody,
      answers: { 201: { description: 'The registration, being tried', schema: RegistrationView } },
      problems: [403, 409, 413, 422],
    },
    ({ principal, body, request }) =>
      performOpening(needs, registrationDesk, {
        principal,
        key: keyOf(request),
        fingerprint: body,
        take: (transaction, id, actor) => {
          checkOwnToken(principal, body);
          return takeProposal(transaction, id, actor, body);
        },
      }),
  );

const act = (needs: Needs, name: OpenAct, schema: z.ZodType<ActBody>, summary: string): Route =>
  route(
    {
      method: 'post',
      path: `${path}/{number}/${name}`,
      operationId: `${name}Registration`,
      summary,
      tag,
      params: NumberParams,
      headers: MatchHeader,
      body: schema,
      answers: { 200: { description: 'The registration after the act', schema: RegistrationView } },
      problems: [403, 404, 409, 412, 422, 428],
    },
    (call) =>
      performAct(needs, registrationDesk, {
        call,
        act: name,
        take: async (transaction, id, wanted) => {
          checkOwnToken(call.principal, await contentOf(transaction, wanted));
          return takeAct(transaction, id, wanted);
        },
      }),
  );

const Query = z.strictObject({ stage: StageName.optional(), ...caseFilters }).superRefine(daysInOrder);
const Page = z.object({ items: z.array(CaseRow), next: z.string().nullable() }).meta({ id: 'RegistrationPage' });

const list = ({ database }: Needs): Route =>
  route(
    {
      method: 'get',
      path,
      operationId: 'listRegistrations',
      summary: 'List the registrations that you may see',
      tag,
      query: Query,
      answers: { 200: { description: 'A page, newest first', schema: Page } },
    },
    async ({ principal, query }) => {
      await keepListRead(database, principal, 'registrations', query);
      return { status: 200, body: await pageOfCases(database, principal, { ...query, process: registrationType }) };
    },
  );

const show = (needs: Needs): Route =>
  route(
    {
      method: 'get',
      path: `${path}/{number}`,
      operationId: 'showRegistration',
      summary: 'Show a registration: the proposal, what the machine found, and what you may do',
      tag,
      params: NumberParams,
      answers: { 200: { description: 'The registration', schema: RegistrationView } },
      problems: [404],
    },
    ({ principal, params }) => showCase(needs, registrationDesk, principal, params.number),
  );

const trail = ({ database }: Needs): Route =>
  route(
    {
      method: 'get',
      path: `${path}/{number}/events`,
      operationId: 'listRegistrationEvents',
      summary: 'The trail: every event with its link in the hash chain',
      tag,
      params: NumberParams,
      answers: { 200: { description: 'The events, oldest first', schema: z.object({ items: z.array(EventView) }) } },
      problems: [404],
    },
    async ({ principal, params }) => {
      const found = await caseInScope(database, principal, registrationType, params.number);
      await keepAccess(database, principal, found.id, 'events');
      return { status: 200, body: { items: await eventsOf(database, found, true) } };
    },
  );

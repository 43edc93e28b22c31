import { text } from '#domain/text';
import type { Storage } from '#platform/storage';
import type { Transaction } from '#prisma/database';
import { registrationType } from '#workflows/registration.messages';
import { submissionId } from '#workflows/submission.messages';
import { type Needs as CarryNeeds, carryOutCheck, withWarning } from './checks/carry-out.ts';
import { type Check, takeCheck, takePreview } from './checks/intake.ts';
import { dryRunInScope, mayEnd, reportOf, viewOf } from './checks/view.ts';
import { CheckBody, CheckForm, CheckParams, CheckView, PreviewBody } from './checks.schema.ts';
import { formIn } from './form.ts';
import type { Principal } from './identity.ts';
import { type Asked, answerOnce, keyOf } from './intake.ts';
import { ProblemError } from './problem.ts';
import { type Answer, type Route, route } from './route.ts';
import { KeyHeader } from './schema.ts';
import { caseToActOn, keepAccess, keepUnseen } from './scope.ts';
import { xlsxMedia } from './standards/template.ts';
import { readingOf } from './submission/reading.ts';
import { NoBody, NumberParams } from './submission.schema.ts';

export interface Needs extends CarryNeeds {
  readonly storage: Storage;
  /** Bytes of an upload at the most. */
  readonly limit: number;
  /** Dry runs of one unit at once. */
  readonly dryRunsPerUnit: number;
}

export const checkProcess = 'check';

const tag = 'Checks';
const path = '/v1/checks/{id}';
const senders = ['producer', 'machine', 'pdsi'] as const;
const form = { field: 'check', schema: CheckForm, senders } as const;
const answers = {
  200: { description: 'It has ended: the report, or why there is none', schema: CheckView },
  202: { description: 'It goes on: look again at `Location`', schema: CheckView },
} as const;

/** Uji coba: what the checks would find, without a submission. Nothing of it enters the record. */
export function checkRoutes(needs: Needs): Route[] {
  return [
    check(needs),
    preview(needs),
    show(needs),
    downloadList(needs, 'csv'),
    downloadList(needs, 'xlsx'),
    cancel(needs),
  ];
}

function check(needs: Needs): Route {
  return route(
    {
      method: 'post',
      path: '/v1/checks',
      operationId: 'checkFile',
      summary: 'Check a file without submitting it',
      description:
        'Gives the report that a submission of this file would get. Waits a few seconds for it; what takes longer is polled. The file can be submitted afterwards.',
      tag,
      headers: KeyHeader,
      body: CheckBody,
      form,
      answers,
      problems: [403, 409, 413, 415, 422, 507],
    },
    async ({ principal, body, request }) => perform(needs, principal, keyOf(request), { body, fingerprint: body }),
    async ({ principal, request, response }) => {
      const key = keyOf(request);
      return perform(needs, principal, key, await formIn(needs, { principal, request, response }, form));
    },
  );
}

function preview(needs: Needs): Route {
  const { database } = needs;
  return route(
    {
      method: 'post',
      path: '/v1/registrations/{number}/preview',
      operationId: 'previewRegistration',
      summary: 'What a proposed standard or code list would find in a submission of before',
      description: 'Nothing of the submission changes, and its producer sees nothing of it.',
      tag,
      params: NumberParams,
      headers: KeyHeader,
      body: PreviewBody,
      answers,
      problems: [403, 404, 409, 422],
    },
    async ({ principal, params, body, request, response }) => {
      const key = keyOf(request);
      const attempt = {
        request: String(response.locals['requestId']),
        process: registrationType,
        number: params.number,
        act: 'preview',
        roles: ['pdsi'],
      } as const;
      const { id: proposal, round } = await caseToActOn(database, principal, attempt);
      if (!principal.roles.includes('pdsi')) {
        await keepUnseen(database, principal, attempt);
        throw new ProblemError('not-found');
      }
      await keepAccess(database, principal, submissionId(body.submission.number), 'preview of a proposal');
      const asked = askedBy(principal, key, 'check', { proposal, round, body });
      const take = (transaction: Transaction) =>
        takePreview(transaction, principal, { id: proposal, round }, body.submission, needs.dryRunsPerUnit);
      return answerOnce(database, asked, { take, carryOut: (row) => carryOutCheck(needs, row) });
    },
  );
}

interface Wanted {
  readonly body: Check;
  readonly fingerprint: unknown;
}

async function perform(needs: Needs, principal: Principal, key: string, wanted: Wanted): Promise<Answer> {
  const { body, fingerprint } = wanted;
  const asked = askedBy(principal, key, 'check', fingerprint);
  const take = (transaction: Transaction) => takeCheck(transaction, principal, body, needs.dryRunsPerUnit);
  return answerOnce(needs.database, asked, { take, carryOut: (row) => carryOutCheck(needs, row) });
}

function askedBy(principal: Principal, key: string, act: string, fingerprint: unknown): Asked {
  const role = principal.roles.find((held) => senders.some((sender) => sender === held));
  if (role === undefined)
    throw new ProblemError('not-your-act', {
      detail: text('hanya produsen dan PDSI yang memeriksa berkas', 'only producers and PDSI check files'),
    });
  const { person, unit } = principal;
  return { principal, key, process: checkProcess, act, actor: { person, role, unit }, fingerprint };
}

function show(needs: Needs): Route {
  return route(
    {
      method: 'get',
      path,
      operationId: 'showCheck',
      summary: 'How far a dry run is, or its report',
      tag,
      params: CheckParams,
      answers: { 200: { description: 'The dry run', schema: CheckView } },
      problems: [404],
    },
    async ({ principal, params }) => {
      const row = await dryRunInScope(needs.database, principal, params.id);
      const view = await withWarning(needs, await viewOf(needs.database, row));
      const { cancel: ending, ...reading } = view.links;
      const links = ending !== undefined && mayEnd(row, principal) ? view.links : reading;
      return { status: 200, body: { ...view, links } };
    },
  );
}

function downloadList(needs: Needs, as: 'csv' | 'xlsx'): Route {
  const { database } = needs;
  const { send, sendWorkbook } = readingOf(needs);
  const [media, what] = as === 'csv' ? ['text/csv', 'CSV'] : [xlsxMedia, 'a workbook with a sheet for each rule'];
  return route(
    {
      method: 'get',
      path: `${path}/findings.${as}`,
      operationId: as === 'csv' ? 'downloadCheckFindings' : 'downloadCheckFindingsWorkbook',
      summary: `Every finding of a dry run, as ${what}`,
      tag,
      params: CheckParams,
      answers: { 200: { description: 'The complete list', media } },
      problems: [404],
    },
    async ({ principal, params, response }) => {
      const row = await dryRunInScope(database, principal, params.id);
      const report = await reportOf(database, row);
      if (report?.complete === undefined) throw new ProblemError('not-found');
      await keepAccess(database, principal, row.id, 'download of findings');
      const name = `findings-${params.id}.${as}`;
      if (as === 'xlsx') return sendWorkbook(response, report.complete, report.totals, name);
      return send(response, report.complete, name, media);
    },
  );
}

const notTheirs = new ProblemError('not-your-case', {
  detail: text('hanya unit yang meminta uji coba yang mengakhirinya', 'only the unit that asked for a dry run ends it'),
  remedy: text('Mintalah unit itu mengakhirinya.', 'Ask that unit to end it.'),
});

function cancel(needs: Needs): Route {
  const { database } = needs;
  return route(
    {
      method: 'post',
      path: `${path}/cancel`,
      operationId: 'cancelCheck',
      summary: 'End a dry run: for the unit that asked; one that has ended stays as it is',
      tag,
      params: CheckParams,
      headers: KeyHeader,
      body: NoBody,
      answers,
      problems: [403, 404, 409, 422],
    },
    async ({ principal, params, request }) => {
      const key = keyOf(request);
      const row = await dryRunInScope(database, principal, params.id);
      const caseId = row.id;
      const asked = { ...askedBy(principal, key, 'cancel', { caseId }), caseId };
      const take = async () => {
        if (!mayEnd(row, principal)) throw notTheirs;
        return { caseId, body: {}, command: {} };
      };
      return answerOnce(database, asked, { take, carryOut: (asking) => carryOutCheck(needs, asking) });
    },
  );
}

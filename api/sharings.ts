import { randomUUID } from 'node:crypto';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { isOfPdsi } from '#domain/office';
import { whyNotShare } from '#domain/sharing';
import type { Database, Transaction } from '#prisma/database';
import type { Sharing } from '#prisma/generated/client';
import { lookAgain, type SharingInput, sharingType } from '#workflows/sharing.messages';
import { actorIn, viewerOf } from './case/viewer.ts';
import type { Principal } from './identity.ts';
import { answerOnce, keyOf, type RequestRow, type Taken } from './intake.ts';
import { ProblemError } from './problem.ts';
import { type Answer, type Route, route } from './route.ts';
import { KeyHeader } from './schema.ts';
import { takeSharing, takeTurn } from './sharings/intake.ts';
import { firstPage, viewOf } from './sharings/view.ts';
import { SharingBody, SharingParams, SharingQuery, SharingView } from './sharings.schema.ts';
import { NoBody } from './submission.schema.ts';

interface Needs {
  readonly database: Database;
  readonly temporal: Client;
  readonly taskQueue: string;
}

const tag = 'Absence';
const path = '/v1/sharings/{id}';

/** The head of PDSI shares out many cases at once: a workflow of its own, with a result for each; it may be stopped and resumed. */
export const sharingRoutes = (needs: Needs): Route[] => [
  begin(needs),
  show(needs),
  turn(needs, 'stop', 'Stop a sharing after the item that is under way'),
  turn(needs, 'resume', 'Go on with a sharing that was stopped'),
];

/** Carries a request of a sharing out: safe to repeat, because the id of the sharing is the workflow's. */
export async function carryOutSharing(needs: Needs, { act, caseId, command }: RequestRow): Promise<Answer> {
  const id = caseId.slice(caseId.indexOf(':') + 1);
  await (act === 'share' ? start(needs, caseId, command as unknown as SharingInput) : nudge(needs, caseId));
  const row = await needs.database.sharing.findUniqueOrThrow({ where: { id } });
  const view = await viewOf(needs.database, row, firstPage);
  if (act !== 'share') return { status: 200, body: view };
  return { status: 202, body: view, headers: { Location: view.links['self'] ?? '' } };
}

async function start({ temporal, taskQueue }: Needs, workflowId: string, input: SharingInput): Promise<void> {
  try {
    await temporal.workflow.start(sharingType, {
      workflowId,
      taskQueue,
      args: [input],
      staticSummary: `sharing of ${input.items} cases`,
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** What has ended by itself needs to hear nothing. */
async function nudge({ temporal }: Needs, workflowId: string): Promise<void> {
  try {
    await temporal.workflow.getHandle(workflowId).signal(lookAgain);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

interface Asking {
  readonly principal: Principal;
  readonly key: string;
  readonly act: 'share' | 'stop' | 'resume';
  readonly id: string;
  readonly fingerprint: unknown;
  readonly take: (transaction: Transaction) => Promise<Taken>;
}

/** For the head of PDSI alone; whoever else asks is refused, on record. */
function perform(needs: Needs, { principal, key, act, id, fingerprint, take }: Asking): Promise<Answer> {
  const viewer = viewerOf(principal);
  const actor = { ...viewer, ...actorIn(viewer, ['head']) };
  const asked = { principal, key, process: sharingType, act, caseId: `${sharingType}:${id}`, actor, fingerprint };
  return answerOnce(needs.database, asked, {
    async take(transaction) {
      const refusal = whyNotShare(actor);
      if (refusal) throw new ProblemError(refusal.code, { detail: refusal.detail });
      return take(transaction);
    },
    carryOut: (row) => carryOutSharing(needs, row),
  });
}

const begin = (needs: Needs): Route =>
  route(
    {
      method: 'post',
      path: '/v1/sharings',
      operationId: 'share',
      summary: 'Share out cases in review, or hand over everything of a person who leaves: for the head of PDSI',
      description:
        'Each case is given (assign) or put back by itself, as an act of the head, in turn among those named; whom four eyes bind or who is absent is passed over. A hand-over also ends the substitutions of the person.',
      tag,
      headers: KeyHeader,
      body: SharingBody,
      answers: { 202: { description: 'The sharing has begun: look again at `Location`', schema: SharingView } },
      problems: [403, 409, 422],
    },
    async ({ principal, body, request }) => {
      const id = randomUUID();
      const take = (transaction: Transaction) => takeSharing(transaction, principal, id, body);
      return perform(needs, { principal, key: keyOf(request), act: 'share', id, fingerprint: body, take });
    },
  );

const show = ({ database }: Needs): Route =>
  route(
    {
      method: 'get',
      path,
      operationId: 'showSharing',
      summary: 'How far a sharing is, with the result of each case',
      tag,
      params: SharingParams,
      query: SharingQuery,
      answers: { 200: { description: 'The sharing, with a page of its cases', schema: SharingView } },
      problems: [404],
    },
    async ({ principal, params, query }) => ({
      status: 200,
      body: await viewOf(database, await sharingInScope(database, principal, params.id), query),
    }),
  );

const turn = (needs: Needs, act: 'stop' | 'resume', summary: string): Route =>
  route(
    {
      method: 'post',
      path: `${path}/${act}`,
      operationId: `${act}Sharing`,
      summary: `${summary}; one that has ended stays as it is`,
      tag,
      params: SharingParams,
      headers: KeyHeader,
      body: NoBody,
      answers: { 200: { description: 'The sharing', schema: SharingView } },
      problems: [403, 404, 409, 422],
    },
    async ({ principal, params: { id }, request }) => {
      const key = keyOf(request);
      await sharingInScope(needs.database, principal, id);
      const take = (transaction: Transaction) => takeTurn(transaction, id, act);
      return perform(needs, { principal, key, act, id, fingerprint: { id, act }, take });
    },
  );

/** PDSI sees what its head shares out; nobody else hears that there is one. */
async function sharingInScope(database: Database, principal: Principal, id: string): Promise<Sharing> {
  const found = isOfPdsi(principal) ? await database.sharing.findUnique({ where: { id } }) : null;
  if (!found) throw new ProblemError('not-found');
  return found;
}

import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { z } from 'zod';
import type { Role } from '#domain/case';
import { isOfPdsi } from '#domain/office';
import { processNames } from '#domain/processes';
import { everyProcess } from '#domain/register';
import { readThrough } from '#platform/read-through';
import { describeCertificate } from '#platform/signer';
import type { Storage } from '#platform/storage';
import { hashOf } from '#prisma/chain';
import type { Database } from '#prisma/database';
import { type Cover, verifyCase } from '#prisma/verify';
import type { JudgeSignature } from '#prisma/verify/anchors';
import { actorIn, viewerOf } from './case/viewer.ts';
import type { Principal } from './identity.ts';
import { keyOf } from './intake.ts';
import { onlyFor } from './only-for.ts';
import { ProblemError } from './problem.ts';
import { beginProof, proofAt } from './proofs/run.ts';
import {
  CaseParams,
  CaseProofView,
  type CoverView,
  FilesQuery,
  ProofBody,
  ProofParams,
  ProofView,
} from './proofs.schema.ts';
import { keepRefusal } from './refusals.ts';
import { type Route, route } from './route.ts';
import { KeyHeader } from './schema.ts';
import { caseInScope, keepAccess, ofUnit } from './scope.ts';

export interface ProofNeeds {
  readonly database: Database;
  readonly storage: Storage;
  readonly temporal: Client;
  readonly taskQueue: string;
  readonly judge: JudgeSignature;
}

const tag = 'Proofs';
const path = '/v1/proofs';

/** Proofs that nothing on record was altered, dropped, added or moved; for those who inspect, and for a producer of its own case. */
export function proofRoutes(needs: ProofNeeds): Route[] {
  return [proveCase(needs), proveAll(needs), showProof(needs)];
}

/** Who proves any case, and the whole record. */
const inspectors: readonly Role[] = ['itjen', 'ops', 'pdsi'];
const owners: readonly Role[] = ofUnit;

const proveCase = ({ database, storage, judge }: ProofNeeds): Route =>
  route(
    {
      method: 'get',
      path: `${path}/{process}/{number}`,
      operationId: 'proveCase',
      summary: 'Prove one case: its chain recomputed and compared with the signed anchors',
      tag,
      params: CaseParams,
      query: FilesQuery,
      answers: { 200: { description: 'The proof, with the first row that is wrong', schema: CaseProofView } },
      problems: [404],
    },
    async ({ principal, params, query: { files } }) => {
      if (!processNames.includes(params.process)) throw new ProblemError('not-found');
      const { id } = await caseInScope(database, principal, params.process, params.number);
      await onlyFor([...inspectors, ...owners], database, principal, { act: 'prove', caseId: id });
      await keepAccess(database, principal, id, 'proof');
      const { cover, head, events, erased, faults } = await verifyCase(database, id, {
        judge,
        ...(files && { read: readThrough(storage) }),
      });
      const whole = faults.length === 0;
      const body = {
        case: id,
        whole,
        events,
        head: head ?? null,
        files,
        erased: erased.map(({ event, at }) => ({ event, at: at.toISOString() })),
        cover: cover ? coverView(cover) : null,
        faults,
      };
      return { status: 200, body };
    },
  );

const proveAll = ({ database, temporal, taskQueue }: ProofNeeds): Route =>
  route(
    {
      method: 'post',
      path,
      operationId: 'proveAll',
      summary: 'Prove the whole record: takes a while, look at it again',
      tag,
      headers: KeyHeader,
      body: ProofBody,
      answers: { 202: { description: 'The proof has begun', schema: ProofView } },
      problems: [422],
    },
    async ({ principal, body, request }) => {
      await onlyFor(inspectors, database, principal, { act: 'prove', caseId: '' });
      await grantedWhole(database, principal);
      const id = hashOf({ person: principal.person, key: keyOf(request) }).slice(0, 32);
      await keepAccess(database, principal, '', 'proof of the whole record');
      const view = await beginProof(temporal, { id, taskQueue, input: body });
      return { status: 202, body: view, headers: { Location: view.links['self'] ?? '' } };
    },
  );

const showProof = ({ database, temporal }: ProofNeeds): Route =>
  route(
    {
      method: 'get',
      path: `${path}/{id}`,
      operationId: 'showProof',
      summary: 'How far a proof of the whole record is, and its result',
      tag,
      params: ProofParams,
      answers: { 200: { description: 'The proof', schema: ProofView } },
      problems: [404],
    },
    async ({ principal, params }) => {
      await onlyFor(inspectors, database, principal, { act: 'prove', caseId: '' });
      await grantedWhole(database, principal);
      return { status: 200, body: await proofAt(temporal, params.id) };
    },
  );

/** A proof of the whole record names cases: Itjen needs a grant for all of them (28/24 29(4)). */
async function grantedWhole(database: Database, principal: Principal): Promise<void> {
  const { roles, grant } = principal;
  if (isOfPdsi(principal) || roles.includes('ops') || grant?.processes.includes(everyProcess)) return;
  const attempt = { request: randomUUID(), caseId: '', act: 'prove', actor: actorIn(viewerOf(principal), ['itjen']) };
  await keepRefusal(database, attempt, { code: 'grant-needed' });
  throw new ProblemError('grant-needed');
}

function coverView({ anchor, seq, path: steps }: Cover): z.input<typeof CoverView> {
  const certificate = describeCertificate(anchor.certificate);
  const { at, root } = anchor;
  return { anchor: anchor.seq, at: at.toISOString(), root, knows: seq, path: [...steps], certificate };
}

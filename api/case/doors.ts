import type { Principal } from '#api/identity';
import { answerOnce, headerOf, keyOf, type Taken } from '#api/intake';
import type { Answer, Call } from '#api/route';
import { MatchHeader } from '#api/schema';
import { caseInScope, keepAccess } from '#api/scope';
import type { Actor, CaseState } from '#domain/case';
import type { Transaction } from '#prisma/database';
import { carryOut } from './acts.ts';
import { answerWith, type Desk, type Needs } from './desk.ts';
import { actorIn, actorOn, viewerOf } from './viewer.ts';

interface Opened {
  readonly principal: Principal;
  readonly key: string;
  /** Everything that tells this request from another with the same key. */
  readonly fingerprint: unknown;
  /** Takes what the new case needs, in the transaction that commits the request. */
  readonly take: (transaction: Transaction, request: string, actor: Actor) => Promise<Taken>;
}

/** Opens a case: answered when event 1 is durable. */
export async function performOpening(
  needs: Needs,
  desk: Desk,
  { principal, key, fingerprint, take }: Opened,
): Promise<Answer> {
  const viewer = viewerOf(principal);
  const actor = actorIn(viewer, desk.rolesOf(desk.opens));
  const who = { ...viewer, ...actor };
  const asked = { principal, key, process: desk.type, act: desk.opens, actor: who, fingerprint };
  return answerOnce(needs.database, asked, {
    take: (transaction, request) => take(transaction, request, actor),
    carryOut: (row) => carryOut(needs, desk, row),
  });
}

export interface Wanted<B> {
  readonly act: string;
  readonly caseId: string;
  readonly version: number;
  readonly actor: Actor;
  readonly body: B;
}

interface Acted<B> {
  readonly call: Pick<Call<{ number: string }, unknown, B>, 'principal' | 'params' | 'body' | 'request'>;
  readonly act: string;
  /** Refuses what no case could take, before anything is put down. */
  readonly check?: () => void;
  /** The act's request: the body for the record, ids and codes for the Update. */
  readonly take: (transaction: Transaction, request: string, wanted: Wanted<B>) => Promise<Taken>;
}

/** An act on a case that the person may see, on the version that they saw. */
export async function performAct<B>(needs: Needs, desk: Desk, { call, act, check, take }: Acted<B>): Promise<Answer> {
  const { principal, params, body, request } = call;
  const key = keyOf(request);
  const version = versionOf(request);
  const { id: caseId, state } = await caseInScope(needs.database, principal, desk.type, params.number);
  check?.();
  const viewer = viewerOf(principal);
  const actor = actorOn(desk, viewer, act, state as unknown as CaseState);
  const who = { ...viewer, ...actor };
  const fingerprint = { caseId, name: act, body, version };
  const asked = { principal, key, process: desk.type, act, actor: who, fingerprint };
  return answerOnce(needs.database, asked, {
    take: (transaction, id) => take(transaction, id, { act, caseId, version, actor, body }),
    carryOut: (row) => carryOut(needs, desk, row),
  });
}

/** The case as this person may see it. */
export async function showCase(needs: Needs, desk: Desk, principal: Principal, number: string): Promise<Answer> {
  const { id } = await caseInScope(needs.database, principal, desk.type, number);
  await keepAccess(needs.database, principal, id, 'case');
  return answerWith(await desk.viewOf(needs, viewerOf(principal), id), 200);
}

interface Headers {
  get(name: string): string | undefined;
}

function versionOf(request: Headers): number {
  const match = headerOf(MatchHeader.shape['if-match'], request.get('if-match'), 'version-needed');
  return Number(match.slice(2, -1));
}

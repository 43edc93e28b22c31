import type { Principal } from '#api/identity';
import { answerOnce, keyOf, type Taken } from '#api/intake';
import { ProblemError } from '#api/problem';
import type { Answer, Call } from '#api/route';
import { MatchHeader } from '#api/schema';
import { caseInScope, caseToActOn, keepAccess } from '#api/scope';
import type { Actor, CaseState } from '#domain/case';
import { type Text, text } from '#domain/text';
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
  readonly call: Pick<Call<{ number: string }, unknown, B>, 'principal' | 'params' | 'body' | 'request' | 'response'>;
  readonly act: string;
  /** Refuses what no case could take, before anything is put down. */
  readonly check?: () => void;
  /** The act's request: the body for the record, ids and codes for the Update. */
  readonly take: (transaction: Transaction, request: string, wanted: Wanted<B>) => Promise<Taken>;
}

/** An act on a case that the person may see, on the version that they saw. */
export async function performAct<B>(needs: Needs, desk: Desk, { call, act, check, take }: Acted<B>): Promise<Answer> {
  const { principal, params, body, request, response } = call;
  const key = keyOf(request);
  const version = versionOf(request, `/v1/${desk.path}/${params.number}`);
  const { id: caseId, state } = await caseToActOn(needs.database, principal, {
    request: String(response.locals['requestId']),
    process: desk.type,
    number: params.number,
    act,
    roles: desk.rolesOf(act),
  });
  check?.();
  const viewer = viewerOf(principal);
  const actor = actorOn(desk, viewer, act, state as unknown as CaseState);
  const who = { ...viewer, ...actor };
  const fingerprint = { caseId, name: act, body, version };
  const asked = { principal, key, process: desk.type, act, caseId, actor: who, fingerprint };
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

/** The version of the case that an act names, or a 428 that says where it is to be had. */
function versionOf(request: Headers, path: string): number {
  const said = request.get('if-match');
  const match = MatchHeader.shape['if-match'].safeParse(said);
  if (match.success) return Number(match.data.slice(2, -1));
  const seen = text(
    `kirim If-Match: "v3", yaitu ETag pada jawaban GET ${path} yang Anda baca`,
    `send If-Match: "v3", which is the ETag in the answer to GET ${path} that you read`,
  );
  throw new ProblemError('version-needed', {
    detail: text(`${whyNone(said).id}; ${seen.id}`, `${whyNone(said).en}; ${seen.en}`),
  });
}

function whyNone(said: string | undefined): Text {
  if (said === undefined) return text('header If-Match tidak ada', 'the header If-Match is missing');
  if (said === '*')
    return text(
      'If-Match: * berarti keadaan apa pun, padahal suatu tindakan menyebut keadaan perkara yang Anda lihat',
      'If-Match: * means any state, and an act names the state of the case that you saw',
    );
  return text('If-Match bukan satu ETag perkara ini', 'If-Match is not one ETag of this case');
}

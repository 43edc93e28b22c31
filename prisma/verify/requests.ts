import type { Transaction } from '#prisma/database';
import type { Event } from '#prisma/generated/client';
import { Prisma } from '#prisma/generated/client';

/** What of a request bears on the case; its words are the event's detail. */
export interface Asked {
  readonly id: string;
  readonly caseId: string;
  readonly act: string;
  readonly principal: string;
  readonly status: number | null;
  /** The number of the case that the answer shows. */
  readonly answered: string | null;
}

/** Somebody is asking just now: without an answer, and no event of it is on record yet. */
export const isUnderWay = (requests: readonly Asked[], links: readonly Event[]): boolean =>
  requests.some(({ id, status }) => status === null && !links.some(({ request }) => request === id));

export async function requestsOf(transaction: Transaction, cases: readonly string[]): Promise<Asked[]> {
  if (cases.length === 0) return [];
  return transaction.$queryRaw<Asked[]>`
    SELECT id, case_id AS "caseId", act, principal, status, answer->>'number' AS answered
    FROM request WHERE case_id IN (${Prisma.join([...cases])})`;
}

/**
 * What is wrong with the requests behind a case: each event that somebody asked for names one, of that person, case and act; and what
 * was answered as done has its event.
 */
export function faultOfRequests(
  requests: readonly Asked[],
  links: readonly Event[],
): { seq: number; what: string } | undefined {
  for (const { seq, act, person, caseId, request: id } of links) {
    if (id === null) continue;
    const request = requests.find((one) => one.id === id);
    if (!request) return { seq, what: 'its request is missing' };
    if (request.act !== act || request.principal !== person)
      return { seq, what: 'its request was altered: it asks for something else' };
    if (request.answered !== null && caseId !== `${caseId.split(':')[0]}:${request.answered}`)
      return { seq, what: 'the answer to its request names another case' };
  }
  const isDone = ({ id, status }: Asked) =>
    status !== null && status < 300 && !links.some((link) => link.request === id);
  const done = requests.find(isDone);
  return done && { seq: links.length, what: `the request ${done.id} was answered as done, and no event knows it` };
}

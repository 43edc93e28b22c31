import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { z } from 'zod';
import type { Principal } from '#api/identity';
import { ProblemError } from '#api/problem';
import { type Route, route } from '#api/route';
import { caseInScope, keepAccess, mayReadContent } from '#api/scope';
import { EventView, FindingsView, NumberParams, ReceiptView, RoundParams, RoundView } from '#api/submission.schema';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import { submissionType } from '#workflows/submission.messages';
import { eventsOf, findingsOf, receiptOf, reportOf, roundsOf } from './trail.ts';

interface Needs {
  readonly database: Database;
  readonly storage: Storage;
}

const tag = 'Submissions (A3)';

/** What a case holds beneath it: rounds, findings, file, receipt, trail. */
export function roundRoutes({ database, storage }: Needs): Route[] {
  const find = async (principal: Principal, number: string, what: string) => {
    const found = await caseInScope(database, principal, submissionType, number);
    await keepAccess(database, principal, found.id, what);
    return found;
  };
  const findRound = async (principal: Principal, { number, round }: z.output<typeof RoundParams>, what: string) => {
    const found = await find(principal, number, `${what}, round ${round}`);
    const row = await database.submissionRound.findUnique({ where: { caseId_round: { caseId: found.id, round } } });
    if (!row) throw new ProblemError('not-found');
    return { found, row };
  };
  const content = async (principal: Principal, params: z.output<typeof RoundParams>, what: string) => {
    const { party } = await caseInScope(database, principal, submissionType, params.number);
    if (!mayReadContent(principal, party)) throw new ProblemError('download-refused');
    return findRound(principal, params, `download of ${what}`);
  };

  return [
    route(
      {
        ...{
          method: 'get',
          path: '/v1/submissions/{number}/rounds',
          operationId: 'listRounds',
          tag,
          params: NumberParams,
          problems: [404],
        },
        summary: 'Every round with its file, report, decision and receipt',
        answers: { 200: { description: 'The rounds, oldest first', schema: z.object({ items: z.array(RoundView) }) } },
      },
      async ({ principal, params }) => {
        const found = await find(principal, params.number, 'rounds');
        return { status: 200, body: { items: await roundsOf(database, found) } };
      },
    ),
    route(
      {
        ...{
          method: 'get',
          path: '/v1/submissions/{number}/rounds/{round}/findings',
          operationId: 'showFindings',
          tag,
          params: RoundParams,
          problems: [404],
        },
        summary: 'What the machine and the officers found, and how to mend it',
        answers: { 200: { description: 'The findings of the round', schema: FindingsView } },
      },
      async ({ principal, params }) => {
        const { found, row } = await findRound(principal, params, 'findings');
        return { status: 200, body: await findingsOf(database, found, row) };
      },
    ),
    route(
      {
        ...{
          method: 'get',
          path: '/v1/submissions/{number}/rounds/{round}/findings.csv',
          operationId: 'downloadFindings',
          tag,
          params: RoundParams,
        },
        summary: 'Every finding of the machine, as CSV',
        problems: [403, 404],
        answers: { 200: { description: 'The complete list', media: 'text/csv' } },
      },
      async ({ principal, params, response }) => {
        const { found, row } = await content(principal, params, 'findings');
        const report = await reportOf(database, found.id, row.round);
        if (report?.complete === undefined) throw new ProblemError('not-found');
        await send(response, storage, report.complete, `findings-${found.number}-${row.round}.csv`);
        return undefined;
      },
    ),
    route(
      {
        ...{
          method: 'get',
          path: '/v1/submissions/{number}/rounds/{round}/file',
          operationId: 'downloadFile',
          tag,
          params: RoundParams,
        },
        summary: "The producer's file of the round; every download is on record",
        problems: [403, 404],
        answers: { 200: { description: 'The very bytes that were submitted', media: 'application/octet-stream' } },
      },
      async ({ principal, params, response }) => {
        const { row } = await content(principal, params, 'file');
        await send(response, storage, row.hash, row.fileName);
        return undefined;
      },
    ),
    route(
      {
        ...{
          method: 'get',
          path: '/v1/submissions/{number}/rounds/{round}/receipt',
          operationId: 'showReceipt',
          tag,
          params: RoundParams,
          problems: [404],
        },
        summary: 'Tanda terima of the round (28/24 24(2))',
        answers: { 200: { description: 'The receipt', schema: ReceiptView } },
      },
      async ({ principal, params }) => {
        const { found, row } = await findRound(principal, params, 'receipt');
        const unit = await database.unit.findUniqueOrThrow({
          where: { id: found.party },
          select: { id: true, name: true },
        });
        return { status: 200, body: await receiptOf(database, { ...found, unit }, row) };
      },
    ),
    route(
      {
        ...{
          method: 'get',
          path: '/v1/submissions/{number}/events',
          operationId: 'listEvents',
          tag,
          params: NumberParams,
          problems: [404],
        },
        summary: 'The trail: every event with its basis and its link in the hash chain',
        answers: { 200: { description: 'The events, oldest first', schema: z.object({ items: z.array(EventView) }) } },
      },
      async ({ principal, params }) => {
        const found = await find(principal, params.number, 'events');
        return { status: 200, body: { items: await eventsOf(database, found) } };
      },
    ),
  ];
}

/** Streams a content as a download; the name is the producer's own, so it is only ever display. */
async function send(response: Response, storage: Storage, hash: string, name: string): Promise<void> {
  const content = await storage.open(hash);
  response.set({
    'Content-Type': name.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    ETag: `"${hash}"`,
  });
  await pipeline(content, response);
}

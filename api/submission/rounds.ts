import { z } from 'zod';
import { EventView } from '#api/case/events.schema';
import { eventsOf } from '#api/case/trail';
import { ProblemError } from '#api/problem';
import { type Route, route } from '#api/route';
import { mayReadContent } from '#api/scope';
import { xlsxMedia } from '#api/standards/template';
import { NumberParams, RoundParams } from '#api/submission.schema';
import { FindingsView, ReceiptView, RoundView } from './answers.schema.ts';
import { type Reading, type ReadNeeds, readingOf } from './reading.ts';
import { findingsOf, receiptOf, reportOf, roundsOf, roundView } from './trail.ts';

const shared = { method: 'get', tag: 'Submissions (A3)', params: NumberParams, problems: [404] } as const;
const sharedByRound = { ...shared, params: RoundParams };
const downloads = { ...sharedByRound, problems: [403, 404] };

const path = '/v1/submissions/{number}';
const roundPath = `${path}/rounds/{round}`;

/** What a case holds beneath it: rounds, findings, file, receipt, trail. */
export function roundRoutes(needs: ReadNeeds): Route[] {
  const reading = readingOf(needs);
  return [
    listRounds(reading, needs),
    showRound(reading, needs),
    showFindings(reading, needs),
    downloadFindings(reading, needs),
    downloadFindingsWorkbook(reading, needs),
    downloadFile(reading),
    showReceipt(reading, needs),
    listEvents(reading, needs),
  ];
}

const listRounds = ({ open }: Reading, { database }: ReadNeeds) =>
  route(
    {
      ...shared,
      path: `${path}/rounds`,
      operationId: 'listRounds',
      summary: 'Every round with its file, report, decision and receipt',
      answers: { 200: { description: 'The rounds, oldest first', schema: z.object({ items: z.array(RoundView) }) } },
    },
    async ({ principal, params }) => {
      const found = await open(principal, params.number, 'rounds');
      return { status: 200, body: { items: await roundsOf(database, found) } };
    },
  );

const showRound = ({ openRound }: Reading, { database }: ReadNeeds) =>
  route(
    {
      ...sharedByRound,
      path: roundPath,
      operationId: 'showRound',
      summary: 'One round with its file, report, decision and receipt',
      answers: { 200: { description: 'The round', schema: RoundView } },
    },
    async ({ principal, params }) => {
      const { found, row } = await openRound(principal, params, 'round');
      return { status: 200, body: await roundView(database, found, row) };
    },
  );

const showFindings = ({ openRound }: Reading, { database }: ReadNeeds) =>
  route(
    {
      ...sharedByRound,
      path: `${roundPath}/findings`,
      operationId: 'showFindings',
      summary: 'What the machine and the officers found, and how to mend it',
      description: 'Those who may not read the file (Setjen, ops) see where and by which rule, without the values.',
      answers: { 200: { description: 'The findings of the round', schema: FindingsView } },
    },
    async ({ principal, params }) => {
      const { found, row } = await openRound(principal, params, 'findings');
      return { status: 200, body: await findingsOf(database, found, row, mayReadContent(principal, found)) };
    },
  );

const downloadFindings = ({ openContent, send }: Reading, { database }: ReadNeeds) =>
  route(
    {
      ...downloads,
      path: `${roundPath}/findings.csv`,
      operationId: 'downloadFindings',
      summary: 'Every finding of the machine, as CSV',
      answers: { 200: { description: 'The complete list', media: 'text/csv' } },
    },
    async ({ principal, params, response }) => {
      const { found, row } = await openContent(principal, params, 'findings');
      const report = await reportOf(database, found.id, row.round);
      if (report?.complete === undefined) throw new ProblemError('not-found');
      return send(response, report.complete, `findings-${found.number}-${row.round}.csv`, 'text/csv');
    },
  );

const downloadFindingsWorkbook = ({ openContent, sendWorkbook }: Reading, { database }: ReadNeeds) =>
  route(
    {
      ...downloads,
      path: `${roundPath}/findings.xlsx`,
      operationId: 'downloadFindingsWorkbook',
      summary: 'Every finding of the machine, as a workbook with a summary and a sheet for each rule',
      answers: { 200: { description: 'The complete list', media: xlsxMedia } },
    },
    async ({ principal, params, response }) => {
      const { found, row } = await openContent(principal, params, 'findings');
      const report = await reportOf(database, found.id, row.round);
      if (report?.complete === undefined) throw new ProblemError('not-found');
      return sendWorkbook(response, report.complete, report.totals, `findings-${found.number}-${row.round}.xlsx`);
    },
  );

const downloadFile = ({ openContent, send }: Reading) =>
  route(
    {
      ...downloads,
      path: `${roundPath}/file`,
      operationId: 'downloadFile',
      summary: "The producer's file of the round; every download is on record",
      answers: { 200: { description: 'The very bytes that were submitted', media: 'application/octet-stream' } },
    },
    async ({ principal, params, response }) => {
      const { row } = await openContent(principal, params, 'file');
      return send(response, row.hash, row.fileName, 'application/octet-stream');
    },
  );

const showReceipt = ({ openRound }: Reading, { database }: ReadNeeds) =>
  route(
    {
      ...sharedByRound,
      path: `${roundPath}/receipt`,
      operationId: 'showReceipt',
      summary: 'Tanda terima of the round (28/24 24(2))',
      answers: { 200: { description: 'The receipt', schema: ReceiptView } },
    },
    async ({ principal, params }) => {
      const { found, row } = await openRound(principal, params, 'receipt');
      const where = { id: found.party };
      const unit = await database.unit.findUniqueOrThrow({ where, select: { id: true, name: true } });
      return { status: 200, body: await receiptOf(database, { ...found, unit }, row) };
    },
  );

const listEvents = ({ open }: Reading, { database }: ReadNeeds) =>
  route(
    {
      ...shared,
      path: `${path}/events`,
      operationId: 'listEvents',
      summary: 'The trail: every event with its basis and its link in the hash chain',
      answers: { 200: { description: 'The events, oldest first', schema: z.object({ items: z.array(EventView) }) } },
    },
    async ({ principal, params }) => {
      const found = await open(principal, params.number, 'events');
      return { status: 200, body: { items: await eventsOf(database, found, mayReadContent(principal, found)) } };
    },
  );

import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Principal } from '#api/identity';
import { ProblemError } from '#api/problem';
import { caseInScope, keepAccess, mayReadContent } from '#api/scope';
import { xlsxMedia } from '#api/standards/template';
import type { RoundParams } from '#api/submission.schema';
import type { RuleTotal } from '#domain/finding';
import type { Storage } from '#platform/storage';
import type { Database } from '#prisma/database';
import { submissionType } from '#workflows/submission.messages';
import { findingsWorkbook } from './findings-workbook.ts';

export interface ReadNeeds {
  readonly database: Database;
  readonly storage: Storage;
}

export type Reading = ReturnType<typeof readingOf>;
type Params = z.output<typeof RoundParams>;

/** Opens a case, a round or its content for somebody: by right, and on record where reading is. */
export function readingOf({ database, storage }: ReadNeeds) {
  const open = async (principal: Principal, number: string, what: string) => {
    const found = await caseInScope(database, principal, submissionType, number);
    await keepAccess(database, principal, found.id, what);
    return found;
  };
  const openRound = async (principal: Principal, { number, round }: Params, what: string) => {
    const found = await caseInScope(database, principal, submissionType, number);
    const row = await database.submissionRound.findUnique({ where: { caseId_round: { caseId: found.id, round } } });
    if (!row) throw new ProblemError('not-found');
    await keepAccess(database, principal, found.id, `${what}, round ${round}`);
    return { found, row };
  };
  const openContent = async (principal: Principal, params: Params, what: string) => {
    const found = await caseInScope(database, principal, submissionType, params.number);
    if (mayReadContent(principal, found)) return openRound(principal, params, `download of ${what}`);
    await keepAccess(database, principal, found.id, `download of ${what}, round ${params.round}, refused`);
    throw new ProblemError('download-refused');
  };
  /** Streams a content as a download; the name is the producer's own, so it is only ever display. */
  const send = async (response: Response, hash: string, name: string, media: string): Promise<undefined> => {
    const content = await storage.open(hash);
    response.attachment(name).set({
      'Content-Type': media,
      ETag: `"${hash}"`,
    });
    await pipeline(content, response);
  };
  /** Makes a workbook of a complete list of findings while it is sent; nothing is sent of a list that isn't what was stored. */
  const sendWorkbook = async (
    response: Response,
    hash: string,
    totals: readonly RuleTotal[],
    name: string,
  ): Promise<undefined> => {
    const scratch = await storage.scratch();
    try {
      const workbook = await findingsWorkbook({ list: await storage.open(hash), scratch: scratch.path, totals });
      response.attachment(name).set({ 'Content-Type': xlsxMedia, ETag: `"${hash}.xlsx"` });
      await pipeline(workbook, response);
    } finally {
      await scratch.remove();
    }
  };
  return { open, openRound, openContent, send, sendWorkbook };
}

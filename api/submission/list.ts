import type { z } from 'zod';
import { type CasePage, pageOfCases } from '#api/case/list';
import type { Principal } from '#api/identity';
import type { ListQuery } from '#api/submission.schema';
import type { Database } from '#prisma/database';
import { submissionType } from '#workflows/submission.messages';

/** A page of the submissions in scope. */
export function listSubmissions(
  database: Database,
  principal: Principal,
  { component, ...query }: z.output<typeof ListQuery>,
): Promise<CasePage> {
  const about = component === undefined ? undefined : { submission: { component } };
  return pageOfCases(database, principal, { ...query, process: submissionType, ...(about && { about }) });
}

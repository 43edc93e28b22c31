import { z } from 'zod';
import { wordsOf } from '#domain/processes';
import { withUnit } from './case/rows.ts';
import { type PackNeeds, packOf } from './evidence/pack.ts';
import { sendZip } from './evidence/zip.ts';
import { type Route, route } from './route.ts';
import { CaseNumber } from './schema.ts';
import { caseInScope, keepAccess } from './scope.ts';

/** One case with everything that proves it, for whoever must show it elsewhere; one door per process. */
export function evidenceRoutes(needs: PackNeeds, processes: readonly string[]): Route[] {
  return processes.map((process) => evidence(needs, process));
}

const evidence = (needs: PackNeeds, process: string): Route =>
  route(
    {
      method: 'get',
      path: `/v1/${wordsOf(process).path}/{number}/evidence.zip`,
      operationId: `downloadEvidenceOf${process.charAt(0).toUpperCase()}${process.slice(1)}`,
      summary: 'The evidence of a case: files, trail, proof, signed anchor, and a report to read; on record',
      description:
        'manifest.json lists every file with its SHA-256 and says how to verify them by hand. Files of producers only for those who may read them.',
      tag: 'Proofs',
      params: z.object({ number: CaseNumber }),
      answers: { 200: { description: 'The pack', media: 'application/zip' } },
      problems: [404],
    },
    async ({ principal, params, response }) => {
      const { database, storage } = needs;
      const { id } = await caseInScope(database, principal, process, params.number);
      await keepAccess(database, principal, id, 'download of evidence');
      const found = await database.case.findUniqueOrThrow({ where: { id }, include: withUnit });
      const at = new Date();
      const files = await packOf(needs, { found, principal, at });
      return sendZip(response, storage, { name: `bukti-${process}-${found.number}.zip`, files, at });
    },
  );

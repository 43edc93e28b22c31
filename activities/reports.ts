import type { CheckReport } from '#domain/finding';
import type { Database } from '#prisma/database';

/** Where the checks leave what they found and how far they are; both safe to repeat. */
export function checkRecord(database: Database) {
  return {
    async progress({ caseId, round, ...far }: Progress): Promise<void> {
      const where = { caseId_round: { caseId, round } };
      await database.checkProgress.upsert({ where, create: { caseId, round, ...far }, update: far });
    },

    /** One report per round: a repeat after a crash writes the same again, never a second one. */
    async report({ caseId, round, hash }: Checked, report: CheckReport): Promise<void> {
      const where = { caseId_round: { caseId, round } };
      const found = { hash, report: report as unknown as object };
      await database.checkReport.upsert({ where, create: { caseId, round, ...found }, update: found });
    },
  };
}

interface Checked {
  readonly caseId: string;
  readonly round: number;
  readonly hash: string;
}

interface Progress {
  readonly caseId: string;
  readonly round: number;
  readonly rule: string;
  readonly done: number;
  readonly of: number;
  readonly rows: number;
}

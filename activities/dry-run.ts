import type { DryRunFailure } from '#domain/dry-run';
import type { Database } from '#prisma/database';

interface Needs {
  readonly database: Database;
}

interface End {
  readonly id: string;
  readonly at: number;
  readonly failure?: DryRunFailure;
}

export type DryRunActivities = ReturnType<typeof dryRunActivities>;

export function dryRunActivities({ database }: Needs) {
  return {
    /** Safe to repeat: the first end is the end. One that has been swept meanwhile is left alone. */
    async endDryRun({ id, at, failure }: End): Promise<void> {
      const data = { endedAt: new Date(at), failure: failure ?? null };
      await database.dryRun.updateMany({ where: { id, endedAt: null }, data });
    },
  };
}

import { activityInfo, heartbeat } from '@temporalio/activity';
import type { Database } from '#prisma/database';
import { type Means, type Proof, verifyRecord } from '#prisma/verify';

interface Needs extends Omit<Means, 'progress'> {
  /** With limits for reading a lot. */
  readonly database: Database;
}

export type ProofActivities = ReturnType<typeof proofActivities>;

/** Faults beyond these are counted: who finds a hundred has seen enough to begin. */
const most = 100;

export function proofActivities({ database, read, ...means }: Needs) {
  return {
    /** Proves the whole record; changes nothing, so it may be repeated. Says on the way how many cases it has done. */
    async proveRecord({ files }: { readonly files: boolean }): Promise<Proof & { readonly faultCount: number }> {
      const pulse = setInterval(() => heartbeat(done), 1000);
      let done = Number(activityInfo().heartbeatDetails ?? 0);
      const progress = (cases: number) => {
        done = cases;
      };
      try {
        const proof = await verifyRecord(database, { ...means, progress, ...(files && { read }) });
        return { ...proof, faults: proof.faults.slice(0, most), faultCount: proof.faults.length };
      } finally {
        clearInterval(pulse);
      }
    },
  };
}

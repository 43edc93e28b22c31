import { proxyActivities } from '@temporalio/workflow';
import type { AnchorActivities, Anchored } from '#activities/anchor';
import { scheduledAt } from './scheduled.ts';

const { anchorRecord } = proxyActivities<AnchorActivities>({
  startToCloseTimeout: '15m',
  retry: { maximumInterval: '1m' },
});

/** No case: signs the heads of the record, for the time at which the schedule wanted it. */
export async function anchor(): Promise<Anchored> {
  const at = scheduledAt();
  return anchorRecord.executeWithOptions({ summary: `anchor for ${new Date(at).toISOString()}` }, [{ at }]);
}

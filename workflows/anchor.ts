import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { AnchorActivities, Anchored } from '#activities/anchor';

const { anchorRecord } = proxyActivities<AnchorActivities>({
  startToCloseTimeout: '15m',
  retry: { maximumInterval: '1m' },
});

/** No case: signs the heads of the record, for the time at which the schedule wanted it. */
export async function anchor(): Promise<Anchored> {
  const at = scheduledAt();
  return anchorRecord.executeWithOptions({ summary: `anchor for ${new Date(at).toISOString()}` }, [{ at }]);
}

/** The schedule's time is the same in every run and attempt; started by hand, the workflow's own start stands for it. */
function scheduledAt(): number {
  const { searchAttributes, startTime } = workflowInfo();
  const [scheduled] = searchAttributes['TemporalScheduledStartTime'] ?? [];
  return scheduled instanceof Date ? scheduled.getTime() : startTime.getTime();
}

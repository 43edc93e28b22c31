import { proxyActivities } from '@temporalio/workflow';
import type { Digest, DigestActivities } from '#activities/digest';
import { dayOf } from '#domain/calendar';
import { scheduledAt } from './scheduled.ts';

const { sendDigest } = proxyActivities<DigestActivities>({
  startToCloseTimeout: '2h',
  heartbeatTimeout: '30s',
  retry: { maximumInterval: '15m' },
});

/** No case: the gathered mail of the day for which the schedule wanted it. */
export async function digest(): Promise<Digest> {
  const day = dayOf(scheduledAt());
  return sendDigest.executeWithOptions({ summary: `gathered mail of ${day}` }, [{ day }]);
}

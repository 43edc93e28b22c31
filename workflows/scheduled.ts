import { workflowInfo } from '@temporalio/workflow';

/** The schedule's time is the same in every run and attempt; started by hand, the workflow's own start stands for it. */
export function scheduledAt(): number {
  const { searchAttributes, startTime } = workflowInfo();
  const [scheduled] = searchAttributes['TemporalScheduledStartTime'] ?? [];
  return scheduled instanceof Date ? scheduled.getTime() : startTime.getTime();
}

import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { CancellationScope, isCancellation, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { CheckActivities } from '#activities/checks';
import type { DryRunActivities } from '#activities/dry-run';
import { type DryRunFailure, dryRunFailures } from '#domain/dry-run';
import type { DryRunInput } from './dry-run.messages.ts';

/** On the queue of the submissions, and behind all of them: a priority of 5 waits for those of 3. What has begun is not interrupted. */
const checks = () =>
  proxyActivities<CheckActivities>({
    taskQueue: `${workflowInfo().taskQueue}-checks`,
    scheduleToCloseTimeout: '12h',
    startToCloseTimeout: '1h',
    heartbeatTimeout: '10s',
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
    priority: { priorityKey: 5 },
  });

const { endDryRun } = proxyActivities<DryRunActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumInterval: '1m' },
});

/** Uji coba: the checks of a file that nobody submits. No case: nothing of it enters the record. */
export async function dryRun({ id, hash, component, period }: DryRunInput): Promise<void> {
  const summary = `dry run: component ${component}, ${period.from} to ${period.to}`;
  const failure = await checks()
    .checkFile.executeWithOptions({ summary }, [{ caseId: id, round: 1, hash, component, period }])
    .then(() => undefined, failureIn);
  const end = { id, at: Date.now(), ...(failure && { failure }) };
  await CancellationScope.nonCancellable(() => endDryRun(end));
}

/** Why there is no report; the checks name it before the colon of their message. */
function failureIn(error: unknown): DryRunFailure {
  if (isCancellation(error)) return 'cancelled';
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return 'not-run';
  if (!(cause instanceof ApplicationFailure)) return 'engine';
  if (cause.type === 'CheckInterrupted') return 'interrupted';
  return dryRunFailures.find((known) => cause.message.startsWith(`${known}:`)) ?? 'engine';
}

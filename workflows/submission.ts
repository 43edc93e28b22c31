import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { CheckActivities } from '#activities/checks';
import type { SubmissionActivities } from '#activities/submission';
import type { Standing } from '#domain/case';
import type { Submission } from '#domain/submission';
import { stepAfterChecks, submissionProcess } from '#domain/submission/course';
import type { Step } from '#domain/submission/steps';
import type { Duty } from './case/duties.ts';
import { carry } from './case.ts';
import type { SubmissionInput } from './submission.messages.ts';

const { storeFile, secureFile } = proxyActivities<SubmissionActivities>({
  startToCloseTimeout: '10m',
  retry: { maximumInterval: '1m' },
});

/** Files are heavy: their checks have a queue and a worker process of their own, named after the queue of the case. */
const checks = () =>
  proxyActivities<CheckActivities>({
    taskQueue: `${workflowInfo().taskQueue}-checks`,
    startToCloseTimeout: '1h',
    heartbeatTimeout: '10s',
    cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  });

/**
 * A3: penyampaian, penerimaan, pemeriksaan, penolakan dan pengembalian, perbaikan, penyampaian kembali, penyimpanan,
 * pengamanan (28/24 Pasal 23-25). The machine checks what was received, a person decides, what was accepted is stored and secured.
 */
export async function submission(input: SubmissionInput): Promise<Standing> {
  return carry(submissionProcess, dutyAt, input);
}

/** What the system itself owes: checks of what was received, storage of what was accepted, securing of what was stored (24(2)). */
function dutyAt(state: Submission): Duty<Step> | undefined {
  const { id, stage, round, hash, component, period } = state;
  if (stage === 'received') {
    const summary = `checks of round ${round}: component ${component}, ${period.from} to ${period.to}`;
    const check = () =>
      checks().checkFile.executeWithOptions({ summary }, [{ caseId: id, round, hash, component, period }]);
    return { summary, run: () => check().then((answer) => stepAfterChecks(state, answer)), failed: 'check-failed' };
  }
  if (stage === 'accepted') {
    const summary = `storage of round ${round}: content ${hash.slice(0, 8)}`;
    return {
      summary,
      run: () => storeFile.executeWithOptions({ summary }, [{ hash }]).then(() => 'stored'),
      failed: 'storage-failed',
    };
  }
  if (stage === 'stored') {
    const summary = `securing of round ${round}: content ${hash.slice(0, 8)}`;
    return {
      summary,
      run: () => secureFile.executeWithOptions({ summary }, [{ hash }]).then(() => 'secured'),
      failed: 'storage-failed',
    };
  }
  return undefined;
}

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';

const {
  FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED: completed,
  FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED: failed,
} = proto.temporal.api.enums.v1.FastForwardPollingResult;

/**
 * Lets so much time pass for one workflow, in moments: its timers fire in order and at their instants. A case that closes on the
 * way has come to its end, which is no fault.
 */
export async function fastForward(client: Client, workflowId: string, milliseconds: number): Promise<void> {
  const service = client.workflowService;
  const { namespace } = client.options;
  const id = randomUUID();
  await service.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId },
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        disablePropagation: true,
        fastForwardConfig: { id, duration: msToTs(milliseconds) },
      },
    },
  });
  for (;;) {
    const { fastForwardPollingResult: result, failedReason } = await service.pollWorkflowExecutionTimeSkipping({
      namespace,
      workflowExecution: { workflowId },
      fastForwardId: id,
    });
    if (result === completed) return;
    if (result === failed && /execution ended/.test(failedReason ?? '')) return;
    if (result === failed) throw new Error(`fast forward failed: ${failedReason}`);
    await pause(20);
  }
}

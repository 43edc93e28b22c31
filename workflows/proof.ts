import { proxyActivities } from '@temporalio/workflow';
import type { ProofActivities } from '#activities/proof';
import type { ProofInput } from './proof.messages.ts';

const { proveRecord } = proxyActivities<ProofActivities>({
  startToCloseTimeout: '12h',
  heartbeatTimeout: '30s',
  retry: { maximumInterval: '1m' },
});

/** No case: proves the whole record and keeps the result for who asked. */
export async function proof({ files }: ProofInput): ReturnType<ProofActivities['proveRecord']> {
  return proveRecord.executeWithOptions({ summary: files ? 'proof with files' : 'proof' }, [{ files }]);
}

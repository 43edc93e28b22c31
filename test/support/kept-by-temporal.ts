import type { Client } from '@temporalio/client';

/**
 * Everything that Temporal keeps and shows of a workflow, as text: its history with the contents of all payloads, memo, search
 * attributes, summaries and details, what its pending activities failed of, and the sentences that the UI shows.
 */
export async function keptByTemporal(client: Client, workflowId: string): Promise<string> {
  const handle = client.workflow.getHandle(workflowId);
  const { raw, memo, searchAttributes } = await handle.describe();
  const shown = await handle.query('__temporal_workflow_metadata');
  return textsIn([await handle.fetchHistory(), raw, memo, searchAttributes, shown]).join('\n');
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

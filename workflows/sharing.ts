import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { SharingActivities } from '#activities/sharing';
import { lookAgain, type SharingInput } from './sharing.messages.ts';

const { shareItem, endSharing } = proxyActivities<SharingActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '5s',
  retry: { maximumInterval: '30s' },
});

/** No case: carries out the items of a sharing one after the other, each an act of the head on its own case. Stopped, it waits. */
export async function sharing({ id, items, position: first = 1 }: SharingInput): Promise<void> {
  let heard = 0;
  setHandler(lookAgain, () => void (heard += 1), { description: 'it was stopped or resumed' });
  for (let position = first; position <= items; ) {
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof sharing>({ id, items, position });
    const before = heard;
    const summary = `item ${position} of ${items}`;
    const answer = await shareItem.executeWithOptions({ summary }, [{ id, position }]);
    if (answer === 'stopped') await condition(() => heard > before);
    else position += 1;
  }
  await endSharing.executeWithOptions({ summary: `${items} items done` }, [{ id, at: Date.now() }]);
}

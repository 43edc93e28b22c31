import { proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities } from '#activities/record';
import type { CaseState } from '#domain/case';
import type { Terms } from '#domain/clock';

const { readRules } = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumInterval: '5s' },
});

interface Follower {
  readonly state: () => CaseState;
  readonly follow: (terms: Terms, at: number) => void;
}

/** Whether the rules of the clock have changed since the case took them along; followed, they are read anew. */
export function createRules(process: string) {
  let isStale = false;
  return {
    hear: () => {
      isStale = true;
    },
    areStale: () => isStale,
    async follow({ state, follow }: Follower): Promise<void> {
      isStale = false;
      const { terms } = state();
      if (terms === undefined) return;
      const summary = 'the rules of the clock';
      const now = await readRules.executeWithOptions({ summary }, [{ process, terms, at: Date.now() }]);
      follow(now, Date.now());
    },
  };
}

import { patched, proxyLocalActivities } from '@temporalio/workflow';
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
  readonly hasNews: () => boolean;
}

/**
 * Whether the rules of the clock may have changed since the case took them along; followed, they are read anew. A run that goes on with a
 * recorded case reads them first: it may have been at rest when the open ones were told, or be told between two runs.
 */
export function createRules(process: string, goesOn: boolean) {
  let isStale = goesOn && patched('reads-the-rules-first');
  return {
    hear: () => {
      isStale = true;
    },
    areStale: () => isStale,
    /** What happened while they were read comes into the record first, and they are read once more. */
    async follow({ state, follow, hasNews }: Follower): Promise<void> {
      isStale = false;
      const { terms } = state();
      if (terms === undefined) return;
      const summary = 'the rules of the clock';
      const now = await readRules.executeWithOptions({ summary }, [{ process, terms, at: Date.now() }]);
      if (hasNews()) isStale = true;
      else follow(now, Date.now());
    },
  };
}

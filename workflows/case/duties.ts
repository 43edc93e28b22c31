import { CancellationScope, isCancellation, log } from '@temporalio/workflow';

/** What the system itself owes at a stage. */
export interface Duty<P extends string> {
  readonly summary: string;
  /** Does it, with the summary as label in Temporal's UI, and says what happened. */
  readonly run: () => Promise<P>;
  /** What happened when it can't be done: a step that puts a person in charge. */
  readonly failed: P;
}

/** At most one duty runs at a time, in its own cancellable scope: `key` names the turn of the case to which it belongs. */
export function createDuties<P extends string>(done: (key: number, step: P) => void) {
  let running: { key: number; scope: CancellationScope } | undefined;
  let finished = 0;

  /** Never rejects: a duty that fails becomes a step for a person; one that was cancelled leaves nothing. */
  function start(key: number, { run, failed, summary }: Duty<P>): void {
    const scope = new CancellationScope();
    running = { key, scope };
    void scope
      .run(run)
      .catch((error: unknown) => {
        if (isCancellation(error)) return undefined;
        log.error('duty failed', { duty: summary, error: error instanceof Error ? error.message : 'unknown' });
        return failed;
      })
      .then((step) => {
        running = undefined;
        finished = key;
        if (step !== undefined) done(key, step);
      });
  }

  return {
    isIdle: () => running === undefined,
    /** Whether `attend` would start or cancel something. */
    wants: (key: number, duty: Duty<P> | undefined) =>
      running
        ? (running.key !== key || duty === undefined) && !running.scope.consideredCancelled
        : duty !== undefined && finished !== key,
    /** Ends what is no longer owed and starts what is owed now. */
    attend(key: number, duty: Duty<P> | undefined): void {
      if (running && (running.key !== key || duty === undefined)) running.scope.cancel();
      if (!running && duty && finished !== key) start(key, duty);
    },
  };
}

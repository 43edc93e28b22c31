import { type ConnectionLike, ScheduleAlreadyRunning, ScheduleClient, type ScheduleOptions } from '@temporalio/client';

interface Wanted {
  readonly id: string;
  /** Also the prefix of the ids of its workflows. */
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly minutes: number;
  /** For operators. */
  readonly note: string;
}

/**
 * A workflow that the engine starts by itself, one at a time; one that is not done when its turn has passed ends, and the next begins
 * anew. Safe to repeat and from several places at once: what is there already gets the wanted rhythm.
 */
export async function keepSchedule(connection: ConnectionLike, namespace: string, wanted: Wanted): Promise<void> {
  const { id, workflowType, taskQueue, minutes, note } = wanted;
  const schedules = new ScheduleClient({ connection, namespace });
  const options = {
    spec: { intervals: [{ every: `${minutes}m` }] },
    action: {
      type: 'startWorkflow',
      workflowId: id,
      workflowType,
      taskQueue,
      args: [],
      workflowExecutionTimeout: `${minutes}m`,
    },
    policies: { overlap: 'SKIP', catchupWindow: `${minutes}m` },
    state: { note },
  } satisfies Omit<ScheduleOptions, 'scheduleId'>;
  try {
    await schedules.create({ scheduleId: id, ...options });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    // A pause that an operator ordered stays, with the note of why.
    await schedules.getHandle(id).update(({ state }) => ({ ...options, state }));
  }
}

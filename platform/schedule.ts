import {
  type ConnectionLike,
  ScheduleAlreadyRunning,
  ScheduleClient,
  type ScheduleOptions,
  type ScheduleSpec,
} from '@temporalio/client';

interface Wanted {
  readonly id: string;
  /** Also the prefix of the ids of its workflows. */
  readonly workflowType: string;
  readonly taskQueue: string;
  readonly rhythm: Rhythm;
  /** For operators. */
  readonly note: string;
}

/** Every so many minutes, or every day at a time in a zone. */
type Rhythm =
  | { readonly minutes: number }
  | { readonly daily: { readonly hour: number; readonly minute: number; readonly zone: string } };

/**
 * A workflow that the engine starts by itself, one at a time; one that is not done when its turn has passed ends, and the next begins
 * anew. Of the turns that an outage of the engine swallowed only the last is made up for. Safe to repeat and from several places at once:
 * what is there already gets the wanted rhythm.
 */
export async function keepSchedule(connection: ConnectionLike, namespace: string, wanted: Wanted): Promise<void> {
  const { id, workflowType, taskQueue, rhythm, note } = wanted;
  const schedules = new ScheduleClient({ connection, namespace });
  const { spec, turn, lasts } = timesOf(rhythm);
  const options = {
    spec,
    action: {
      type: 'startWorkflow',
      workflowId: id,
      workflowType,
      taskQueue,
      args: [],
      workflowExecutionTimeout: lasts,
    },
    policies: { overlap: 'SKIP', catchupWindow: turn },
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

/** What comes once a day ends an hour before the next, so that no turn is skipped for one that is ending. */
function timesOf(rhythm: Rhythm): {
  readonly spec: ScheduleSpec;
  readonly turn: `${number}m`;
  readonly lasts: `${number}m`;
} {
  if ('minutes' in rhythm) {
    const turn = `${rhythm.minutes}m` as const;
    return { spec: { intervals: [{ every: turn }] }, turn, lasts: turn };
  }
  const { hour, minute, zone } = rhythm.daily;
  return { spec: { calendars: [{ hour, minute }], timezone: zone }, turn: '1440m', lasts: '1380m' };
}

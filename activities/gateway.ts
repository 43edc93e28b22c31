import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Database } from '#prisma/database';
import { rulesChanged } from '#workflows/case.messages';

interface Needs {
  readonly database: Database;
  readonly temporal: Client;
}

export type GatewayActivities = ReturnType<typeof gatewayActivities>;

const page = 200;
const atOnce = 20;

/** The one way from the work of a case to other cases: by their ids, as peers. */
export function gatewayActivities({ database, temporal }: Needs) {
  const tell = async (id: string): Promise<void> => {
    try {
      await temporal.workflow.getHandle(id).signal(rulesChanged);
    } catch (error) {
      // Closed since it was listed: it keeps the dates under which it ended.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  };

  return {
    /**
     * Tells every open case that the rules of the clock have changed. Goes on behind the last page that was told, also in another
     * process; a case that hears it twice reads the same rules twice.
     */
    async tellOpenCases(): Promise<{ told: number }> {
      let { last, told } = (activityInfo().heartbeatDetails as Progress | undefined) ?? { last: '', told: 0 };
      for (;;) {
        cancellationSignal().throwIfAborted();
        const where = { closedAt: null, id: { gt: last } };
        const rows = await database.case.findMany({ where, orderBy: { id: 'asc' }, take: page, select: { id: true } });
        for (let at = 0; at < rows.length; at += atOnce)
          await Promise.all(rows.slice(at, at + atOnce).map(({ id }) => tell(id)));
        told += rows.length;
        last = rows.at(-1)?.id ?? last;
        heartbeat({ last, told } satisfies Progress);
        if (rows.length < page) return { told };
      }
    },
  };
}

interface Progress {
  readonly last: string;
  readonly told: number;
}

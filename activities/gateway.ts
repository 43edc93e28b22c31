import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Command } from '#domain/case';
import { type RefusalCode, refusalCodes } from '#domain/refusal';
import type { Database } from '#prisma/database';
import { rulesChanged, updateOf } from '#workflows/case.messages';

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

/** What came of an act on another case. */
export type Sent = 'done' | { readonly code: RefusalCode };

/** How long a case is waited for before the act is asked for again, as the same Update. */
const patience = 15_000;

/** An act on another case, by the way of every act: an Update whose id is its request's. A case that rests takes none. */
export function actingOn(temporal: Client) {
  return async (caseId: string, act: string, command: Command): Promise<Sent> => {
    const options = { args: [command] as [Command], updateId: command.request };
    const handle = temporal.workflow.getHandle(caseId);
    try {
      await temporal.withDeadline(Date.now() + patience, () => handle.executeUpdate(updateOf(act), options));
      return 'done';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return { code: 'wrong-stage' };
      const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
      const code = cause instanceof ApplicationFailure ? refusalCodes.find((known) => known === cause.type) : undefined;
      if (code === undefined) throw error;
      return { code };
    }
  };
}

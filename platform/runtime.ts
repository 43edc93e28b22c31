import { CompleteAsyncError } from '@temporalio/activity';
import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { DefaultLogger, Runtime, type RuntimeOptions, type WorkerInterceptors } from '@temporalio/worker';
import type { Config } from './config.ts';
import { aboutWorkflow, type Log } from './log.ts';
import { framesOf, toldInOneLine } from './told.ts';

/**
 * What a worker process has once, before it connects: it drains on SIGTERM, logs as we log, and shows its
 * measurements where they are wanted.
 */
export function installRuntime({ METRICS_ADDRESS }: Pick<Config, 'METRICS_ADDRESS'>, log: Log): void {
  Runtime.install(runtimeOptions(log, METRICS_ADDRESS));
}

/** The lines of the engine's own library are lines like ours, with the ids of case and workflow where there is one. */
export function runtimeOptions(log: Log, metricsAddress?: string): RuntimeOptions {
  const prometheus = metricsAddress !== undefined && {
    bindAddress: metricsAddress,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
  };
  return {
    logger: new DefaultLogger('WARN', ({ level, message, meta = {} }) => {
      const { workflowId } = meta;
      const ids = typeof workflowId === 'string' ? aboutWorkflow(workflowId) : {};
      log[level === 'ERROR' ? 'error' : 'warn']({ ...meta, ...ids }, message);
    }),
    shutdownSignals: ['SIGINT', 'SIGTERM'],
    telemetryOptions: {
      logging: { filter: 'WARN', forward: {} },
      ...(prometheus && { metrics: { prometheus } }),
    },
  };
}

/**
 * What an activity throws is written into the history of its case and shown in Temporal's UI: so no words leave it but ours. Of
 * every other error its kind, its codes and its places go in.
 */
export const withoutWords: WorkerInterceptors = {
  activity: [
    () => ({
      inbound: {
        async execute(input, next) {
          try {
            return await next(input);
          } catch (error) {
            throw failureOf(error);
          }
        },
      },
    }),
  ],
};

function failureOf(error: unknown): unknown {
  if (error instanceof TemporalFailure || error instanceof CompleteAsyncError) return error;
  if (!(error instanceof Error))
    return ApplicationFailure.create({ message: 'no error was thrown', type: typeof error });
  if (error.name === 'AbortError') return error;
  const failure = ApplicationFailure.create({ message: toldInOneLine(error), type: error.name });
  failure.stack = `${failure.name}: ${failure.message}\n${framesOf(error)}`;
  return failure;
}

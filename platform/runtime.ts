import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

/**
 * What a worker process has once, before it connects: it drains on SIGTERM, logs as we log, and shows its
 * measurements where they are wanted.
 */
export function installRuntime({ METRICS_ADDRESS }: Pick<Config, 'METRICS_ADDRESS'>, log: Log): void {
  const prometheus = METRICS_ADDRESS && {
    bindAddress: METRICS_ADDRESS,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
  };
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
      log[level === 'ERROR' ? 'error' : 'warn']({ ...meta }, message),
    ),
    shutdownSignals: ['SIGINT', 'SIGTERM'],
    ...(prometheus && { telemetryOptions: { metrics: { prometheus } } }),
  });
}

import { Runtime } from '@temporalio/worker';
import type { Config } from './config.ts';

/** What a worker process has once, before it connects: it drains on SIGTERM, and shows its measurements where they are wanted. */
export function installRuntime({ METRICS_ADDRESS }: Pick<Config, 'METRICS_ADDRESS'>): void {
  const prometheus = METRICS_ADDRESS && {
    bindAddress: METRICS_ADDRESS,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
  };
  Runtime.install({
    shutdownSignals: ['SIGINT', 'SIGTERM'],
    ...(prometheus && { telemetryOptions: { metrics: { prometheus } } }),
  });
}

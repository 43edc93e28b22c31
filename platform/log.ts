import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { toldOf } from './told.ts';

export type Log = Logger;

/** What every line says that is written meanwhile: the ids of a request, of its case and of the case's workflow. */
type About = Record<string, string>;

const about = new AsyncLocalStorage<About>();

/** Lines written while this runs, and by whatever it starts, carry these fields. */
export function logAbout<T>(fields: About, run: () => T): T {
  return about.run(fields, run);
}

/** What came to be known only on the way: the lines from here on carry it too. */
export function noteInLog(fields: About): void {
  Object.assign(about.getStore() ?? {}, fields);
}

/** A workflow's id is its case's, or the id of what is no case: `check:<uuid>`, `proof:<uuid>`. */
export const aboutWorkflow = (workflowId: string): About =>
  /^(check|proof):/.test(workflowId) ? { workflowId } : { case: workflowId, workflowId };

/** One JSON line per event, UTC; ids only. Bodies, tokens and what people wrote are never given to it, and errors go in without their words. */
export function openLog(level: string, process: 'api' | 'worker' | 'checks', to?: DestinationStream): Log {
  const options = {
    level,
    base: { process },
    timestamp: stdTimeFunctions.isoTime,
    mixin: () => ({ ...about.getStore() }),
    serializers: { err: toldOf, error: toldOf },
    redact: ['authorization', '*.authorization', 'headers.authorization', 'token', '*.token', 'password', '*.password'],
  };
  return to === undefined ? pino(options) : pino(options, to);
}

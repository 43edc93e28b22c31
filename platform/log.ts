import { type Logger, pino } from 'pino';

export type Log = Logger;

/** One JSON line per event, UTC; ids only. Bodies, tokens and what people wrote are never given to it. */
export function openLog(level: string, process: 'api' | 'worker' | 'checks'): Log {
  return pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['authorization', '*.authorization', 'headers.authorization', 'token', '*.token', 'password', '*.password'],
  });
}

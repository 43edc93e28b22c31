import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Message, Order, Step } from './channel.ts';

export type Outcome = Exclude<Message, { kind: 'step' }>;

interface Run {
  readonly order: Order;
  readonly source: Readable;
  readonly signal: AbortSignal;
  readonly step: (step: Step) => void;
}

/** The child ended without an answer: killed, or crashed. */
export class ChildLost extends Error {
  override readonly name = 'ChildLost';
}

/** Runs one check in a process of its own. When this settles, that process is gone. */
export async function runChild({ order, source, signal, step }: Run): Promise<Outcome> {
  const child = fork(new URL('./child.ts', import.meta.url), [], {
    execArgv: ['--max-old-space-size=512'],
    env: {},
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    signal,
    killSignal: 'SIGKILL',
  });
  const gone = child.pid === undefined || new Promise((resolve) => child.once('close', resolve));
  try {
    return await outcomeOf(child, { order, source, signal, step });
  } finally {
    child.kill('SIGKILL');
    source.destroy();
    await gone;
  }
}

function outcomeOf(child: ChildProcess, { order, source, step }: Run): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, by) => reject(new ChildLost(`The checking process ended by ${by ?? `code ${code}`}`)));
    child.on('message', (message: Message) => (message.kind === 'step' ? step(message) : resolve(message)));
    child.send(order, (error) => error && reject(error));
    // Two ends, two stories: a file that cannot be read is told by its stream, a child that is gone by its end.
    finished(source).catch(reject);
    if (child.stdin) source.pipe(child.stdin).on('error', () => undefined);
  });
}

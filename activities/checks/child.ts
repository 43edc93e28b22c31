import { answer } from './answer.ts';
import type { Message, Order, Step } from './channel.ts';

/** A process of its own: what a file does to the engine never reaches the worker. It lives no longer than its channel. */
const end = () => process.kill(process.pid, 'SIGKILL');

const send = (message: Message, sent?: () => void) =>
  process.send?.(message, undefined, {}, (error) => (error ? end() : sent?.()));

const step = (at: Step) => send({ kind: 'step', ...at });

process.once('disconnect', end);
process.once('message', (order: Order) => {
  void answer(order, process.stdin, step).then((message) => send(message, () => process.exit(0)));
});
if (!process.connected) end();

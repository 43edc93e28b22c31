import { answer } from './answer.ts';
import type { Message, Order, Step } from './channel.ts';

/** A process of its own: what a file does to the engine never reaches the worker. It lives no longer than its channel. */
const end = () => process.kill(process.pid, 'SIGKILL');

/** A parent that is gone hears nothing, and that is no error: the channel's end ends this process. */
const send = (message: Message, sent: () => void = () => undefined) => process.send?.(message, undefined, {}, sent);

const step = (at: Step) => send({ kind: 'step', ...at });

process.once('disconnect', end);
process.once('message', (order: Order) => {
  void answer(order, process.stdin, step).then((message) => send(message, () => process.exit(0)));
});
if (!process.connected) end();

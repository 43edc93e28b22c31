import { leaveTheHouse, type Part, takeTheHouse, untilToldToStop } from './lifetime.ts';
import { writeRunning } from './place.ts';
import { sayEnd } from './say.mjs';
import { bringUp, type Layer } from './system.ts';
import { sayWelcome } from './welcome.ts';

/**
 * The whole system on this machine, until it is told to stop. Run by `npm start` in a process of its own whose channel is its
 * life line; what it started ends before it does.
 */
const parts: Record<Layer, Part[]> = { server: [], application: [] };
let isOver = false;

class Stopped extends Error {}

/** Starts a part and remembers it, unless the end has come meanwhile. */
async function begin<P extends Part>(layer: Layer, start: () => Promise<P>): Promise<P> {
  if (isOver) throw new Stopped();
  const part = await start();
  parts[layer].push(part);
  return part;
}

try {
  await takeTheHouse();
} catch (error) {
  sayEnd(error);
  process.exit();
}
const told = untilToldToStop().then(() => {
  isOver = true;
});
try {
  const up = bringUp(begin).then((running) => {
    keepWritten(running);
    sayWelcome(running.addresses);
  });
  await Promise.race([up, told.then(() => up)]);
  await told;
} catch (error) {
  if (!(error instanceof Stopped)) sayEnd(error);
}
await end();

/** `.data/running.json` says what runs, also after a part was started again. */
function keepWritten(running: Awaited<ReturnType<typeof bringUp>>): void {
  const since = new Date().toISOString();
  let written = '';
  const write = () => {
    const all = [...parts.server, ...parts.application];
    const processes: Record<string, number> = Object.assign({}, ...all.map((part) => part.processes));
    if (JSON.stringify(processes) === written || isOver) return;
    written = JSON.stringify(processes);
    writeRunning({ pid: process.pid, since, ...running, processes });
  };
  write();
  setInterval(write, 1000).unref();
}

/** Applications first, then the servers on which they stand; what does not end in ten seconds is ended. */
async function end(): Promise<never> {
  isOver = true;
  setTimeout(() => process.exit(1), 9500).unref();
  await Promise.allSettled(parts.application.map((part) => part.stop()));
  await Promise.allSettled(parts.server.map((part) => part.stop()));
  leaveTheHouse();
  process.exit();
}

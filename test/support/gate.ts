import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Gate {
  readonly port: number;
  /** Nobody gets through: what is open breaks, and what comes is refused. */
  cut(): Promise<void>;
  /** What is open stays open, and nothing comes through any more: a network that swallows. */
  freeze(): void;
  restore(): Promise<void>;
  stop(): Promise<void>;
}

/** A door in front of a real server that a test can shut. */
export async function openGate(target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => isFrozen || to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const port = await listen(0);
  const cut = async () => {
    if (!server.listening) return;
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    port,
    cut,
    freeze() {
      isFrozen = true;
    },
    async restore() {
      isFrozen = false;
      if (!server.listening) await listen(port);
    },
    stop: cut,
  };
}

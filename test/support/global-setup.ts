import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { TestProject } from 'vitest/node';
import type { Servers } from './servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    servers: Servers;
  }
}

/** Starts the real servers that the tests of a project share, and tells the tests where they are. */
export default async function setUp(project: TestProject) {
  const keeper = fork(new URL('./servers.ts', import.meta.url), { detached: true });
  const ended = once(keeper, 'exit');
  const [servers] = (await Promise.race([
    once(keeper, 'message'),
    ended.then(() => {
      throw new Error('The servers for the tests did not start; what they said is above.');
    }),
  ])) as [Servers];
  project.provide('servers', servers);
  return async () => {
    keeper.disconnect();
    await ended;
  };
}

import { existsSync, rmSync } from 'node:fs';
import { takeTheHouse } from './lifetime.ts';
import { data } from './place.ts';
import { say, sayEnd } from './say.mjs';

/** Removes everything that was kept on this machine; refuses while the system runs. */
try {
  const was = existsSync(data);
  await takeTheHouse();
  rmSync(data, { recursive: true, force: true });
  say(was ? `Removed ${data}. npm start begins anew.` : 'There was nothing to remove.');
} catch (error) {
  sayEnd(error);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callerOf } from '#local/demo/caller';
import { say, sayEnd, step } from '#local/say';
import { NotToBeHad, obtainSchemathesis } from './schemathesis.ts';
import { type System, startSystem } from './system.ts';

/**
 * `npm run test:contract`: the running API is held against its own document by Schemathesis, once for each person below. What
 * stands behind `--` goes to Schemathesis as it is. Exit code 3: it could not be had, so nothing was proven.
 */
const people = {
  produsen: [],
  petugas: [],
  // They read what the others do.
  inspektur: ['--phases', 'examples,coverage', '--include-method', 'GET'],
  operator: ['--phases', 'examples,coverage', '--include-method', 'GET'],
};

const config = 'schemathesis.toml';
const settings = fileURLToPath(new URL(config, import.meta.url));

/** The settings, and beside them the numbers of the cases that the demo left. */
async function writeConfig({ api, folder, token }: System): Promise<void> {
  const officer = callerOf(api, await token('petugas'));
  const lists = await Promise.all(
    ['/v1/submissions', '/v1/registrations'].map((path) => officer.get<{ items: { number: string }[] }>(path)),
  );
  const numbers = lists.flatMap(({ body }) => body.items.map(({ number }) => number));
  const dictionary = `\n[dictionaries.numbers]\nvalues = ${JSON.stringify([...new Set(numbers)])}\n`;
  writeFileSync(join(folder, config), `${readFileSync(settings, 'utf8')}${dictionary}`);
}

/** Its files go to the folder of the system, and with it. */
async function hold({ api, folder }: System, schemathesis: string, how: readonly string[]): Promise<boolean> {
  const args = ['--config-file', join(folder, config), 'run', `${api}/openapi.json`, '--no-color', ...how];
  const child = spawn(schemathesis, [...args, ...process.argv.slice(2)], { cwd: folder, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

async function main(): Promise<void> {
  const schemathesis = await obtainSchemathesis();
  const system = await step('the whole system, for this run alone', '10 seconds', startSystem);
  process.once('SIGTERM', () => void system.stop().then(() => process.exit(130)));
  process.once('SIGINT', () => void system.stop().then(() => process.exit(130)));
  try {
    await step('the demo, so that there is something to read', '20 seconds', system.demo);
    await writeConfig(system);
    for (const [person, how] of Object.entries(people)) {
      say(`\n> as ${person}`);
      const header = ['--header', `Authorization: Bearer ${await system.token(person)}`];
      if (!(await hold(system, schemathesis, [...header, ...how]))) process.exitCode = 1;
    }
  } finally {
    await system.stop();
  }
}

try {
  await main();
} catch (error) {
  sayEnd(error);
  if (error instanceof NotToBeHad) process.exitCode = 3;
}

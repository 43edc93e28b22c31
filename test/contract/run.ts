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

const settings = fileURLToPath(new URL('schemathesis.toml', import.meta.url));

/** The settings, and beside them the numbers of the cases that the demo left. */
async function configFor({ api, folder, token }: System): Promise<string> {
  const officer = callerOf(api, await token('petugas'));
  const lists = await Promise.all(
    ['/v1/submissions', '/v1/registrations'].map((path) => officer.get<{ items: { number: string }[] }>(path)),
  );
  const numbers = lists.flatMap(({ body }) => body.items.map(({ number }) => number));
  const config = join(folder, 'schemathesis.toml');
  const dictionary = `\n[dictionaries.numbers]\nvalues = ${JSON.stringify([...new Set(numbers)])}\n`;
  writeFileSync(config, `${readFileSync(settings, 'utf8')}${dictionary}`);
  return config;
}

async function hold(
  schemathesis: string,
  config: string,
  api: string,
  token: string,
  how: readonly string[],
): Promise<boolean> {
  const args = ['--config-file', config, 'run', `${api}/openapi.json`];
  const header = ['--header', `Authorization: Bearer ${token}`];
  const child = spawn(schemathesis, [...args, ...header, '--no-color', ...how, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
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
    const config = await configFor(system);
    for (const [person, how] of Object.entries(people)) {
      say(`\n> as ${person}`);
      const isHeld = await hold(schemathesis, config, system.api, await system.token(person), how);
      if (!isHeld) process.exitCode = 1;
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

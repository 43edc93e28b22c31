import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { obtainEngine } from './engine.mjs';
import { Remedy, say, sayAside, sayEnd, step } from './say.mjs';

/**
 * The one file that runs under whatever Node is there: installs what is missing, then goes on under Node 24 with what the
 * command names. No packages, no TypeScript.
 *
 * @typedef {{ script: string, args?: string[] }} Run
 * @typedef {{ engine: boolean, runs: Run[], fault?: number }} Command
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const node = join(root, 'node_modules', 'node', 'bin', 'node');
const data = process.env['SIP_DATA'] ?? join(root, '.data');
const tool = (/** @type {string} */ path) => join(root, 'node_modules', path);

/** @type {Run} */
const tests = { script: tool('vitest/vitest.mjs'), args: ['run'] };

/** What a machine can say without running anything: format, lint with the walls, types, unused code.
 * @type {Run[]} */
const guards = [
  { script: tool('@biomejs/biome/bin/biome'), args: ['ci', '--colors=off', '.'] },
  { script: tool('oxlint/bin/oxlint'), args: ['--deny-warnings'] },
  { script: tool('typescript/bin/tsc') },
  { script: tool('knip/bin/knip.js'), args: ['--no-progress', '--no-config-hints'] },
  { script: 'test/contract/lint.ts' },
];

/** What each command runs under Node 24, one after the other; `engine` where it needs the Temporal server. With a `fault`, standard
 * output belongs to the command alone, and this is the exit code when it can't even begin.
 * @type {Record<string, Command>} */
const commands = {
  start: { engine: true, runs: [{ script: 'local/start.ts' }] },
  reset: { engine: false, runs: [{ script: 'local/reset.ts' }] },
  demo: { engine: false, runs: [{ script: 'local/demo.ts' }] },
  token: { engine: false, runs: [{ script: 'local/token.ts' }] },
  verify: { engine: false, runs: [{ script: 'local/verify.ts' }] },
  pseudonymise: { engine: false, runs: [{ script: 'local/pseudonymise.ts' }] },
  rebuild: { engine: false, runs: [{ script: 'local/rebuild.ts' }] },
  'check-file': { engine: false, runs: [{ script: 'activities/check-file.ts' }], fault: 2 },
  bench: { engine: false, runs: [{ script: 'bench/run.ts' }] },
  test: { engine: true, runs: [tests] },
  'test:walks': { engine: true, runs: [{ script: 'test/walks.ts' }] },
  'test:contract': { engine: true, runs: [{ script: 'test/contract/run.ts' }] },
  'lint:api': { engine: false, runs: [{ script: 'test/contract/lint.ts' }] },
  guard: { engine: false, runs: guards },
  check: { engine: true, runs: [...guards, tests] },
};

/** What a child's end counts as that no exit code was given for. */
const killed = 137;

const [name = 'start', ...rest] = process.argv.slice(2);
/** @type {import('node:child_process').ChildProcess | undefined} */
let under;
let isStopping = false;

watchForTheEnd();
await main().catch((error) => {
  sayEnd(error);
  process.exitCode = commands[name]?.fault ?? 1;
});

async function main() {
  const command = commandOf();
  if (command.fault !== undefined) sayAside();
  const [, engine] = await bothEnded(prepare(), command.engine ? engineFor() : undefined);
  for (const [index, { script, args = [] }] of command.runs.entries()) {
    const isLast = index === command.runs.length - 1;
    if (command.runs.length > 1) say(`> ${[script.replace(`${root}/`, ''), ...args].join(' ')}`);
    const code = await runUnder24([script, ...args, ...(isLast ? rest : [])], engine);
    process.exitCode = code;
    if (name === 'start' && code === killed) await runUnder24(['local/sweep.ts'], undefined);
    if (code !== 0 || isStopping) return;
  }
}

/** Tests have servers of their own, whatever TEMPORAL_ADDRESS says; only a start keeps its choice of engine. */
async function engineFor() {
  if (name !== 'start') return obtainEngine(undefined);
  return process.env['TEMPORAL_ADDRESS'] === undefined ? obtainEngine(join(data, 'engine.json')) : undefined;
}

function commandOf() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw new Remedy(`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org).`);
  const command = commands[name];
  if (!command) throw new Remedy(`There is no command ${name}: use one of ${Object.keys(commands).join(', ')}.`);
  return command;
}

/** Both are let end before the first fault is told, so that nothing goes on behind the message.
 * @template A, B
 * @param {Promise<A>} first
 * @param {Promise<B> | undefined} second
 * @returns {Promise<[A, B | undefined]>} */
async function bothEnded(first, second) {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

async function prepare() {
  await installPackages();
  const schema = join(root, 'prisma', 'schema');
  const files = readdirSync(schema).toSorted();
  const wanted = digest(files.map((file) => readFileSync(join(schema, file), 'utf8')));
  const mark = join(root, 'prisma', 'generated', 'made-from');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  const remedy = 'The database client could not be generated: remove prisma/generated and run the same command again.';
  await step('database client, generated from the schema', '3 seconds', () =>
    quietly(node, ['prisma/generate.ts'], remedy),
  );
  writeFileSync(mark, wanted);
}

async function installPackages() {
  const wanted = digest([readFileSync(join(root, 'package-lock.json'), 'utf8'), process.platform, process.arch]);
  const mark = join(root, 'node_modules', '.installed-from');
  if (existsSync(node) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < 3e9)
    throw new Remedy('There are less than 3 GB free on this disk: free some, then run the same command again.');
  const npm = process.env['npm_execpath'];
  const [program, before] = npm ? [process.execPath, [npm]] : ['npm', []];
  const remedy =
    'The packages could not be installed: check that this machine reaches the npm registry, then run the same command again.';
  await step('packages, installed from the lockfile', '50 seconds', () =>
    quietly(program, [...before, 'ci', '--loglevel=error', '--no-audit', '--no-fund'], remedy),
  );
  if (!existsSync(node))
    await step('Node 24', '10 seconds', () =>
      quietly(program, [...before, 'rebuild', 'node', '--loglevel=error'], remedy),
    );
  writeFileSync(mark, wanted);
}

/** @returns {Promise<void>} */
function quietly(/** @type {string} */ program, /** @type {readonly string[]} */ args, /** @type {string} */ remedy) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    under = child;
    let tail = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      tail = (tail + chunk.toString()).slice(-1500);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', () => reject(new Remedy(remedy)));
    child.once('exit', (code) => {
      under = undefined;
      if (code === 0) resolve();
      else reject(tail.includes('ENOSPC') ? new Error('ENOSPC') : new Remedy(`${remedy}\n${tail}`));
    });
  });
}

/**
 * The channel is the life line: when it closes, the child ends what it started, then itself. `npm start` has a process group of
 * its own, so that Ctrl-C reaches it by the channel alone and its parts are stopped in order.
 *
 * @returns {Promise<number>}
 */
function runUnder24(/** @type {string[]} */ args, /** @type {object | undefined} */ engine) {
  const environment = {
    ...process.env,
    PATH: `${dirname(node)}:${process.env['PATH'] ?? ''}`,
    SIP_DATA: data,
    INIT_CWD: process.env['INIT_CWD'] ?? process.cwd(),
    ...(engine && { SIP_ENGINE: JSON.stringify(engine) }),
  };
  const lifeLine = name === 'start' ? [] : ['--import', new URL('end-with-parent.mjs', import.meta.url).href];
  const child = spawn(node, [...lifeLine, ...args], {
    cwd: root,
    env: environment,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: name === 'start',
  });
  under = child;
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => {
      under = undefined;
      resolve(code ?? (isStopping ? 130 : killed));
    });
  });
}

/** npm signals only its shell and may be killed itself: when whoever is our parent is gone, the rest must end too. */
function watchForTheEnd() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end('SIGTERM');
  }, 500).unref();
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => end(signal));
}

/** Ctrl-C has already reached a child of our own group; everything else is passed on. */
function end(/** @type {'SIGINT' | 'SIGTERM' | 'SIGHUP'} */ signal) {
  if (!under) process.exit(130);
  if (isStopping) return;
  isStopping = true;
  if (name === 'start' && under.connected) under.disconnect();
  else if (signal !== 'SIGINT' || !under.connected) under.kill('SIGTERM');
}

function digest(/** @type {string[]} */ parts) {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

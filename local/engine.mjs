import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Remedy, step } from './say.mjs';

/**
 * The Temporal server, by the first of three ways that works: an address (then nothing comes here), Temporal's CLI (on the PATH,
 * or by a download that the SDK makes), or a build from the Go modules, once, kept outside the checkout.
 *
 * @typedef {{ kind: 'cli', path: string, version: string }} Cli
 * @typedef {{ kind: 'download', version: string }} Download
 * @typedef {{ kind: 'built', server: string, ui: string, version: string }} Built
 * @typedef {Cli | Download | Built} Engine
 */

const versions = { server: 'v1.32.1', ui: 'v2.55.0', cli: 'v1.9.1', go: '1.26.8' };
const run = promisify(execFile);

/**
 * @param {string | undefined} choiceFile where the choice is kept until reset, so that a tool that appears later never makes cases vanish
 * @returns {Promise<Engine>}
 */
export async function obtainEngine(choiceFile) {
  const kept =
    choiceFile !== undefined && existsSync(choiceFile) ? await same(readFileSync(choiceFile, 'utf8')) : undefined;
  const engine = kept ?? (await choose());
  if (choiceFile !== undefined) {
    mkdirSync(dirname(choiceFile), { recursive: true });
    writeFileSync(choiceFile, `${JSON.stringify(engine, undefined, 2)}\n`);
  }
  return engine;
}

/** The engine whose files the data are: another one could not read them.
 * @returns {Promise<Engine>} */
async function same(/** @type {string} */ choice) {
  const kept = /** @type {Engine} */ (JSON.parse(choice));
  if (kept.kind === 'built') return buildEngine();
  if (kept.kind === 'cli' && !(await cliOnPath()))
    throw new Remedy(
      `The cases here were kept by the Temporal CLI ${kept.version}, which is not on the PATH any more: install it again, or begin anew with npm run reset (this removes all cases).`,
    );
  return kept;
}

/** @returns {Promise<Engine>} */
async function choose() {
  if (existsSync(join(folder(), 'ui', 'server'))) return buildEngine();
  const cli = await cliOnPath();
  if (cli) return cli;
  if (await canDownload()) return { kind: 'download', version: versions.cli };
  return buildEngine();
}

/** @returns {Promise<Cli | undefined>} */
async function cliOnPath() {
  try {
    const { stdout } = await run('temporal', ['--version'], { timeout: 5000 });
    const [, version = '0.0.0'] = /version (\d+\.\d+\.\d+)/.exec(stdout) ?? [];
    return atLeast(version, '1.9.0') ? { kind: 'cli', path: 'temporal', version } : undefined;
  } catch {
    return undefined;
  }
}

/** A download that can't be had fails at once, or is given three seconds to answer. */
async function canDownload() {
  try {
    await fetch('https://temporal.download', { method: 'HEAD', signal: AbortSignal.timeout(3000) });
    return true;
  } catch {
    return false;
  }
}

const folder = () =>
  join(
    process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
    'sip-back-office',
    `temporal-${versions.server}-ui-${versions.ui}`,
  );

/** Builds the server and its UI unless that has been done before.
 * @returns {Promise<Built>} */
export async function buildEngine() {
  const target = folder();
  const built = {
    kind: /** @type {const} */ ('built'),
    server: join(target, 'server', 'server'),
    ui: join(target, 'ui', 'server'),
    version: versions.server,
  };
  if (existsSync(built.server) && existsSync(built.ui)) return built;
  await checkGo();
  mkdirSync(dirname(target), { recursive: true });
  const draft = mkdtempSync(join(dirname(target), 'draft-'));
  try {
    const server = ['-tags', 'disable_grpc_modules', `go.temporal.io/server/cmd/server@${versions.server}`];
    await step('Temporal server, built once from its Go modules', '7 minutes', () =>
      install(join(draft, 'server'), server),
    );
    const ui = [`github.com/temporalio/ui-server/v2/cmd/server@${versions.ui}`];
    await step("Temporal's UI, built once", '20 seconds', () => install(join(draft, 'ui'), ui));
    rename(draft, target);
    return built;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Two builds at once: the first to finish is kept, the other is thrown away. */
function rename(/** @type {string} */ draft, /** @type {string} */ target) {
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(join(target, 'ui', 'server'))) throw error;
  }
}

async function checkGo() {
  const version = await run('go', ['env', 'GOVERSION'], { env: { ...process.env, GOTOOLCHAIN: 'local' } }).then(
    ({ stdout }) => stdout.trim().replace(/^go/, ''),
    () => undefined,
  );
  if (version !== undefined && atLeast(version, versions.go)) return;
  throw new Remedy(
    `No Temporal server can be had (${version === undefined ? 'no Go' : `Go ${version} is too old`}, no Temporal CLI 1.9 or newer on the PATH, and no download). Do one of these, then run the same command again:\n` +
      '  - set TEMPORAL_ADDRESS=host:port to a Temporal server that runs already;\n' +
      '  - install the Temporal CLI 1.9 or newer (https://docs.temporal.io/cli), or let this machine reach temporal.download;\n' +
      `  - install Go ${versions.go} or newer (https://go.dev/dl), and it is built here once;\n` +
      '  - or use Docker instead: docker compose up (see docker-compose.yml).',
  );
}

/** @returns {Promise<void>} */
function install(/** @type {string} */ bin, /** @type {string[]} */ what) {
  const environment = { ...process.env, GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOBIN: bin, GOFLAGS: '-mod=mod' };
  const child = spawn('go', ['install', '-trimpath', '-ldflags', '-s -w', ...what], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let tail = '';
  child.stderr.on('data', (chunk) => {
    tail = (tail + chunk).slice(-2000);
  });
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('exit', end);
      if (code === 0) resolve();
      else
        reject(
          new Remedy(
            `The Temporal server could not be built; check the network and the disk, then run the same command again.\n${tail}`,
          ),
        );
    });
  });
}

function atLeast(/** @type {string} */ version, /** @type {string} */ least) {
  return version.localeCompare(least, 'en', { numeric: true }) >= 0;
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Remedy, step } from '#local/say';

const run = promisify(execFile);
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** Schemathesis can't be had on this machine: that is no fault of the API, and no proof of its contract either. */
export class NotToBeHad extends Remedy {}

/** The program, in an environment of its own outside the checkout: made once for these exact versions and this Python. */
export async function obtainSchemathesis(): Promise<string> {
  const python = await findPython();
  const pins = createHash('sha256')
    .update(readFileSync(requirements))
    .update(python.version)
    .digest('hex')
    .slice(0, 12);
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const place = join(cache, 'sip-back-office', `schemathesis-${pins}`);
  const mark = join(place, 'complete');
  if (!existsSync(mark)) {
    await step('Schemathesis, installed once from PyPI', '30 seconds', () => install(python.program, place));
    writeFileSync(mark, '');
  }
  return join(place, 'bin', 'schemathesis');
}

/** What was cut off before its mark was set is cleared and made anew. */
async function install(python: string, place: string): Promise<void> {
  try {
    await run(python, ['-m', 'venv', '--clear', place]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--require-hashes', '--only-binary=:all:', '-r', requirements];
    await run(join(place, 'bin', 'python'), pip, { timeout: 300_000 });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().slice(-800) : String(error);
    throw new NotToBeHad(
      `Schemathesis could not be installed: let this machine reach PyPI (or set PIP_INDEX_URL to a mirror), then run npm run test:contract again.\n${said}`,
    );
  }
}

async function findPython(): Promise<{ program: string; version: string }> {
  const asked = process.env['PYTHON'];
  const newest = ['python3.14', 'python3.13', 'python3.12', 'python3.11'];
  for (const program of asked === undefined ? ['python3', ...newest] : [asked]) {
    const { stdout } = await run(program, ['-c', 'import sys, venv; print("%d.%d" % sys.version_info[:2])']).catch(
      () => ({
        stdout: '',
      }),
    );
    const [major = 0, minor = 0] = stdout.trim().split('.').map(Number);
    if (major === 3 && minor >= 11) return { program, version: `${program} ${stdout.trim()}` };
  }
  throw new NotToBeHad(
    'There is no Python 3.11 or newer with venv here (Debian: apt-get install python3-venv): install one, or name it by PYTHON, then run npm run test:contract again.',
  );
}

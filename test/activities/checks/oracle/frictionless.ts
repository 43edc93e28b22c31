import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Standard } from '#domain/standard';

const run = promisify(execFile);
const version = '5.21.0';
const script = fileURLToPath(new URL('judge.py', import.meta.url));

/** A line of their report: row, column and kind of an error. */
export type Theirs = readonly [row: number | null, column: string | null, kind: string];

const profile = 'https://datapackage.org/profiles/2.0/tableschema.json';

/** What a standard says in the words of Table Schema alone. */
function tableSchema({ schema }: Standard) {
  const { fields, missingValues, uniqueKeys } = schema;
  const plain = fields.map((field) =>
    Object.fromEntries(Object.entries(field).filter(([name]) => !name.startsWith('sip:'))),
  );
  // `uniqueKeys` came with Table Schema 2, and they do not know them yet; one of them says the same as a primary key.
  const [primaryKey] = uniqueKeys;
  return { $schema: profile, fields: plain, missingValues, ...(primaryKey && { primaryKey }) };
}

/** Python's frictionless, installed once beside the other tools of this house; or why it can't be had. */
export async function frictionless(): Promise<{ python: string } | { missing: string }> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'sip-back-office');
  const target = join(cache, `frictionless-${version}`);
  const python = join(target, 'bin', 'python');
  if (existsSync(python)) return { python };
  mkdirSync(cache, { recursive: true });
  const building = mkdtempSync(join(cache, 'building-'));
  try {
    await run('python3', ['-m', 'venv', building]);
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--retries',
      '1',
      '--disable-pip-version-check',
      `frictionless==${version}`,
    ];
    await run(join(building, 'bin', 'python'), pip, { timeout: 300_000 });
    // Whole, or not there: two that build at once do not disturb each other.
    if (!existsSync(target)) renameSync(building, target);
    return { python };
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    return { missing: (stderr || message).trim().split('\n').at(-1) ?? 'unknown' };
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

export interface Judged {
  readonly content: string;
  readonly standard: Standard;
}

/** What they find in some files, in their order. */
export async function judgedByThem(python: string, given: readonly Judged[]): Promise<Theirs[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  try {
    const files = given.map(({ content, standard }, at) => {
      writeFileSync(join(folder, `${at}.csv`), content);
      return { path: `${at}.csv`, schema: tableSchema(standard), delimiter: standard.dialect.delimiter ?? ',' };
    });
    const judging = run(python, [script], { maxBuffer: 1e9 });
    judging.child.stdin?.end(JSON.stringify({ folder, files }));
    return JSON.parse((await judging).stdout) as Theirs[][];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

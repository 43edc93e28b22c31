import { execFileSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { runChild } from '#activities/checks/run-child';
import { listsOf } from '#domain/code-list';
import { standardFor } from '#domain/standard';

/** One measurement in a process of its own, so that peaks of memory are those of this one alone. */
export interface Given {
  readonly kind: 'checks' | 'alone';
  readonly path: string;
  readonly hash: string;
  readonly memory: string;
}

export interface Measured {
  readonly seconds: number;
  /** Of the process, and of the child that it started. */
  readonly peak: number;
  readonly childPeak: number;
  readonly found: number;
}

const scratch = mkdtempSync(join(tmpdir(), 'sip-bench-'));
process.once('disconnect', end);
process.once('message', (given: Given) => {
  void measure(given).then((measured) => process.send?.(measured, end));
});

function end(): void {
  rmSync(scratch, { recursive: true, force: true });
  process.exit();
}

async function measure(given: Given): Promise<Measured> {
  const peakOfChild = watchChild();
  const begun = performance.now();
  const found = await (given.kind === 'checks' ? checked(given) : alone(given));
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, found, peak: process.resourceUsage().maxRSS / 1024, childPeak: peakOfChild() };
}

/** The checks as a worker runs them. */
async function checked({ path, hash, memory }: Given): Promise<number> {
  const standard = standardFor('20.1');
  const period = { from: '2025-01', to: '2025-10' };
  const order = { hash, standard, period, today: '2025-11-30', memory, scratch, lists: listsOf(standard) };
  const signal = new AbortController().signal;
  const outcome = await runChild({
    order,
    source: createReadStream(path, { highWaterMark: 1 << 20 }),
    signal,
    step: () => undefined,
  });
  if (outcome.kind === 'failed') throw new Error(`${outcome.reason}: ${outcome.detail}`);
  return outcome.report.errors;
}

/** The engine by itself: columns with their types, what does not fit set aside, and rows that repeat a key. No codes, no words. */
async function alone({ path, memory }: Given): Promise<number> {
  const settings = { memory_limit: memory, threads: '2', temp_directory: join(scratch, 'spill') };
  const instance = await DuckDBInstance.create(':memory:', settings);
  const connection = await instance.connect();
  const key = 'tahun, bulan, kode_hs, negara_tujuan, pelabuhan_muat';
  const text = `'bulan': 'VARCHAR', 'kode_hs': 'VARCHAR', 'negara_tujuan': 'VARCHAR', 'pelabuhan_muat': 'VARCHAR'`;
  await connection.run(`create table rows as select * from read_csv('${path}', auto_detect = false, header = true,
    delim = ',', quote = '"', escape = '"', store_rejects = true,
    columns = {'tahun': 'SMALLINT', ${text}, 'nilai_fob_usd': 'DOUBLE'})`);
  const repeated = await connection.run(
    `select count(*) from (select ${key} from rows group by ${key} having count(*) > 1)`,
  );
  const [[found] = []] = await repeated.getRows();
  return Number(found);
}

/** The most memory that the child of this process has held, in MiB: asked of Linux, else looked at again and again. */
function watchChild(): () => number {
  let peak = 0;
  const look = () => {
    for (const pid of children()) peak = Math.max(peak, held(pid) / 1024);
  };
  const timer = setInterval(look, 100);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

function children(): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return listed
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === process.pid && args.join(' ').includes('checks/child.ts'))
    .map(([pid]) => Number(pid));
}

function held(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

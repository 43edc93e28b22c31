import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import exceljs from 'exceljs';
import { runChild } from '#activities/checks/run-child';
import { listsOf } from '#domain/code-list';
import { standardFor } from '#domain/standard';

/**
 * What a big workbook costs to check, in the process of its own and with the limits of operation; prints seconds and the most
 * memory that the process ever held (Linux).
 *
 *     node bench/workbook.ts --rows 1000000
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, shared: { type: 'boolean', default: true } },
  allowNegative: true,
});
const rows = Number(values.rows);
const standard = standardFor('20.1');
const folder = await mkdtemp(join(tmpdir(), 'bench-'));
try {
  const path = join(folder, 'table.xlsx');
  await writeWorkbook(path);
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  const most = watchMemory();
  const since = performance.now();
  const outcome = await runChild({
    order: {
      hash: digest.digest('hex'),
      standard,
      period: { from: '2025-01', to: '2025-12' },
      today: '2026-01-31',
      lists: listsOf(standard),
      memory: '512MB',
      scratch: folder,
    },
    source: createReadStream(path),
    signal: new AbortController().signal,
    step: () => undefined,
  });
  const seconds = (performance.now() - since) / 1000;
  const { size } = await stat(path);
  const found =
    outcome.kind === 'checked' ? `${outcome.report.rows} rows, ${outcome.report.errors} errors` : outcome.detail;
  process.stdout.write(
    `${(size / 1e6).toFixed(1)} MB, ${found}: ${seconds.toFixed(1)} s, at most ${most()} MB of memory\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Six columns: codes as text, an amount as a number, each port with a name of its own. */
async function writeWorkbook(path: string): Promise<void> {
  const stream = createWriteStream(path);
  const book = new exceljs.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: values.shared });
  const sheet = book.addWorksheet('data');
  sheet.addRow(standard.schema.fields.map(({ name }) => name)).commit();
  for (let number = 1; number <= rows; number += 1) {
    const month = String((number % 12) + 1).padStart(2, '0');
    sheet.addRow(['2025', month, '84', 'JAPAN', `PELABUHAN ${number}`, number + 0.25]).commit();
    if (number % 10_000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  await book.commit();
}

/** Of all processes that this one has started. */
function watchMemory(): () => number {
  let most = 0;
  const timer = setInterval(() => {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ');
    for (const pid of children.filter(Boolean)) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    }
  }, 100);
  return () => {
    clearInterval(timer);
    return Math.round(most);
  };
}

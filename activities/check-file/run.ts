import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listName } from '#activities/checks/channel';
import { shownReport } from '#domain/report';
import { couldNotBeRead } from '#domain/unreadable';
import { type Asked, readArguments } from './arguments.ts';
import { checkHere } from './check.ts';
import { keepList } from './list.ts';
import { howToUse, NotChecked } from './not-checked.ts';
import { inWords } from './words.ts';

/** One check from the command line; answers its exit code. */
export async function run(words: readonly string[]): Promise<number> {
  // Who reads no further, as `head` does, has what he wants: no fault, and the exit code stays what it is.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  try {
    const asked = await readArguments(words);
    if (asked !== 'help') return await check(asked, stopping.signal);
    process.stdout.write(`${howToUse.id}\n${howToUse.en}\n`);
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return 130;
    if (!(error instanceof NotChecked)) throw error;
    process.stderr.write(`${error.text.id}\n${error.text.en}\n`);
    return 2;
  }
}

/** The report goes to standard output, and nothing else does. */
async function check(asked: Asked, signal: AbortSignal): Promise<number> {
  const scratch = await mkdtemp(join(tmpdir(), 'sip-check-'));
  try {
    const report = await checkHere(asked, scratch, signal);
    if (asked.list !== undefined) await keepList(join(scratch, listName), asked.list, report.totals.length > 0);
    const shown = shownReport(report);
    process.stdout.write(asked.json ? asJson(shown) : inWords(shown, asked));
    if (couldNotBeRead(report)) return 2;
    return report.errors > 0 ? 1 : 0;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The report as the API gives it, but that every finding has all its keys: what has no row, column or value says null. */
function asJson(report: ReturnType<typeof shownReport>): string {
  const findings = report.findings.map((finding) => ({ row: null, column: null, value: null, ...finding }));
  return `${JSON.stringify({ ...report, findings }, undefined, 2)}\n`;
}

import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { answer } from '#activities/checks/answer';
import { listName, type Message, type Order, type Step } from '#activities/checks/channel';
import { runChild } from '#activities/checks/run-child';
import { listsOf } from '#domain/code-list';
import type { CodeList } from '#domain/code-list/shape';
import type { CheckReport, Finding } from '#domain/finding';
import { type Standard, standardFor } from '#domain/standard';

export const header = 'tahun,bulan,kode_hs,negara_tujuan,pelabuhan_muat,nilai_fob_usd';

/** A row without fault; no two with different numbers repeat each other. */
export const row = (number: number) => `2025,01,84,JAPAN,PELABUHAN ${number},${number}.5`;

/** A file of the export standard, its lines ended by LF. */
export const table = (...rows: string[]) => `${[header, ...rows].join('\n')}\n`;

export const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

interface Given {
  readonly component?: string;
  /** Instead of the one of the component. */
  readonly standard?: Standard;
  readonly lists?: readonly CodeList[];
  /** The content of the file for the time before. */
  readonly previous?: string | Buffer;
  readonly period?: { readonly from: string; readonly to: string };
  readonly today?: string;
  readonly hash?: string;
  readonly memory?: string;
  readonly source?: Readable;
  readonly signal?: AbortSignal;
  readonly step?: (step: Step) => void;
}

interface Checked {
  readonly report: Omit<CheckReport, 'complete'>;
  /** Whether the check says that there is a complete list. */
  readonly listed: boolean;
  /** The complete list, as text; empty when there is none. */
  readonly list: string;
}

type Work = (order: Order, source: Readable) => Promise<Message>;

async function work(content: string | Buffer, given: Given, by: Work): Promise<[outcome: Message, list: string]> {
  const { component = '20.1', period = { from: '2025-01', to: '2025-10' }, memory = '512MB' } = given;
  const { today = '2025-11-30' } = given;
  const scratch = await mkdtemp(join(tmpdir(), 'check-'));
  try {
    const hash = given.hash ?? sha256(content);
    const standard = given.standard ?? standardFor(component);
    const lists = given.lists ?? listsOf(standard);
    const order: Order = {
      hash,
      standard,
      period,
      today,
      memory,
      scratch,
      lists,
      ...(await previousIn(scratch, given)),
    };
    const outcome = await by(order, given.source ?? Readable.from([Buffer.from(content)]));
    return [outcome, await readFile(join(scratch, listName), 'utf8').catch(() => '')];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function previousIn(scratch: string, { previous }: Given): Promise<Pick<Order, 'previous'>> {
  if (previous === undefined) return {};
  const path = join(scratch, 'previous.csv');
  await writeFile(path, previous);
  return { previous: { path, hash: sha256(previous) } };
}

const checkedOr = ([outcome, list]: [Message, string]): Checked => {
  if (outcome.kind !== 'checked') throw new Error(`not checked: ${JSON.stringify(outcome)}`);
  return { report: outcome.report, listed: outcome.list, list };
};

/** Checks a content by the real engine, in this process: what the child does, without the time that a process costs. */
export const check = async (content: string | Buffer, given: Given = {}): Promise<Checked> =>
  checkedOr(await work(content, given, (order, source) => answer(order, source, given.step ?? (() => undefined))));

/** Checks a content as it happens in operation, in a process of its own. */
export async function outcomeApart(content: string | Buffer, given: Given = {}): Promise<Message> {
  const { signal = new AbortController().signal, step = () => undefined } = given;
  const [outcome] = await work(content, given, (order, source) => runChild({ order, source, signal, step }));
  return outcome;
}

export async function checkApart(content: string | Buffer, given: Given = {}): Promise<Checked> {
  const { signal = new AbortController().signal, step = () => undefined } = given;
  return checkedOr(await work(content, given, (order, source) => runChild({ order, source, signal, step })));
}

/** Where each finding is, in short: `3 bulan pattern`. */
export async function found(content: string | Buffer, given: Given = {}): Promise<string[]> {
  const { report } = await check(content, given);
  return report.findings.map(inShort);
}

export const inShort = ({ row: line, column, code }: Finding) =>
  [line, column, code].filter((part) => part !== undefined).join(' ');

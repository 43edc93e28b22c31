import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { type CheckReport, cut, type Finding, type RuleTotal } from '#domain/finding';
import { legible } from '#domain/hidden';
import type { Text } from '#domain/text';
import { blocker } from '#domain/unreadable';
import { Unreadable } from '#platform/table/unreadable';
import { WorkbookLook } from '#platform/table/workbook-look';
import { setOddRowsAside } from './aside.ts';
import { type FailureReason, listName, type Message, type Order, type Step } from './channel.ts';
import { compile, type Rule } from './compile.ts';
import * as engine from './engine.ts';
import { FindingsList } from './findings-list.ts';
import { fillMerged } from './merged.ts';
import { plainColumns, plainPivot, plainRules, setPlainAside, withPivot } from './plain-table.ts';
import { type Files, type Look, OtherContent, read } from './reading.ts';
import { swappedFields, withSwapped } from './swapped.ts';
import { filesIn, headerOf, tableOf } from './table.ts';
import { listCut, noRows } from './words.ts';
import { faultyColumns, workbookFindings } from './workbook-findings.ts';

const shown = 100;

type Tell = (step: Step) => void;

/** The child's whole work. Never throws, whatever the file holds. */
export async function answer(order: Order, source: AsyncIterable<Buffer>, tell: Tell): Promise<Message> {
  try {
    const result = await check(order, source, tell);
    return { kind: 'checked', report: report(order, result), list: result.total > 0 };
  } catch (error) {
    const { message } = error as Error;
    // The first line only: engines quote the data in the lines behind it.
    return { kind: 'failed', reason: reasonOf(error), detail: cut(message.split('\n')[0] ?? '') };
  }
}

function reasonOf(error: unknown): FailureReason {
  if (error instanceof OtherContent) return 'content';
  return /Out of Memory Error/.test((error as Error).message) ? 'memory' : 'engine';
}

interface Result {
  readonly rows: number;
  readonly total: number;
  readonly totals: readonly RuleTotal[];
  readonly findings: readonly Finding[];
}

async function check(order: Order, source: AsyncIterable<Buffer>, tell: Tell): Promise<Result> {
  const { scratch, hash, standard, lists } = order;
  const files = filesIn(scratch, 'rows');
  const progress = seldom((rows) => tell({ rule: 'reading', done: 0, of: 0, rows }));
  const reading = await read({ source, hash, standard, files, progress });
  const { look } = reading;
  const header = headerOf(reading, standard, order.lists);
  if (header instanceof Unreadable)
    return conclude(
      order,
      look.rows,
      [blocker(header.code, header.place, standard.dialect.delimiter), ...workbookFindings(look, standard)],
      [],
      [],
    );

  const previous = await earlier(order, progress);
  const { positions } = header;
  const columns = look.header?.length ?? 0;
  const faulty = faultyColumns(look, positions);
  const plain = plainColumns(look, standard);
  const pivot = plainPivot(look, standard);
  const compiled = compile(standard, {
    period: order.period,
    today: order.today,
    lists,
    columns,
    rows: look.rows,
    has: (name) => positions.has(name),
    cellFaults: faulty,
    places: placesIn(look, positions),
    ...(previous && { previously: (name: string) => previous.positions.has(name) }),
  });
  const ofPlain = plainRules(plain);
  const of = compiled.length + ofPlain.length + 2;
  const step = (rule: string, done: number) => tell({ rule, done, of, rows: look.rows });

  step('loading', 0);
  const table = tableOf(look, positions.size > 0 ? positions : plain, files);
  const connection = await opened(order, files, table, previous);
  const { delimiter } = look.shape;
  if (plain.size > 0) await setPlainAside(connection, { standard, columns: plain, delimiter, pivot });
  if (positions.size > 0) {
    await fillMerged(connection, faulty, positions);
    await setOddRowsAside(connection, { standard, lists: order.lists, positions, columns: table.columns, delimiter });
  }

  const swapped = positions.size > 1 ? await swappedFields(connection, standard, order.lists, positions) : [];
  const rules = [...compiled, ...ofPlain].filter(({ column }) => !swapped.some(({ field }) => field === column));

  const totals = await engine.judge(connection, rules, ({ code }, at) => step(code, at + 1));
  step('writing', of - 1);
  return conclude(
    order,
    look.rows,
    [
      ...withPivot(withSwapped(header.findings, swapped, look.headerRow), pivot),
      ...workbookFindings(look, standard, positions, await engine.formulas(connection)),
      ...(look.rows === 0 ? [withoutRows(look.headerRow)] : []),
    ],
    rules.map((rule, at) => ({ rule, total: totals[at] ?? 0 })),
    engine.found(connection),
  );
}

const placesIn = (look: Look, positions: ReadonlyMap<string, number>) =>
  look instanceof WorkbookLook ? positions : undefined;

/** The engine with all that it may see. */
async function opened(
  { memory, scratch, lists }: Order,
  files: Files,
  table: engine.Table,
  previous: engine.Table | undefined,
): Promise<DuckDBConnection> {
  const connection = await engine.open({ memory, scratch });
  await engine.loadFaults(connection, files.faults);
  await engine.loadCellFaults(connection, files.cellFaults);
  await engine.loadCodes(connection, lists);
  if (table.positions.size > 0) await engine.load(connection, 'rows', table);
  if (previous) await engine.load(connection, 'previous', previous);
  await engine.lock(connection);
  return connection;
}

/** The producer's file for the time before, as far as it can be read: what is wrong in it was said when it came. */
async function earlier(order: Order, progress: (rows: number) => void): Promise<engine.Table | undefined> {
  const { previous, scratch, standard } = order;
  if (!previous || !standard.schema['sip:compare']) return undefined;
  const files = filesIn(scratch, 'previous-rows');
  const { path, hash } = previous;
  const reading = await read({ source: createReadStream(path), hash, standard, files, progress });
  const header = headerOf(reading, standard, order.lists);
  return header instanceof Unreadable ? undefined : tableOf(reading.look, header.positions, files);
}

interface Counted {
  readonly rule: Rule;
  readonly total: number;
}

/** Writes the complete list and keeps its beginning. */
async function conclude(
  { scratch }: Order,
  rows: number,
  first: readonly Finding[],
  counted: readonly Counted[],
  found: AsyncIterable<engine.Found> | Iterable<engine.Found>,
): Promise<Result> {
  const totals = totalsOf(first, counted);
  const total = totals.reduce((sum, each) => sum + each.total, 0);
  if (total === 0) return { rows, total, totals, findings: [] };

  const findings: Finding[] = [];
  const list = new FindingsList(join(scratch, listName));
  for await (const each of inFileOrder(first, counted, found)) {
    const finding = { ...each, message: legibly(each.message), remedy: legibly(each.remedy) };
    if (findings.length < shown) findings.push(finding);
    list.add(finding);
  }
  if (total > engine.mostFindings) list.add(listEnd);
  list.close();
  return { rows, total, totals, findings };
}

const legibly = ({ id, en }: Text): Text => ({ id: legible(id), en: legible(en) });

/** What is wrong with the header comes first: it is line 1. Stops at the cap. */
async function* inFileOrder(
  first: readonly Finding[],
  counted: readonly Counted[],
  found: AsyncIterable<engine.Found> | Iterable<engine.Found>,
): AsyncGenerator<Finding> {
  yield* first;
  let left = engine.mostFindings - first.length;
  for await (const { line, rule: at, value, reference } of found) {
    const rule = counted[at]?.rule;
    if (!rule || left-- <= 0) return;
    const { code, severity, item, column } = rule;
    const place = { row: line, ...(column && { column }), ...(value && { value }) };
    yield { code, severity, item, ...place, ...rule.say(value, reference) };
  }
}

/** One line for each rule that was broken and each weight that it had, in the order in which they were judged. */
function totalsOf(first: readonly Finding[], counted: readonly Counted[]): RuleTotal[] {
  const totals = new Map<string, RuleTotal>();
  const add = ({ code, severity }: Pick<Finding, 'code' | 'severity'>, more: number) => {
    const key = `${severity} ${code}`;
    if (more > 0) totals.set(key, { code, severity, total: (totals.get(key)?.total ?? 0) + more });
  };
  for (const finding of first) add(finding, 1);
  for (const { rule, total } of counted) add(rule, total);
  return [...totals.values()];
}

function report({ standard }: Order, { rows, totals, findings }: Result): Omit<CheckReport, 'complete'> {
  const sum = (...severities: Finding['severity'][]) =>
    totals.filter(({ severity }) => severities.includes(severity)).reduce((all, { total }) => all + total, 0);
  return {
    standard: standard.name,
    version: standard.version,
    rows,
    errors: sum('error', 'blocker'),
    warnings: sum('warning'),
    totals,
    findings,
  };
}

const withoutRows = (row: number): Finding => ({
  code: 'no-rows',
  severity: 'error',
  item: 'collected-and-processed',
  row,
  ...noRows,
});

const listEnd: Finding = {
  code: 'list-cut',
  severity: 'info',
  item: 'satu-data-principles',
  ...listCut(engine.mostFindings),
};

function seldom(tell: (rows: number) => void): (rows: number) => void {
  let last = 0;
  return (rows) => {
    if (performance.now() - last < 250) return;
    last = performance.now();
    tell(rows);
  };
}

import { createReadStream } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleTotal } from '#domain/finding';
import { headerXml, rowXml, workbookOf } from '#platform/sheets';
import { records } from '#platform/table/records';

/** Rows of a sheet below its header. */
const mostRows = 1_048_575;
const batch = 256 * 1024;

const summary = ['code', 'severity', 'total', 'remedy_id', 'remedy_en'];
const summaryWidths = [28, 12, 12, 80, 80];
const widths = [24, 12, 24, 10, 24, 30, 60, 60, 60, 60];

interface Given {
  /** The complete list as the checks wrote it: formulas are harmless in it already. */
  readonly list: AsyncIterable<Buffer>;
  /** A folder of its own, for what cannot be kept in memory. */
  readonly scratch: string;
  /** How often each rule was broken, also beyond the list. */
  readonly totals: readonly RuleTotal[];
  readonly most?: number;
}

/**
 * The complete list as a workbook: a summary, then a sheet for each code. The list is in the order of the file, sheets are
 * written one after the other, so it is parted on disk first; whatever is wrong with it comes out before the first byte does.
 */
export async function findingsWorkbook({
  list,
  scratch,
  totals,
  most = mostRows,
}: Given): Promise<AsyncGenerator<Buffer>> {
  const { columns, byCode } = await parted(list, scratch, most);
  const rows = totals.map(({ code, severity, total }, at) => {
    const remedy = byCode.get(code)?.remedies.get(severity);
    return rowXml(at + 2, [code, severity, total, remedy?.id ?? '', remedy?.en ?? '']);
  });
  const codes = new Set([...totals.map(({ code }) => code), ...byCode.keys()]);
  const sheets = [...codes].flatMap((code) => byCode.get(code) ?? []);
  return workbookOf([
    { name: 'ringkasan', rows: [headerXml(summary), ...rows], widths: summaryWidths },
    ...sheets.map(({ code, path }) => ({ name: code, rows: withHeader(columns, path), widths })),
  ]);
}

async function* withHeader(columns: readonly string[], path: string): AsyncGenerator<string | Buffer> {
  yield headerXml(columns);
  yield* createReadStream(path);
}

async function parted(list: AsyncIterable<Buffer>, scratch: string, most: number) {
  const byCode = new Map<string, CodeSheet>();
  let columns: readonly string[] | undefined;
  for await (const cells of records(list)) {
    if (!columns) {
      columns = cells;
      continue;
    }
    const [code = ''] = cells;
    const sheet = byCode.get(code) ?? new CodeSheet(code, join(scratch, `${byCode.size}.xml`));
    byCode.set(code, sheet);
    if (sheet.add(cells, most)) await sheet.flush();
  }
  for (const sheet of byCode.values()) await sheet.end(most);
  return { columns: columns ?? [], byCode };
}

/** The findings of one code on their way to its sheet. */
class CodeSheet {
  readonly code: string;
  readonly path: string;
  /** Of the first finding of each severity. */
  readonly remedies = new Map<string, { readonly id: string; readonly en: string }>();
  #count = 0;
  #last = '';
  #pending: string[] = [];
  #length = 0;

  constructor(code: string, path: string) {
    this.code = code;
    this.path = path;
  }

  /** Answers whether it is time to flush. The last row that fits is held back: it may have to say that others don't. */
  add(cells: readonly string[], most: number): boolean {
    this.#count += 1;
    const [, severity = ''] = cells;
    if (!this.remedies.has(severity)) this.remedies.set(severity, { id: cells[8] ?? '', en: cells[9] ?? '' });
    if (this.#count > most) return false;
    const written = rowXml(
      this.#count + 1,
      cells.map((cell, at) => (at === 3 && cell !== '' ? Number(cell) : cell)),
    );
    if (this.#count === most) this.#last = written;
    else this.#push(written);
    return this.#length > batch;
  }

  async flush(): Promise<void> {
    await appendFile(this.path, this.#pending.join(''));
    this.#pending = [];
    this.#length = 0;
  }

  async end(most: number): Promise<void> {
    if (this.#count > most)
      this.#push(rowXml(most + 1, [this.code, '', '', '', '', '', ...leftOut(this.#count - most + 1)]));
    else this.#push(this.#last);
    await this.flush();
  }

  #push(row: string): void {
    this.#pending.push(row);
    this.#length += row.length;
  }
}

const leftOut = (count: number) => [
  `Lembar ini penuh: ${count} temuan lain dari aturan ini ada dalam daftar CSV.`,
  `This sheet is full: ${count} more findings of this rule are in the CSV list.`,
];

import { closeSync, openSync, writeSync } from 'node:fs';
import type { Finding } from '#domain/finding';

/** The first line of every list; without findings it is the only one. */
export const listHeader = 'code,severity,item,row,column,value,message_id,message_en,remedy_id,remedy_en\r\n';
const batch = 64 * 1024;

/** The complete list as CSV, one finding a line, for people who open it in a spreadsheet. */
export class FindingsList {
  readonly #file: number;
  #pending = listHeader;

  constructor(path: string) {
    this.#file = openSync(path, 'wx', 0o640);
  }

  add({ code, severity, item, row, column, value, message, remedy }: Finding): void {
    const cells = [code, severity, item, row, column, value, message.id, message.en, remedy.id, remedy.en];
    this.#pending += `${cells.map(asCell).join(',')}\r\n`;
    if (this.#pending.length > batch) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    writeSync(this.#file, this.#pending);
    this.#pending = '';
  }
}

/** What a spreadsheet would take for a formula gets an apostrophe in front. */
function asCell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

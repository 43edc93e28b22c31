import { styleText } from 'node:util';
import { say } from '#local/say';
import type { Text } from './answers.ts';

/** What the demo writes: plain text for a terminal of a hundred columns; bold only where it is one. */
const width = 100;
const labelled = 26;

export const bold = (text: string): string => styleText('bold', text);
const faint = (text: string): string => styleText('dim', text);

export function sayHeading(text: string): void {
  say(`\n${bold(text)}\n${faint('-'.repeat(width))}`);
}

/** A paragraph under a heading. */
export function sayText(text: string): void {
  say(
    wrapped(text, width - 4)
      .map((line) => `    ${line}`)
      .join('\n'),
  );
}

/** A label, and what it says; what is longer than the line goes on below itself. */
export function sayField(label: string, value: string): void {
  const [first = '', ...rest] = wrapped(value, width - 4 - labelled);
  say(
    [`    ${label.padEnd(labelled)}${first}`, ...rest.map((line) => `${' '.repeat(4 + labelled)}${line}`)].join('\n'),
  );
}

/** An address, whole on a line of its own. */
export function sayLink(label: string, address: string | undefined): void {
  if (address !== undefined) say(`    ${label.padEnd(10)}${address}`);
}

/** Lines of at most so many columns, broken between words; a single longer word, such as an address, stays whole. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Rows under their titles; every column as wide as told, what is longer is cut and says so. */
export function table(columns: Readonly<Record<string, number>>, rows: readonly (readonly string[])[]): string {
  const widths = Object.values(columns);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => fitted(cell, widths[index] ?? cell.length))
      .join('  ')
      .trimEnd();
  return [
    bold(line(Object.keys(columns))),
    faint(line(widths.map((each) => '-'.repeat(each)))),
    ...rows.map(line),
  ].join('\n');
}

const fitted = (text: string, columns: number): string =>
  text.length > columns ? `${text.slice(0, columns - 1)}~` : text.padEnd(columns);

const time = new Intl.DateTimeFormat('id-ID', {
  timeZone: 'Asia/Jakarta',
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

/** An instant in WIB, short enough for a table: `25/11 07.12.30`. */
export const inShort = (instant: string): string => time.format(new Date(instant)).replace(', ', ' ');

/** Bytes and rows as people here write them: `374.615`. */
export const counted = (count: number): string => count.toLocaleString('id-ID');

/** Indonesian with English beside it, once where both are the same word. */
export const both = ({ id, en }: Text): string => (id === en ? bold(id) : `${bold(id)} (${en})`);

/** A content hash as people compare it. */
export const shortened = (hash: string): string => hash.slice(0, 8);

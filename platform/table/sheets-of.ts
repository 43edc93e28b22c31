import { topRows } from './first-look.ts';
import { type Cell, firstRows } from './sheet.ts';
import type { Sheet, Workbook } from './workbook.ts';

/** A sheet with cells that is not the one that is read. */
export interface OtherSheet {
  readonly name: string;
  readonly isVisible: boolean;
  /** Whether its tab stands before that of the sheet that is read. */
  readonly isBefore: boolean;
  /** Whether rows of the table stand on it, which are not read: below the same header, or without any. */
  readonly hasTable: boolean;
}

interface Filled {
  readonly sheet: Sheet;
  /** Its first rows, as texts. */
  readonly top: readonly (readonly string[])[];
}

/**
 * The sheet that holds the table: the first visible one with a row that fits as its header, else the first visible one with cells; and
 * every other with cells, hidden ones too.
 */
export async function sheetsOf(
  workbook: Workbook,
  fits: (row: readonly string[]) => boolean,
): Promise<{ readonly data: Sheet | undefined; readonly others: readonly OtherSheet[] }> {
  const filled: Filled[] = [];
  for (const sheet of workbook.sheets) {
    const top = (await firstRows(workbook, sheet, topRows)).map(laidOut);
    if (top.length > 0) filled.push({ sheet, top });
  }
  const visible = filled.filter(({ sheet }) => sheet.isVisible);
  const data = visible.find(({ top }) => top.some(fits)) ?? visible[0];
  if (!data) return { data: undefined, others: [] };
  const [first = []] = data.top;
  const header = data.top.find(fits) ?? first;
  const isSame = (row: readonly string[] = []) => first.length > 1 && row.join('\n') === first.join('\n');
  return {
    data: data.sheet,
    others: filled
      .map((each, at) => ({ ...each, isBefore: at < filled.indexOf(data) }))
      .filter(({ sheet }) => sheet !== data.sheet)
      .map(({ sheet, top, isBefore }) => ({
        name: sheet.name,
        isVisible: sheet.isVisible,
        isBefore,
        hasTable: top.slice(0, -1).some(fits) || (top.length > 1 && isSame(top[0])) || goesOn(top, header),
      })),
  };
}

/** Rows as wide as the table that begin without a header: one of them has a number, which no header has. */
const goesOn = ([first = [], ...more]: Filled['top'], header: readonly string[]) =>
  header.length > 2 &&
  [first, ...more].every((row) => row.length === header.length && row.every((cell) => cell.trim() !== '')) &&
  first.some((cell) => /^-?\d+([.,]\d+)?$/.test(cell.trim()));

/** Texts by column, blanks between them. */
export function laidOut(cells: readonly Cell[]): string[] {
  const texts: string[] = [];
  for (const { at, text } of cells) texts[at] = text;
  return Array.from(texts, (text) => text ?? '');
}

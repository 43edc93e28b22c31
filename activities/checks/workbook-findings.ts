import type { Finding } from '#domain/finding';
import type { Standard } from '#domain/standard';
import { noticeSheet } from '#domain/standard/shape';
import { letterOf } from '#platform/table/sheet';
import { type Formulas, WorkbookLook } from '#platform/table/workbook-look';
import type { FaultyColumn } from './cell-faults.ts';
import type { Look } from './reading.ts';
import { formulaCells, otherSheets } from './workbook-words.ts';

/** How findings call the columns of a file: as the standard does, else by their name or, without one, their letter. */
function columnsOf({ header = [] }: Look, positions: ReadonlyMap<string, number>): (at: number) => string {
  const fields = new Map([...positions].map(([name, at]) => [at, name]));
  return (at) => fields.get(at) ?? (header[at]?.trim() || letterOf(at));
}

export function faultyColumns(look: Look, positions: ReadonlyMap<string, number>): FaultyColumn[] {
  if (!(look instanceof WorkbookLook)) return [];
  const columnOf = columnsOf(look, positions);
  return [...look.faulty].flatMap(([fault, columns]) =>
    [...columns].map((at) => ({ fault, at, column: columnOf(at) })),
  );
}

/** What is said once of a workbook: other sheets with cells, but for those of our own template, and formulas by column. */
export function workbookFindings(
  look: Look,
  { schema }: Standard,
  positions: ReadonlyMap<string, number> = new Map(),
  formulas: ReadonlyMap<number, Readonly<Formulas>> = look instanceof WorkbookLook ? look.formulas : new Map(),
): Finding[] {
  if (!(look instanceof WorkbookLook)) return [];
  const columnOf = columnsOf(look, positions);
  const lists = schema.fields.map((field) => field['sip:codes']);
  const others = look.otherSheets.filter((name) => name !== noticeSheet && !lists.some((list) => list === name));
  const shared = { severity: 'warning', item: 'satu-data-principles' } as const;
  return [
    ...(others.length > 0
      ? [{ code: 'other-sheets', ...shared, row: look.headerRow, ...otherSheets(look.sheet, others) }]
      : []),
    ...[...formulas].map(([at, { row, count }]) => ({
      code: 'formula-cell',
      ...shared,
      row,
      column: columnOf(at),
      ...formulaCells(columnOf(at), count),
    })),
  ];
}

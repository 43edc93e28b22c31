import { cut, type Finding } from '#domain/finding';
import type { Standard } from '#domain/standard';
import { noticeSheet } from '#domain/standard/shape';
import { letterOf } from '#platform/table/sheet';
import { type Formulas, WorkbookLook } from '#platform/table/workbook-look';
import type { FaultyColumn } from './cell-faults.ts';
import type { Look } from './reading.ts';
import * as words from './workbook-words.ts';

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
  const shared = { severity: 'warning', item: 'satu-data-principles' } as const;
  return [
    ...sheetFindings(look, schema),
    ...strayFindings(look),
    ...[...formulas].map(([at, { row, count }]) => ({
      code: 'formula-cell',
      ...shared,
      row,
      column: columnOf(at),
      ...words.formulaCells(columnOf(at), count),
    })),
  ];
}

/** What people see as the table is not all of it, or nobody sees it: an error. Other sheets are only told of. */
function sheetFindings(
  { sheet, otherSheets: all, headerRow: row }: WorkbookLook,
  schema: Standard['schema'],
): Finding[] {
  const ours = new Set([noticeSheet, ...schema.fields.flatMap((field) => field['sip:codes'] ?? [])]);
  const others = all.filter(({ name }) => !ours.has(name));
  const hidden = others.filter(({ isVisible, hasTable, isBefore }) => !isVisible && (hasTable || isBefore));
  const divided = others.filter(({ isVisible, hasTable }) => isVisible && hasTable);
  const rest = others.filter((each) => !hidden.includes(each) && !divided.includes(each));
  const place = { item: 'satu-data-principles', row } as const;
  return [
    ...(hidden.length > 0
      ? [{ code: 'hidden-sheet', severity: 'error' as const, ...place, ...words.hiddenSheets(sheet, hidden) }]
      : []),
    ...(divided.length > 0
      ? [{ code: 'divided-sheets', severity: 'error' as const, ...place, ...words.dividedSheets(sheet, divided) }]
      : []),
    ...(rest.length > 0
      ? [{ code: 'other-sheets', severity: 'warning' as const, ...place, ...words.otherSheets(sheet, rest) }]
      : []),
  ];
}

function strayFindings({ stray }: WorkbookLook): Finding[] {
  if (!stray) return [];
  const { row, cell, value, count } = stray;
  const place = { item: 'satu-data-principles', row, value: cut(value) } as const;
  return [{ code: 'stray-cell', severity: 'error', ...place, ...words.strayCell(cell, count) }];
}

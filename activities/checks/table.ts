import { join } from 'node:path';
import type { CodeList } from '#domain/code-list/shape';
import type { Standard } from '#domain/standard';
import { Unreadable } from '#platform/table/unreadable';
import { WorkbookLook } from '#platform/table/workbook-look';
import type * as engine from './engine.ts';
import { type Header, judgeHeader } from './header.ts';
import { headerBelow } from './header-below.ts';
import { haveCodesAcross, pivotRow } from './pivot.ts';
import type { Files, Look, Read } from './reading.ts';

/** The files of one table in the scratch folder. */
export function filesIn(scratch: string, name: string): Files {
  const path = (kind: string) => join(scratch, `${name}.${kind}`);
  return { rows: path('csv'), faults: path('faults'), cellFaults: path('cell-faults'), workbook: path('xlsx') };
}

/** Where the columns of the standard stand, or why there is no such table in the file. */
export function headerOf(reading: Read, standard: Standard, lists: readonly CodeList[]): Header | Unreadable {
  const header = judged(reading, standard);
  const { fields } = standard.schema;
  const known = header instanceof Unreadable ? 0 : header.positions.size;
  const isKnown = header instanceof Unreadable ? !ofFirstLine.includes(header.code) : known === fields.length;
  if (isKnown || fields.length === 0) return header;
  const { top, headerRow } = reading.look;
  const below = headerBelow(top, standard, known);
  const only = below?.place.row ?? (known * 2 < fields.length ? undefined : headerRow);
  const row = pivotRow(top, standard, only);
  if (row !== undefined) return new Unreadable('pivot-table', { row });
  return below ?? (known > 0 ? withCodesAcross(reading.look, standard, lists) : undefined) ?? header;
}

function withCodesAcross(
  { header = [], headerRow: row }: Look,
  standard: Standard,
  lists: readonly CodeList[],
): Unreadable | undefined {
  return haveCodesAcross(header, standard, lists) ? new Unreadable('pivot-table', { row }) : undefined;
}

/** Why a first line may be none of a table: what stands below it tells more. */
const ofFirstLine: readonly string[] = ['no-header', 'wrong-delimiter', 'quoted-lines', 'broken-header'];

function judged(reading: Read, standard: Standard): Header | Unreadable {
  if ('why' in reading) return reading.why;
  const { header, look } = reading;
  const isUnused = (at: number) => look instanceof WorkbookLook && look.isUnused(at);
  const firstCellIn = (at: number) => (look instanceof WorkbookLook ? look.firstCellIn(at) : undefined);
  try {
    return judgeHeader({ names: header, row: look.headerRow, isUnused, firstCellIn }, standard);
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

export function tableOf({ header, shape }: Look, positions: Header['positions'], { rows }: Files): engine.Table {
  return { rowsFile: rows, positions, columns: header?.length ?? 0, ...shape };
}

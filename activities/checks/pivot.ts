import type { TopRow } from '#platform/table/first-look';

const months =
  /^(jan(uari|uary)?|feb(ruari|ruary)?|mar(et|ch)?|apr(il)?|mei|may|juni?|june|juli?|july|agu(stus)?|ags|agt|aug(ust)?|sept?(ember)?|okt(ober)?|oct(ober)?|nov(ember)?|des(ember)?|dec(ember)?)\W*((19|20)?\d\d)?\W*$/i;
const dated = /^(19|20)\d\d-(0[1-9]|1[0-2])(-01)?$/;
const year = /^(19|20)\d\d$/;
const enough = 3;

/** The first row across which months or years run as columns, as in the tables that BPS exports. */
export function pivotRow(top: readonly TopRow[]): number | undefined {
  return top.find(({ cells }) => runsAcross(cells.flatMap((cell) => cell.split(/[;\t]/)).map((cell) => cell.trim())))
    ?.row;
}

function runsAcross(cells: readonly string[]): boolean {
  const named = new Set(cells.filter((cell) => months.test(cell) || dated.test(cell)));
  return named.size >= enough || cells.some((_, at) => areYears(cells.slice(at, at + enough)));
}

/** Three years on end, one after the other. */
const areYears = (cells: readonly string[]) =>
  cells.length === enough &&
  cells.every((cell, at) => year.test(cell) && Math.abs(Number(cell) - Number(cells[0])) === at);

import type { Standard } from '#domain/standard';
import type { TopRow } from '#platform/table/first-look';
import { sameName } from './header.ts';

const month =
  /(?<!\p{L})(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|juni?|june|juli?|july|agu(?:stus)?|ags|agt|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?)(?!\p{L})/iu;
const dated = /^\D{0,40}?(?:(?:19|20)\d\d\W?m?(?:0[1-9]|1[0-2])(?:\W01)?|(?:0?[1-9]|1[0-2])\W(?:19|20)\d\d)\W*$/iu;
const quarter = /^(?:triwulan|tw|kuartal|quarter|q)\W*(?:[1-4]|i{1,3}|iv)(?!\p{L})/iu;
const year = /^(?:19|20)\d\d\W{0,3}$/;
const number = /^(?:0?[1-9]|1[0-2])$/;
const longest = 60;
const enough = 3;

/** The first row across which months or years run as columns, as in the tables that BPS exports; `only` looks at one row. */
export function pivotRow(top: readonly TopRow[], { schema }: Standard, only?: number): number | undefined {
  const isColumn = (cell: string) => schema.fields.some(({ name }) => sameName(name, cell));
  const rows = only === undefined ? top : top.filter(({ row }) => row === only);
  return rows.find(({ cells }) => {
    const all = cells.flatMap((cell) => cell.split(/[;\t]/)).map((cell) => cell.replaceAll('"', '').trim());
    const others = all.filter((cell) => !isColumn(cell));
    // Numbers alone may be those of the columns, but not beside a column of the standard.
    return runAcross(others) || (others.length < all.length && followInTurn(others, number));
  })?.row;
}

function runAcross(cells: readonly string[]): boolean {
  const named = new Set(
    cells.filter((cell) => cell.length <= longest && [month, dated, quarter].some((form) => form.test(cell))),
  );
  return named.size >= enough || followInTurn(cells, year);
}

/** Three such numbers on end, one after the other. */
function followInTurn(cells: readonly string[], form: RegExp): boolean {
  const numbers = cells.map((cell) => (form.test(cell) ? Number.parseInt(cell, 10) : Number.NaN));
  return numbers.some((first, at) =>
    [1, -1].some((step) =>
      Array.from({ length: enough }, (_, on) => numbers[at + on] === first + on * step).every(Boolean),
    ),
  );
}

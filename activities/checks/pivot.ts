import type { CodeList } from '#domain/code-list/shape';
import type { Standard } from '#domain/standard';
import type { TopRow } from '#platform/table/first-look';
import { sameName } from './header.ts';

const month =
  /(?<!\p{L})(?:jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:et|ch)?|apr(?:il)?|mei|may|juni?|june|juli?|july|agu(?:stus)?|ags|agt|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|des(?:ember)?|dec(?:ember)?)(?!\p{L})/iu;
const dated = /^\D{0,40}?(?:(?:19|20)\d\d\W?m?(?:0[1-9]|1[0-2])(?:\W01)?|(?:0?[1-9]|1[0-2])\W(?:19|20)\d\d)\W*$/iu;
const quarter = /^(?:triwulan|tw|kuartal|quarter|q)\W*(?:[1-4]|i{1,3}|iv)(?!\p{L})/iu;
const year = /^()((?:19|20)\d\d)\W{0,3}$/;
const number = /^((?:nilai|jumlah|value|fob|cif|usd|rp|bulan|bln|month|m|\W|_)*)(0?[1-9]|1[0-2])$/i;
const longest = 60;
const enough = 3;
const enoughBeside = 2;

/** The first row across which months or years run as columns, as in the tables that BPS exports; `only` looks at one row. */
export function pivotRow(top: readonly TopRow[], { schema }: Standard, only?: number): number | undefined {
  const isColumn = (cell: string) => schema.fields.some(({ name }) => sameName(name, cell));
  const rows = only === undefined ? top : top.filter(({ row }) => row === only);
  return rows.find(({ cells }) => {
    const all = cells.flatMap((cell) => cell.split(/[;\t]/)).map((cell) => cell.replaceAll('"', '').trim());
    const others = all.filter((cell) => !isColumn(cell));
    // Two months may be words of a title and numbers those of the columns, but not beside a column of the standard.
    const isBeside = others.length < all.length;
    if (monthsIn(others) >= (isBeside ? enoughBeside : enough) || followInTurn(others, year)) return true;
    return isBeside && followInTurn(others, number);
  })?.row;
}

/** Whether codes run across as columns, such as ports or countries: two names of one list that the standard does not have. */
export function haveCodesAcross(names: readonly string[], { schema }: Standard, lists: readonly CodeList[]): boolean {
  const strangers = names.filter((name) => !schema.fields.some((field) => sameName(field.name, name))).map(plain);
  return lists.some(({ codes }) => {
    const words = new Set(
      codes.flatMap(({ code, spellings = [], label }) => [code, ...spellings, label.id, label.en].map(plain)),
    );
    return new Set(strangers.filter((name) => words.has(name))).size >= enoughBeside;
  });
}

const plain = (name: string) => name.trim().toLowerCase();

/** How many different columns name a month, or a quarter. */
const monthsIn = (cells: readonly string[]) =>
  new Set(cells.filter((cell) => cell.length <= longest && [month, dated, quarter].some((form) => form.test(cell))))
    .size;

/** Three such numbers on end, one after the other, behind the same word. */
function followInTurn(cells: readonly string[], form: RegExp): boolean {
  const numbers = cells.map((cell) => {
    const [, before = '', digits = ''] = form.exec(cell) ?? [];
    return { before: before.toLowerCase(), number: digits === '' ? Number.NaN : Number(digits) };
  });
  return numbers.some(({ before, number: first }, at) =>
    [1, -1].some((step) =>
      Array.from({ length: enough }, (_, on) => numbers[at + on]).every(
        (each, on) => each?.before === before && each.number === first + on * step,
      ),
    ),
  );
}

import type { RowFault } from '#platform/table/first-look';
import type { Rule } from './compile.ts';
import { otherWidth, throughout } from './layout-words.ts';
import type { OddRow } from './odd-rows.ts';
import { constant, literal } from './sql.ts';
import { rowFaults } from './words.ts';

/** What is told once of a file, however many rows have it: nothing is lost by it. */
const readAnyway: readonly string[] = ['surplus-separators', 'line-ends', 'separator-line'] satisfies RowFault[];
const ofWidth: readonly string[] = ['too-few-cells', 'too-many-cells'] satisfies RowFault[];
/** Never of one cause: each of these rows is to be mended or deleted for itself. */
const ofRows: readonly string[] = [
  'stray-quote',
  'swallowed-rows',
  'second-header',
  'totals-row',
  'units-row',
  'column-numbers',
  'footnote',
] satisfies (RowFault | OddRow)[];

/**
 * What is wrong with rows as a whole. Where one cause runs through more than half of a file it is told once, with the number of rows:
 * the same cells too many or too few, or the same fault. The reference of such a finding is `cells rows`.
 */
export function rowFaultRules(columns: number, rows: number): Rule[] {
  return Object.entries(rowFaults).map(([code, say]) => ({
    code,
    severity: 'error',
    item: 'satu-data-principles',
    select: selectOf(code, rows),
    say: (value, reference) => {
      const [cells = '', times] = reference.split(' ');
      if (times === undefined) return say(cells, columns, value);
      const said = ofWidth.includes(code) ? otherWidth(Number(cells), columns) : say(cells, columns, value);
      return Number(times) > 1 ? throughout(Number(times), said) : said;
    },
  }));
}

function selectOf(code: string, rows: number): string {
  const own = `select line, text as value, cells from faults where fault = ${literal(code)}`;
  if (ofRows.includes(code)) return `select line, value, cells::varchar as reference from (${own})`;
  const group = ofWidth.includes(code) ? 'cells' : '0';
  const least = readAnyway.includes(code) ? 1 : Math.max(2, Math.floor(rows / 2) + 1);
  return `
    with own as (${own}), grouped as (select *, count(*) over (partition by ${group}) as times from own)
    select line, value, cells::varchar as reference from grouped where times < ${constant(least)}
    union all
    select min(line), arg_min(value, line), min(cells) || ' ' || count(*) from grouped
    where times >= ${constant(least)} group by ${group === '0' ? 'times' : group}`;
}

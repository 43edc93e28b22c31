import type { Words } from '#domain/finding';
import type { Field, Standard } from '#domain/standard';
import type { CellFault } from '#platform/table/workbook-look';
import type { Rule } from './compile.ts';
import { plainMonth, plainYear } from './plain-values.ts';
import { constant, literal } from './sql.ts';
import * as words from './workbook-words.ts';

/** A column of a workbook in which cells are faulty. */
export interface FaultyColumn {
  readonly fault: CellFault;
  /** Its place in the file, from 0. */
  readonly at: number;
  /** As findings call it. */
  readonly column: string;
}

const said: Record<Exclude<CellFault, 'merged-away'>, (column: string, value: string, meant?: string) => Words> = {
  'error-cell': words.errorCell,
  'formula-without-result': words.formulaWithoutResult,
  'date-cell': words.dateCell,
  'merged-cells': words.mergedCells,
};

/** What a column of years or months holds of a day. */
function ofDay({ type, 'sip:codes': list }: Field, value: string): string | undefined {
  if (type === 'year') return plainYear(value)?.value;
  return list === 'months' ? plainMonth(value)?.value : undefined;
}

/** What a workbook alone can get wrong. A date is wrong only where the standard wants something else. */
export function cellFaultRules({ schema }: Standard, faulty: readonly FaultyColumn[]): Rule[] {
  const fieldOf = (column: string) => schema.fields.find(({ name }) => name === column);
  return faulty.flatMap(({ fault, at, column }): Rule[] => {
    if (fault === 'merged-away') return [];
    const field = fieldOf(column);
    if (fault === 'date-cell' && (!field || field.type === 'date')) return [];
    return [
      {
        code: fault,
        severity: 'error',
        item: 'satu-data-principles',
        column,
        select: `select line, value, '' as reference from cell_faults
          where fault = ${literal(fault)} and "column" = ${constant(at)}`,
        say: (value) => said[fault](column, value, fault === 'date-cell' && field ? ofDay(field, value) : undefined),
      },
    ];
  });
}

/** The rules of a column, without those cells of which a fault of the workbook says it all. */
export function sparing(field: Field, faulty: readonly FaultyColumn[], rules: Rule[]): Rule[] {
  const own = faulty.filter(
    ({ column, fault }) =>
      column === field.name && fault !== 'merged-cells' && !(fault === 'date-cell' && field.type === 'date'),
  );
  const [first] = own;
  if (!first) return rules;
  const faults = own.map(({ fault }) => literal(fault)).join(', ');
  const spared = `select line from cell_faults where "column" = ${constant(first.at)} and fault in (${faults})`;
  return rules.map((rule) => ({
    ...rule,
    select: `select line, value, reference from (${rule.select}) where line not in (${spared})`,
  }));
}

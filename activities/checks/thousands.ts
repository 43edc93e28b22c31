import type { Severity } from '#domain/finding';
import type { DecimalMark, Field } from '#domain/standard';
import type { Rule } from './compile.ts';
import { thousandsSeparator } from './number-words.ts';
import { hasOtherDecimals, hasOtherThousands, hasThousands, identifier, literal } from './sql.ts';

/** So many cells that look alike are no chance. */
const fewestAlike = 3;

interface Column {
  readonly field: Field;
  readonly mark: DecimalMark;
  /** Whether a cell of it is filled, and whether it has no form of a number: then it is among the suspects. */
  readonly filled: string;
  readonly formless: string;
}

/**
 * `1.234` is a number, a thousand times less than was meant where the point separates thousands. The column shows it: a cell like
 * `1.234.567` leaves no doubt, nor does one like `99,5` where no other shows that decimals stand behind a point. Where both are seen,
 * or commas separate thousands, or every cell with a point is like `1.234`, there is reason to ask. These rules look at the whole
 * column and have no suspicion: in a column of three decimals it would fall on every row.
 */
export function thousandsRules({ field, mark, filled, formless }: Column): Omit<Rule, 'suspicion'>[] {
  const cell = identifier(field.name);
  const fits = hasThousands(field, mark, '+');
  const otherDecimals = hasOtherDecimals(field, mark);
  const witness = (as: string) => `(select min(${cell}) from suspects where ${formless} and ${as})`;
  const grouped = witness(hasThousands(field, mark, '{2,}'));
  const decimals = witness(otherDecimals);
  const withMark = `${filled} and contains(${cell}, ${literal(mark)})`;
  const isMixed = `exists (from rows where ${withMark} and not ${fits} and not ${otherDecimals})`;
  const alike = `
    (select count(*) filter (where ${fits}) >= ${fewestAlike} and count(*) filter (where not ${fits}) = 0
    from rows where ${withMark})`;
  const proof = `coalesce(${grouped}, case when not ${isMixed} then ${decimals} end)`;
  const hint = `coalesce(${decimals}, ${witness(hasOtherThousands(field, mark))}, case when ${alike} then '' end)`;
  const found = (severity: Severity, where: string, reference: string): Omit<Rule, 'suspicion'> => ({
    code: 'thousands-separator',
    severity: field['sip:severity']?.['thousands-separator'] ?? severity,
    item: field['sip:item'],
    column: field.name,
    select: `select line, ${cell} as value, ${reference} as reference from rows where ${filled} and ${fits} and ${where}`,
    say: (value, shown) => thousandsSeparator(field, value, mark, shown),
  });
  return [
    found('error', `${proof} is not null`, proof),
    found('warning', `${proof} is null and ${hint} is not null`, hint),
  ];
}

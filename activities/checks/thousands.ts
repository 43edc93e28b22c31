import type { Severity } from '#domain/finding';
import type { DecimalMark, Field } from '#domain/standard';
import type { Rule } from './compile.ts';
import { loneThousands, thousandsSeparator } from './number-words.ts';
import {
  asDouble,
  constant,
  hasOtherDecimals,
  hasOtherThousands,
  hasThousands,
  identifier,
  literal,
  matches,
} from './sql.ts';

/** So many cells that look alike are no chance. */
const fewestAlike = 3;

/** A thousand times less than was meant is this far below the half of a column, though its values differ; so few show no half. */
const farBelow = 100;
const fewestWhole = 2;

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
 * or commas separate thousands, or every cell with a point is like `1.234`, there is reason to ask; of one or two of them where all else
 * is whole and far larger. These rules look at the whole column and have no suspicion: in a column of three decimals it would fall on
 * every row.
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
  const rule = (severity: Severity, select: string, say: typeof thousandsSeparator): Omit<Rule, 'suspicion'> => ({
    code: 'thousands-separator',
    severity: field['sip:severity']?.['thousands-separator'] ?? severity,
    item: field['sip:item'],
    column: field.name,
    select,
    say: (value, shown) => say(field, value, mark, shown),
  });
  const found = (severity: Severity, where: string, reference: string) =>
    rule(
      severity,
      `select line, ${cell} as value, ${reference} as reference from rows where ${filled} and ${fits} and ${where}`,
      thousandsSeparator,
    );
  const size = `abs(${asDouble(field, mark)})`;
  const isWhole = `${filled} and ${matches(cell, '-?[0-9]{1,20}')}`;
  // At most as many cells meet the whole column as are too few to be alike.
  const lone = `
    with lone as (
      select line as "sip:line", ${cell} as "sip:value", ${size} as "sip:size" from rows
      where ${filled} and ${fits} and ${proof} is null and ${hint} is null limit ${fewestAlike})
    select "sip:line" as line, "sip:value" as value, arg_min(${cell}, line) as reference from lone, rows
    where ${isWhole} and not exists (from rows where ${withMark} and not ${fits})
    group by all having count(*) >= ${fewestWhole}
      and count(*) filter (where ${size} >= ${constant(farBelow)} * "sip:size") * 2 > count(*)`;
  return [
    found('error', `${proof} is not null`, proof),
    found('warning', `${proof} is null and ${hint} is not null`, hint),
    rule('warning', lone, loneThousands),
  ];
}

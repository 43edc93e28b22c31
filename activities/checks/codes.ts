import { type CodeList, isValidIn } from '#domain/code-list/shape';
import type { Field } from '#domain/standard';
import { type CellGiven, isFilled, isSound, rule } from './cells.ts';
import { codeNotValid, oldSpelling, unknownCode } from './code-words.ts';
import type { Period, Rule } from './compile.ts';
import { orLostZeros, withZeros } from './lost-zeros.ts';
import { nearestCodes } from './nearest.ts';
import { identifier, literal } from './sql.ts';

interface Given extends CellGiven {
  readonly list: CodeList;
  readonly period: Period;
  /** The month of a row as SQL, null where the row has none; absent where the standard has no such columns. */
  readonly month?: string;
}

/** At most one of them is true of a cell. A code is judged by the month of its row, else by the submission's interval. */
export function codeRules(field: Field, given: Given): Rule[] {
  const { list, period, month = 'null' } = given;
  const cell = identifier(field.name);
  const sound = isSound(field, given);
  const words = `codes where "sip:list" = ${literal(list.name)}`;
  const known = `suspects join (select * from ${words}) on "sip:word" = ${cell}`;
  const since = `coalesce(${month}, ${literal(period.from)})`;
  const until = `coalesce(${month}, ${literal(period.to)})`;
  const valid = `("sip:since" <= ${until} and "sip:until" >= ${since})`;
  const lasting = `"sip:since" <= ${literal(period.from)} and "sip:until" >= ${literal(period.to)} and not "sip:old"`;
  // A code in use throughout the period is in order in every row within it; the other rows are suspected for their month.
  const suspicion = list.open
    ? `${cell} in (select "sip:word" from ${words} and not (${lasting}))`
    : `${isFilled(field, given)} and ${cell} not in (select "sip:word" from ${words} and ${lasting})`;
  const nearest = nearestCodes({ ...list, codes: list.codes.filter((code) => isValidIn(code, period)) });
  const meant = new Map(
    list.codes.flatMap((code) => [code.code, ...(code.spellings ?? [])].map((word) => [word, code])),
  );
  const isKnown = (code: string) => meant.has(code);
  const formerOf = new Map(
    list.codes.flatMap((code) => (code.replacedBy === undefined ? [] : [[code.replacedBy, code]])),
  );
  const unknown = rule(
    field,
    'unknown-code',
    { where: `${sound} and ${cell} not in (select "sip:word" from ${words})`, suspicion },
    orLostZeros(
      field,
      (value) => withZeros(value, isKnown),
      (value) => unknownCode(field, value, list, nearest(value)),
    ),
  );
  const rules = [
    ...(list.open ? [] : [unknown]),
    rule(field, 'code-not-valid', { where: `${sound} and not ${valid}`, suspicion, from: known }, (value) =>
      codeNotValid(field, value, meant.get(value), formerOf.get(meant.get(value)?.code ?? '')),
    ),
    rule(field, 'old-spelling', { where: `${sound} and ${valid} and "sip:old"`, suspicion, from: known }, (value) =>
      oldSpelling(field, value, meant.get(value)),
    ),
  ];
  return rules.map((each) => ({ ...each, item: 'satu-data-principles' }));
}

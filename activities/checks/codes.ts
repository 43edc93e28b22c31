import { type Code, type CodeList, isValidIn } from '#domain/code-list/shape';
import type { Field } from '#domain/standard';
import { type CellGiven, isFilled, isSound, rule } from './cells.ts';
import { codeNotValid, oldSpelling, perhapsMisspelt, unknownCode } from './code-words.ts';
import type { Period, Rule } from './compile.ts';
import { lostZeros, withZeros } from './lost-zeros.ts';
import { mostLookedUp, nearestCodes } from './nearest.ts';
import { hasBlankAround, hides, identifier, literal } from './sql.ts';

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
  const since = `coalesce(${month}, ${literal(period.from)})`;
  const until = `coalesce(${month}, ${literal(period.to)})`;
  const isValid = (more = '') =>
    `exists (from ${words} and "sip:word" = ${cell} and "sip:since" <= ${until} and "sip:until" >= ${since}${more})`;
  const lasting = `"sip:since" <= ${literal(period.from)} and "sip:until" >= ${literal(period.to)} and not "sip:old"`;
  const isKnown = `${cell} in (select "sip:word" from ${words})`;
  // A code in use throughout the period is in order; of a row outside of it the month is what is wrong.
  const suspicion = list.open
    ? `${cell} in (select "sip:word" from ${words} and not (${lasting}))`
    : `${isFilled(field, given)} and ${cell} not in (select "sip:word" from ${words} and ${lasting})`;
  const nearest = nearestCodes({ ...list, codes: list.codes.filter((code) => isValidIn(code, period)) });
  const meant = entriesOf(list);
  const formerOf = new Map(
    list.codes.flatMap((code) => (code.replacedBy === undefined ? [] : [[code.replacedBy, code]])),
  );
  // What is asked once more is asked of every row alike, whatever else may be wrong with it.
  const when = (...conditions: string[]) => ({
    where: [`(${suspicion})`, sound, ...conditions].join(' and '),
    suspicion,
  });
  const sayUnknown: Rule['say'] = (value) => {
    const unknown = unknownCode(field, value, list, nearest(value));
    const code = withZeros(value, (each) => meant.has(each));
    return code === '' ? unknown : lostZeros(field, value, code, unknown);
  };
  const sayInvalid: Rule['say'] = (value) => {
    const entries = meant.get(value) ?? [];
    return codeNotValid(field, value, entries, formerOf.get(entries.at(-1)?.code ?? ''));
  };
  const sayOld: Rule['say'] = (value, ofRow) => {
    const at = ofRow === '' ? period : { from: ofRow, to: ofRow };
    return oldSpelling(
      field,
      value,
      meant.get(value)?.find((code) => code.code !== value && isValidIn(code, at)),
    );
  };
  const rules = [
    list.open
      ? misspelt(
          field,
          given,
          `${sound} and not ${isKnown} and not ${hides(field)} and not ${hasBlankAround(field)}`,
          (value) => perhapsMisspelt(field, value, list, nearest(value)),
        )
      : rule(field, 'unknown-code', when(`not ${isKnown}`), sayUnknown),
    rule(field, 'code-not-valid', when(isKnown, `not ${isValid()}`), sayInvalid),
    rule(
      field,
      'old-spelling',
      { ...when(isValid(), `not ${isValid(' and not "sip:old"')}`), reference: `coalesce(${month}, '')` },
      sayOld,
    ),
  ];
  return rules.map((each) => ({ ...each, item: 'satu-data-principles' }));
}

/** As `nearestCodes` compares, in the engine. */
const plain = (text: string) => `regexp_replace(lower(strip_accents(left(${text}, 80))), '[^\\p{L}\\p{N}]', '', 'g')`;

/**
 * An open list does not hold everything, but what is nearly a word of it may be meant so: a letter off where the value is short, two
 * where it is long. It looks at every row, as most may hold what the list does not; a suspicion would fall on all of them.
 */
function misspelt(field: Field, { list, period }: Given, unknown: string, say: Rule['say']): Rule {
  const cell = identifier(field.name);
  const near = `
    with strange as (
      select ${cell} as "sip:value", ${plain(cell)} as "sip:plain" from rows where ${unknown}
      group by ${cell} order by min(line) limit ${mostLookedUp})
    select "sip:value" from strange where exists (from codes where "sip:list" = ${literal(list.name)}
      and "sip:since" <= ${literal(period.to)} and "sip:until" >= ${literal(period.from)}
      and levenshtein("sip:plain", ${plain('"sip:word"')}) <= least(2, length("sip:plain") // 4))`;
  const where = `${cell} in (${near})`;
  const { suspicion: _, ...whole } = rule(field, 'perhaps-misspelt', { where, from: 'rows' }, say);
  return whole;
}

/** What a word may mean: one code in several periods, or the former spelling of another. */
function entriesOf({ codes }: CodeList): ReadonlyMap<string, readonly Code[]> {
  const entries = new Map<string, Code[]>();
  for (const code of codes)
    for (const word of new Set([code.code, ...(code.spellings ?? [])]))
      entries.set(word, [...(entries.get(word) ?? []), code]);
  return entries;
}

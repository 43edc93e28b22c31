import type { DuckDBConnection } from '@duckdb/node-api';
import type { CodeList } from '#domain/code-list/shape';
import type { Field } from '#domain/standard';
import { identifier, literal } from './sql.ts';

/** Blanks that people see alike. */
const blanks = ' \t\u00A0';

/** A text as people compare it: in small letters, without blanks around it, and with single ones within. */
function folded(text: string): string {
  const trimmed = `lower(trim(${text}, ${literal(blanks)}))`;
  const isWide = `(contains(${trimmed}, '  ') or contains(${trimmed}, ${literal('\t')}) or contains(${trimmed}, ${literal('\u00A0')}))`;
  return `(case when ${isWide} then regexp_replace(${trimmed}, ${literal(`[${blanks}]+`)}, ' ', 'g') else ${trimmed} end)`;
}

/**
 * Makes `meant("sip:list", "sip:word", "sip:code")`, folded: what means one code and is none itself, by another spelling or by the name
 * that people know.
 */
export async function loadMeant(connection: DuckDBConnection, lists: readonly CodeList[]): Promise<void> {
  await connection.run('create temp table named("sip:list" varchar, "sip:word" varchar, "sip:code" varchar)');
  const appender = await connection.createAppender('named');
  for (const { name, codes } of lists)
    for (const { code, spellings = [], alsoCalled = [], label } of codes)
      for (const word of new Set([...spellings, ...alsoCalled, label.id, label.en])) {
        for (const text of [name, word, code]) appender.appendVarchar(text);
        appender.endRow();
      }
  appender.closeSync();
  await connection.run(`
    create table meant as
      select "sip:list", ${folded('"sip:word"')} as "sip:word", min(${folded('"sip:code"')}) as "sip:code" from named
      where ("sip:list", ${folded('"sip:word"')}) not in (select ("sip:list", ${folded('"sip:code"')}) from named)
      group by all having count(distinct ${folded('"sip:code"')}) = 1`);
  await connection.run('drop table named');
}

/** Of some units small and capital letters make different ones. */
const isOfCase = ({ codes }: CodeList) =>
  new Set(codes.map(({ code }) => code.toLowerCase())).size < new Set(codes.map(({ code }) => code)).size;

/**
 * A cell as it is compared with others: its code, however it is written; where there is none, the text as people see it. What has a
 * form is written in one way, or is told to be wrong.
 */
export function comparable(field: Field, lists: readonly CodeList[]): string {
  const cell = identifier(field.name);
  const list = lists.find(({ name }) => name === field['sip:codes']);
  if (field.type !== 'string' || (list && field.constraints.pattern !== undefined)) return cell;
  if (!list) return folded(cell);
  if (isOfCase(list)) return cell;
  const code = `(select min("sip:code") from meant where "sip:list" = ${literal(list.name)} and "sip:word" = ${folded(cell)})`;
  return `coalesce(${code}, ${folded(cell)})`;
}

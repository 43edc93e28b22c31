import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { CodeList } from '#domain/code-list/shape';
import { longestRecord } from '#platform/table/first-look';
import type { Formulas } from '#platform/table/workbook-look';
import type { Rule } from './compile.ts';
import { loadMeant } from './same-code.ts';
import { identifier, literal } from './sql.ts';

/** At most so many findings are listed; totals are counted beyond it. */
export const mostFindings = 1_000_000;

export interface Table {
  readonly rowsFile: string;
  readonly delimiter: string;
  /** Columns of the file, and where among them each field of the standard stands. */
  readonly columns: number;
  readonly positions: ReadonlyMap<string, number>;
  readonly multiline: boolean;
  /** Rows may end before the last column. */
  readonly ragged?: boolean;
  readonly rows: number;
}

/** DuckDB in memory, with room on disk for what does not fit; no extension is ever fetched. */
export async function open({ memory, scratch }: { memory: string; scratch: string }): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memory,
    threads: '2',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: join(scratch, 'spill'),
    max_temp_directory_size: '8GB',
  });
  return instance.connect();
}

/** Every cell as text; fields that the file lacks have no column. Counts again what the first look counted. */
export async function load(connection: DuckDBConnection, name: 'rows' | 'previous', table: Table): Promise<void> {
  const cells = Array.from({ length: table.columns }, (_, at) => `c${at}`);
  const fields = [...table.positions].map(([field, at]) => `c${at} as ${identifier(field)}`);
  await connection.run(`
    create table ${name} as select line, ${fields.join(', ')} from read_csv(${literal(table.rowsFile)},
      columns = ${columnsOf(cells)}, header = false, auto_detect = false,
      delim = ${literal(table.delimiter)}, quote = '"', escape = '"', new_line = '\\n', strict_mode = true,
      null_padding = ${table.ragged ?? false}, parallel = ${!table.multiline}, max_line_size = ${longestRecord + 64},
      buffer_size = ${32 * longestRecord}, force_not_null = [${cells.map(literal).join(', ')}])`);
  const [[loaded] = []] = await (await connection.run(`select count(*) from ${name}`)).getRows();
  if (Number(loaded) !== table.rows) throw new Error(`${String(loaded)} rows were loaded of ${table.rows}`);
}

export async function loadFaults(connection: DuckDBConnection, faultsFile: string): Promise<void> {
  await connection.run(`
    create table faults as select * replace (coalesce(text, '') as text) from read_csv(${literal(faultsFile)},
      auto_detect = false, header = false, quote = '"', escape = '"', delim = ',', new_line = '\\n', parallel = false,
      columns = {'line': 'BIGINT', 'fault': 'VARCHAR', 'cells': 'BIGINT', 'text': 'VARCHAR'})`);
}

/** What is wrong with single cells of a workbook; columns are counted from 0. */
export async function loadCellFaults(connection: DuckDBConnection, file: string): Promise<void> {
  await connection.run(`
    create table cell_faults as select * replace (coalesce(value, '') as value) from read_csv(${literal(file)},
      auto_detect = false, header = false, quote = '"', escape = '"', delim = ',', parallel = false,
      columns = {'line': 'BIGINT', 'fault': 'VARCHAR', 'column': 'INTEGER', 'value': 'VARCHAR'})`);
}

/** The formulas of a workbook by column, but for those of rows that were set aside. */
export async function formulas(connection: DuckDBConnection): Promise<ReadonlyMap<number, Readonly<Formulas>>> {
  const result = await connection.run(`
    select "column", min(line)::double, count(*)::double from cell_faults where fault = 'formula-cell'
    group by "column" order by "column"`);
  const rows = (await result.getRowsJS()) as [at: number, row: number, times: number][];
  return new Map(rows.map(([at, row, times]) => [at, { row, count: times }]));
}

/** Every way to write a code, with the months between which it is valid. Values are appended, never part of a statement. */
export async function loadCodes(connection: DuckDBConnection, lists: readonly CodeList[]): Promise<void> {
  await connection.run(`
    create table codes(
      "sip:list" varchar, "sip:word" varchar, "sip:old" boolean, "sip:since" varchar, "sip:until" varchar)`);
  const appender = await connection.createAppender('codes');
  for (const { name, codes } of lists)
    for (const { code, spellings = [], from = '0000-00', to = '9999-99' } of codes)
      for (const word of [code, ...spellings]) {
        appender.appendVarchar(name);
        appender.appendVarchar(word);
        appender.appendBoolean(word !== code);
        appender.appendVarchar(from);
        appender.appendVarchar(to);
        appender.endRow();
      }
  appender.closeSync();
  await loadMeant(connection, lists);
}

/** After this the connection sees its own tables and nothing else, and nobody can undo it. */
export async function lock(connection: DuckDBConnection): Promise<void> {
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
}

/** Runs every rule; answers how often each one was broken. `findings` then holds the first of each, in file order. */
export async function judge(
  connection: DuckDBConnection,
  rules: readonly Rule[],
  step: (rule: Rule, done: number) => void,
): Promise<number[]> {
  await connection.run('create table findings(line bigint, rule integer, value varchar, reference varchar)');
  await gatherSuspects(connection, rules);
  const totals: number[] = [];
  for (const [at, rule] of rules.entries()) {
    step(rule, at);
    const { rowsChanged } = await connection.run(
      `insert into findings select line, ${at}, left(value, 200), reference::varchar from (${rule.select}) limit ${mostFindings}`,
    );
    totals.push(rowsChanged < mostFindings ? rowsChanged : await count(connection, rule));
  }
  return totals;
}

/** So many rows are worth a table of their own. */
const mostSuspects = 100_000;

/** One look at every row for all rules that look at single rows; where suspects are many, each rule looks at every row itself. */
async function gatherSuspects(connection: DuckDBConnection, rules: readonly Rule[]): Promise<void> {
  const suspicions = new Set(rules.flatMap(({ suspicion }) => suspicion ?? []));
  if (suspicions.size === 0) return;
  const suspected = [...suspicions].map((suspicion) => `(${suspicion})`).join(' or ');
  await connection.run(`create table suspects as select * from rows where ${suspected} limit ${mostSuspects + 1}`);
  const [[suspects] = []] = await (await connection.run('select count(*) from suspects')).getRows();
  if (Number(suspects) <= mostSuspects) return;
  await connection.run('drop table suspects');
  await connection.run('create view suspects as select * from rows');
}

async function count(connection: DuckDBConnection, rule: Rule): Promise<number> {
  const [[total] = []] = await (await connection.run(`select count(*) from (${rule.select})`)).getRows();
  return Number(total);
}

export interface Found {
  readonly line: number;
  readonly rule: number;
  readonly value: string;
  readonly reference: string;
}

/** In file order; within a row in the order of the rules. */
export async function* found(connection: DuckDBConnection): AsyncGenerator<Found> {
  const result = await connection.stream(
    `select line::double, rule, value, reference from findings order by line, rule limit ${mostFindings}`,
  );
  for await (const rows of result.yieldRowsJs())
    for (const [line, rule, value, reference] of rows as [number, number, string, string][])
      yield { line, rule, value, reference };
}

const columnsOf = (cells: readonly string[]) =>
  `{'line': 'BIGINT', ${cells.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ')}}`;

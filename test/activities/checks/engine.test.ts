import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compile, type Rule } from '#activities/checks/compile';
import * as engine from '#activities/checks/engine';
import { listsOf } from '#domain/code-list';
import { standardFor } from '#domain/standard';

let scratch: string;
let secret: string;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'engine-'));
  secret = join(scratch, 'secret.csv');
  await writeFile(secret, 'a\nsecret\n');
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

async function locked() {
  const connection = await engine.open({ memory: '256MB', scratch });
  await engine.lock(connection);
  return connection;
}

const rule = (select: string): Rule => ({
  code: 'planted',
  severity: 'error',
  item: 'validated',
  select,
  say: () => ({ message: { id: '', en: '' }, remedy: { id: '', en: '' } }),
});

describe('the locked engine', () => {
  it('refuses a rule that would read a file, also one of its own folder', async () => {
    const connection = await locked();
    const reading = rule(`select 1 as line, a as value, 0 as reference from read_csv('${secret}')`);
    await expect(engine.judge(connection, [reading], () => undefined)).rejects.toThrow('disabled by configuration');
  });

  it.each([
    ['read text', "select * from read_text('SECRET')"],
    ['list files', "select * from glob('/etc/*')"],
    ['read a file named as a table', "select * from 'SECRET'"],
    ['write a file', "copy (select 1) to 'SECRET.out'"],
    ['attach a database', "attach 'SECRET.db'"],
    ['export itself', "export database 'SECRET.folder'"],
    ['install an extension', 'install httpfs'],
    ['load an extension', 'load httpfs'],
    ['fetch from the network', "select * from read_csv('http://127.0.0.1:9/x.csv')"],
  ])('cannot %s', async (_, sql) => {
    const connection = await locked();
    await expect(connection.run(sql.replace('SECRET', secret))).rejects.toThrow(
      /disabled by configuration|disabled through configuration|Permission Error|IO Error/,
    );
    expect(await readdir(scratch)).toEqual(['secret.csv']);
  });

  it('cannot be unlocked', async () => {
    const connection = await locked();
    for (const sql of [
      'set enable_external_access = true',
      'set lock_configuration = false',
      "set memory_limit = '9GB'",
    ])
      await expect(connection.run(sql)).rejects.toThrow('configuration has been locked');
  });

  it('still sees its own tables', async () => {
    const connection = await engine.open({ memory: '256MB', scratch });
    await connection.run("create table rows as select 2 as line, 'x' as cell");
    await engine.lock(connection);
    const own = rule('select line, cell as value, 0 as reference from rows');
    expect(await engine.judge(connection, [own], () => undefined)).toEqual([1]);
  });
});

const codes = (rules: Rule[]) => new Set(rules.map(({ code, column }) => `${code} ${column ?? ''}`.trim()));

describe('the rules of a standard', () => {
  const standard = standardFor('20.1');
  const period = { from: '2025-01', to: '2025-10' };
  const today = '2025-11-30';
  const lists = listsOf(standard);

  it('are left out for columns that the file lacks', () => {
    const all = compile(standard, { period, today, lists, columns: 6, has: () => true });
    const some = compile(standard, { period, today, lists, columns: 5, has: (name) => name !== 'bulan' });
    const gone = [...codes(all)].filter((code) => !codes(some).has(code));
    expect(gone).toEqual([
      'required bulan',
      'pattern bulan',
      'unknown-code bulan',
      'code-not-valid bulan',
      'old-spelling bulan',
      'outside-period tahun',
      'outside-period bulan',
      'unique-key tahun, bulan, kode_hs, negara_tujuan, pelabuhan_muat',
    ]);
  });

  it('never build SQL of what a name says', () => {
    const [field] = standard.schema.fields;
    const name = `x"; drop table rows; --`;
    const schema = { ...standard.schema, fields: field ? [{ ...field, name }] : [], uniqueKeys: [[name]] };
    for (const { select } of compile({ ...standard, schema }, { period, today, lists, columns: 1, has: () => true }))
      expect(select).not.toContain('x";');
  });
});

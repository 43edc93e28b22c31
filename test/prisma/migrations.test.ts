import { createHash, randomUUID } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createClient } from '@pgkit/client';
import { Migration } from '@pgkit/migra';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { asOwner } from '#local/parts/postgres';
import { schemaIn, snapshotIn } from '#prisma/author';
import { sqlBetween } from '#prisma/engine';
import { applyMigrations } from '#prisma/migrations';
import { databaseOfTest } from '#test/support/database';

const home = fileURLToPath(new URL('../../prisma', import.meta.url));

/** An empty database of the server for one test. */
async function emptyDatabase(): Promise<string> {
  const { databaseServer } = inject('servers');
  const name = `e_${randomUUID().replaceAll('-', '')}`;
  await asOwner(`${databaseServer}postgres`, (client) => client.query(`CREATE DATABASE ${name}`));
  return `${databaseServer}${name}`;
}

/** A copy of our migrations that a test may change. */
function folderOfTest(): { folder: string; add: (name: string, sql: string) => void } {
  const folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(home, 'migrations'), folder, { recursive: true });
  const add = (name: string, sql: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  };
  return { folder, add };
}

const ask = async (url: string, sql: string) => (await asOwner(url, (client) => client.query(sql))).rows as unknown[];

describe('applying migrations', () => {
  it('applies nothing twice', async () => {
    const { ownerUrl } = await databaseOfTest();
    expect(await applyMigrations(ownerUrl)).toEqual([]);
  });

  it('applies each once when two start at the same moment', async () => {
    const url = await emptyDatabase();
    const applied = await Promise.all([applyMigrations(url), applyMigrations(url)]);
    const names = applied.flat();
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names).size).toBe(names.length);
    expect(await ask(url, 'SELECT migration_name FROM _prisma_migrations')).toHaveLength(names.length);
  });

  it('keeps the books as Prisma does: SHA-256 of the file, begun and finished', async () => {
    const { ownerUrl } = await databaseOfTest();
    const { folder, add } = folderOfTest();
    const sql = 'CREATE TABLE added (id int);';
    add('29990101000000_added', sql);
    expect(await applyMigrations(ownerUrl, folder)).toEqual(['29990101000000_added']);
    const checksum = createHash('sha256').update(sql).digest('hex');
    expect(
      await ask(
        ownerUrl,
        "SELECT checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE migration_name LIKE '2999%'",
      ),
    ).toEqual([{ checksum, finished: true }]);
  });

  it('leaves neither half a change nor an entry when a file fails', async () => {
    const { ownerUrl } = await databaseOfTest();
    const { folder, add } = folderOfTest();
    add('29990101000000_broken', 'CREATE TABLE half (id int); SELECT nonsense;');
    await expect(applyMigrations(ownerUrl, folder)).rejects.toThrow('nonsense');
    expect(await ask(ownerUrl, "SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
    add('29990101000000_broken', 'CREATE TABLE half (id int);');
    expect(await applyMigrations(ownerUrl, folder)).toEqual(['29990101000000_broken']);
  });

  it('changes nothing when the change could not be entered in the books', async () => {
    const { ownerUrl } = await databaseOfTest();
    const { folder, add } = folderOfTest();
    await ask(ownerUrl, "ALTER TABLE _prisma_migrations ADD CHECK (migration_name <> '29990101000000_unlogged')");
    add('29990101000000_unlogged', 'CREATE TABLE unlogged_change (id int);');
    await expect(applyMigrations(ownerUrl, folder)).rejects.toThrow('check constraint');
    expect(await ask(ownerUrl, "SELECT to_regclass('unlogged_change') AS it")).toEqual([{ it: null }]);
  });

  it('runs outside a transaction what PostgreSQL refuses in one', async () => {
    const { ownerUrl } = await databaseOfTest();
    const { folder, add } = folderOfTest();
    const index = '-- no-transaction\nCREATE INDEX CONCURRENTLY extra ON request (act);';
    add('29990101000000_concurrent', index);
    expect(await applyMigrations(ownerUrl, folder)).toEqual(['29990101000000_concurrent']);
    add('29990102000000_stuck', `${index} nonsense`);
    await expect(applyMigrations(ownerUrl, folder)).rejects.toThrow('nonsense');
    await expect(applyMigrations(ownerUrl, folder)).rejects.toThrow(
      '29990102000000_stuck was begun and not finished: look at the database, then mark it as rolled back',
    );
  });
});

describe('a history that was tampered with', () => {
  it('is refused when an applied file was edited, and says what to do', async () => {
    const { ownerUrl } = await databaseOfTest();
    const { folder, add } = folderOfTest();
    add('20261124150103_record', '-- nothing');
    await expect(applyMigrations(ownerUrl, folder)).rejects.toThrow(
      '20261124150103_record was changed after it had been applied: restore its file and write a new one',
    );
  });

  it('is refused when an applied file is gone, and says what to do', async () => {
    const { ownerUrl } = await databaseOfTest();
    const { folder } = folderOfTest();
    rmSync(join(folder, '20261124150103_record'), { recursive: true });
    await expect(applyMigrations(ownerUrl, folder)).rejects.toThrow(
      '20261124150103_record, which is not in the folder: run a newer release',
    );
  });
});

describe('schema and migrations', () => {
  it('agree: the snapshot is the schema of today', () => {
    const [snapshot] = snapshotIn(home);
    const schema = schemaIn(join(home, 'schema'));
    expect(snapshot?.content).toBe(schema.map(({ content }) => content).join('\n'));
  });

  it('agree: migrated and made from the schema, two databases differ only in what Prisma has no words for', async () => {
    const { ownerUrl: migrated } = await databaseOfTest();
    const made = await emptyDatabase();
    const sql = await sqlBetween([], schemaIn(join(home, 'schema')));
    await asOwner(made, (client) => client.query(sql ?? ''));
    const [a, b] = [createClient(migrated), createClient(made)];
    const migration = await Migration.create(b, a, { schema: 'public' });
    migration.set_safety(false);
    migration.add_all_changes(true);
    await Promise.all([a.end(), b.end()]);
    const differences = [...migration.statements].map((statement) => statement.replace(/\s+/g, ' ').trim());
    expect(differences.filter((one) => !explained.some(({ what }) => what.test(one)))).toEqual([]);
    expect(explained.filter(({ what }) => !differences.some((one) => what.test(one)))).toEqual([]);
  });
});

/** What the migrations hold and the schema can't say, each with its reason; a reason without a difference is a fault too. */
const explained: readonly { what: RegExp; why: string }[] = [
  { what: /"?_prisma_migrations(_pkey)?"?/, why: 'the books of the migrations themselves' },
  { what: /^CREATE UNIQUE INDEX slot_open ON .* WHERE \(released_at IS NULL\);?$/, why: 'one open case per subject' },
  {
    what: /^CREATE INDEX check_report_complete_idx ON .*'complete'/,
    why: 'whether a report of a case names the list that a dry run leaves',
  },
  {
    what: /^alter table "public"\."case" (drop column "touched"|add column "touched" text\[\] generated always as \(names_in\(.*\)\) stored);$/,
    why: 'PostgreSQL itself reads who touched a case out of its state',
  },
  {
    what: /^alter table "public"\."case" (drop column "dormant"|add column "dormant" boolean generated always as \(.*\) stored);$/,
    why: 'PostgreSQL itself reads out of its state whether a case is dormant',
  },
  { what: /^CREATE OR REPLACE FUNCTION public\.names_in\(list jsonb\)/, why: 'the same' },
  {
    what: /^CREATE INDEX case_waiting_idx ON .* INCLUDE \([a-z, ]+\);$/,
    why: 'what waits with an office is counted without reading a case',
  },
  {
    what: /^CREATE INDEX case_pool_idx ON .* INCLUDE \([a-z, ]+\) WHERE \(claimant IS NULL\);$/,
    why: 'the same of what nobody has claimed',
  },
  { what: /^set check_function_bodies = off;?$/, why: 'written by the tool itself before functions' },
  { what: /^CREATE OR REPLACE FUNCTION public\.refuse_change\(\)/, why: 'says no to every change of evidence' },
  { what: /^CREATE OR REPLACE FUNCTION public\.follow_the_chain\(\)/, why: 'an event stands on the one before it' },
  { what: /^CREATE OR REPLACE FUNCTION public\.follow_the_refusals\(\)/, why: 'a refusal stands on the one before it' },
  { what: /^CREATE OR REPLACE FUNCTION public\.follow_the_anchors\(\)/, why: 'an anchor stands on the one before it' },
  { what: /^CREATE OR REPLACE FUNCTION public\.refuse_rewriting\(\)/, why: 'says no to what was written once' },
  {
    what: /^CREATE OR REPLACE FUNCTION public\.forget_dry_run\(which text\)/,
    why: 'dry runs are swept with their reports, and no report of a case',
  },
  {
    what: /^CREATE TRIGGER written_once BEFORE UPDATE ON public\.("case"|counter|outbox|request|sharing|sharing_item|slot|submission_round|substitution) /,
    why: 'what moves on keeps what was written once',
  },
  {
    what: /^CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public\.(access|anchor|anchor_leaf|case_event|document|proposal|refusal|register_entry) /,
    why: 'the evidence is append-only, for everybody',
  },
  {
    what: /^CREATE OR REPLACE FUNCTION public\.refuse_shipping\(\)/,
    why: 'what comes by no registration comes from the owner of the tables',
  },
  {
    what: /^CREATE TRIGGER shipped_by_owner BEFORE INSERT ON public\.register_entry /,
    why: 'the same',
  },
  {
    what: /^CREATE TRIGGER follow_the_chain BEFORE INSERT ON public\.(anchor|case_event|refusal) /,
    why: 'no gap, no branch',
  },
  { what: /^grant select on table "public"\."[a-z_]+" to "sip_app";?$/, why: 'the application reads everything' },
  {
    what: /^grant insert on table "public"\."(access|anchor|anchor_leaf|case_detail|case_event|document|proposal|refusal|register_entry|submission)" to "sip_app"/,
    why: 'evidence, added to and never changed',
  },
  {
    what: /^grant (insert|update) on table "public"\."(case|check_progress|check_report|counter|dry_run|outbox|person|request|sharing|sharing_item|slot|submission_round|substitution)" to "sip_app"/,
    why: 'what moves on with a case or a request; nothing of it is deleted',
  },
  {
    what: /^grant (insert|update|delete) on table "public"\."file" to "sip_app"/,
    why: 'uploads that nobody used are removed',
  },
];

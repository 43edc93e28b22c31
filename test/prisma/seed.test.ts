import { describe, expect, it } from 'vitest';
import { listNames } from '#domain/code-list';
import { processNames, wordsOf } from '#domain/processes';
import type { YearOfHolidays } from '#domain/register';
import { asOwner } from '#local/parts/postgres';
import { calendarInForce, periodsInForce } from '#prisma/registers/time';
import { seed } from '#prisma/seed';
import { demoGrant, everShipped, hashOfShipped, shippedEntries } from '#prisma/seed/shipped';
import { databaseOfTest } from '#test/support/database';

const registers = ['classification', 'category', 'kind', 'heading', 'component', 'unit'];

async function contentOf(ownerUrl: string): Promise<Record<string, unknown[]>> {
  return asOwner(ownerUrl, async (client) => {
    const content: Record<string, unknown[]> = {};
    for (const table of registers) content[table] = (await client.query(`SELECT * FROM ${table} ORDER BY 1, 2`)).rows;
    return content;
  });
}

describe('seeding', () => {
  it('is repeatable, also twice at once', async () => {
    const { ownerUrl } = await databaseOfTest();
    const before = await contentOf(ownerUrl);
    await Promise.all([seed(ownerUrl), seed(ownerUrl)]);
    expect(await contentOf(ownerUrl)).toEqual(before);
  });

  it('overwrites nothing that an office has changed', async () => {
    const { ownerUrl } = await databaseOfTest();
    await asOwner(ownerUrl, (client) =>
      client.query(`
        UPDATE component SET name = 'Nama lain' WHERE code = '20.1';
        UPDATE component SET short_name = 'Singkatan lain' WHERE code = '22.1';
        UPDATE kind SET name = 'Jenis lain' WHERE number = 20;
        UPDATE unit SET mailbox = 'meja@contoh.invalid' WHERE id = 'kemendag.pdsi'`),
    );
    const before = await contentOf(ownerUrl);
    await seed(ownerUrl);
    expect(await contentOf(ownerUrl)).toEqual(before);
  });
});

it('gives components that are older than the catalogue their place in it', async () => {
  const { ownerUrl } = await databaseOfTest();
  const before = await contentOf(ownerUrl);
  await asOwner(ownerUrl, (client) =>
    client.query(`
      UPDATE component SET kind = NULL, heading = NULL, short_name = NULL;
      DELETE FROM heading; DELETE FROM kind; DELETE FROM category; DELETE FROM classification`),
  );
  await seed(ownerUrl);
  expect(await contentOf(ownerUrl)).toEqual(before);
});

describe('the registers', () => {
  it('hold the classifications and categories, each category with its one row of Lampiran I', async () => {
    const { database } = await databaseOfTest();
    const classifications = await database.classification.findMany({
      orderBy: { position: 'asc' },
      include: { categories: { include: { kind: true } } },
    });
    expect(classifications.map(({ code, categories }) => [code, categories.length])).toEqual([
      ['DN', 14],
      ['LN', 7],
      ['BK', 3],
      ['LL', 5],
    ]);
    for (const { label, categories } of classifications)
      for (const { kind } of categories) expect(kind?.label.toLowerCase()).toBe(label.toLowerCase());
    expect(await database.component.count({ where: { kindNumber: null } })).toBe(0);
    expect(await database.component.count({ where: { NOT: { headingCode: null } } })).toBe(12);
  });

  it('hold the whole of Lampiran I: 29 rows, 120 components, four of them as 12 lettered parts', async () => {
    const { database } = await databaseOfTest();
    const components = await database.component.findMany({ orderBy: { position: 'asc' } });
    const codes = components.map(({ code }) => code);
    const rows = new Map(components.map(({ code, rowName }) => [Number(code.split('.')[0]), rowName]));
    const printed = new Set(codes.map((code) => code.split('.').slice(0, 2).join('.')));
    expect([...rows.keys()]).toEqual(Array.from({ length: 29 }, (_, index) => index + 1));
    expect(new Set(rows.values()).size).toBe(29);
    expect(printed.size).toBe(120);
    expect(components).toHaveLength(128);
    expect(codes.filter((code) => code.split('.').length === 3)).toHaveLength(12);
    expect(components.map(({ position }) => position)).toEqual(codes.map((_, index) => index + 1));
    expect(components.filter(({ basis, name }) => !basis.startsWith('28/24 L-I ') || name === '')).toEqual([]);
  });

  it('hold the components of each row without a gap, as printed', async () => {
    const { database } = await databaseOfTest();
    const components = await database.component.findMany({ orderBy: { position: 'asc' } });
    const printed = [...new Set(components.map(({ code }) => code.split('.').slice(0, 2).join('.')))];
    for (const [index, code] of printed.entries()) {
      const [row = 0, place = 0] = code.split('.').map(Number);
      const [previousRow = 0, previousPlace = 0] = (printed[index - 1] ?? '0.0').split('.').map(Number);
      expect([row, place]).toEqual(row === previousRow ? [row, previousPlace + 1] : [previousRow + 1, 1]);
    }
  });

  it('hold the SKB of 2026: 17 libur nasional, 8 cuti bersama, until the last day of the year', async () => {
    const { database } = await databaseOfTest();
    const where = { kind: 'calendar', subject: '2026' };
    const { authority, decisionNumber, content } = await database.registerEntry.findFirstOrThrow({ where });
    const { holidays } = content as unknown as YearOfHolidays;
    const count = (wanted: string) => holidays.filter(({ kind }) => kind === wanted).length;
    expect([count('libur-nasional'), count('cuti-bersama'), holidays.length]).toEqual([17, 8, 25]);
    expect([authority, decisionNumber]).toEqual(['SKB 3 Menteri', '1497/2025, 2/2025, 5/2025']);
    expect(holidays.filter(({ day }) => !day.startsWith('2026-'))).toEqual([]);
    expect(await calendarInForce(database, Date.parse('2026-11-02T02:00:00Z'))).toMatchObject({
      version: '2026:skb-2026',
      until: '2026-12-31',
    });
  });

  it('give every stage that waits a period and call each a house standard: the law gives none', async () => {
    const { database } = await databaseOfTest();
    for (const process of processNames) {
      const { stages, openCases } = await periodsInForce(database, process, Date.now());
      expect(Object.keys(stages).toSorted()).toEqual(wordsOf(process).waits.toSorted());
      expect(new Set(Object.values(stages).map(({ basis }) => basis))).toEqual(new Set(['house standard']));
      expect(openCases).toBe(false);
    }
  });

  it('hold what the house ships as drafts of nobody, valid from the beginning of time', async () => {
    const { database } = await databaseOfTest();
    const entries = await database.registerEntry.findMany();
    const subjects = (of: string) => entries.filter(({ kind }) => kind === of).map(({ subject }) => subject);
    expect(subjects('standard').toSorted()).toEqual(['*', '15.7', '2.4', '20.1', '20.2', '27.2', '3.2']);
    expect(subjects('code-list').toSorted()).toEqual([...listNames].toSorted());
    for (const of of ['automatic-return', 'claims-mapping', 'machine-access']) expect(subjects(of)).toEqual([]);
    const grants = entries.filter(({ kind }) => kind === 'reading-grant');
    expect(grants.map(({ subject, version }) => [subject, version])).toEqual([['kemendag.itjen', 'contoh']]);
    expect(
      entries.filter(
        ({ kind, validFrom, registration, decisionNumber }) =>
          validFrom !== '0000-00' || registration !== '' || (decisionNumber === null) === (kind === 'calendar'),
      ),
    ).toEqual([]);
  });

  it('hold nothing but what stands among all that was ever shipped: the hash of a new version is added there, and none is taken out', () => {
    const shipping = [...shippedEntries(), demoGrant];
    const named = Object.fromEntries(
      shipping.map((entry) => [hashOfShipped(entry), `${entry.kind} ${entry.subject} ${entry.version}`]),
    );
    expect(everShipped).toMatchObject(named);
  });

  it('hold the offices that the regulations name', async () => {
    const { database } = await databaseOfTest();
    const offices = await database.unit.findMany({
      where: { id: { startsWith: 'kemendag.' } },
      orderBy: { id: 'asc' },
    });
    expect(offices.map(({ name }) => name)).toEqual([
      'Inspektorat Jenderal',
      'Pusat Data dan Sistem Informasi',
      'Sekretariat Jenderal',
    ]);
  });
});

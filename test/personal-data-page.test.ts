import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { silence } from '#activities/scratch-sweep';
import { unusedKept } from '#api/sweep';
import { statusOf } from '#domain/legal-basis';
import { processings } from '#domain/processing';
import { type Kept, keptFor, retentionClasses, type Stored, stored } from '#domain/retention';
import { storedElsewhere } from '#domain/retention/elsewhere';
import { storedTables } from '#domain/retention/tables';
import { Environment } from '#platform/config';
import { historiesKept } from '#platform/temporal';
import { personalDataPage } from '../docs/personal-data.ts';

const house = new URL('..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, house), 'utf8');
const kinds: [Stored, Kept][] = Object.entries(stored) as [Stored, Kept][];
const today = new Date().toISOString().slice(0, 10);

const models = readdirSync(new URL('prisma/schema', house))
  .flatMap((file) => [...read(`prisma/schema/${file}`).matchAll(/^model (\w+) \{/gm)])
  .map(([, name]) => name ?? '');

describe('everything that is stored', () => {
  it('is in the table of retention: every model exactly once, and no other', () => {
    expect(models.length).toBeGreaterThan(25);
    expect(Object.keys(storedTables).toSorted()).toEqual(models.toSorted());
    expect(Object.keys(storedElsewhere).filter((name) => models.includes(name))).toEqual([]);
  });

  it('is in it when it is no table: every area of the storage, anchors, histories, logs, mails and backups', () => {
    const areas = [...read('platform/storage.ts').matchAll(/'(intake|custody|temporary)'/g)].map(([, area]) => area);
    for (const area of new Set(areas)) expect(Object.keys(storedElsewhere).join()).toContain(`(${area})`);
    expect(new Set(areas).size).toBe(3);
    expect(Object.keys(storedElsewhere)).toEqual(
      expect.arrayContaining(['exported anchor', 'history of a workflow', 'log', 'sent mail', 'backup']),
    );
  });

  it.each(kinds)('%s says what ends it, and stands on law in force or says that it is our own', (_, kept) => {
    expect(['in-force', 'house-standard']).toContain(statusOf(kept.basis, today));
    expect(kept.class === 'passing').toBe(kept.hours !== undefined);
    expect(kept.class !== 'standing' || kept.endedBy === 'nobody').toBe(true);
    expect(kept.class === 'archive').toBe(kept.endedBy === 'archive-office');
    expect(kept.endedBy.endsWith('.ts')).toBe(kept.hours !== undefined);
  });

  it.each(Object.entries(retentionClasses))('the class %s has a kind of thing, and a basis', (name, { basis }) => {
    expect(kinds.some(([, kept]) => kept.class === name)).toBe(true);
    expect(['in-force', 'house-standard']).toContain(statusOf(basis, today));
  });
});

describe('what is removed by itself', () => {
  const hour = 3_600_000;
  /** What the programs really do, by the file that does it. */
  const really: Readonly<Record<string, number>> = {
    'api/sweep.ts': unusedKept / hour,
    'api/checks/sweep.ts': Environment.shape.DRY_RUNS_KEPT_HOURS.parse(undefined),
    'activities/scratch-sweep.ts': silence / hour,
    'platform/temporal.ts': historiesKept / hour,
  };
  const swept = kinds.filter(([, { endedBy }]) => endedBy in really);

  it.each(swept)('%s is removed when the table says so', (_, { endedBy, hours }) => {
    expect(hours).toBe(really[endedBy]);
  });

  it('is all that names a program, and every program has something to remove', () => {
    expect(kinds.filter(([, { endedBy }]) => endedBy.endsWith('.ts'))).toEqual(swept);
    expect([...new Set(swept.map(([, { endedBy }]) => endedBy))].toSorted()).toEqual(Object.keys(really).toSorted());
  });

  it('is told in days, hours or minutes', () => {
    expect(keptFor(stored['history of a workflow']).en).toBe('90 days');
    expect(keptFor(stored.File).en).toBe('24 hours');
    expect(keptFor(stored['folder of a check (temporary)']).en).toBe('15 minutes');
  });
});

describe('docs/personal-data.md', () => {
  it('says what the tables say: npm run docs:personal-data writes it anew', () => {
    expect(read('docs/personal-data.md')).toBe(personalDataPage());
  });

  it('has whatever holds something of people in a kegiatan pemrosesan, and nothing else', () => {
    const held = new Set(processings.flatMap(({ holds }) => holds));
    const personal = kinds.filter(([, { persons }]) => persons !== 'none').map(([name]) => name);
    expect([...held].toSorted()).toEqual(personal.toSorted());
  });

  it.each(processings)('$name.en stands on the law of personal data and on a task of the ministry', ({ basis }) => {
    expect(basis).toContain('27/22 20(2)');
    expect(basis.length).toBeGreaterThan(1);
    for (const one of basis) expect(statusOf(one, today)).toBe('in-force');
  });
});

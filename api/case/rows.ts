import { z } from 'zod';
import { Bilingual, CaseNumber, HolderName, Instant } from '#api/schema';
import { inWib } from '#domain/calendar';
import type { Holder } from '#domain/case';
import { wordsOf } from '#domain/processes';
import type { Database } from '#prisma/database';
import type { Prisma } from '#prisma/generated/client';
import { iso } from './people.ts';

export const PersonView = z.object({ id: z.string(), name: z.string() }).meta({ id: 'Person' });

/** What lists show of a case of any process. */
export const CaseRow = z
  .object({
    process: z.string(),
    number: CaseNumber,
    title: z.string(),
    stage: z.string(),
    stageText: Bilingual,
    round: z.int(),
    version: z.int(),
    holder: HolderName,
    claimant: PersonView.nullable(),
    unit: z.object({ id: z.string(), name: z.string() }),
    since: Instant.meta({ description: 'Since when the holder has had it' }),
    target: Instant.nullable(),
    fatal: Instant.nullable(),
    due: Instant.nullable(),
    dueText: z.string().nullable(),
    late: z.boolean(),
    href: z.string(),
  })
  .meta({ id: 'CaseRow' });

export type Row = z.input<typeof CaseRow>;

export const withUnit = { unit: { select: { id: true, name: true } } } satisfies Prisma.CaseInclude;
export type Found = Prisma.CaseGetPayload<{ include: typeof withUnit }>;

/** What lists read of a case: neither its state, which is long, nor what stands in it. */
export const listed = { omit: { state: true, touched: true } } satisfies Prisma.CaseDefaultArgs;
export type Listed = Prisma.CaseGetPayload<typeof listed>;

/** What lists and single cases show alike. */
export function rowFacts(found: Listed & Pick<Found, 'unit'>) {
  const { process, number, title, stage, round, version, unit, due } = found;
  const holder = found.holder as Holder;
  return {
    number,
    title,
    stage,
    stageText: wordsOf(process).stage(stage),
    round,
    version,
    holder,
    unit,
    since: found.since.toISOString(),
    due: iso(due),
    dueText: due === null ? null : inWib(due.getTime()),
  };
}

/** Cases as rows of a list; their units are named by one query, and their claimants by another. */
export async function rowsOf(database: Database, found: readonly Listed[], now: number): Promise<Row[]> {
  const units = await database.unit.findMany(namesOf(found.map(({ party }) => party)));
  const people = await database.person.findMany(namesOf(found.map(({ claimant }) => claimant)));
  return found.map((row) => ({
    process: row.process,
    ...rowFacts({ ...row, unit: units.find(({ id }) => id === row.party) ?? { id: row.party, name: row.party } }),
    claimant: people.find(({ id }) => id === row.claimant) ?? null,
    target: iso(row.target),
    fatal: iso(row.fatal),
    late: row.target !== null && row.target.getTime() < now,
    href: `/v1/${wordsOf(row.process).path}/${row.number}`,
  }));
}

const namesOf = (ids: readonly (string | null)[]) => ({
  where: { id: { in: [...new Set(ids)].filter((id) => id !== null) } },
  select: { id: true, name: true },
});

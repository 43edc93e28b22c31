import type { CodeList } from '#domain/code-list/shape';
import type { ReturnDecision } from '#domain/finding';
import { everyComponent, type RegisterKind } from '#domain/register';
import type { Standard } from '#domain/standard';
import type { VersionDuring } from '#domain/standard/spans';
import type { Transaction } from './database.ts';
import type { RegisterEntry } from './generated/client.ts';

export type { RegisterEntry };

/** Reads only: a database as well as a transaction will do. */
export type Reader = Pick<Transaction, 'registerEntry'>;

/** What is in force at a time (a month `2026-01` or a day): of those valid then the one that began last, of these the one recorded last. */
export async function inForce(
  reader: Reader,
  kind: RegisterKind,
  subject: string,
  at: string,
): Promise<RegisterEntry | undefined> {
  const found = await reader.registerEntry.findFirst({
    where: { kind, subject, validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gte: at } }] },
    orderBy: [{ validFrom: 'desc' }, { recordedAt: 'desc' }, { version: 'desc' }],
  });
  return found ?? undefined;
}

/** What is in force at a time of every subject of a register. */
export async function subjectsOf(reader: Reader, kind: RegisterKind, at: string): Promise<RegisterEntry[]> {
  const rows = await reader.registerEntry.findMany({
    where: { kind },
    distinct: ['subject'],
    select: { subject: true },
  });
  const entries = await Promise.all(rows.map(({ subject }) => inForce(reader, kind, subject, at)));
  return entries
    .flatMap((entry) => entry ?? [])
    .toSorted((one, other) => one.subject.localeCompare(other.subject, 'en', { numeric: true }));
}

/** The standard that judges data of a component: the version valid for the last month of its period; the generic one where there is none. */
export async function standardInForce(reader: Reader, component: string, month: string): Promise<Standard> {
  return standardIn(await standardEntryInForce(reader, component, month));
}

export async function standardEntryInForce(reader: Reader, component: string, month: string): Promise<RegisterEntry> {
  const entry =
    (await inForce(reader, 'standard', component, month)) ?? (await inForce(reader, 'standard', everyComponent, month));
  if (!entry) throw new Error('no data standard is on register, not even the generic one: run the seed');
  return entry;
}

/** Every version of the standards by which a component is or was judged, the generic one among them; or of all. */
export async function standardsOnRegister(reader: Reader, component = everyComponent): Promise<Standard[]> {
  const where = {
    kind: 'standard',
    ...(component !== everyComponent && { subject: { in: [component, everyComponent] } }),
  };
  return (await reader.registerEntry.findMany({ where })).map(standardIn);
}

/** The standards in force in some month of an interval: what is in force changes where one begins, or the one before it ends. */
export async function standardsDuring(reader: Reader, { from, to }: Interval): Promise<Standard[]> {
  const entries = await reader.registerEntry.findMany({
    where: { kind: 'standard' },
    select: { validFrom: true, validTo: true },
  });
  const months = changesIn(entries, { from, to });
  const found = await Promise.all(months.map((month) => subjectsOf(reader, 'standard', month)));
  const byVersion = new Map(found.flat().map((entry) => [`${entry.subject} ${entry.version}`, standardIn(entry)]));
  return [...byVersion.values()];
}

/** The versions by which data of a component would be judged in the months of an interval, oldest first. */
export async function versionsDuring(reader: Reader, component: string, during: Interval): Promise<VersionDuring[]> {
  const entries = await reader.registerEntry.findMany({
    where: { kind: 'standard', subject: { in: [component, everyComponent] } },
    select: { validFrom: true, validTo: true },
  });
  const versions: VersionDuring[] = [];
  for (const from of changesIn(entries, during)) {
    const { name: standard, version } = await standardInForce(reader, component, from);
    const before = versions.at(-1);
    if (before?.standard === standard && before.version === version) continue;
    if (before) versions.splice(-1, 1, { ...before, to: monthBefore(from) });
    versions.push({ standard, version, from, to: during.to });
  }
  return versions;
}

interface Interval {
  readonly from: string;
  readonly to: string;
}

/** The first month of an interval and those in which something begins or the one before it has ended, in order. */
function changesIn(
  entries: readonly { readonly validFrom: string; readonly validTo: string | null }[],
  { from, to }: Interval,
): string[] {
  const changes = entries.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo ? [monthAfter(validTo)] : [])]);
  return [...new Set([from, ...changes.filter((month) => month > from && month <= to)])].toSorted();
}

const monthBefore = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [lastYear, last] = number === 1 ? [year - 1, 12] : [year, number - 1];
  return `${String(lastYear).padStart(4, '0')}-${String(last).padStart(2, '0')}`;
};

const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [nextYear, next] = number === 12 ? [year + 1, 1] : [year, number + 1];
  return `${String(nextYear).padStart(4, '0')}-${String(next).padStart(2, '0')}`;
};

/** As it is kept, under the version that the register gives it. */
export const standardIn = ({ content, version }: RegisterEntry): Standard => ({
  ...(content as unknown as Standard),
  version,
});

/** The version of a code list that judges data of a month; what was valid when, its codes say themselves. */
export async function listInForce(reader: Reader, name: string, month: string): Promise<CodeList | undefined> {
  const entry = await inForce(reader, 'code-list', name, month);
  return entry && listIn(entry);
}

export const listIn = ({ content, version }: RegisterEntry): CodeList => ({
  ...(content as unknown as CodeList),
  version,
});

/** Every list that a standard names, as it judges data of a month. */
export async function listsNamedBy(reader: Reader, standard: Standard, month: string): Promise<CodeList[]> {
  const lists = await Promise.all(namesOfLists(standard).map((name) => listInForce(reader, name, month)));
  return lists.flatMap((list) => list ?? []);
}

export const namesOfLists = ({ schema }: Standard): string[] => [
  ...new Set(schema.fields.flatMap((field) => field['sip:codes'] ?? [])),
];

/** PDSI's decision on automatic return for a component on a day; one that names no code ends the one before. */
export async function returnDecisionInForce(
  reader: Reader,
  component: string,
  day: string,
): Promise<ReturnDecision | undefined> {
  const entry =
    (await inForce(reader, 'automatic-return', component, day)) ??
    (await inForce(reader, 'automatic-return', everyComponent, day));
  if (!entry) return undefined;
  const { codes } = entry.content as unknown as { codes: readonly string[] };
  const { authority, decisionNumber, decisionDate } = entry;
  return { authority, number: decisionNumber ?? entry.version, date: decisionDate ?? '', codes };
}

import { readFileSync } from 'node:fs';
import { codeLists } from '#domain/code-list';
import { itjen } from '#domain/office';
import { everyComponent, everyProcess, type Periods, type ReadingGrant, type YearOfHolidays } from '#domain/register';
import { type Standard, standards } from '#domain/standard';
import { readableTable } from '#domain/standard/readable-table';
import { hashOf } from '#prisma/chain';
import { periods, periodsVersion } from './periods.ts';

/** An entry that comes by no registration. */
export interface Shipped {
  readonly kind: string;
  readonly subject: string;
  readonly version: string;
  readonly validFrom: string;
  readonly authority: string;
  readonly decisionNumber: string | null;
  readonly content: unknown;
}

interface Calendar extends YearOfHolidays {
  readonly version: string;
  readonly year: string;
  readonly authority: string;
  readonly number: string;
}

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

/** Valid from the beginning of time until PDSI records one for a later time. */
const draft = { validFrom: '0000-00', authority: 'SIP Back Office', decisionNumber: null };

/** The standards, lists and periods of this house: drafts, decided by nobody. The holidays of a year are those of its SKB. */
export function shippedEntries(): Shipped[] {
  const { version, year, authority, number, holidays } = read('calendar-2026.json') as Calendar;
  return [
    ...[readableTable, ...standards].map((standard: Standard) => ({
      kind: 'standard',
      subject: standard['sip:component'] ?? everyComponent,
      version: standard.version,
      content: standard,
      ...draft,
    })),
    ...Object.values(codeLists).map((list) => ({
      kind: 'code-list',
      subject: list.name,
      version: list.version,
      content: list,
      ...draft,
    })),
    ...Object.entries(periods).map(([subject, stages]) => ({
      kind: 'periods',
      subject,
      version: periodsVersion,
      content: { stages, openCases: false } satisfies Periods,
      ...draft,
    })),
    {
      kind: 'calendar',
      subject: year,
      version,
      content: { holidays } satisfies YearOfHolidays,
      ...draft,
      authority,
      decisionNumber: number,
    },
  ];
}

/** The grant under which inspectors read everything on a machine for trying out. */
export const demoGrant: Shipped = {
  kind: 'reading-grant',
  subject: itjen,
  version: 'contoh',
  content: { processes: [everyProcess], content: true } satisfies ReadingGrant,
  ...draft,
};

/** All that such an entry says, but for when it was written. */
export function hashOfShipped(entry: Shipped & { validTo?: string | null; decisionDate?: string | null }): string {
  const { kind, subject, version, validFrom, validTo = null, authority, decisionNumber, decisionDate = null } = entry;
  const content: unknown = JSON.parse(JSON.stringify(entry.content));
  return hashOf({ kind, subject, version, validFrom, validTo, authority, decisionNumber, decisionDate, content });
}

/** What this house and those before it shipped, by the hash: a database keeps also what an earlier release put there. */
export const everShipped: Readonly<Record<string, string>> = read('shipped.json') as Record<string, string>;

import { endOf, type Holiday } from './calendar.ts';
import type { ClaimsMapping } from './claims.ts';
import type { Period } from './clock.ts';
import type { CodeList } from './code-list/shape.ts';
import type { Standard } from './standard/shape.ts';

/** What PDSI keeps as versions with validity: it keeps them, it does not decree them (28/24 24(1) makes it the manager of the data). */
export const registerKinds = [
  'standard',
  'code-list',
  'automatic-return',
  'claims-mapping',
  'reading-grant',
  'machine-access',
  'calendar',
  'periods',
  'quiet',
] as const;
export type RegisterKind = (typeof registerKinds)[number];

/** Who decided what is kept, and where that can be read. */
export interface Authority {
  readonly authority: string;
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** Subject of what holds for every component that has nothing of its own. */
export const everyComponent = '*';

/** Libur nasional and cuti bersama of one year, as the SKB of that year (or its change) has them. */
export interface YearOfHolidays {
  readonly holidays: readonly Holiday[];
}

/** How long each stage of a process may last. */
export interface Periods {
  readonly stages: Readonly<Record<string, Period>>;
  /** Whether cases that are open follow too; else they keep the rule they started with. */
  readonly openCases: boolean;
}

/** The ladder of a process is silent, for the system is in trouble; `until` an instant or a day, which lies behind when the silence ended early. */
export interface Quiet {
  readonly until: string;
  readonly reason: string;
}

/** No silence lasts longer (house standard): no case shall wait unseen. */
export const longestQuiet = 31 * 86_400_000;

/** When a silence ends: at its instant, or with its day in WIB. */
export const endOfQuiet = ({ until }: Pick<Quiet, 'until'>): number =>
  until.length === 10 ? endOf(until) : Date.parse(until);

/** Kinds that cases keep by them: when such a version comes into force, open cases are told. */
export const keptByCases: readonly string[] = ['calendar', 'periods', 'quiet'] satisfies RegisterKind[];

/** In a grant: whatever process there is, and will be. */
export const everyProcess = '*';

/** What Itjen may read without asking each time (28/24 29(4)); no process at all ends the grant before. */
export interface ReadingGrant {
  /** Names of processes, or `*`. */
  readonly processes: readonly string[];
  /** Whether files and findings may be read too, not the course of the cases alone. */
  readonly content: boolean;
}

/** On which ground machines of a unit may submit (28/24 19); `ended`: on none any more. */
export const machineGrounds = ['agreement', 'exception', 'ended'] as const;
export type MachineGround = (typeof machineGrounds)[number];

/**
 * What is proposed for a register. Subject: a component of Lampiran I (or `*`) of a standard and an automatic return, the name of a
 * code list, an issuer (or `*`) of a claims mapping, a unit of a grant, a year of a calendar, a process of periods and of a silence. Valid from and to months of the data (standards and lists), or days
 * (all others), both included.
 */
export type Proposal = {
  readonly subject: string;
  readonly version: string;
  readonly validFrom: string;
  readonly validTo?: string | undefined;
  readonly decision: Authority;
  readonly note?: string | undefined;
} & (
  | { readonly kind: 'standard'; readonly content: Standard }
  | { readonly kind: 'code-list'; readonly content: CodeList }
  | { readonly kind: 'automatic-return'; readonly content: { readonly codes: readonly string[] } }
  | { readonly kind: 'claims-mapping'; readonly content: ClaimsMapping }
  | { readonly kind: 'reading-grant'; readonly content: ReadingGrant }
  | { readonly kind: 'machine-access'; readonly content: { readonly ground: MachineGround } }
  | { readonly kind: 'calendar'; readonly content: YearOfHolidays }
  | { readonly kind: 'periods'; readonly content: Periods }
  | { readonly kind: 'quiet'; readonly content: Quiet }
);

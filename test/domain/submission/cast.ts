import { readFileSync } from 'node:fs';
import { type Calendar, calendarOf, type Deadline } from '#domain/calendar';
import type { Actor } from '#domain/case';
import type { Terms } from '#domain/clock';
import { pdsi } from '#domain/office';
import type { Stage, Submission, SubmissionCommand } from '#domain/submission';
import type { Assignee } from '#domain/submission/assignment';
import { periods } from '#prisma/seed/periods';

/** The unit that submits in these tests. */
export const party = 'dinas.contoh';

/** The people of these tests, all invented: each stands in another relation to the case. */
export const cast = {
  /** Submitted the case. */
  sender: { person: 'p-sender', role: 'producer', unit: party },
  /** Of the submitting unit, has not touched the case. */
  colleague: { person: 'p-colleague', role: 'producer', unit: party },
  /** A producer of some other unit. */
  stranger: { person: 'p-stranger', role: 'producer', unit: 'dinas.lain' },
  /** A machine of the submitting unit. */
  machine: { person: 'p-machine', role: 'machine', unit: party },
  /** PDSI: has claimed the case wherever it is claimed. */
  claimant: { person: 'p-claimant', role: 'pdsi', unit: pdsi },
  /** PDSI: stands in for the claimant. */
  substitute: { person: 'p-substitute', role: 'pdsi', unit: pdsi, onBehalfOf: 'p-claimant' },
  /** PDSI: never had the case. */
  reviewer: { person: 'p-reviewer', role: 'pdsi', unit: pdsi },
  /** PDSI today, and one of those who submitted. */
  toucher: { person: 'p-toucher', role: 'pdsi', unit: pdsi },
  /** PDSI: stands in for one who submitted. */
  behalf: { person: 'p-behalf', role: 'pdsi', unit: pdsi, onBehalfOf: 'p-toucher' },
  /** Has the role of PDSI but belongs to the submitting unit. */
  insider: { person: 'p-insider', role: 'pdsi', unit: party },
  /** Head of PDSI: assigns and puts back, decides nothing. */
  head: { person: 'p-head', role: 'head', unit: pdsi },
  setjen: { person: 'p-setjen', role: 'setjen', unit: 'kemendag.setjen' },
  itjen: { person: 'p-itjen', role: 'itjen', unit: 'kemendag.itjen' },
  ops: { person: 'p-ops', role: 'ops', unit: pdsi },
} as const satisfies Record<string, Actor>;

/** To whom the head may give a case, unless told otherwise. */
export const officer: Assignee = {
  person: cast.reviewer.person,
  unit: pdsi,
  unitKind: 'unit kerja',
  roles: ['pdsi'],
  absent: false,
  standsFor: [],
  officersLeft: 2,
};

export type Who = keyof typeof cast;

export const sentHash = 'a'.repeat(64);
export const otherHash = 'b'.repeat(64);

/** WIB on 17 March 2026, 09.00. */
export const now = Date.parse('2026-03-17T02:00:00Z');

/** A case as it stands somewhere; `claimed` by the claimant, `returns` times returned before. */
export function caseAt(
  stage: Stage,
  {
    claimed = false,
    returns = 0,
    of = party,
    automatic = false,
  }: { claimed?: boolean; returns?: number; of?: string; automatic?: boolean } = {},
): Submission {
  return {
    id: 'submission:2026-000001',
    party: of,
    component: '20.1',
    period: { from: '2025-01', to: '2025-10' },
    stage,
    round: returns + 1,
    hash: sentHash,
    touched: [cast.sender.person, cast.toucher.person],
    returns,
    version: 4,
    seq: 6,
    last: { act: claimed ? 'claim' : 'checked', at: now, ...(claimed && { by: cast.claimant.person }) },
    since: now,
    rung: 0,
    ...(automatic && { automatic }),
    ...(claimed && { claimant: cast.claimant.person, claimedAt: now }),
  };
}

/** A command that lacks nothing, whatever the act, by somebody. */
export const commandBy = (actor: Actor, more: Partial<SubmissionCommand> = {}): SubmissionCommand => ({
  request: 'request-1',
  actor,
  version: 4,
  hash: sentHash,
  findings: 1,
  term: 10,
  days: 5,
  assignee: officer,
  ...more,
});

interface SeededCalendar {
  readonly version: string;
  readonly year: string;
  readonly holidays: readonly { readonly day: string }[];
}

/** The holidays of 2026 as every installation gets them. */
export function calendarOf2026(): Calendar {
  const file = new URL('../../../prisma/seed/calendar-2026.json', import.meta.url);
  const { version, year, holidays } = JSON.parse(readFileSync(file, 'utf8')) as SeededCalendar;
  return calendarOf([{ version, year, days: holidays.map(({ day }) => day) }]);
}

/** The house standards of time, as every installation gets them. */
export const terms: Terms = { calendar: calendarOf2026(), periods: periods['submission'] ?? {} };

/** Those of cases that were opened before there were ladders, extensions and leases. */
export const plainTerms: Terms = {
  calendar: calendarOf2026(),
  periods: {
    received: { target: 30, fatal: 240, unit: 'minutes', basis: 'house standard' },
    'in-review': { target: 3, fatal: 5, unit: 'working-days', basis: 'house standard' },
    returned: { target: 10, fatal: 15, unit: 'working-days', basis: 'house standard' },
    accepted: { target: 30, fatal: 240, unit: 'minutes', basis: 'house standard' },
    stored: { target: 30, fatal: 240, unit: 'minutes', basis: 'house standard' },
  },
};

/** The end of a day in WIB, unless it is past the table. */
export const endOfDay = (day: string): Deadline => ({ at: Date.parse(`${day}T16:59:59.999Z`), provisional: false });

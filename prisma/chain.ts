import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** What the first link of every chain names as its predecessor. */
export const genesis = '0'.repeat(64);

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of a value: the same for the same content, whatever the order of its keys. */
export function hashOf(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('only JSON can be hashed');
  return createHash('sha256').update(text).digest('hex');
}

/** The columns of a `case_event` row that its hash covers: all but the hash itself. */
export interface EventLink {
  readonly caseId: string;
  readonly seq: number;
  readonly at: Date;
  readonly act: string;
  readonly basis: string;
  readonly stage: string;
  readonly holder: string;
  readonly round: number;
  readonly version: number;
  readonly request: string | null;
  readonly person: string | null;
  readonly role: string | null;
  readonly unit: string | null;
  readonly onBehalfOf: string | null;
  readonly content: string | null;
  readonly target: Date | null;
  readonly fatal: Date | null;
  readonly detailHash: string | null;
  readonly caseHash: string | null;
  readonly previous: string;
}

export const hashOfEvent = (row: EventLink): string => hashOf(hashedOfEvent(row));

/**
 * What the hash of an event covers: who, in which role and for whom, did what, when, in which round, on which basis, on which content,
 * with which words, and the event before. One that carries no hash of its case is hashed without it, so that chains written before
 * there was one stay whole.
 */
export function hashedOfEvent(row: EventLink): Readonly<Record<string, unknown>> {
  const {
    caseId,
    seq,
    act,
    basis,
    stage,
    holder,
    round,
    version,
    request,
    person,
    role,
    unit,
    onBehalfOf,
    content,
    detailHash,
    caseHash,
    previous,
  } = row;
  const instants = {
    at: row.at.toISOString(),
    target: row.target?.toISOString() ?? null,
    fatal: row.fatal?.toISOString() ?? null,
  };
  const actor = { request, person, role, unit, onBehalfOf };
  return {
    caseId,
    seq,
    act,
    basis,
    stage,
    holder,
    round,
    version,
    ...actor,
    content,
    detailHash,
    previous,
    ...instants,
    ...(caseHash !== null && { caseHash }),
  };
}

/** The row of a case: what lists show of it, and the state from which it is judged when closed and goes on when reopened. */
export interface CaseRow {
  readonly id: string;
  readonly process: string;
  readonly number: string;
  readonly party: string;
  readonly stage: string;
  readonly holder: string;
  readonly claimant: string | null;
  readonly round: number;
  readonly version: number;
  readonly seq: number;
  readonly since: Date;
  readonly target: Date | null;
  readonly fatal: Date | null;
  readonly due: Date | null;
  readonly provisional: boolean;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly title: string;
  readonly state: unknown;
}

export const hashOfCase = (row: CaseRow): string => hashOf(hashedOfCase(row));

/** What the hash of a case's row covers: all of it. */
export function hashedOfCase(row: CaseRow): Readonly<Record<string, unknown>> {
  const { id, process, number, party, stage, holder, claimant, round, version, seq, provisional, title, state } = row;
  const { since, target, fatal, due, openedAt, closedAt } = row;
  const instants = Object.entries({ since, target, fatal, due, openedAt, closedAt });
  return {
    id,
    process,
    number,
    party,
    stage,
    holder,
    claimant,
    round,
    version,
    seq,
    provisional,
    title,
    state,
    ...Object.fromEntries(instants.map(([name, instant]) => [name, instant?.toISOString() ?? null])),
  };
}

/** The columns of a `refusal` row that its hash covers. */
export interface RefusalLink {
  readonly seq: number;
  readonly at: Date;
  readonly person: string;
  readonly role: string;
  readonly unit: string;
  readonly caseId: string;
  readonly act: string;
  readonly code: string;
  readonly request: string;
  readonly previous: string;
}

export function hashOfRefusal(row: RefusalLink): string {
  const { seq, at, person, role, unit, caseId, act, code, request, previous } = row;
  return hashOf({ seq, at: at.toISOString(), person, role, unit, caseId, act, code, request, previous });
}

import type { z } from 'zod';
import { dayOf, inWib } from '#domain/calendar';
import { type Holder, holderWords } from '#domain/case';
import { statusOf } from '#domain/legal-basis';
import { acts, type Stage, type Submission, stages } from '#domain/submission';
import { nextActs } from '#domain/submission/why-not';
import type { Database } from '#prisma/database';
import type { Prisma } from '#prisma/generated/client';
import type { SubmissionRow, SubmissionView } from './answers.schema.ts';
import { actorFor, type Viewer } from './viewer.ts';

interface Needs {
  readonly database: Database;
  readonly uiUrl?: string | undefined;
  readonly namespace: string;
}

export type View = z.input<typeof SubmissionView>;

/** `"v3"`: counts acts and stages, so a reminder never makes somebody's `If-Match` stale. */
export const etagOf = ({ version }: { version: number }): string => `"v${version}"`;

const withUnit = { unit: { select: { id: true, name: true } }, submission: true } satisfies Prisma.CaseInclude;
type Found = Prisma.CaseGetPayload<{ include: typeof withUnit }>;

/** The case as a viewer sees it, from the record alone. */
export async function viewOf(needs: Needs, viewer: Viewer, caseId: string): Promise<View> {
  const found = await needs.database.case.findUniqueOrThrow({ where: { id: caseId }, include: withUnit });
  const state = found.state as unknown as Submission;
  const waiting = state.stage === 'received' ? await progressOf(needs.database, state) : null;
  return {
    ...rowFacts(found),
    claimant: await personOf(needs.database, found.claimant),
    component: state.component,
    period: state.period,
    hash: state.hash,
    holderText: holderWords[found.holder as Holder],
    openedAt: found.openedAt.toISOString(),
    target: iso(found.target),
    fatal: iso(found.fatal),
    provisional: found.provisional,
    closedAt: iso(found.closedAt),
    replaces: found.submission?.replaces ?? null,
    checks: waiting,
    nextActs: nextActs(state, (act) => actorFor(viewer, act)).map((act) => ({
      act,
      text: acts[act].text,
      basis: acts[act].basis,
      basisStatus: statusOf(acts[act].basis, dayOf(Date.now())),
      needs: [...acts[act].needs],
      method: 'POST' as const,
      href: `/v1/submissions/${found.number}/${act}`,
    })),
    links: linksOf(needs, viewer, found),
  };
}

function linksOf({ uiUrl, namespace }: Needs, { roles }: Viewer, { id, number, round }: Found): Record<string, string> {
  const self = `/v1/submissions/${number}`;
  const ofRound = `${self}/rounds/${round}`;
  const isStaff = roles.some((role) => role === 'pdsi' || role === 'ops' || role === 'itjen');
  return {
    self,
    rounds: `${self}/rounds`,
    findings: `${ofRound}/findings`,
    receipt: `${ofRound}/receipt`,
    file: `${ofRound}/file`,
    events: `${self}/events`,
    ...(uiUrl && isStaff && { workflow: `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(id)}` }),
  };
}

/** What lists and single cases show alike. */
function rowFacts(found: Found) {
  const { number, title, round, version, unit, due } = found;
  const stage = found.stage as Stage;
  const holder = found.holder as Holder;
  return {
    number,
    title,
    stage,
    stageText: stages[stage].text,
    round,
    version,
    holder,
    unit,
    since: found.since.toISOString(),
    due: iso(due),
    dueText: due === null ? null : inWib(due.getTime()),
  };
}

export type Row = z.input<typeof SubmissionRow>;

/** A page of cases as rows; claimants are named by one query. */
export async function rowsOf(
  database: Database,
  where: Prisma.CaseWhereInput,
  page: { take: number; orderBy: Prisma.CaseOrderByWithRelationInput[] },
): Promise<Row[]> {
  const found = await database.case.findMany({ where, ...page, include: withUnit });
  const claimants = found.flatMap(({ claimant }) => (claimant === null ? [] : [claimant]));
  const people = await database.person.findMany({ where: { id: { in: claimants } }, select: { id: true, name: true } });
  const now = new Date();
  return found.map((row) => ({
    ...rowFacts(row),
    claimant: people.find(({ id }) => id === row.claimant) ?? null,
    target: iso(row.target),
    fatal: iso(row.fatal),
    late: row.target !== null && row.target < now,
    href: `/v1/submissions/${row.number}`,
  }));
}

export async function personOf(database: Database, id: string | null) {
  return id === null ? null : database.person.findUnique({ where: { id }, select: { id: true, name: true } });
}

async function progressOf(database: Database, { id, round }: Submission) {
  const far = await database.checkProgress.findUnique({ where: { caseId_round: { caseId: id, round } } });
  return far && { rule: far.rule, done: far.done, of: far.of, rows: far.rows };
}

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

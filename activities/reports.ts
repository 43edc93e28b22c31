import { ApplicationFailure } from '@temporalio/common';
import { dayOf } from '#domain/calendar';
import { type Role, roles } from '#domain/case';
import { everyIssuer } from '#domain/claims';
import type { CodeList } from '#domain/code-list/shape';
import type { CheckReport } from '#domain/finding';
import type { Proposal } from '#domain/register';
import type { Standard } from '#domain/standard';
import { anyPeriod } from '#domain/standard/named';
import type { Comparison } from '#domain/standard/rules';
import type { VersionDuring } from '#domain/standard/spans';
import { storableJson } from '#platform/table/storable';
import { type Database, isRefusedData } from '#prisma/database';
import type { DryRun } from '#prisma/generated/client';
import {
  listsNamedBy,
  returnDecisionInForce,
  standardInForce,
  standardsDuring,
  standardsOnRegister,
  versionsDuring,
} from '#prisma/registers';
import { mappingInForce } from '#prisma/registers/rights';
import type { CheckInput } from './checks.ts';
import type { Trial } from './trial.ts';

/** Where the checks leave what they found and how far they are; both safe to repeat. */
export function checkRecord(database: Database) {
  return {
    async progress({ caseId, round, ...far }: Progress): Promise<void> {
      const where = { caseId_round: { caseId, round } };
      await database.checkProgress.upsert({ where, create: { caseId, round, ...far }, update: far });
    },

    /** One report per round: a repeat after a crash writes the same again, never a second one. What a file holds never keeps it from being written. */
    async report({ caseId, round, hash }: Checked, report: CheckReport): Promise<void> {
      const where = { caseId_round: { caseId, round } };
      const found = { hash, report: storableJson(report) };
      await database.checkReport
        .upsert({ where, create: { caseId, round, ...found }, update: found })
        .catch(notTriedAgain);
    },

    async keepTrial({ caseId, round }: Omit<Checked, 'hash'>, trial: Trial): Promise<void> {
      const where = { caseId_round: { caseId, round } };
      const found = { hash: '', report: storableJson(trial) };
      await database.checkReport
        .upsert({ where, create: { caseId, round, ...found }, update: found })
        .catch(notTriedAgain);
    },
  };
}

/** What PostgreSQL refuses it refuses for ever: a person must look, and nobody waits for a report that can't come. */
function notTriedAgain(error: unknown): never {
  if (!isRefusedData(error)) throw error;
  throw ApplicationFailure.nonRetryable('engine: the database refuses the report', 'CheckFailed');
}

/** What data is judged by, as the registers have it. */
export function checkRegisters(database: Database) {
  const dryRunOf = (id: string) => database.dryRun.findUnique({ where: { id } });
  const proposedIn = (dryRun: DryRun | null) => proposedBehind(database, dryRun);

  return {
    /** The version that is valid for the last month of the data; in a preview what is proposed. */
    async standardOf({ caseId, component, period }: Of): Promise<Standard> {
      const dryRun = await dryRunOf(caseId);
      const proposed = await proposedIn(dryRun);
      if (proposed?.kind === 'standard') return { ...proposed.content, version: proposed.version };
      return standardInForce(database, component, monthOf(period, dryRun));
    },

    versionsOf: (of: Of) => versionsOf(database, of),

    async listsOf(standard: Standard, { caseId, period }: Pick<Of, 'caseId' | 'period'>): Promise<CodeList[]> {
      const dryRun = await dryRunOf(caseId);
      const lists = await listsNamedBy(database, standard, monthOf(period, dryRun));
      const proposed = await proposedIn(dryRun);
      if (proposed?.kind !== 'code-list') return lists;
      const { content, version } = proposed;
      return lists.map((list) => (list.name === content.name ? { ...content, version } : list));
    },

    decisionOf: ({ component }: Pick<CheckInput, 'component'>, at: number) =>
      returnDecisionInForce(database, component, dayOf(at)),

    /** The party's latest secured file for the time before, or for the same months of the year before. */
    async previousOf(
      { caseId, component, period }: Of,
      { against }: Pick<Comparison, 'against'>,
    ): Promise<string | undefined> {
      const of =
        (await dryRunOf(caseId)) ??
        (await database.case.findUnique({ where: { id: caseId }, select: { party: true } }));
      if (!of || period.to === anyPeriod.to) return undefined;
      const months =
        against === 'period-before'
          ? { periodTo: { lt: period.from } }
          : { periodFrom: { lte: yearBefore(period.to) }, periodTo: { gte: yearBefore(period.from) } };
      const found = await database.submission.findFirst({
        where: { component, ...months, case: { party: of.party, stage: 'secured' } },
        orderBy: [{ periodTo: 'desc' }, { caseId: 'desc' }],
        select: { rounds: { where: { NOT: { securedAt: null } }, orderBy: { round: 'desc' }, take: 1 } },
      });
      return found?.rounds[0]?.hash;
    },

    /** A list counts that is there at the beginning and at the end; it is the one at the end. */
    async listsDuring(standard: Standard, { from, to }: CheckInput['period']): Promise<CodeList[]> {
      const first = await listsNamedBy(database, standard, from);
      const last = await listsNamedBy(database, standard, to);
      return last.filter((list) => first.some(({ name }) => name === list.name));
    },

    rolesHeld: (issuer: string) => rolesHeldBy(database, issuer),
    mappingToday: (issuer: string) => mappingInForce(database, issuer, dayOf(Date.now())),
    standardsOnRegister: () => standardsOnRegister(database),
    standardsDuring: (during: CheckInput['period']) => standardsDuring(database, during),

    async proposalOf({ caseId, round }: Omit<Checked, 'hash'>): Promise<Proposal> {
      const where = { caseId_round: { caseId, round } };
      const { proposal } = await database.proposal.findUniqueOrThrow({ where, select: { proposal: true } });
      return proposal as unknown as Proposal;
    },
  };
}

/** What a preview judges by, where a dry run is one. */
async function proposedBehind(database: Database, dryRun: DryRun | null): Promise<Proposal | undefined> {
  if (!dryRun?.proposal || dryRun.proposalRound === null) return undefined;
  const where = { caseId_round: { caseId: dryRun.proposal, round: dryRun.proposalRound } };
  const { proposal } = await database.proposal.findUniqueOrThrow({ where, select: { proposal: true } });
  return proposal as unknown as Proposal;
}

/** None for data without a period, and for a preview, which is judged by what is proposed. */
async function versionsOf(database: Database, { caseId, component, period }: Of): Promise<VersionDuring[]> {
  if (period.to === anyPeriod.to) return [];
  const dryRun = await database.dryRun.findUnique({ where: { id: caseId } });
  if ((await proposedBehind(database, dryRun))?.kind === 'standard') return [];
  return versionsDuring(database, component, period);
}

/** The roles of everybody who has signed in by an issuer, or by any. */
async function rolesHeldBy(database: Database, issuer: string): Promise<Role[]> {
  const where = issuer === everyIssuer ? {} : { issuer };
  const people = await database.person.findMany({ where, distinct: ['roles'], select: { roles: true } });
  return roles.filter((role) => people.some((person) => person.roles.includes(role)));
}

/** A dry run without a period is judged by what is valid when it is asked for. */
const monthOf = ({ to }: CheckInput['period'], dryRun: DryRun | null): string =>
  dryRun && to === anyPeriod.to ? dayOf(dryRun.requestedAt.getTime()).slice(0, 7) : to;

const yearBefore = (month: string): string =>
  `${String(Number(month.slice(0, 4)) - 1).padStart(4, '0')}${month.slice(4)}`;

type Of = Pick<CheckInput, 'caseId' | 'component' | 'period'>;

interface Checked {
  readonly caseId: string;
  readonly round: number;
  readonly hash: string;
}

interface Progress {
  readonly caseId: string;
  readonly round: number;
  readonly rule: string;
  readonly done: number;
  readonly of: number;
  readonly rows: number;
}

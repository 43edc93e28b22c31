import type { Proposal } from '#domain/register';
import { chainOfEntry } from '#prisma/anchor/leaves';
import { hashOf } from '#prisma/chain';
import type { Database } from '#prisma/database';
import type { RegisterEntry } from '#prisma/generated/client';
import { demoGrant, everShipped, hashOfShipped } from '#prisma/seed/shipped';
import type { Fault } from './fault.ts';

type Kept = Proposal & { readonly content: unknown };

/**
 * What is wrong with the registers: a proposal is what its event's content names, and what is kept as in force is what a second officer
 * recorded, once. What comes by no registration is what a release shipped.
 */
export async function faultsOfRegisters(database: Database, id?: string): Promise<Fault[]> {
  const of = id === undefined ? {} : { caseId: id };
  const proposals = await database.proposal.findMany({ where: of, orderBy: [{ caseId: 'asc' }, { round: 'asc' }] });
  const entries = await database.registerEntry.findMany({
    where: { NOT: { registration: '' }, ...(id !== undefined && { registration: id }) },
  });
  const shipped = id === undefined ? await shippedIn(database) : [];
  const links = await database.event.findMany({
    where: { act: { in: ['propose', 'amend', 'record'] }, case: { process: 'registration' }, ...of },
    orderBy: [{ caseId: 'asc' }, { seq: 'asc' }],
  });
  const proposalOf = (caseId: string, round: number) =>
    proposals.find((row) => row.caseId === caseId && row.round === round);
  const recorded = new Set(links.filter(({ act }) => act === 'record').map(({ caseId }) => caseId));

  const faults = links.flatMap(({ caseId, seq, at, act, round, content }): Fault[] => {
    const fault = (what: string) => [{ chain: caseId, seq, what }];
    const row = proposalOf(caseId, round);
    if (!row) return fault('its proposal is missing');
    if (hashOf(row.proposal) !== content || row.hash !== content)
      return fault('the proposal is not the one that this event names');
    if (act !== 'record') return [];
    const its = entries.filter(({ registration }) => registration === caseId);
    const [entry] = its;
    if (its.length !== 1 || !entry) return fault('the register does not have, once, what was recorded');
    const isSame = saysWhat(entry, row.proposal as unknown as Kept) && entry.recordedAt.getTime() === at.getTime();
    return isSame ? [] : fault('the register does not say what was recorded');
  });
  const added = entries.filter(({ registration }) => !recorded.has(registration));
  return [
    ...shipped.filter(isStrange).map(strange),
    ...faults,
    ...added.map(({ registration, kind, subject, version }) => ({
      chain: registration,
      seq: 1,
      what: `the register has ${kind} ${subject} ${version}, which nobody recorded`,
    })),
  ];
}

/** The register is what was proposed: what of whom, valid when, decided by whom. */
function saysWhat(entry: RegisterEntry, proposed: Kept): boolean {
  const { kind, subject, version, validFrom, validTo, content, decision } = proposed;
  const { authority, number, date } = decision;
  const said = [kind, subject, version, validFrom, validTo ?? null, authority, number, date, content];
  const kept = [entry.kind, entry.subject, entry.version, entry.validFrom, entry.validTo];
  return hashOf([...kept, entry.authority, entry.decisionNumber, entry.decisionDate, entry.content]) === hashOf(said);
}

const shippedIn = (database: Database) => database.registerEntry.findMany({ where: { registration: '' } });

const isStrange = (entry: RegisterEntry): boolean => everShipped[hashOfShipped(entry)] === undefined;

const strange = (entry: RegisterEntry): Fault => ({
  chain: `register ${chainOfEntry(entry)}`,
  seq: 1,
  what: `the register has ${entry.kind} ${entry.subject} ${entry.version}, which came by no registration and which no release shipped`,
});

/** Whether the grant of a machine for trying out is on register: decided by nobody, and out of place where people work. */
export async function hasDemoGrant(database: Database): Promise<boolean> {
  return (await shippedIn(database)).some((entry) => hashOfShipped(entry) === hashOfShipped(demoGrant));
}

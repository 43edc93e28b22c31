import { hashOf } from '#prisma/chain';
import type { Database } from '#prisma/database';

interface Kept {
  readonly content: unknown;
  readonly validFrom: string;
  readonly validTo?: string;
}

interface Found {
  readonly chain: string;
  readonly seq: number;
  readonly what: string;
}

/**
 * What is wrong with the registers: a proposal is what its event's content names, and what is kept as in force is what a second officer
 * recorded, once. What the house shipped comes by no registration and is judged by nobody here.
 */
export async function faultsOfRegisters(database: Database, id?: string): Promise<Found[]> {
  const of = id === undefined ? {} : { caseId: id };
  const proposals = await database.proposal.findMany({ where: of, orderBy: [{ caseId: 'asc' }, { round: 'asc' }] });
  const entries = await database.registerEntry.findMany({
    where: { NOT: { registration: '' }, ...(id !== undefined && { registration: id }) },
  });
  const links = await database.event.findMany({
    where: { act: { in: ['propose', 'amend', 'record'] }, case: { process: 'registration' }, ...of },
    orderBy: [{ caseId: 'asc' }, { seq: 'asc' }],
  });
  const proposalOf = (caseId: string, round: number) =>
    proposals.find((row) => row.caseId === caseId && row.round === round);
  const recorded = new Set(links.filter(({ act }) => act === 'record').map(({ caseId }) => caseId));

  const faults = links.flatMap(({ caseId, seq, act, round, content }): Found[] => {
    const fault = (what: string) => [{ chain: caseId, seq, what }];
    const row = proposalOf(caseId, round);
    if (!row) return fault('its proposal is missing');
    if (hashOf(row.proposal) !== content || row.hash !== content)
      return fault('the proposal is not the one that this event names');
    if (act !== 'record') return [];
    const its = entries.filter(({ registration }) => registration === caseId);
    const [entry] = its;
    if (its.length !== 1 || !entry) return fault('the register does not have, once, what was recorded');
    const { content: proposed, validFrom, validTo = null } = row.proposal as unknown as Kept;
    const isSame =
      hashOf(entry.content) === hashOf(proposed) && entry.validFrom === validFrom && entry.validTo === validTo;
    return isSame ? [] : fault('the register does not say what was recorded');
  });
  const added = entries.filter(({ registration }) => !recorded.has(registration));
  return [
    ...faults,
    ...added.map(({ registration, kind, subject, version }) => ({
      chain: registration,
      seq: 1,
      what: `the register has ${kind} ${subject} ${version}, which nobody recorded`,
    })),
  ];
}

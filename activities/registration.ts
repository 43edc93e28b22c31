import { keptByCases, type Proposal } from '#domain/register';
import type { Registration } from '#domain/registration';
import { registrationTitle } from '#domain/registration/words';
import { rulesLock } from '#prisma/database';
import type { Chronicle, Entry } from './chronicle.ts';

/** What a registration adds to the record: its proposals, and with the second officer's act the version in force. */
export const registrationChronicle: Chronicle = {
  async title(_transaction, state) {
    return registrationTitle(state as Registration);
  },

  async write(entry) {
    switch (entry.event.act) {
      case 'propose':
      case 'amend':
        return writeProposal(entry);
      case 'record':
        return putInForce(entry);
      case 'sound':
      case 'unsound':
        return trialIn(entry);
      default:
        return undefined;
    }
  },
};

async function writeProposal({ transaction, state, event, body }: Entry): Promise<object> {
  const { proposal } = body as { proposal: object };
  const { kind, subject, version } = proposal as Proposal;
  const row = { caseId: state.id, round: event.round, kind, subject, version, hash: event.hash ?? '' };
  const written = { writtenAt: new Date(event.at), writtenBy: event.actor?.person ?? '' };
  await transaction.proposal.create({ data: { ...row, ...written, proposal } });
  return { proposal };
}

/** PDSI keeps what another office decided: authority, number and date of the decision stand beside the content. */
async function putInForce({ transaction, state, event }: Entry): Promise<object> {
  const where = { caseId_round: { caseId: state.id, round: event.round } };
  const found = await transaction.proposal.findUniqueOrThrow({ where });
  const { kind, subject, version, validFrom, validTo = null, decision } = found.proposal as unknown as Proposal;
  const { content } = found.proposal as { content: object };
  const { authority, number, date } = decision;
  if (keptByCases.includes(kind)) await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${rulesLock})`;
  await transaction.registerEntry.create({
    data: {
      kind,
      subject,
      version,
      validFrom,
      validTo,
      authority,
      decisionNumber: number,
      decisionDate: date,
      content,
      registration: state.id,
      recordedAt: new Date(event.at),
    },
  });
  return { entry: { kind, subject, version }, hash: found.hash };
}

async function trialIn({ transaction, state, event }: Entry): Promise<object | undefined> {
  const where = { caseId_round: { caseId: state.id, round: event.round } };
  const kept = await transaction.checkReport.findUnique({ where });
  return kept ? { trial: kept.report } : undefined;
}

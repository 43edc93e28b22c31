import type { CaseState, Command } from '#domain/case';
import type { Proposal as Proposed } from '#domain/register';
import type { Registration, RegistrationCommand } from '#domain/registration';
import { registrationProcess } from '#domain/registration/course';
import { registrationTitle } from '#domain/registration/words';
import type { Prisma, Proposal } from '#prisma/generated/client';
import { type Retelling, type Story, stateAfter, type Told } from './story.ts';

/** A registration told again: each of its proposals stands whole beside the event that brought it. */
export const registrationRetelling: Retelling = {
  state(story) {
    const { kind, subject } = proposalIn(story.first);
    return stateAfter(registrationProcess, story, { kind, subject, hash: story.first.link.content ?? '' }, commandOf);
  },
  title: (state: CaseState) => registrationTitle(state as Registration),
  rows: (story) => ({ submission: undefined, rounds: [], proposals: proposalsIn(story) }),
};

const proposalIn = ({ words }: Told) => words?.['proposal'] as Proposed;

function commandOf({ link }: Told, command: Command): RegistrationCommand {
  return { ...command, ...(link.content !== null && { hash: link.content }) };
}

function proposalsIn({ first, later }: Story): Proposal[] {
  return [first, ...later]
    .filter(({ link }) => link.act === 'propose' || link.act === 'amend')
    .map((told) => {
      const { caseId, round, content, at, person } = told.link;
      const { kind, subject, version } = proposalIn(told);
      const written = { writtenAt: at, writtenBy: person ?? '' };
      const proposal = told.words?.['proposal'] as Prisma.JsonValue;
      return { caseId, round, kind, subject, version, proposal, hash: content ?? '', ...written };
    });
}

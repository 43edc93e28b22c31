import type { z } from 'zod';
import type { Desk, Needs } from '#api/case/desk';
import { personOf } from '#api/case/people';
import { withUnit } from '#api/case/rows';
import { choicesFor, factsOf, workflowLink } from '#api/case/view';
import type { Viewer } from '#api/case/viewer';
import type { RegistrationView } from '#api/registration.schema';
import type { OpenAct, Registration, Stage } from '#domain/registration';
import { type Text, text } from '#domain/text';
import type { Database } from '#prisma/database';

interface Looking {
  readonly desk: Desk;
  readonly needs: Needs;
  readonly viewer: Viewer;
}

/** The registration as a viewer sees it, from the record alone. */
export async function viewOf(
  { desk, needs, viewer }: Looking,
  caseId: string,
): Promise<z.input<typeof RegistrationView>> {
  const { database } = needs;
  const found = await database.case.findUniqueOrThrow({ where: { id: caseId }, include: withUnit });
  const { kind, subject, hash, round } = found.state as unknown as Registration;
  const where = { caseId_round: { caseId, round } };
  const { proposal, writtenBy } = await database.proposal.findUniqueOrThrow({ where });
  const self = `/v1/registrations/${found.number}`;
  return {
    ...(await factsOf(database, found, viewer)),
    stage: found.stage as Stage,
    kind,
    subject,
    hash,
    proposal,
    writtenBy: await personOf(database, writtenBy),
    trial: await trialOf(database, caseId, round),
    nextActs: choicesFor(desk, found, viewer).map((choice) => ({ ...choice, act: choice.act as OpenAct })),
    links: {
      self,
      events: `${self}/events`,
      dueExplanation: `${self}/due-explanation`,
      ...workflowLink(needs, viewer, found),
    },
  };
}

/** What is shown is the trial of which the case has heard. */
async function trialOf(database: Database, caseId: string, round: number) {
  const heard = await database.event.findFirst({ where: { caseId, round, act: { in: ['sound', 'unsound'] } } });
  if (!heard) return null;
  const kept = await database.checkReport.findUnique({ where: { caseId_round: { caseId, round } } });
  if (!kept) return { sound: false, flaws: [couldNotBeTried] };
  const { sound, flaws } = kept.report as unknown as { sound: boolean; flaws: (Text | string)[] };
  // Trials of earlier versions of the house said it in English alone.
  return { sound, flaws: flaws.map((flaw) => (typeof flaw === 'string' ? text(flaw, flaw) : flaw)) };
}

const couldNotBeTried = text(
  'Mesin tidak dapat mengujinya: lihat kasusnya di Temporal, lalu ubah atau tarik usulan ini.',
  'The machine could not try it: see the case in Temporal, amend it or withdraw it.',
);

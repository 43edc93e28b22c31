import type { Desk } from '#api/case/desk';
import {
  type Act,
  acts,
  type OpenAct,
  type Opening,
  openActs,
  type Registration,
  type RegistrationCommand,
} from '#domain/registration';
import { whatIsMissing, whyNot } from '#domain/registration/why-not';
import { registrationWords } from '#domain/registration/words';
import { text } from '#domain/text';
import { registrationType } from '#workflows/registration.messages';
import { viewOf } from './view.ts';

/** Registration at the door. */
export const registrationDesk: Desk<Registration, OpenAct, RegistrationCommand, Opening> = {
  type: registrationType,
  path: registrationWords.path,
  opens: 'propose',
  acts: openActs,
  rolesOf: (act) => acts[act as Act].roles,
  isJudging: (act) => acts[act as Act].relation === 'second-officer',
  needsOf: (act) => acts[act as Act].needs,
  whyNot,
  whatIsMissing,
  remedies: {
    'four-eyes': text(
      'Petugas PDSI lain, yang tidak ikut menulis usulan ini dan tidak menggantikan penulisnya, yang mencatatnya.',
      'Another officer of PDSI records it: one who took no part in writing the proposal and stands in for nobody who did.',
    ),
  },
  summaryOf: async (_database, unit, { kind, subject }) => `${unit}: ${kind} ${subject}`,
  viewOf: (needs, viewer, caseId) => viewOf({ desk: registrationDesk, needs, viewer }, caseId),
};

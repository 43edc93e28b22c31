import { sharingType } from '#workflows/sharing.messages';
import { carryOut } from './case/acts.ts';
import type { Desk, Needs } from './case/desk.ts';
import { carryOutCheck } from './checks/carry-out.ts';
import { checkProcess } from './checks.ts';
import type { RequestRow } from './intake.ts';
import { registrationDesk } from './registration/desk.ts';
import type { Answer } from './route.ts';
import { carryOutSharing } from './sharings.ts';
import { submissionDesk } from './submission/desk.ts';
import { carryOutSubstitution, substitutionProcess } from './substitutions.ts';

/** Every process at the door: one line each. */
const desks: readonly Desk[] = [submissionDesk, registrationDesk];

/** By process: how its requests are carried out, for whoever takes up what was left running. */
export function carriers(needs: Needs): Record<string, (request: RequestRow) => Promise<Answer>> {
  return {
    ...Object.fromEntries(desks.map((desk) => [desk.type, (request: RequestRow) => carryOut(needs, desk, request)])),
    [checkProcess]: (request) => carryOutCheck(needs, request),
    [sharingType]: (request) => carryOutSharing(needs, request),
    [substitutionProcess]: (request) => carryOutSubstitution(needs, request),
  };
}

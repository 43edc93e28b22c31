import { carryOut } from './case/acts.ts';
import type { Desk, Needs } from './case/desk.ts';
import type { RequestRow } from './intake.ts';
import { registrationDesk } from './registration/desk.ts';
import type { Answer } from './route.ts';
import { submissionDesk } from './submission/desk.ts';

/** Every process at the door: one line each. */
const desks: readonly Desk[] = [submissionDesk, registrationDesk];

/** By process: how its requests are carried out, for whoever takes up what was left running. */
export function carriers(needs: Needs): Record<string, (request: RequestRow) => Promise<Answer>> {
  return Object.fromEntries(desks.map((desk) => [desk.type, (request) => carryOut(needs, desk, request)]));
}

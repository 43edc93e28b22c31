import { type Actor, peopleBehind } from '#domain/case';
import { type Refusal, refuse } from '#domain/refusal';
import { acts, type OpenAct, openActs, type Registration, type RegistrationCommand } from '#domain/registration';

/** Why this person may not do this now; undefined when they may. */
export function whyNot(act: OpenAct, registration: Registration, actor: Actor): Refusal | undefined {
  return whyNotThisPerson(act, registration, actor) ?? whyNotAtThisStage(act, registration);
}

/** Why this person may not propose. */
export function whyNotPropose({ role }: Actor): Refusal | undefined {
  const roles: readonly string[] = acts.propose.roles;
  return roles.includes(role) ? undefined : refuse('not-your-act', `propose is for ${roles.join(' or ')}`);
}

/** Four eyes (house rule): what one officer wrote, another records. */
function whyNotThisPerson(act: OpenAct, { touched }: Registration, actor: Actor): Refusal | undefined {
  const { roles, relation } = acts[act];
  const asked: readonly string[] = roles;
  if (!asked.includes(actor.role)) return refuse('not-your-act', `${act} is for ${asked.join(' or ')}`);
  if (relation === 'second-officer' && peopleBehind(actor).some((person) => touched.includes(person)))
    return refuse('four-eyes', 'who wrote the proposal, or stands in for one who did, may not record it');
  return undefined;
}

function whyNotAtThisStage(act: OpenAct, { stage, round, last }: Registration): Refusal | undefined {
  const from: readonly string[] = acts[act].from;
  const facts = { stage, act: last.act, at: last.at, ...(last.by !== undefined && { by: last.by }) };
  return from.includes(stage) ? undefined : refuse('wrong-stage', `the case is ${stage}, round ${round}`, facts);
}

/** Why this command does not fit although its act is allowed; the version is judged last. */
export function whatIsMissing(
  act: OpenAct,
  { hash, version }: Registration,
  command: RegistrationCommand,
): Refusal | undefined {
  const needs: readonly string[] = acts[act].needs;
  if (needs.includes('content') && command.hash === hash)
    return refuse('same-content', 'this is the very proposal that is there');
  if (needs.includes('content-hash') && command.hash !== hash)
    return refuse('other-content', 'the round has other content than the one decided on', { expected: hash });
  if (command.version !== version) return refuse('stale-version', `the case is at version ${version}`, { version });
  return undefined;
}

export function choices(registration: Registration): { act: OpenAct; roles: (typeof acts)[OpenAct]['roles'] }[] {
  return openActs
    .filter((act) => whyNotAtThisStage(act, registration) === undefined)
    .map((act) => ({ act, roles: acts[act].roles }));
}

import { type Actor, peopleBehind } from '#domain/case';
import { lastActOf, otherContent, type Refusal, refuse, refuseRole, refuseStale, stands } from '#domain/refusal';
import {
  acts,
  type OpenAct,
  openActs,
  type Registration,
  type RegistrationCommand,
  stages,
} from '#domain/registration';
import { text } from '#domain/text';

/** Why this person may not do this now; undefined when they may. */
export function whyNot(act: OpenAct, registration: Registration, actor: Actor): Refusal | undefined {
  return whyNotThisPerson(act, registration, actor) ?? whyNotAtThisStage(act, registration);
}

/** Why this person may not propose. */
export function whyNotPropose({ role }: Actor): Refusal | undefined {
  const { roles } = acts.propose;
  return (roles as readonly string[]).includes(role) ? undefined : refuseRole('propose', roles);
}

/** Four eyes (house rule): what one officer wrote, another records. */
function whyNotThisPerson(act: OpenAct, { touched }: Registration, actor: Actor): Refusal | undefined {
  const { roles, relation } = acts[act];
  const asked: readonly string[] = roles;
  if (!asked.includes(actor.role)) return refuseRole(act, roles);
  if (relation === 'second-officer' && peopleBehind(actor).some((person) => touched.includes(person)))
    return refuse(
      'four-eyes',
      text(
        'yang menulis usulan, atau menggantikan penulisnya, tidak boleh mencatatnya',
        'who wrote the proposal, or stands in for one who did, may not record it',
      ),
    );
  return undefined;
}

function whyNotAtThisStage(act: OpenAct, registration: Registration): Refusal | undefined {
  const { stage, round } = registration;
  const from: readonly string[] = acts[act].from;
  return from.includes(stage)
    ? undefined
    : refuse('wrong-stage', stands(stages[stage].text, round), lastActOf(registration));
}

/** Why this command does not fit although its act is allowed; the version is judged last. */
export function whatIsMissing(
  act: OpenAct,
  registration: Registration,
  command: RegistrationCommand,
): Refusal | undefined {
  const { hash, version } = registration;
  const needs: readonly string[] = acts[act].needs;
  if (needs.includes('content') && command.hash === hash)
    return refuse(
      'same-content',
      text('ini usulan yang sama dengan yang sudah ada', 'this is the very proposal that is there'),
    );
  if (needs.includes('content-hash') && command.hash !== hash)
    return refuse('other-content', otherContent, { expected: hash });
  if (command.version !== version) return refuseStale(registration, stages[registration.stage].text);
  return undefined;
}

export function choices(registration: Registration): { act: OpenAct; roles: (typeof acts)[OpenAct]['roles'] }[] {
  return openActs
    .filter((act) => whyNotAtThisStage(act, registration) === undefined)
    .map((act) => ({ act, roles: acts[act].roles }));
}

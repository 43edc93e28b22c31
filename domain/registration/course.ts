import { type Actor, type Addressee, type CaseEvent, type Holder, peopleBehind } from '#domain/case';
import { afterReminder, enterStage } from '#domain/case-clock';
import type { LegalBasis } from '#domain/legal-basis';
import type { Process } from '#domain/process';
import { keptByCases } from '#domain/register';
import {
  type Act,
  acts,
  type OpenAct,
  type Opening,
  openActs,
  type Registration,
  type RegistrationCommand,
  type Step,
  stages,
  steps,
} from '#domain/registration';
import { isReminder } from '#domain/reminders';
import { choices, whatIsMissing, whyNot } from './why-not.ts';

function open({ id, kind, subject, hash, actor }: Opening, at: number): Registration {
  return {
    id,
    party: actor.unit,
    kind,
    subject,
    hash,
    stage: 'received',
    round: 1,
    touched: peopleBehind(actor),
    version: 1,
    seq: 1,
    last: { act: 'propose', by: actor.person, at },
    since: at,
    rung: 0,
  };
}

function apply(act: OpenAct, registration: Registration, command: RegistrationCommand, at: number): Registration {
  const { actor, hash } = command;
  const next = {
    ...registration,
    seq: registration.seq + 1,
    version: registration.version + 1,
    last: { act, by: actor.person, at },
  };
  if (act === 'record' && keptByCases.includes(registration.kind)) return enterStage(next, 'spreading', at);
  if (act !== 'amend' || hash === undefined) return enterStage(next, acts[act].to, at);
  const touched = [...new Set([...registration.touched, ...peopleBehind(actor)])];
  return enterStage({ ...next, touched, hash, round: registration.round + 1 }, 'received', at);
}

function after(step: Step, registration: Registration, at: number): Registration {
  if (isReminder(step)) return afterReminder(registration, step, at);
  const { seq, version } = registration;
  return enterStage(
    { ...registration, seq: seq + 1, version: version + 1, last: { act: step, at } },
    steps[step].to,
    at,
  );
}

const holderOf = ({ stage }: Registration): Holder => stages[stage].holder;

const happenings: Record<Act | Step, { basis: LegalBasis; notify?: Addressee | 'holder' }> = { ...acts, ...steps };

function eventOf(
  happening: Act | Step,
  registration: Registration,
  at: number,
  by?: { request: string; actor: Actor },
): CaseEvent {
  const { seq, stage, round, version, hash, due } = registration;
  const { basis, notify } = happenings[happening];
  return {
    seq,
    at,
    act: happening,
    basis,
    stage,
    holder: holderOf(registration),
    round,
    version,
    hash,
    ...(by && { request: by.request, actor: by.actor }),
    ...(due && { target: due.target, fatal: due.fatal }),
    // Those who propose and record are of one office.
    ...(notify && { notify: notify === 'holder' ? 'reviewers' : notify }),
  };
}

/** Registration as a process that the one mechanism carries. */
export const registrationProcess: Process<Registration, OpenAct, RegistrationCommand, Opening, Step> = {
  name: 'registration',
  acts: openActs,
  open,
  opened: (opening, state, at) => eventOf('propose', state, at, opening),
  whyNot,
  whatIsMissing,
  apply,
  after,
  eventOf,
  choices,
  isAtRest: ({ stage }) => stages[stage].rest,
  holderOf,
};

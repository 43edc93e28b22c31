import { type Actor, type Addressee, type CaseEvent, type Holder, peopleBehind } from '#domain/case';
import { dueOf } from '#domain/clock';
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
  type Stage,
  type Step,
  stages,
  steps,
} from '#domain/registration';
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
  if (act === 'record' && keptByCases.includes(registration.kind)) return enter('spreading', next, at);
  if (act !== 'amend' || hash === undefined) return enter(acts[act].to, next, at);
  const touched = [...new Set([...registration.touched, ...peopleBehind(actor)])];
  return enter('received', { ...next, touched, hash, round: registration.round + 1 }, at);
}

function after(step: Step, registration: Registration, at: number): Registration {
  const { to } = steps[step];
  const next = { ...registration, seq: registration.seq + 1 };
  if (step === 'due-moved') return next;
  if (to === 'same') return { ...next, rung: registration.rung + 1 };
  return enter(to, { ...next, version: registration.version + 1, last: { act: step, at } }, at);
}

function enter(stage: Stage, registration: Registration, at: number): Registration {
  const { due: _, ...rest } = registration;
  const due = dueOf(stage, at, registration.terms);
  return { ...rest, stage, since: at, rung: 0, ...(due && { due }) };
}

const holderOf = ({ stage }: Registration): Holder => stages[stage].holder;

const happenings: Record<Act | Step, { basis: LegalBasis; notify?: Addressee }> = { ...acts, ...steps };

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
    ...(notify && { notify }),
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
